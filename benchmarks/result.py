"""What a benchmark gives: its bounds with what was found, as a value that is kept as JSON and rendered as Markdown."""

from __future__ import annotations

import pathlib

import msgspec

from benchmarks.machine import Machine
from benchmarks.measure import Spread

KEPT = pathlib.Path(__file__).resolve().parent / "results"
"""One file for each benchmark: its last result."""


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, and what it may be at most, or has to be at least."""

    what: str
    found: Spread
    limit: float | None = None
    """None where a figure is for information."""
    at_least: bool = False
    unit: str = ""
    """Nothing for a ratio."""
    figures: str = ""
    """What it was worked out from, in seconds and MiB."""

    @property
    def met(self) -> bool | None:
        """Whether the median keeps to the limit; None without one."""
        if self.limit is None:
            return None
        return self.found.median >= self.limit if self.at_least else self.found.median <= self.limit


class Table(msgspec.Struct, frozen=True):
    """More figures, in rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one benchmark found. `measure` of each gives one; `machine` and `seconds` are filled in by the suite."""

    title: str
    measured: str
    """What was measured and how, in plain sentences."""
    commands: tuple[str, ...]
    runs: str
    """How often: `30 pairs`."""
    bounds: tuple[Bound, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    machine: Machine | None = None
    seconds: float = 0
    """What the benchmark itself took."""
    quick: bool = False


def counted(number: int, what: str) -> str:
    """`1 pair`, `30 pairs`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def keep(name: str, result: Result, folder: pathlib.Path = KEPT) -> pathlib.Path:
    """Writes a benchmark's result in place of its last one."""
    path = folder / f"{name}.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")
    return path


def kept(name: str, folder: pathlib.Path = KEPT) -> Result | None:
    """A benchmark's last result, or None where there is none."""
    path = folder / f"{name}.json"
    return msgspec.json.decode(path.read_bytes(), type=Result) if path.is_file() else None
