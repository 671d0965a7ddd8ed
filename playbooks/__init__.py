"""What to do when a problem shows up that other teams have had before."""
