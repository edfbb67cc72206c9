"""Measurements, side by side in one run: `python -m benchmarks`. A ratio to a peer or a limit, never a bare time."""
