"""What Python's parser says of text that is not JSON, in words that tell what to do."""

from __future__ import annotations

import json
from collections.abc import Callable

Words = tuple[int, str, str | None]
"""Offset, message, hint."""


def in_words(error: json.JSONDecodeError) -> Words:
    """Where a text stops being JSON, and why; by what stands there, since versions of Python differ in words."""
    text, at = error.doc, error.pos
    for opening, words in _WORDS:
        if error.msg.startswith(opening):
            return words(text, at)
    return at, f"this is not JSON: {error.msg}", None


def _expected(text: str, at: int) -> Words:
    """A value or a key is missing."""
    before = text[:at].rstrip(" \t\r\n")
    if at >= len(text.rstrip(" \t\r\n")):
        return _ended(text, at)
    if text[at] in "]}" and before.endswith(","):
        return len(before) - 1, f"a comma stands before `{text[at]}`", "remove it"
    if text[at] in "/#":
        return _comment(text, at)
    if text[at] == "'":
        return at, "a text stands in double quotes in JSON", 'write "…"'
    if before.endswith(("{", ",")) and not before.endswith("[,") and text[at] not in ",:":
        return at, "a key or text without its double quotes", 'write "…"'
    return at, f"a value is needed where `{text[at]}` stands", "put texts in double quotes"


def _ended(text: str, at: int) -> Words:
    return min(at, len(text)), "the text ends before all of it is closed", "close each bracket, brace and quote"


def _comment(_text: str, at: int) -> Words:
    return at, "a comment cannot stand in JSON", "remove it, or keep the file as YAML, which has comments"


def _colon(text: str, at: int) -> Words:
    return (at, "a key without its `:`", 'write "key": value') if text[at:].strip() else _ended(text, at)


def _comma(text: str, at: int) -> Words:
    if not text[at:].strip():
        return _ended(text, at)
    if text[at] in "/#":
        return _comment(text, at)
    return at, "a comma or a closing bracket is missing before this", "put a comma between two values"


def _trailing(text: str, at: int) -> Words:
    return _expected(text, len(text) - len(text[at + 1 :].lstrip(" \t\r\n")))


def _more(text: str, at: int) -> Words:
    return at, "the text goes on after its value has ended", "keep one value in a file, or on a line of a .jsonl file"


def _open_quotes(text: str, at: int) -> Words:
    return at, "the quotes that open here are never closed", 'close them; inside a text write \\" for "'


def _control(text: str, at: int) -> Words:
    if text[at] == "\t":
        return at, "a tab stands in a text", "write `\\t` for it"
    return at, "a text goes on over the end of its line", "write `\\n` for a line end"


def _escape(text: str, at: int) -> Words:
    at = max(text.rfind("\\", 0, at + 1), 0)
    return at, "this backslash begins no escape that is known", "write `\\\\` for a backslash"


_WORDS: tuple[tuple[str, Callable[[str, int], Words]], ...] = (
    ("Expecting value", _expected),
    ("Expecting property name", _expected),
    ("Expecting ':'", _colon),
    ("Expecting ','", _comma),
    ("Illegal trailing comma", _trailing),
    ("Extra data", _more),
    ("Unterminated string", _open_quotes),
    ("Invalid control character", _control),
    ("Invalid \\", _escape),
)
