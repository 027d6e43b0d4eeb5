"""What is wrong with a JSON text, at its place: what no parser reads, and what parsers pass over in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NoReturn

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, SourceMap
from reportgen.read.json_places import JsonNode
from reportgen.read.json_words import in_words
from reportgen.read.places import Span, problem_at
from reportgen.read.tree import CONTROL
from reportgen.read.yaml_words import MAX_DEPTH, TOO_DEEP

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|NaN|-?(?:Infinity|[0-9][0-9.eE+-]*)', re.DOTALL)
_SUSPECT = re.compile(r"\\(?:[bf]|u(?:00(?:[01][0-9A-Fa-f]|7[Ff])|[Ff]{3}[EFef]|[Dd][89A-Fa-f]))")
"""An escape that may stand for a character which is not allowed; so may a backslash and what follows it."""
_ESCAPE = re.compile(r"\\(?:u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_COLON = re.compile(r"\\u003[aA]")


def decode(text: str, lines: SourceMap, offset: int = 0) -> object:
    """The value of a text that msgspec refuses, such as one with a number beyond all bounds.

    `offset` is where the text begins in its file. Raises `ProblemsError`: R105, R107, R113.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        at, message, hint = in_words(error)
        raise _refused(lines, offset + at, "R105", message, hint) from error
    except RecursionError as error:
        raise ProblemsError([too_deep(text, lines, offset)]) from error
    except _Constant as error:
        at = next(found.start() for found in _TOKEN.finditer(text) if found[0] == str(error))
        message = f"`{error}` is no number in JSON"
        raise _refused(lines, offset + at, "R105", message, "give a number, or leave the key out") from error
    except ValueError as error:
        numbers = (found for found in _TOKEN.finditer(text) if found[0].lstrip("-").isdigit())
        longest = max(numbers, key=lambda found: len(found[0].lstrip("-")))
        message = f"the number has {len(longest[0].lstrip('-'))} digits, too many to be read"
        raise _refused(lines, offset + longest.start(), "R113", message, None) from error


class _Constant(Exception):  # noqa: N818 (no error of its own: it never leaves `decode`)
    """`NaN` or `Infinity`, which Python's parser would take."""


def _refuse_constant(name: str) -> NoReturn:
    raise _Constant(name)


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def is_too_deep(values: Iterable[object]) -> bool:
    """Whether in any of these values more than `MAX_DEPTH` arrays and objects stand inside one another."""
    level = [value for value in values if isinstance(value, dict | list)]
    for _ in range(MAX_DEPTH):
        if not level:
            return False
        inside = (holder.values() if isinstance(holder, dict) else holder for holder in level)
        level = [item for items in inside for item in items if isinstance(item, dict | list)]
    return bool(level)


def too_deep(text: str, lines: SourceMap, offset: int = 0) -> Problem:
    """R107, where the first of them opens."""
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > MAX_DEPTH:
            return problem_at(lines, offset + found.start(), "R107", TOO_DEEP)
    return problem_at(lines, offset, "R107", TOO_DEEP)  # of a program whose own calls left no room


def controls(lines: SourceMap) -> Iterator[Problem]:
    """R105: each control character, or half of a surrogate pair, that stands behind an escape."""
    if not _SUSPECT.search(lines.text):
        return
    for found in _ESCAPE.finditer(lines.text):
        character = json.loads(f'"{found[0]}"')
        if CONTROL.search(character):
            message = f"the escaped character U+{ord(character):04X} is not allowed"
            yield problem_at(lines, found.start(), "R105", message, "remove it")


def keeps_keys(text: str, value: object) -> bool:
    """Whether a value certainly has all the keys of its text: each of them brings a colon.

    Where a key stands twice, a parser keeps one, and the value written anew has fewer colons. Not certain where a
    colon stands behind an escape.
    """
    try:
        return not _COLON.search(text) and text.count(":") == msgspec.json.encode(value).count(b":")
    except (UnicodeEncodeError, OverflowError):  # half of a surrogate pair, a number of many digits
        return False


def doubles(node: JsonNode, lines: SourceMap) -> Iterator[Problem]:
    """R106: each key that stands in an object before."""
    seen: dict[str, Span] = {}
    for key, span, value in node.pairs:
        if key in seen:
            first, line = (lines.location(start).line for start, _ in (seen[key], span))
            message = f"the key `{key}` stands twice, in lines {first} and {line}"
            yield problem_at(lines, span[0], "R106", message, "keep one of the two")
        seen.setdefault(key, span)
        yield from _doubles_below(value, lines)
    for item in node.items:
        yield from _doubles_below(item, lines)


def _doubles_below(node: JsonNode, lines: SourceMap) -> Iterator[Problem]:
    text = lines.text[node.start : node.end]
    if text[0] in "[{" and not keeps_keys(text, json.loads(text)):
        yield from doubles(node, lines)


def _refused(lines: SourceMap, offset: int, code: str, message: str, hint: str | None) -> ProblemsError:
    return ProblemsError([problem_at(lines, offset, code, message, hint)])
