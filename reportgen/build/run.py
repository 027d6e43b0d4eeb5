"""From briefs to files: read, check, compose, render, paginate, write."""

from __future__ import annotations

import itertools
import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportgen.build.checks import NO_OVERRIDES, StrPath, check_project
from reportgen.build.formats import check_formats
from reportgen.build.house import words
from reportgen.build.install import remedy
from reportgen.build.pictures import render_pages, write_pages
from reportgen.build.plan import Target, plan
from reportgen.build.write import write_file
from reportgen.errors import MissingDependencyError, ProblemsError, UsageError
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem, Severity
from reportgen.model.project import Project
from reportgen.model.template import Format
from reportgen.read.text import NO_SOURCES, Sources
from reportgen.render import libraries, places

if TYPE_CHECKING:
    from reportgen.render.pdf import Rendered


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one brief in one format."""

    brief: pathlib.Path
    output: pathlib.Path | None
    """The file written; None where a problem stood in the way, of this or another format of the brief."""
    problems: tuple[Problem, ...] = ()
    size: int = 0
    """Bytes written."""
    format: Format = Format.PDF
    pictures: tuple[pathlib.Path, ...] = ()
    """Pictures of the PDF's pages, where they were asked for."""

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
) -> Iterator[Outcome]:
    """Builds briefs (files, folders, glob patterns), one after the other, each outcome as it comes.

    `formats` are `pdf` and `html`, with an outcome for each. A brief with problems stops only itself, in all its
    formats. Raises `UsageError` before anything is built where a name matches nothing, two briefs would write the same
    file or a format is none, and `MissingDependencyError` and `OutputError` as `build_memo` does.

    `png` draws the PDF's pages at so many dots per inch, as `nato-1.png` and so on beside `nato.pdf`.
    """
    targets = plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir), formats)
    if png is not None and not any(target.format is Format.PDF for target in targets):
        raise UsageError("page images are drawn from the PDF", hint="build the format `pdf` too")
    if png is not None and png < 1:
        raise UsageError(f"a page cannot be drawn at {png} dots per inch", hint="150 is usual")
    for _, made in itertools.groupby(targets, key=lambda target: target.brief):
        yield from _build(tuple(made), overrides, sources, strict, png)


def _build(
    targets: tuple[Target, ...], overrides: Mapping[str, str], sources: Sources, strict: bool, png: int | None
) -> Iterator[Outcome]:
    """One brief in its formats. Nothing is written unless all of them can be."""
    checked = check_project(targets[0].brief, overrides=overrides, sources=sources)
    problems = [*checked.problems]
    if checked.project is not None:
        problems += check_formats(checked.project, (target.format for target in targets))
    files: list[_File] = []
    if checked.project is not None and not _stopped(problems, strict):
        files, refused = _render(checked.project, targets)
        problems += refused
    found = (*problems, *(warning for file in files for warning in file.warnings))
    if _stopped(found, strict):
        for target in targets:
            yield Outcome(target.brief, None, found, format=target.format)
        return
    drawn = {target: tuple(render_pages(data, png)) for target, data, _ in files if png and target.format is Format.PDF}
    for target, data, warnings in files:
        path = write_file(target.output, data)
        pictures = write_pages(path, drawn[target]) if target in drawn else ()
        yield Outcome(target.brief, path, (*problems, *warnings), len(data), target.format, pictures)


class _File(NamedTuple):
    """A file rendered, and what was found odd without refusing it."""

    target: Target
    data: bytes
    warnings: tuple[Problem, ...] = ()


def _stopped(problems: Sequence[Problem], strict: bool) -> bool:
    return any(strict or problem.severity is Severity.ERROR for problem in problems)


def _render(project: Project, targets: tuple[Target, ...]) -> tuple[list[_File], list[Problem]]:
    """The files that could be rendered, and what stood in the way of the others."""
    files: list[_File] = []
    problems: list[Problem] = []
    try:
        memo = compose_memo(project)
    except ProblemsError as error:
        return files, [*error.problems]
    for target in targets:
        name = str(target.brief)
        try:
            if target.format is Format.HTML:
                page = _web_page(memo, project.root, file=name)
                files.append(_File(target, page.encode("utf-8")))
            else:
                pdf = _paginate(memo, project.root, file=name)
                files.append(_File(target, pdf.data, pdf.warnings))
        except ProblemsError as error:
            problems += error.problems
    return files, problems


def compose_memo(project: Project) -> Memo:
    """The memo a project makes: selection, numbering, citations. Pure: the same project, the same memo."""
    from reportgen.compose.memo import compose

    return compose(project)


def render_html(memo: Memo, *, root: StrPath | None = None, medium: Literal["print", "web"] = "web") -> str:
    """The memo's HTML: a page for a browser that holds all it needs, or what the pages of the PDF are made from.

    Templates are searched for in `root/templates`, then among those of reportgen. Raises `ProblemsError` (R204, P1xx)
    for a template that is missing or broken, and for what a web page cannot carry.
    """
    if medium == "web":
        return _web_page(memo, root, file=None)
    return _filled(memo, root, medium)


def _filled(memo: Memo, root: StrPath | None, medium: Literal["print", "web"]) -> str:
    from reportgen.render.template import render_html as fill

    folders = _folders(root)
    return fill(memo, folders, words(memo.output.language, folders), medium)


def _web_page(memo: Memo, root: StrPath | None, *, file: str | None) -> str:
    from reportgen.render import web

    return web.self_contained(_filled(memo, root, "web"), memo, _real(root), _folders(root), file=file)


def render_pdf(memo: Memo, *, root: StrPath | None = None) -> bytes:
    """The memo's PDF: PDF/A-3a and PDF/UA-1 in one file, `memo.json` attached, the build key as its `/ID`.

    `root` is the project's folder, the only one besides templates and fonts that is read from. Raises `ProblemsError`
    (P1xx) where the renderer has to refuse something, `MissingDependencyError` where Pango is missing.
    """
    return _paginate(memo, root, file=None).data


def _paginate(memo: Memo, root: StrPath | None, *, file: str | None) -> Rendered:
    from reportgen.render.key import recipe

    html = _filled(memo, root, "print")
    folders = _folders(root)
    try:
        from reportgen.render import pdf
    except OSError as error:  # a system library that WeasyPrint loads is not there
        raise MissingDependencyError(
            "this machine lacks Pango, which sets the pages", hint=remedy(libraries.PANGO)
        ) from error
    said = words(memo.output.language, folders)
    return pdf.paginate(html, memo, recipe(memo, folders), _real(root), folders, words=said, file=file)


def _folders(root: StrPath | None) -> tuple[pathlib.Path, ...]:
    return places.search_path(_real(root))


def _real(root: StrPath | None) -> pathlib.Path | None:
    return None if root is None else pathlib.Path(root).resolve()
