"""What happens in a workspace: one change of state, and the events that tell of it."""
