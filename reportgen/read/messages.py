"""A file of fixed words in one language (gettext's .po) to translations. English is the message id."""

from __future__ import annotations

import gettext
import io
import pathlib
import re
from collections.abc import Iterable, Iterator

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, in_order
from reportgen.read.files import MIB, display_name, load_text

CODE = "R123"
PLACEHOLDER = re.compile(r"%(?:(?P<name>\(\w+\)[sd])|(?P<sign>%)|)")
"""`%(name)s` or `%(name)d`, `%%` for the sign itself; a `%` alone is neither."""
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*')
"""A comment, or a text in double quotes, with or without the word that says what it is."""


def read_messages(path: pathlib.Path) -> gettext.GNUTranslations:
    """The translations in a file. What it leaves empty or marks as fuzzy is not in them.

    Raises `ProblemsError`: R101, R102 and R104 for the file, R123 for what is no .po, for plural forms that are not
    those of the language, and for each translation with a placeholder that its message does not have.
    """
    catalog = _catalog(path)
    problems = [problem for message in catalog for problem in _problems(message, display_name(path))]
    if problems:
        raise ProblemsError(in_order(problems))
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    try:
        return gettext.GNUTranslations(compiled)
    except ValueError as error:  # it works out the plural forms here
        message = f"its `Plural-Forms` cannot be worked out: `{catalog.plural_expr}`"
        hint = f"write `Plural-Forms: {get_plural(path.stem)}`"
        raise ProblemsError([_problem(display_name(path), 1, message, hint)]) from error


def placeholders(text: str) -> frozenset[str] | None:
    """A message's placeholders, without their `%`; None where it holds a `%` that begins none and is not doubled."""
    found = list(PLACEHOLDER.finditer(text))
    if not all(match["name"] or match["sign"] for match in found):
        return None
    return frozenset(match["name"] for match in found if match["name"])


def _catalog(path: pathlib.Path) -> Catalog:
    name, at = display_name(path), [0]
    lines = load_text(path, limit=MIB).splitlines(keepends=True)
    try:
        catalog = read_po(_counted(lines, at), locale=path.stem, ignore_obsolete=True, abort_invalid=True)
        wanted = get_plural(path.stem)
    except PoFileError as error:
        message = str(error).removesuffix(f" on {error.lineno}")
        raise ProblemsError([_problem(name, error.lineno + 1, f"this is no .po file: {_lower(message)}")]) from error
    except (UnknownLocaleError, LookupError, TypeError, ValueError, AttributeError) as error:
        hint = "write msgid, msgstr or msgctxt and a text in double quotes"
        raise ProblemsError([_problem(name, at[0], "this line cannot be read as one of a .po file", hint)]) from error
    if catalog.num_plurals != wanted.num_plurals:
        message = f"its `Plural-Forms` has {catalog.num_plurals} forms, and {path.stem} has {wanted.num_plurals}"
        raise ProblemsError([_problem(name, 1, message, f"write `Plural-Forms: {wanted}`")])
    return catalog


def _counted(lines: Iterable[str], at: list[int]) -> Iterator[str]:
    """The lines, each with its number noted. Raises `ValueError` for one that Babel would take in part."""
    for at[0], line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line):
            raise ValueError(line)
        yield line


def _problems(message: Message, file: str) -> Iterator[Problem]:
    """What is wrong with the translations of one message."""
    if not message.id:
        return
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    known = frozenset[str]().union(*(placeholders(text) or () for text in ids))
    for text in filter(None, strings):
        names = placeholders(text)
        if names is None:
            yield _problem(file, message.lineno, "a `%` begins no placeholder", "write `%%` for the sign itself")
        elif strange := sorted(names - known):
            shown = ", ".join(f"`%{one}`" for one in sorted(known)) or "none"
            named = ", ".join(f"`%{one}`" for one in strange)
            yield _problem(file, message.lineno, f"its message has no placeholder {named}", f"it has {shown}")


def _problem(file: str, line: int | None, message: str, hint: str | None = None) -> Problem:
    return Problem(code=CODE, message=message, file=file, line=line or 1, hint=hint)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
