"""What Slack sends to an app."""
