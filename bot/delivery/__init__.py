"""The durable side: post, retry, remind, digest, within Slack's limits."""
