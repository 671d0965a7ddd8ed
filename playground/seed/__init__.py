"""The workspace a newcomer finds."""
