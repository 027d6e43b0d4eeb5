"""Results to RESULTS.md: a table of all bounds, then a section for each benchmark, then what is written by hand."""

from __future__ import annotations

import pathlib
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.measure import Spread
from benchmarks.result import Bound, Result, Table

HERE = pathlib.Path(__file__).resolve().parent
LIMITS, LEVERS = HERE / "limits.md", HERE / "levers.md"
"""Written by hand: what stands in the way of a bound, and what each change gave."""
WIDTH = 120
OPENING = """\
# What reportgen costs

Whole processes, measured in turn with what they are compared to; a ratio is worked out for each round, and its median
stands with the least and the most. Seconds are of one machine, ratios hold on others. Processor time counts all
children of a process, memory is that of the largest process. `make bench` measures anew, `python -m benchmarks NAME`
one part; this page is put together from the last result of each part, in `benchmarks/results/`.
"""


def page(results: Mapping[str, Result], limits: str, levers: str) -> str:
    """The whole page, from the results by name in their order, and the two parts written by hand."""
    parts = [OPENING, *_summary(results), *_machines(results)]
    for name, result in results.items():
        parts += _section(name, result)
    parts += ["## What stands in the way\n", limits, "## What each change gave\n", levers]
    return "\n".join(parts).rstrip("\n") + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; a line end or a bar in a cell cannot break it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def shown(found: Spread, unit: str = "") -> str:
    """`0.93 (0.91–0.95)`, with as many digits as a figure of its size deserves; the range only where there is one."""
    middle, least, most = (_number(value) for value in (found.median, found.least, found.most))
    behind = f" {unit}" if unit else ""
    return f"{middle}{behind}" if least == most else f"{middle} ({least}–{most}){behind}"


def _filled(text: str) -> str:
    """A paragraph of lines that fit a screen."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.095 else f"{value:.2g}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _limit(bound: Bound) -> str:
    if bound.limit is None:
        return "none"
    unit = f" {bound.unit}" if bound.unit else ""
    return f"{'≥' if bound.at_least else '≤'} {bound.limit:g}{unit}"


def _verdict(bound: Bound) -> str:
    return {True: "met", False: "**not met**", None: ""}[bound.met]


def _summary(results: Mapping[str, Result]) -> Iterator[str]:
    rows = [
        (f"[{bound.what}](#{name})", shown(bound.found, bound.unit), _limit(bound), _verdict(bound))
        for name, result in results.items()
        for bound in result.bounds
        if bound.limit is not None
    ]
    yield "## All bounds\n"
    yield table(("what", "found", "bound", "verdict"), rows)


def _machines(results: Mapping[str, Result]) -> Iterator[str]:
    """Each machine once, with what was measured on it."""
    names: dict[str, list[str]] = {}
    for name, result in results.items():
        if result.machine:
            names.setdefault(str(result.machine), []).append(f"{name} (load {result.machine.load:.2f})")
    for machine, measured in names.items():
        yield _filled(f"Measured on: {machine}. The load average before: {', '.join(measured)}.")
    busy = [name for name, result in results.items() if result.machine and result.machine.busy]
    if busy:
        disturbed = ", ".join(busy)
        yield _filled(f"**The machine was busy** when these were measured, and their figures say little: {disturbed}.")


def _section(name: str, result: Result) -> Iterator[str]:
    yield f'## <a id="{name}"></a>{result.title}\n'
    yield _filled(result.measured)
    yield "".join(f"    {command}\n" for command in result.commands)
    quick = " A quick run: fewer rounds than a full one." if result.quick else ""
    yield f"{result.runs}; `python -m benchmarks {name}` took {result.seconds:.0f} s.{quick}\n"
    rows = [
        (bound.what, shown(bound.found, bound.unit), _limit(bound), _verdict(bound), bound.figures)
        for bound in result.bounds
    ]
    if rows:
        yield table(("what", "median (range)", "bound", "verdict", "figures"), rows)
    for more in result.tables:
        yield _more(more)
    yield from map(_filled, result.notes)


def _more(more: Table) -> str:
    return table(more.head, more.rows)
