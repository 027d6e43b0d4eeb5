"""From briefs to files: read, check, compose, render, paginate, write. What is fresh is left as it is."""

from __future__ import annotations

import itertools
import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.build.checks import NO_OVERRIDES, StrPath, check_project
from reportgen.build.formats import check_formats
from reportgen.build.fresh import is_fresh, reasons_of
from reportgen.build.pictures import render_pages, write_pages
from reportgen.build.plan import Target, plan
from reportgen.build.stages import compose_memo, folders_of, paginate, web_page
from reportgen.build.write import write_file
from reportgen.errors import ProblemsError, UsageError
from reportgen.model.problem import Problem, Severity
from reportgen.model.project import Project
from reportgen.model.template import Format
from reportgen.read.text import NO_SOURCES, Sources


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
) -> Iterator[Outcome]:
    """Builds briefs (files, folders, glob patterns), one after the other, each outcome as it comes.

    `formats` are `pdf` and `html`, with an outcome for each. A brief with problems stops only itself, in all its
    formats. Raises `UsageError` before anything is built where a name matches nothing, two briefs would write the same
    file or a format is none, and `MissingDependencyError` and `OutputError` as `build_memo` does.

    A file that carries the key of what would be built is fresh, and left as it is, unless `force` is given. `explain`
    says of each file that is built why. `png` draws the PDF's pages at so many dots per inch, as `nato-1.png` and so on
    beside `nato.pdf`.
    """
    targets = plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir), formats)
    if png is not None and not any(target.format is Format.PDF for target in targets):
        raise UsageError("page images are drawn from the PDF", hint="build the format `pdf` too")
    if png is not None and png < 1:
        raise UsageError(f"a page cannot be drawn at {png} dots per inch", hint="150 is usual")
    for _, made in itertools.groupby(targets, key=lambda target: target.brief):
        yield from _build(tuple(made), overrides, sources, How(strict, png, force, explain))


class How(NamedTuple):
    """What is asked of a build."""

    strict: bool = False
    png: int | None = None
    force: bool = False
    explain: bool = False


def _build(targets: tuple[Target, ...], overrides: Mapping[str, str], sources: Sources, how: How) -> Iterator[Outcome]:
    """One brief in its formats. Nothing is written unless all of them can be."""
    checked = check_project(targets[0].brief, overrides=overrides, sources=sources)
    problems = [*checked.problems]
    if checked.project is not None:
        problems += check_formats(checked.project, (target.format for target in targets))
    files: list[_File] = []
    if checked.project is not None and not _stopped(problems, how.strict):
        files, refused = _render(checked.project, targets, how)
        problems += refused
    found = (*problems, *(warning for file in files for warning in file.warnings))
    if _stopped(found, how.strict):
        for target in targets:
            yield Outcome(target.brief, None, found, format=target.format)
        return
    drawn = {
        file.target: tuple(render_pages(file.bytes(), how.png))
        for file in files
        if how.png and file.target.format is Format.PDF
    }
    for target, data, warnings, reasons in files:
        path = target.output if data is None else write_file(target.output, data)
        pictures = write_pages(path, drawn[target]) if target in drawn else ()
        yield Outcome(
            brief=target.brief,
            output=path,
            problems=(*problems, *warnings),
            size=len(data or b""),
            format=target.format,
            pictures=pictures,
            fresh=data is None,
            reasons=reasons,
        )


class _File(NamedTuple):
    """A file rendered, and what was found odd without refusing it."""

    target: Target
    data: bytes | None
    """None where the file is there already."""
    warnings: tuple[Problem, ...] = ()
    reasons: tuple[str, ...] = ()

    def bytes(self) -> bytes:
        return self.target.output.read_bytes() if self.data is None else self.data


def _stopped(problems: Sequence[Problem], strict: bool) -> bool:
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def _render(project: Project, targets: tuple[Target, ...], how: How) -> tuple[list[_File], list[Problem]]:
    """The files that could be rendered or are fresh, and what stood in the way of the others."""
    files: list[_File] = []
    problems: list[Problem] = []
    try:
        memo = compose_memo(project)
    except ProblemsError as error:
        return files, [*error.problems]
    for target in targets:
        name = str(target.brief)
        if not how.force and is_fresh(target, memo, folders_of(project.root)):
            files.append(_File(target, None))
            continue
        reasons = reasons_of(target, memo, folders_of(project.root)) if how.explain else ()
        try:
            if target.format is Format.HTML:
                page = web_page(memo, project.root, file=name)
                files.append(_File(target, page.encode("utf-8"), (), reasons))
            else:
                pdf = paginate(memo, project.root, file=name)
                files.append(_File(target, pdf.data, pdf.warnings, reasons))
        except ProblemsError as error:
            problems += error.problems
    return files, problems
