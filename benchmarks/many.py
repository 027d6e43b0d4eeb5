"""Two hundred distinct memos: two processes against one, and both against a loop over WeasyPrint."""

from __future__ import annotations

import pathlib
import sys
import tempfile

from benchmarks import briefs, plain
from benchmarks.measure import REPORTGEN, Run, Spread, apart, ratio, rounds, spread, timed
from benchmarks.result import Bound, Result, counted


def measure(quick: bool) -> Result:
    """Rounds of three: with `-j 2`, with `-j 1`, and WeasyPrint by hand on the same pages."""
    count, turns = (16, 1) if quick else (200, 2)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made = apart(briefs.write, folder, count)
        pages = apart(plain.pages, made, folder)
        script = plain.script(folder)

        def build(jobs: int) -> Run:
            out = ("-o", str(folder / "out"))
            run = timed([*REPORTGEN, "build", str(folder), "--force", "-j", str(jobs), *out])
            if len(run.printed.splitlines()) != count:
                raise RuntimeError(f"{len(run.printed.splitlines())} of {count} memos were built with {jobs} jobs")
            return run

        made_rounds = rounds(
            lambda: build(2),
            lambda: build(1),
            lambda: timed([sys.executable, str(script), *map(str, pages)]),
            count=turns,
            warm_up=False,
        )
    two, one, loop = ([spread(made_rounds, figure, side).median for figure in ("wall", "cpu")] for side in range(3))
    peak = [spread(made_rounds, "memory", side).median for side in range(3)]
    return Result(
        title="Many memos",
        measured=(
            f"{count} memos of three to five pages, each with other text (benchmarks/briefs.py): built by two worker "
            "processes, by one process, and by a script that hands the same pages to WeasyPrint one after the other "
            "with the same PDF variant. The script neither reads nor checks nor composes."
        ),
        commands=(
            "reportgen build memos/ --force -j 2",
            "reportgen build memos/ --force -j 1",
            "python plain.py memos/*.html",
        ),
        runs=f"{counted(turns, 'round')} of {count} memos, none before them",
        bounds=(
            Bound(
                what="Throughput, -j 2 / -j 1",
                found=Spread.of(each[1].wall / each[0].wall for each in made_rounds),
                limit=1.7,
                at_least=True,
                figures=f"{count / two[0]:.2f} and {count / one[0]:.2f} memos a second",
            ),
            Bound(
                what="Processor a memo, -j 2 in all processes / WeasyPrint in a loop",
                found=ratio(made_rounds, "cpu", 0, 2),
                limit=1.0,
                figures=f"{two[1] / count:.3f} s, {loop[1] / count:.3f} s",
            ),
            Bound(
                what="The same, -j 1",
                found=ratio(made_rounds, "cpu", 1, 2),
                figures=f"{one[1] / count:.3f} s, {loop[1] / count:.3f} s",
            ),
            Bound(
                what="Wall, -j 1 / WeasyPrint in a loop",
                found=ratio(made_rounds, "wall", 1, 2),
                figures=f"{one[0]:.0f} s, {loop[0]:.0f} s",
            ),
        ),
        notes=(f"Peak memory of the largest process: {peak[0]:.0f}, {peak[1]:.0f} and {peak[2]:.0f} MiB.",),
    )
