"""The stages after reading, each from a value to a value: compose, render, paginate."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Literal

from reportgen.build.checks import StrPath
from reportgen.build.house import words
from reportgen.build.install import remedy
from reportgen.errors import MissingDependencyError
from reportgen.model.memo import Memo
from reportgen.model.project import Project
from reportgen.render import libraries, places

if TYPE_CHECKING:
    from reportgen.render.pdf import Rendered


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
        return web_page(memo, root, file=None)
    return _filled(memo, root, medium)


def _filled(memo: Memo, root: StrPath | None, medium: Literal["print", "web"]) -> str:
    from reportgen.render.template import render_html as fill

    folders = folders_of(root)
    return fill(memo, folders, words(memo.output.language, folders), medium)


def web_page(memo: Memo, root: StrPath | None, *, file: str | None) -> str:
    from reportgen.render import web

    return web.self_contained(_filled(memo, root, "web"), memo, _real(root), folders_of(root), file=file)


def render_pdf(memo: Memo, *, root: StrPath | None = None) -> bytes:
    """The memo's PDF: PDF/A-3a and PDF/UA-1 in one file, `memo.json` attached, the build key as its `/ID`.

    `root` is the project's folder, the only one besides templates and fonts that is read from. Raises `ProblemsError`
    (P1xx) where the renderer has to refuse something, `MissingDependencyError` where Pango is missing.
    """
    return paginate(memo, root, file=None).data


def paginate(memo: Memo, root: StrPath | None, *, file: str | None) -> Rendered:
    from reportgen.render.key import recipe

    html = _filled(memo, root, "print")
    folders = folders_of(root)
    try:
        from reportgen.render import pdf
    except OSError as error:  # a system library that WeasyPrint loads is not there
        raise MissingDependencyError(
            "this machine lacks Pango, which sets the pages", hint=remedy(libraries.PANGO)
        ) from error
    said = words(memo.output.language, folders)
    return pdf.paginate(html, memo, recipe(memo, folders), _real(root), folders, words=said, file=file)


def folders_of(root: StrPath | None) -> tuple[pathlib.Path, ...]:
    return places.search_path(_real(root))


def _real(root: StrPath | None) -> pathlib.Path | None:
    return None if root is None else pathlib.Path(root).resolve()
