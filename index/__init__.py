"""The ground: find things in text; knows no domain."""
