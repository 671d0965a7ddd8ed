"""A Slack small enough for a test, honest enough for a demo."""
