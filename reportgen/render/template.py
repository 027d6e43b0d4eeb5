"""Memo to HTML, through sandboxed Jinja."""

from __future__ import annotations

import datetime
import functools
import pathlib
from collections.abc import Callable

import jinja2
import jinja2.exceptions
import jinja2.sandbox
from babel.dates import format_date

from reportgen.errors import ProblemsError
from reportgen.model import prose
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.render import places

_NEXT = "next:"


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
    except (jinja2.TemplateError, jinja2.exceptions.SecurityError) as error:
        raise ProblemsError([_broken(error, memo.template, environment)]) from error
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise ProblemsError([_broken(error, memo.template, environment)]) from error


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
    """Jinja's loader function: the source, its path, and whether it still stands as read."""
    path = places.find_file(name.removeprefix(_NEXT), folders[1:] if name.startswith(_NEXT) else folders)
    if path is None:
        return None
    stamp = path.stat().st_mtime_ns
    return path.read_text(encoding="utf-8"), str(path), lambda: path.exists() and path.stat().st_mtime_ns == stamp


def _long_date(value: datetime.date, language: str) -> str:
    return format_date(value, format="long", locale=language.replace("-", "_"))


def _css_string(value: str) -> str:
    """Text as a CSS string token, for `content` and `string-set`: quotes, backslashes and line ends escaped."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<>&' or ord(char) < 32 else char for char in value)
    return f'"{escaped}"'


def _broken(error: Exception, template: str, environment: jinja2.Environment) -> Problem:
    """A template that fails, with the line of the innermost template it failed in."""
    file, line = template, getattr(error, "lineno", None)
    name = getattr(error, "filename", None)
    if name:
        file = name
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "__jinja_template__" in trace.tb_frame.f_globals or code.co_filename.endswith((".html", ".css")):
            file, line = code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    message = f"the template cannot be filled: {error}"
    return Problem(code="P101", message=message, file=file, line=line, hint="the memo's fields are listed in README.md")
