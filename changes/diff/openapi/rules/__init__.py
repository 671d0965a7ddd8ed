"""What can be different between two versions of one schema, one theme to a module."""
