"""A hundred memos of which two changed, against building those two alone."""

from __future__ import annotations

import itertools
import pathlib
import tempfile

from benchmarks import briefs
from benchmarks.measure import REPORTGEN, Run, apart, ratio, rounds, spread, timed
from benchmarks.result import Bound, Result, counted

LIMIT = 1.2
CHANGED = (7, 58)
"""Which of them: one in each half, neither with a figure."""


def measure(quick: bool) -> Result:
    """Builds all, then in turn changes two and builds the folder, and builds the two alone from nothing."""
    count, turns = (20, 2) if quick else (100, 8)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made = apart(briefs.write, folder, count)
        two = [made[CHANGED[0]], made[CHANGED[1] % count]]
        timed([*REPORTGEN, "build", str(folder), "-o", str(folder / "out")])
        turn = itertools.count()

        def all_of_them() -> Run:
            change(two, next(turn))
            return built(timed([*REPORTGEN, "build", str(folder), "-o", str(folder / "out")]))

        def alone() -> Run:
            return built(timed([*REPORTGEN, "build", *map(str, two), "--force", "-o", str(folder / "alone")]))

        pairs = rounds(all_of_them, alone, count=turns)
    wall, cpu = ([spread(pairs, figure, side).median for side in (0, 1)] for figure in ("wall", "cpu"))
    return Result(
        title="Two of a hundred changed",
        measured=(
            f"`reportgen build` of a folder of {count} memos after the title of two briefs has changed, against a "
            "build of these two alone: finding out which two may cost a fifth of building them."
        ),
        commands=("reportgen build memos/", "reportgen build memos/memo-0007.yaml memos/memo-0058.yaml --force"),
        runs=counted(turns, "pair"),
        bounds=(
            Bound(
                what=f"{count} memos, two changed / the two alone, wall",
                found=ratio(pairs, "wall"),
                limit=LIMIT,
                figures=f"{wall[0]:.2f} s, {wall[1]:.2f} s",
            ),
            Bound(what="The same, processor", found=ratio(pairs, "cpu"), figures=f"{cpu[0]:.2f} s, {cpu[1]:.2f} s"),
        ),
    )


def change(paths: list[pathlib.Path], turn: int) -> None:
    """Gives briefs another title, of the same length each time."""
    for path in paths:
        _, _, rest = path.read_text(encoding="utf-8").partition("\n")
        path.write_text(f"title: Changed once more ({briefs.word(turn)})\n{rest}", encoding="utf-8")


def built(run: Run) -> Run:
    """The run, which must have built two memos: neither more nor fewer."""
    if len(run.printed.splitlines()) != 2:
        raise RuntimeError(f"two memos were to be built, not {len(run.printed.splitlines())}")
    return run
