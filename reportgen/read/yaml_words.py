"""What PyYAML says of text that is not YAML, in words that tell what to do."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from reportgen.model.problem import Problem, SourceMap
from reportgen.read.places import problem_at

MAX_DEPTH = 100
TOO_DEEP = f"more than {MAX_DEPTH} collections inside one another"
QUOTES = "put the text in quotes, or below its key after `|`"
INDENTATION = "check the indentation: what belongs together starts in the same column"

Words = tuple[int, str, str | None]
"""Offset, message, hint."""


class _Fault:
    """One error of PyYAML: where it was found, and where what was being read began. Lines count from 1."""

    def __init__(self, error: yaml.MarkedYAMLError, lines: SourceMap) -> None:
        text = lines.text
        self.said = str(error.problem or error.context or "it cannot be read")
        self.context = str(error.context or "")
        found = error.problem_mark.index if error.problem_mark else len(text)
        self.found = min(found, len(text))
        self.began = min(error.context_mark.index, len(text)) if error.context_mark else self.found
        self.character = text[self.found : self.found + 1]
        self.opening = text[self.began : self.began + 1]
        self.backslash = max(text.rfind("\\", 0, self.found + 1), 0)
        self.began_line = lines.location(self.began).line
        place = lines.location(self.found)
        assert place.line is not None
        assert place.column is not None
        self.before = lines.line_text(place.line)[: place.column - 1]


def in_words(error: yaml.MarkedYAMLError, lines: SourceMap) -> Problem:
    """The problem (R105) an error of PyYAML stands for; its own words where no better ones are known.

    From 6.0.4 on PyYAML has a bound of its own on nesting, which it may reach before ours is seen (R107).
    """
    fault = _Fault(error, lines)
    if fault.said == "exceeded maximum nesting depth":
        return problem_at(lines, fault.began, "R107", TOO_DEEP, None)
    for pattern, words in _WORDS:
        if pattern.search(f"{fault.context}: {fault.said}"):
            offset, message, hint = words(fault)
            return problem_at(lines, offset, "R105", message, hint)
    return problem_at(lines, fault.found, "R105", f"this is not YAML: {fault.said}", None)


def _tab(fault: _Fault) -> Words:
    return fault.found, "a tab cannot indent YAML", "indent with spaces"


def _start(fault: _Fault) -> Words:
    if fault.character == "\t":
        return _tab(fault)
    return fault.found, f"a text cannot start with `{fault.character}`", QUOTES


def _colon(fault: _Fault) -> Words:
    if ": " in fault.before:
        return fault.found, "a second `: ` in one line", QUOTES
    message = "`:` is not expected here: the line does not fit the one above"
    return fault.found, message, f"{INDENTATION}; keys end with a colon and a space"


def _no_colon(fault: _Fault) -> Words:
    return fault.began, "a key without its `:`", "write `key: value`; indent lines that go on with the text above"


def _unclosed(fault: _Fault) -> Words:
    bracket, what = ("]", "list") if "sequence" in fault.context else ("}", "mapping")
    message = f"expected `,` or `{bracket}`: the {what} that opens in line {fault.began_line} is not closed before this"
    return fault.found, message, f"close it with `{bracket}`; put texts that hold commas or brackets in quotes"


def _unclosed_quotes(fault: _Fault) -> Words:
    return fault.began, "the quotes that open here are never closed", "close them; inside '…' write '' for one '"


def _escape(fault: _Fault) -> Words:
    hint = "write `\\\\` for a backslash, or use single quotes"
    return fault.backslash, "this backslash begins no escape that is known", hint


def _misfit(fault: _Fault) -> Words:
    if fault.before.strip():
        return fault.found, "the value has ended before this", QUOTES.replace("the text", "all of the text")
    what = "list" if "collection" in fault.context or "sequence" in fault.context else "mapping"
    message = f"this does not fit the {what} that starts in line {fault.began_line}"
    return fault.found, message, INDENTATION


def _dash(fault: _Fault) -> Words:
    return fault.found, "a list cannot start here", f"start it on a line of its own, below the key; or {QUOTES}"


def _star(fault: _Fault) -> Words:
    return fault.began, f"a text cannot start with `{fault.opening}`", QUOTES


def _block_header(fault: _Fault) -> Words:
    return fault.found, "nothing may follow `|` or `>` on its line", "start the text on the next line, indented"


def _second_value(fault: _Fault) -> Words:
    return fault.found, "the file goes on after its value has ended", INDENTATION


def _no_value(fault: _Fault) -> Words:
    return fault.found, f"a value is needed where `{fault.character}` stands", QUOTES


def _tag(fault: _Fault) -> Words:
    return fault.began, "a text cannot start with `!`", QUOTES


# The C parser and the pure one word the same error differently: the first to match is taken.
_WORDS: tuple[tuple[re.Pattern[str], Callable[[_Fault], Words]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"tab character", _tab),
        (r"cannot start any token", _start),
        (r"mapping values are not allowed", _colon),
        (r"could not find expected ':'", _no_colon),
        (r"flow (sequence|mapping): .*expected ',' or", _unclosed),
        (r"quoted scalar: found unexpected (end of stream|document)", _unclosed_quotes),
        (r"unknown escape|escape sequence|escape code|hexadecimal", _escape),
        (r"sequence entries are not allowed", _dash),
        (r"scanning an (alias|anchor)", _star),
        (r"scanning a block scalar", _block_header),
        (r"document start", _second_value),
        (r"block (collection|mapping)|block sequence", _misfit),
        (r"node content", _no_value),
        (r"(scanning|parsing) a tag|tag handle", _tag),
    )
)
