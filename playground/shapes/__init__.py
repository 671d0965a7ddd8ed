"""How Slack writes each thing as JSON."""
