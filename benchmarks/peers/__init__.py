"""The same memo, made with what else could make it: what that costs, and what is in the file."""

from benchmarks.peers.compare import measure

__all__ = ["measure"]
