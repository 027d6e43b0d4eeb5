"""A figure's drawing, in one process: the first, which starts the converter, and those after it."""

from __future__ import annotations

import time

from benchmarks.measure import BRIEFS, Spread, apart
from benchmarks.result import Bound, Result, counted

LIMIT = 0.1
"""Seconds a figure may take once the converter is warm."""


def measure(quick: bool) -> Result:
    """The figures of the repository's briefs, drawn with nothing kept from the drawing before."""
    count = 5 if quick else 15
    first, warm = apart(drawn, count)
    return Result(
        title="Figures",
        measured="The first figure of each brief that has one, drawn again and again in one process.",
        commands=("reportgen.render.charts.draw(figure, look)",),
        runs=f"{counted(count, 'drawing')} of each",
        bounds=(
            *(
                Bound(what=f"A figure, warm: {kind}", found=Spread.of(taken), limit=LIMIT, unit="s")
                for kind, taken in warm.items()
            ),
            Bound(what="The first figure of a process", found=Spread.of([first]), unit="s"),
        ),
    )


def drawn(count: int) -> tuple[float, dict[str, list[float]]]:
    """Seconds for the first drawing, and for those after it by the kind of figure."""
    import reportgen
    from reportgen.render import charts

    def taken(memo: reportgen.Memo) -> float:
        charts._convert.cache_clear()  # noqa: SLF001 (what is kept would be timed otherwise)
        start = time.perf_counter()
        charts.draw(memo.figures[0], memo.look)
        return time.perf_counter() - start

    briefs = sorted(BRIEFS.glob("*.yaml"))
    memos = [reportgen.compose_memo(reportgen.load_project(brief)) for brief in briefs]
    shown = [memo for memo in memos if memo.figures]
    first = taken(shown[0])
    return first, {memo.figures[0].kind.value: [taken(memo) for _ in range(count)] for memo in shown}
