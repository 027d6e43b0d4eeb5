"""Everything that can be said of a brief before a page is laid out."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportgen.build.house import check_parts, furnish
from reportgen.build.limits import check_limits
from reportgen.build.shared import Shared
from reportgen.errors import ProblemsError
from reportgen.evidence import fields, rules
from reportgen.model.problem import Problem, Severity, in_order
from reportgen.model.project import LoadedDataset, Project
from reportgen.read.dataset import load_dataset
from reportgen.read.project import load_project as read_project
from reportgen.read.text import NO_SOURCES, Sources

StrPath = str | os.PathLike[str]
NO_OVERRIDES: Mapping[str, str] = {}


class Checked(NamedTuple):
    """A brief that was read, and what was found. No project where a file could not be read as what it should be."""

    project: Project | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way of building; warnings do not."""
        return self.project is not None and not any(p.severity is Severity.ERROR for p in self.problems)


def check_project(
    brief: StrPath,
    *,
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
    shared: Shared | None = None,
) -> Checked:
    """Reads a brief with all it draws on, and checks it. All problems at once; none is raised.

    `shared` holds what briefs that were checked before drew on.
    """
    shared = shared or Shared()

    def read_dataset(path: pathlib.Path, /, *, sources: Sources) -> LoadedDataset:
        key = ("dataset", path, path.resolve(), frozenset(sources.items()))
        return shared.once(key, lambda: load_dataset(path, sources=sources))

    try:
        project = read_project(pathlib.Path(brief), overrides=overrides, sources=sources, read_dataset=read_dataset)
    except ProblemsError as error:
        return Checked(None, error.problems)
    unfurnished: tuple[Problem, ...] = ()
    try:
        project = furnish(project, shared)
    except ProblemsError as error:
        unfurnished = error.problems
    problems = [
        *unfurnished,
        *shared.once(("checks", id(project.dataset)), lambda: tuple(rules.check_dataset(project.dataset))),
        *rules.check_brief(project),
        *(() if unfurnished else (*check_parts(project), *check_limits(project))),
        *_markdown(project),
    ]
    return Checked(project, in_order(problems))


def load_project(
    brief: StrPath, *, overrides: Mapping[str, str] = NO_OVERRIDES, sources: Sources = NO_SOURCES
) -> Project:
    """A brief with its dataset, read and checked. Raises `ProblemsError` with every problem when any is an error.

    `overrides` sets keys by dotted path: `{"output.page": "letter"}`. `sources` names the files of the interviews'
    texts by source id, in place of those in the dataset's folder: `{"maran": "maran.txt"}`; `""` stands for the only
    source.
    """
    checked = check_project(brief, overrides=overrides, sources=sources)
    if checked.project is None or not checked.ok:
        raise ProblemsError(checked.problems)
    return checked.project


def check_brief(
    brief: StrPath, *, overrides: Mapping[str, str] = NO_OVERRIDES, sources: Sources = NO_SOURCES
) -> tuple[Problem, ...]:
    """All problems of a brief and its dataset, sorted by file, line and column; empty where there are none."""
    return check_project(brief, overrides=overrides, sources=sources).problems


def check_dataset(dataset: StrPath | LoadedDataset, *, sources: Sources = NO_SOURCES) -> tuple[Problem, ...]:
    """All problems of a dataset, given by its folder or as loaded; empty where there are none.

    `sources` is as in `load_project`; a dataset that is loaded has its texts already.
    """
    try:
        loaded = dataset if isinstance(dataset, LoadedDataset) else load_dataset(pathlib.Path(dataset), sources=sources)
    except ProblemsError as error:
        return error.problems
    return rules.check_dataset(loaded)


def _markdown(project: Project) -> Iterator[Problem]:
    """R116, where the unsupported construct starts."""
    from reportgen.compose import markdown  # Markdown is parsed only when there is prose to check

    for path, text in fields.prose(project.brief.value):
        for found in markdown.unsupported(text):
            yield project.brief.source_map.problem(
                "R116",
                f"{found.what} has no place in a memo",
                path,
                needle=found.needle,
                occurrence=found.occurrence,
                hint="paragraphs, lists, `###` headings, *emphasis*, **strong** and links are set",
            )
