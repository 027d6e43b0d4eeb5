"""What reportgen costs: whole processes in turn, ratios first, each with its bound. `python -m benchmarks --list`."""
