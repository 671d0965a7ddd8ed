"""What each person sees happen, as it happens."""
