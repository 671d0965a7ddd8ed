"""The other ground: one SQL database for what must last."""
