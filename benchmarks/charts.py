"""What figures cost, in one process: the first, which starts the converter, and those after it.

    python benchmarks/charts.py [--runs N]

Draws the figures of the repository's briefs with nothing kept from the run before, and gives the median and the range
of each. A figure should take at most 0.1 s once the converter is warm.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import pathlib
import platform
import statistics
import time

import reportgen
from reportgen import Memo
from reportgen.render import charts

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUDGET = 0.1
"""Seconds a figure may take once warm."""


def main() -> None:
    """Draw, time, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="drawings of each figure (default 15)")
    runs = parser.parse_args().runs
    memos = [memo for memo in map(composed, sorted((ROOT / "briefs").glob("*.yaml"))) if memo.figures]
    first = timed(memos[0])
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("reportgen-memo", charts.DISTRIBUTION)]
    print(", ".join([*versions, f"Python {platform.python_version()}", platform.platform(), f"{os.cpu_count()} cores"]))
    print(f"{'first of a process':24}{first:8.3f} s\n")
    print(f"{'warm':24}{'median':>8}     range")
    for memo in memos:
        taken = [timed(memo) for _ in range(runs)]
        middle = statistics.median(taken)
        verdict = "" if middle <= BUDGET else f"   over {BUDGET} s"
        print(f"{memo.figures[0].kind.value:24}{middle:8.3f} s   {min(taken):.3f} to {max(taken):.3f}{verdict}")


def composed(brief: pathlib.Path) -> Memo:
    """The memo of a brief."""
    return reportgen.compose_memo(reportgen.load_project(brief))


def timed(memo: Memo) -> float:
    """Seconds to draw a memo's first figure anew."""
    charts._convert.cache_clear()  # noqa: SLF001 (what is kept would be timed otherwise)
    start = time.perf_counter()
    charts.draw(memo.figures[0], memo.look)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
