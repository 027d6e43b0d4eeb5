"""What a build would do, without doing it. No memory but what the files themselves carry.

Told first by the digest of a file's inputs, for which nothing is parsed; where that is another, by its build key.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.build.inputs import Inputs
from reportgen.build.plan import Target, plan
from reportgen.model.formats import Format

if TYPE_CHECKING:  # what reads and checks is imported where something may be stale
    from reportgen.build.checks import StrPath
    from reportgen.build.kits import Kits
    from reportgen.build.shared import Shared
    from reportgen.model.problem import Problem
    from reportgen.read.text import Sources

NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})
NO_SOURCES: Sources = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Staleness:
    """What a build would do to one file."""

    brief: pathlib.Path
    output: pathlib.Path
    format: Format
    reasons: tuple[str, ...]
    """Why it would be built; nothing where it is fresh, or where problems stand in the way."""
    problems: tuple[Problem, ...] = ()

    @property
    def fresh(self) -> bool:
        return not self.reasons and not any(problem.severity == "error" for problem in self.problems)


def find_stale(
    briefs: Iterable[StrPath],
    output_dir: StrPath = "out",
    *,
    formats: Iterable[str] = (Format.PDF,),
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
) -> Iterator[Staleness]:
    """What `build_memos` would do with the same arguments: for each file whether it is fresh, and if not, why.

    Renders and writes nothing. Raises `UsageError` as `build_memos` does.
    """
    inputs = Inputs(overrides, sources)
    shared: tuple[Shared, Kits] | None = None
    for target in plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir), formats):
        if inputs.unchanged((target,)):
            yield Staleness(target.brief, target.output, target.format, ())
            continue
        if shared is None:
            shared = _nothing_read()
        yield _by_key(target, overrides, sources, *shared)


def _nothing_read() -> tuple[Shared, Kits]:
    """What briefs share, before any is read."""
    from reportgen.build.kits import Kits
    from reportgen.build.shared import Shared

    return Shared(), Kits()


def _by_key(target: Target, overrides: Mapping[str, str], sources: Sources, shared: Shared, kits: Kits) -> Staleness:
    """What a build would do to a file whose inputs are others, or are not told by their bytes."""
    from reportgen.build.checks import check_project
    from reportgen.build.formats import check_formats
    from reportgen.build.fresh import reasons_of
    from reportgen.build.stages import compose_memo, folders_of
    from reportgen.errors import ProblemsError

    checked = check_project(target.brief, overrides=overrides, sources=sources, shared=shared)
    reasons: tuple[str, ...] = ()
    problems = checked.problems
    if checked.project is not None and checked.ok:
        wrong = tuple(check_formats(checked.project, (target.format,)))
        try:
            memo = compose_memo(checked.project)
            recipe = kits.recipe(memo, target.format, folders_of(checked.project.root))
            reasons = () if wrong else reasons_of(target, memo, recipe)
        except ProblemsError as error:
            problems += error.problems
        problems += wrong
    return Staleness(target.brief, target.output, target.format, reasons, problems)
