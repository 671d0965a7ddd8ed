"""How it is measured; what was measured stands in benchmarks/results.md."""
