"""From briefs to files: read, check, compose, have them drawn, write. What is fresh is left as it is."""

from __future__ import annotations

import itertools
import os
import pathlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.build.inputs import Inputs
from reportgen.build.plan import Target, plan
from reportgen.errors import ProblemsError, UsageError
from reportgen.model.formats import Format

if TYPE_CHECKING:  # what reads, checks and draws is imported where something is stale
    from concurrent.futures import Executor

    from reportgen.build.brief import Begun, File, Made, Making
    from reportgen.build.checks import StrPath
    from reportgen.build.crew import Crew
    from reportgen.model.problem import Problem
    from reportgen.read.text import Sources

NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})
NO_SOURCES: Sources = MappingProxyType({})
IN_VIEW = 64
"""Briefs that are looked at before the first of them is finished."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one brief in one format."""

    brief: pathlib.Path
    output: pathlib.Path | None
    """The file; None where a problem stood in the way, of this or another format of the brief."""
    problems: tuple[Problem, ...] = ()
    size: int = 0
    """Bytes written."""
    format: Format = Format.PDF
    pictures: tuple[pathlib.Path, ...] = ()
    """Pictures of the PDF's pages, where they were asked for."""
    fresh: bool = False
    """Whether the file was there already, with the key of what would be built, and was left as it is."""
    reasons: tuple[str, ...] = ()
    """Why it was built, where that was asked for."""
    seconds: float = 0.0
    """How long it took to set the memo, in whatever process did; nothing where it was fresh."""

    @property
    def ok(self) -> bool:
        return self.output is not None


def build_memo(
    brief: StrPath,
    output_dir: StrPath = "out",
    *,
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
    strict: bool = False,
) -> pathlib.Path:
    """Builds one brief into `output_dir/<its name>.pdf` and gives that path.

    Raises `ProblemsError` with every problem found (under `strict`, warnings too), `MissingDependencyError` where this
    machine cannot render, `OutputError` where the file cannot be written. Then nothing is written.
    """
    (outcome,) = build_memos([brief], output_dir, overrides=overrides, sources=sources, strict=strict)
    if outcome.output is None:
        raise ProblemsError(outcome.problems)
    return outcome.output


def build_memos(
    briefs: Iterable[StrPath],
    output_dir: StrPath = "out",
    *,
    formats: Iterable[str] = (Format.PDF,),
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
    strict: bool = False,
    png: int | None = None,
    force: bool = False,
    explain: bool = False,
    jobs: int = 1,
    timeout: float | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome]:
    """Builds briefs (files, folders, glob patterns); outcomes come in the order of the briefs, each as it is there.

    `formats` are `pdf` and `html`, with an outcome for each. A brief with problems stops only itself, in all its
    formats. Raises `UsageError` before anything is built where a name matches nothing, two briefs would write the same
    file or a format is none, and `MissingDependencyError` and `OutputError` as `build_memo` does.

    A file that carries the key of what would be built is fresh, and left as it is, unless `force` is given. `explain`
    says of each file that is built why. `png` draws the PDF's pages at so many dots per inch, as `nato-1.png` and so on
    beside `nato.pdf`.

    With `jobs` above 1, or a `timeout`, so many processes of this machine set the memos; else this one does. A memo
    that takes more than `timeout` seconds is given up (P110); one whose process ends is reported too (P109), and the
    others go on. `executor` is any other to set them in; it is not ended, and a timeout only ends the waiting for it.
    Same bytes, whoever does it. Datasets and templates are read once for all briefs of a call. Closing the iterator
    ends the processes.
    """
    wanted = tuple(dict.fromkeys(formats))
    targets = plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir), wanted)
    if png is not None and not any(target.format is Format.PDF for target in targets):
        raise UsageError("page images are drawn from the PDF", hint="build the format `pdf` too")
    if png is not None and png < 1:
        raise UsageError(f"a page cannot be drawn at {png} dots per inch", hint="150 is usual")
    if jobs < 1:
        raise UsageError(f"{jobs} jobs at a time cannot build anything", hint="give 1 or more")
    if timeout is not None and not 0 < timeout < float("inf"):
        raise UsageError(f"a memo cannot take {timeout} seconds", hint="give a number above 0")
    inputs = Inputs(overrides, sources)
    of_briefs = deque(tuple(made) for _, made in itertools.groupby(targets, key=lambda target: target.brief))
    while of_briefs and png is None and not force and inputs.unchanged(of_briefs[0]):
        yield from (Outcome(one.brief, one.output, format=one.format, fresh=True) for one in of_briefs.popleft())
    if not of_briefs:
        return
    from reportgen.render.ahead import readied

    alone = len(of_briefs) == 1 and executor is None and timeout is None and Format.PDF in wanted
    with readied(of_briefs[0][0].brief if alone else None):
        from reportgen.build.brief import How, Making
        from reportgen.build.crew import crew

        making = Making(overrides, sources, How(strict, png, force, explain), inputs)
        with crew(jobs, timeout, executor, map(Format, wanted)) as hands:
            yield from _built(of_briefs, making, hands, png)


def _built(of_briefs: Iterable[tuple[Target, ...]], making: Making, hands: Crew, png: int | None) -> Iterator[Outcome]:
    """Begins with briefs as long as there is room, and finishes them in their order."""
    in_view: deque[Begun] = deque()
    for of_brief in of_briefs:
        in_view.append(making.begin(of_brief, hands))
        while in_view and (in_view[0].is_done() or len(in_view) > IN_VIEW or _under_way(in_view) > hands.room):
            begun = in_view.popleft()
            yield from _outcomes(begun, making.finish(begun, hands), png)
    for begun in in_view:
        yield from _outcomes(begun, making.finish(begun, hands), png)


def _under_way(in_view: Iterable[Begun]) -> int:
    """Jobs whose results were not fetched."""
    return sum(len(begun.awaited) for begun in in_view)


def _outcomes(begun: Begun, made: Made, png: int | None) -> Iterator[Outcome]:
    """One brief in its formats. Nothing is written unless all of them can be."""
    from reportgen.build.pictures import write_pages
    from reportgen.build.write import write_file

    if made.stopped:
        for target in begun.targets:
            yield Outcome(target.brief, None, made.problems, format=target.format, seconds=made.seconds)
        return
    drawn = [tuple(_drawn_again(file, png)) if file.data is None else file.pictures for file in made.files]
    for file, pictures in zip(made.files, drawn, strict=True):
        target = file.target
        path = target.output if file.data is None else write_file(target.output, file.data)
        yield Outcome(
            brief=target.brief,
            output=path,
            problems=(*begun.problems, *file.problems),
            size=len(file.data or b""),
            format=target.format,
            pictures=write_pages(path, pictures) if pictures else (),
            fresh=file.data is None,
            reasons=file.reasons,
            seconds=file.seconds,
        )


def _drawn_again(file: File, png: int | None) -> Iterator[bytes]:
    """The pages of a PDF that is there already."""
    if png is not None and file.target.format is Format.PDF:
        from reportgen.build.pictures import render_pages

        yield from render_pages(file.target.output.read_bytes(), png)
