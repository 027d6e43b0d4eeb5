"""A progress bar on stderr, while more than one file is built on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.cli.console import clean, is_terminal

if TYPE_CHECKING:
    import pathlib

    from reportgen import Outcome

LONGEST = 24
"""Characters of a brief's name that the bar has room for."""


def with_progress(outcomes: Iterable[Outcome], briefs: Sequence[pathlib.Path]) -> Iterator[Outcome]:
    """The outcomes as they come. `briefs` are those of the files that are built, in their order, one for each.

    The bar is drawn from the first file on that was not fresh: where there is nothing to do, there is nothing to show.
    Elsewhere than on a terminal nothing is drawn: paths are printed as they are written, and that is progress enough.
    """
    if len(briefs) < 2 or not is_terminal(sys.stderr):
        yield from outcomes
        return
    coming = iter(outcomes)
    for fresh, outcome in enumerate(coming):
        yield outcome
        if not outcome.fresh:
            yield from _drawn(coming, briefs, fresh, failed=int(not outcome.ok))


def _drawn(coming: Iterator[Outcome], briefs: Sequence[pathlib.Path], fresh: int, failed: int) -> Iterator[Outcome]:
    """The outcomes that are still to come, under a bar; so many before them were fresh, and one was not."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counted]}", markup=False),
        TimeElapsedColumn(),
    )
    # While it draws, rich sends stdout to the terminal it draws on: right only where that is where stdout goes.
    first = fresh + 1
    console, shared = Console(stderr=True), is_terminal(sys.stdout)
    with Progress(*columns, console=console, transient=True, redirect_stdout=shared) as bar:
        task = bar.add_task(
            _building(briefs, first), total=len(briefs), completed=first, counted=counted(fresh, failed)
        )
        for done, outcome in enumerate(coming, first + 1):
            fresh += outcome.fresh
            failed += not outcome.ok
            bar.update(task, completed=done, description=_building(briefs, done), counted=counted(fresh, failed))
            yield outcome


def counted(fresh: int, failed: int) -> str:
    """What the bar says besides how far it is: "3 fresh, 1 failed"."""
    return ", ".join(f"{count} {word}" for count, word in ((fresh, "fresh"), (failed, "failed")) if count)


def _building(briefs: Sequence[pathlib.Path], done: int) -> str:
    """The brief whose file comes next."""
    name = clean(briefs[min(done, len(briefs) - 1)].stem).replace("\n", "\ufffd")
    return f"Building {name if len(name) <= LONGEST else name[: LONGEST - 1] + '…'}"
