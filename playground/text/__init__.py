"""What people type, and what Slack makes of it."""
