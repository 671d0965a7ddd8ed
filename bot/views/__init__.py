"""What people see: domain values in, Block Kit out."""
