"""The playground, spoken to by Slack's own unmodified clients."""
