"""A cold build of one memo against WeasyPrint by hand on the same page."""

from __future__ import annotations

import functools
import pathlib
import sys
import tempfile

from benchmarks import plain
from benchmarks.measure import BRIEFS, REPORTGEN, apart, ratio, rounds, spread, timed
from benchmarks.result import Bound, Result, counted

LIMITS: dict[str, float | None] = {"nato": 0.95, "overview": None, "codebook": None}
"""A memo with a figure, which the build draws and the script gets drawn; one without; a longer document."""


def measure(quick: bool) -> Result:
    """Pairs for each brief."""
    count = 3 if quick else 15
    bounds = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        script = plain.script(folder)
        for stem, limit in LIMITS.items():
            brief = BRIEFS / f"{stem}.yaml"
            (page,) = apart(plain.pages, [brief], folder)
            ours = (*REPORTGEN, "build", str(brief), "--force", "-o", str(folder / "out"))
            theirs = (sys.executable, str(script), str(page))
            pairs = rounds(functools.partial(timed, ours), functools.partial(timed, theirs), count=count)
            wall = [spread(pairs, "wall", side).median for side in (0, 1)]
            cpu = [spread(pairs, "cpu", side).median for side in (0, 1)]
            peak = [spread(pairs, "memory", side).median for side in (0, 1)]
            bounds += [
                Bound(
                    what=f"Cold build / WeasyPrint by hand, {stem}, wall",
                    found=ratio(pairs, "wall"),
                    limit=limit,
                    figures=f"{wall[0]:.2f} s, {wall[1]:.2f} s; peak {peak[0]:.0f} MiB, {peak[1]:.0f} MiB",
                ),
                Bound(
                    what=f"The same, {stem}, processor",
                    found=ratio(pairs, "cpu"),
                    figures=f"{cpu[0]:.2f} s, {cpu[1]:.2f} s",
                ),
            ]
    return Result(
        title="One memo, cold",
        measured=(
            "`reportgen build --force` of one brief, against a script that hands the same HTML, CSS and fonts to "
            "WeasyPrint with the same PDF variant (`SCRIPT` in benchmarks/plain.py). The build also reads and checks "
            "the brief and its dataset, and writes comments, mended tags, attachments and the build key."
        ),
        commands=("reportgen build briefs/nato.yaml --force", "python plain.py nato.html"),
        runs=f"{counted(count, 'pair')} for each brief",
        bounds=tuple(bounds),
    )
