"""A build of a thousand memos with nothing to do: what each adds to the start."""

from __future__ import annotations

import pathlib
import tempfile

from benchmarks import briefs
from benchmarks.measure import REPORTGEN, Spread, apart, rounds, spread, timed
from benchmarks.noop import fresh
from benchmarks.result import Bound, Result, counted

LIMIT = 5.0
"""Milliseconds of processor a brief."""


def measure(quick: bool) -> Result:
    """Builds them all, then runs the build of all and the build of one in turn, both with nothing to do."""
    count, turns = (100, 3) if quick else (1_000, 7)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        first = apart(briefs.write, folder, count, "small")[0]
        out = ("-o", str(folder / "out"))
        building = timed([*REPORTGEN, "build", str(folder), *out])
        if len(building.printed.splitlines()) != count:
            raise RuntimeError(f"not all of the {count} memos were built")
        pairs = rounds(
            lambda: fresh(*REPORTGEN, "build", str(folder), *out),
            lambda: fresh(*REPORTGEN, "build", str(first), *out),
            count=turns,
        )
    each = Spread.of((many.cpu - one.cpu) / (count - 1) * 1000 for many, one in pairs)
    wall = Spread.of((many.wall - one.wall) / (count - 1) * 1000 for many, one in pairs)
    many, one = (spread(pairs, "cpu", side).median for side in (0, 1))
    peak = spread(pairs, "memory").median
    return Result(
        title="Nothing to do, a thousand times",
        measured=(
            f"`reportgen build` of a folder of {count:,} small briefs on one dataset, all built and fresh, against the "
            f"same with one of them; the difference by {count - 1:,}."
        ),
        commands=("reportgen build briefs/", "reportgen build briefs/memo-0000.yaml"),
        runs=counted(turns, "pair"),
        bounds=(
            Bound(
                what="No-op, each further brief, processor",
                found=each,
                limit=LIMIT,
                unit="ms",
                figures=f"{many:.2f} s for {count:,}, {one:.2f} s for one; peak {peak:.0f} MiB",
            ),
            Bound(what="The same, wall", found=wall, unit="ms"),
        ),
        notes=(f"Building the {count:,} took {building.wall:.0f} s, {building.cpu / count:.2f} s of processor each.",),
    )
