"""The Slack edge: hear, ask, answer."""
