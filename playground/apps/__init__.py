"""The apps that Slack knows: their manifests, installations and tokens."""
