"""The page in real Chromium, with a real Bolt app behind it."""
