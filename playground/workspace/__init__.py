"""What a workspace holds: plain state, no HTTP and no apps talking."""
