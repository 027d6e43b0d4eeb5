"""From briefs to files: read, check, compose, render, paginate, write."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.build.checks import NO_OVERRIDES, StrPath, check_project
from reportgen.build.install import remedy
from reportgen.build.plan import Target, plan
from reportgen.build.write import write_file
from reportgen.errors import MissingDependencyError, ProblemsError
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.model.project import Project
from reportgen.read.text import NO_SOURCES, Sources
from reportgen.render import libraries, places

if TYPE_CHECKING:
    from reportgen.render.pdf import Rendered


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one brief."""

    brief: pathlib.Path
    output: pathlib.Path | None
    """The PDF written; None where a problem stood in the way."""
    problems: tuple[Problem, ...] = ()
    size: int = 0
    """Bytes written."""

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
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sources: Sources = NO_SOURCES,
    strict: bool = False,
) -> Iterator[Outcome]:
    """Builds briefs (files, folders, glob patterns), one after the other, each outcome as it comes.

    A brief with problems stops only itself. Raises `UsageError` before anything is built where a name matches nothing
    or two briefs would write the same file, and `MissingDependencyError` and `OutputError` as `build_memo` does.
    """
    for target in plan((os.fspath(brief) for brief in briefs), os.fspath(output_dir)):
        yield _build(target, overrides, sources, strict)


def _build(target: Target, overrides: Mapping[str, str], sources: Sources, strict: bool) -> Outcome:
    checked = check_project(target.brief, overrides=overrides, sources=sources)
    if checked.project is None or not checked.ok or (strict and checked.problems):
        return Outcome(target.brief, None, checked.problems)
    try:
        memo = compose_memo(checked.project)
        data, warnings = _paginate(memo, checked.project.root, file=str(target.brief))
    except ProblemsError as error:
        return Outcome(target.brief, None, (*checked.problems, *error.problems))
    problems = (*checked.problems, *warnings)
    if strict and problems:
        return Outcome(target.brief, None, problems)
    return Outcome(target.brief, write_file(target.output, data), problems, len(data))


def compose_memo(project: Project) -> Memo:
    """The memo a project makes: selection, numbering, citations. Pure: the same project, the same memo."""
    from reportgen.compose.memo import compose

    return compose(project)


def render_html(memo: Memo, *, root: StrPath | None = None) -> str:
    """The memo's HTML page. Templates are searched for in `root/templates`, then among those of reportgen.

    Raises `ProblemsError` (R204, P101) for a template that is missing or broken.
    """
    from reportgen.render.template import render_html as render

    return render(memo, _folders(root))


def render_pdf(memo: Memo, *, root: StrPath | None = None) -> bytes:
    """The memo's PDF: PDF/A-3a and PDF/UA-1 in one file, `memo.json` attached, the build key as its `/ID`.

    `root` is the project's folder, the only one besides templates and fonts that is read from. Raises `ProblemsError`
    (P1xx) where the renderer has to refuse something, `MissingDependencyError` where Pango is missing.
    """
    return _paginate(memo, root, file=None).data


def _paginate(memo: Memo, root: StrPath | None, *, file: str | None) -> Rendered:
    from reportgen.render.key import recipe

    html = render_html(memo, root=root)
    folders = _folders(root)
    try:
        from reportgen.render import pdf
    except OSError as error:  # a system library that WeasyPrint loads is not there
        raise MissingDependencyError(
            "this machine lacks Pango, which sets the pages", hint=remedy(libraries.PANGO)
        ) from error
    return pdf.paginate(html, memo, recipe(memo.template, folders), _real(root), folders, file=file)


def _folders(root: StrPath | None) -> tuple[pathlib.Path, ...]:
    return places.search_path(_real(root))


def _real(root: StrPath | None) -> pathlib.Path | None:
    return None if root is None else pathlib.Path(root).resolve()
