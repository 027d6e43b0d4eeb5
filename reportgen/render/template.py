"""Memo to HTML, through sandboxed Jinja."""

from __future__ import annotations

import datetime
import functools
import pathlib
from collections.abc import Callable

import jinja2
import jinja2.sandbox
from babel.dates import format_date

from reportgen.errors import ProblemsError
from reportgen.model import prose
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.render import places

_NEXT = "next:"
_IN_TEMPLATES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, OSError)
"""What Python raises where a template asks for what cannot be, or cannot be read."""


def render_html(memo: Memo, folders: tuple[pathlib.Path, ...]) -> str:
    """The memo's HTML page, as its template sets it.

    Templates are searched for in `folders`, in order. Raises `ProblemsError` (R204, P101) for a template that is
    missing or broken.
    """
    if places.find_template(memo.template, folders) is None:
        raise ProblemsError([missing_template(memo.template, folders, file=memo.template)])
    environment = _environment(folders)
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


@functools.lru_cache(maxsize=8)
def _environment(folders: tuple[pathlib.Path, ...]) -> _Environment:
    environment = _Environment(
        loader=jinja2.FunctionLoader(functools.partial(_load, folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["long_date"] = _long_date
    environment.filters["plain"] = prose.plain
    environment.filters["css_string"] = _css_string
    return environment


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


def _long_date(value: datetime.date, language: str) -> str:
    return format_date(value, format="long", locale=language.replace("-", "_"))


def _css_string(value: str) -> str:
    """Text as a CSS string token, for `content` and `string-set`: quotes, backslashes and line ends escaped."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<>&' or ord(char) < 32 else char for char in value)
    return f'"{escaped}"'


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
