"""What SPEED asks of kam, measured beside its peers: `python -m benchmarks`."""
