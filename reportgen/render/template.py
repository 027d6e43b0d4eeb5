"""Memo to HTML, through sandboxed Jinja."""

from __future__ import annotations

import functools
import gettext
import pathlib
from collections.abc import Callable
from typing import Literal

import jinja2
import jinja2.sandbox
import markupsafe

from reportgen.errors import ProblemsError
from reportgen.model.figure import MemoFigure
from reportgen.model.memo import Memo
from reportgen.model.page import Language
from reportgen.model.problem import Problem
from reportgen.render import charts, places
from reportgen.render.compiled import Compiled
from reportgen.render.filters import filters

Medium = Literal["print", "web"]

_NEXT = "next:"
_IN_TEMPLATES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, OSError)
"""What Python raises where a template asks for what cannot be, or cannot be read."""


def render_html(
    memo: Memo, folders: tuple[pathlib.Path, ...], words: gettext.NullTranslations, medium: Medium = "print"
) -> str:
    """The memo's HTML page, as its template sets it: for the renderer of pages, or for a browser.

    A template sees the `memo` and the `medium` it is set for; `_`, `ngettext` and `pgettext` give the fixed words, the
    filters `long_date`, `number` and `listed` write as its language does, and `chart(figure, memo)` is a figure's
    picture. Templates are searched for in `folders`, in order. Raises `ProblemsError` (R204, P101) for one that is
    missing or broken.
    """
    if places.find_template(memo.template, folders) is None:
        raise ProblemsError([missing_template(memo.template, folders, file=memo.template)])
    environment = _environment(folders, medium, memo.output.language, words)
    try:
        return environment.get_template(f"{memo.template}/{places.ENTRY}").render(memo=memo)
    except (jinja2.TemplateError, *_IN_TEMPLATES) as error:
        raise ProblemsError([_broken(error, memo.template, folders)]) from error


def missing_template(name: str, folders: tuple[pathlib.Path, ...], *, file: str) -> Problem:
    """The problem of a template no folder holds."""
    known = ", ".join(f"`{known}`" for known in places.template_names(folders))
    return Problem(code="R204", message=f"there is no template `{name}`", file=file, hint=f"there is {known}")


class _Environment(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """Sandboxed. A template that extends its own name gets the next one of that name in the search."""

    def join_path(self, template: str, parent: str) -> str:
        return _NEXT + template if template == parent else template


@functools.lru_cache(maxsize=16)
def _environment(
    folders: tuple[pathlib.Path, ...], medium: Medium, language: Language, words: gettext.NullTranslations
) -> _Environment:
    """One for each language: Jinja keeps imported macros with the words they were first filled with."""
    environment = _Environment(
        extensions=["jinja2.ext.i18n"],
        loader=jinja2.FunctionLoader(functools.partial(_load, folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        optimized=False,  # folds no constants: see `Compiled`
        bytecode_cache=Compiled(),
    )
    environment.globals["medium"] = medium
    environment.globals["chart"] = functools.partial(_chart, folders, medium)
    environment.filters.update(filters(language))
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _chart(folders: tuple[pathlib.Path, ...], medium: Medium, figure: MemoFigure, memo: Memo) -> markupsafe.Markup:
    """A figure's picture, for a template to place."""
    return markupsafe.Markup(charts.draw(figure, memo.look, folders, medium, file=memo.template))


def _load(folders: tuple[pathlib.Path, ...], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Jinja's loader function: the source, its path, and whether it still is what would be read."""
    path = _find(folders, name)
    if path is None:
        return None
    stamp = path.stat().st_mtime_ns
    source = path.read_text(encoding="utf-8")
    return source, str(path), lambda: _find(folders, name) == path and path.stat().st_mtime_ns == stamp


def _find(folders: tuple[pathlib.Path, ...], name: str) -> pathlib.Path | None:
    return places.find_file(name.removeprefix(_NEXT), folders[1:] if name.startswith(_NEXT) else folders)


def _broken(error: Exception, template: str, folders: tuple[pathlib.Path, ...]) -> Problem:
    """A template that fails, with the line of the innermost template it failed in."""
    file, line = getattr(error, "filename", None) or template, getattr(error, "lineno", None)
    roots = [folder.resolve() for folder in folders]
    trace = error.__traceback__
    while trace is not None:
        path = pathlib.Path(trace.tb_frame.f_code.co_filename)  # Jinja gives its frames the template's path and lines
        if any(path.is_relative_to(root) for root in roots):
            file, line = str(path), trace.tb_lineno
        trace = trace.tb_next
    message = f"the template cannot be filled: {_reason(error)}"
    return Problem(code="P101", message=message, file=file, line=line, hint="the memo's fields are listed in README.md")


def _reason(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"no template folder holds `{(error.name or '').removeprefix(_NEXT)}`"
    return str(error) or type(error).__name__
