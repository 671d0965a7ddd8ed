"""Two versions of a data contract by the Open Data Contract Standard."""
