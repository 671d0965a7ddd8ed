"""The same app three times, in Slack's own libraries: what one of them does, the others do as well."""
