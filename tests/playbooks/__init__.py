"""What playbooks promise: content, finding, runs, assessment, export."""
