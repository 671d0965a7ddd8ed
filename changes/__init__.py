"""What changes, and who must know."""
