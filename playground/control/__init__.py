"""The control API: what a page or a test does in a person's name."""
