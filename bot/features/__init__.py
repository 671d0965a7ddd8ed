"""One file for each thing people can do."""
