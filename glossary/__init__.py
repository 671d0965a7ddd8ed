"""What our words mean, and which meaning a sentence intends."""
