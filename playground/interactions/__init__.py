"""A person uses a command, a button or a modal, and an app answers."""
