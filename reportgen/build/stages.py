"""The stages after reading, each from a value to a value: compose, render, paginate."""

from __future__ import annotations

import pathlib
from typing import Literal

from reportgen.build.checks import StrPath
from reportgen.build.house import words
from reportgen.build.job import Job, Result, run_job
from reportgen.build.kits import Kits
from reportgen.errors import ProblemsError
from reportgen.model import memo as memos
from reportgen.model.formats import Format
from reportgen.model.memo import Memo
from reportgen.model.project import Project
from reportgen.render import places


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
        return _rendered(memo, Format.HTML, root).decode("utf-8")
    from reportgen.render.template import render_html as fill

    folders = folders_of(root)
    return fill(memo, folders, words(memo.output.language, folders), medium)


def render_pdf(memo: Memo, *, root: StrPath | None = None) -> bytes:
    """The memo's PDF: PDF/A-3a and PDF/UA-1 in one file, `memo.json` attached, the build key as its `/ID`.

    `root` is the project's folder, for a template of its own. Raises `ProblemsError` (P1xx) where the renderer has to
    refuse something, `MissingDependencyError` where Pango is missing.
    """
    return _rendered(memo, Format.PDF, root)


def _rendered(memo: Memo, format_: Format, root: StrPath | None) -> bytes:
    folders = folders_of(root)
    if places.find_template(memo.template, folders) is None:  # a job takes along none of those there are to choose from
        from reportgen.render.template import missing_template

        raise ProblemsError([missing_template(memo.template, folders, file=memo.template)])
    result: Result = run_job(job_of(memo, format_, root, Kits(), brief=memo.template), elsewhere=False)
    if result.data is None:
        raise ProblemsError(result.problems)
    return result.data


def job_of(memo: Memo, format_: Format, root: StrPath | None, kits: Kits, *, brief: str, png: int | None = None) -> Job:
    """The job that makes a memo's file. `brief` is what problems call its brief."""
    folders = folders_of(root)
    kit = kits.kit(memo, format_, folders)
    return Job(
        brief=brief,
        format=format_,
        memo=memos.encode(memo),
        recipe=kit.recipe,
        files=kit.files,
        folder=str(folders[0]),
        png=png if format_ is Format.PDF else None,
    )


def folders_of(root: StrPath | None) -> tuple[pathlib.Path, ...]:
    """Where the templates of a project are looked for."""
    return places.search_path(None if root is None else pathlib.Path(root).resolve())
