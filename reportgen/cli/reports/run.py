"""What became of the briefs of one command, as every report is made from it. Values; only `place_of` looks at files."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reportgen import Outcome, Problem, ReportgenError, Staleness

Result = Literal["built", "fresh", "stale", "passed", "failed"]


class Found(NamedTuple):
    """A problem, and the file that a report shows it in."""

    problem: Problem
    file: str
    """As `place_of` gives it."""
    elsewhere: bool = False
    """Whether it was found in what is no file, such as `--set`, and is shown in the brief in its stead."""

    @property
    def line(self) -> int | None:
        """Its line in the file, where it is in that file."""
        return None if self.elsewhere else self.problem.line

    @property
    def column(self) -> int | None:
        return None if self.elsewhere else self.problem.column

    @property
    def place(self) -> str:
        """Where it was found, in words: `briefs/nato.yaml:7:14`, `--set`."""
        if self.elsewhere:
            return str(self.problem.location)
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class Item(NamedTuple):
    """One brief in one format, or, where nothing is built, one brief."""

    brief: str
    """As `place_of` gives it."""
    result: Result
    format: str | None = None
    output: str | None = None
    """The file that was built or looked at, as the command names it."""
    problems: tuple[Found, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why a stale file would be built."""
    size: int = 0
    """Bytes written."""
    seconds: float | None = None
    """How long it took, where that was measured."""

    @property
    def ok(self) -> bool:
        return self.result not in ("failed", "stale")

    @property
    def name(self) -> str:
        """The file's name, or where there is none, the one it would have."""
        if self.output is not None:
            return pathlib.PurePath(self.output).name
        path = pathlib.PurePosixPath(self.brief)
        return f"{path.stem}.{self.format}" if self.format else path.name


class Run(NamedTuple):
    """A whole command."""

    command: str
    """`build` or `check`."""
    items: tuple[Item, ...]
    root: pathlib.Path
    """The folder that files are named from."""
    error: ReportgenError | None = None
    """What was refused, after the items there are."""
    code: int = 0
    """The exit code."""

    @property
    def found(self) -> tuple[Found, ...]:
        """Each problem once: briefs share datasets, and formats share a brief."""
        return tuple({(one.problem, one.file): one for item in self.items for one in item.problems}.values())


def root_folder() -> pathlib.Path:
    """The checkout of a GitHub job, which its annotations are named from; elsewhere the current folder."""
    return pathlib.Path(os.environ.get("GITHUB_WORKSPACE") or ".").absolute()


def place_of(file: str | os.PathLike[str], root: pathlib.Path) -> str:
    """A file as a path from the root, with slashes; outside of it, the absolute path."""
    path = pathlib.Path(os.path.abspath(file))  # noqa: PTH100 (`absolute` keeps `..`, `resolve` follows links)
    for below, above in ((path, root), (path.resolve(), root.resolve())):
        if below.is_relative_to(above):
            return below.relative_to(above).as_posix()
    return path.as_posix()


def item_of_outcome(outcome: Outcome, root: pathlib.Path) -> Item:
    """A file that was built, was fresh, or could not be built."""
    return Item(
        brief=place_of(outcome.brief, root),
        result="failed" if outcome.output is None else "fresh" if outcome.fresh else "built",
        format=outcome.format.value,
        output=None if outcome.output is None else str(outcome.output),
        problems=_found(outcome.brief, outcome.problems, root),
        reasons=outcome.reasons,
        size=outcome.size,
        seconds=outcome.seconds or None,
    )


def item_of_staleness(one: Staleness, root: pathlib.Path, strict: bool) -> Item:
    """A file that was looked at."""
    stopped = any(strict or problem.severity == "error" for problem in one.problems)
    return Item(
        brief=place_of(one.brief, root),
        result="failed" if stopped else "stale" if one.reasons else "fresh",
        format=one.format.value,
        output=str(one.output),
        problems=_found(one.brief, one.problems, root),
        reasons=one.reasons,
    )


def item_of_check(brief: pathlib.Path, problems: Iterable[Problem], root: pathlib.Path, strict: bool) -> Item:
    """A brief that was checked."""
    found = _found(brief, problems, root)
    stopped = any(strict or one.problem.severity == "error" for one in found)
    return Item(place_of(brief, root), "failed" if stopped else "passed", problems=found)


def _found(brief: pathlib.Path, problems: Iterable[Problem], root: pathlib.Path) -> tuple[Found, ...]:
    """Problems with a file to show them in: that of each, or the brief, which is asked for even where it is missing."""
    found = []
    for problem in problems:
        elsewhere = problem.file != str(brief) and not os.path.exists(problem.file)  # noqa: PTH110
        found.append(Found(problem, place_of(brief if elsewhere else problem.file, root), elsewhere))
    return tuple(found)
