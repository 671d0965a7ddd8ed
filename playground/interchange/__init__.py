"""Workspaces in and out: our own JSON, and Slack's export."""
