"""The documentation; what a machine can write of it is written by `make docs`."""
