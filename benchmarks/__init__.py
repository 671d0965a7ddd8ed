"""Quality and speed, measured: `make bench` writes results.md, nobody edits it."""
