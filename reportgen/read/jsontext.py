"""JSON and JSON Lines files to values, each with its place: as strict as YAML, and many times as fast.

msgspec reads the text. What JSON parsers pass over in silence is refused all the same: a key that stands twice, a
control character behind an escape. A text that may hold such a thing, or is no JSON, is gone through in Python.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, SourceMap, in_order
from reportgen.read import json_faults as faults
from reportgen.read.files import display_name, load_text
from reportgen.read.json_places import JsonLines, JsonNode, line_spans
from reportgen.read.lines import plain_map, refuse_characters
from reportgen.read.places import Keys, Values

MOST = 20
"""Lines that are no JSON and are named, before the file is given up."""

_decode = msgspec.json.Decoder().decode


def read_json(path: str | os.PathLike[str], *, limit: int) -> tuple[object, SourceMap]:
    """The value of a JSON file of at most `limit` bytes, and where each part of it stands.

    Raises `ProblemsError`: R101, R102, R104 for the file; R103 without a value; R105 to R107 and R113 for the JSON.
    """
    return parse_json(load_text(path, limit=limit), display_name(path))


def read_json_lines(path: str | os.PathLike[str], *, limit: int) -> tuple[list[object], SourceMap]:
    """The values of a file that has one on each line, and where they stand; paths begin with the value's number.

    Raises `ProblemsError` as `read_json` does, for several lines at once.
    """
    return parse_json_lines(load_text(path, limit=limit), display_name(path))


def parse_json(text: str, name: str) -> tuple[object, SourceMap]:
    """The value of a JSON text, and where each part of it stands. Raises `ProblemsError`: R103, R105 to R107, R113."""
    lines = _lines(text, name)
    root = JsonNode.whole(text)
    try:
        value = _decode(text.encode())  # bytes: a text would keep them beside itself
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        value = faults.decode(text, lines)
    return value, _checked([value], root, lines)


def parse_json_lines(text: str, name: str) -> tuple[list[object], SourceMap]:
    """The values of a text with one on each line. Raises `ProblemsError`: R103, R105 to R107, R113."""
    lines = _lines(text, name)
    try:
        # A value must end with its line: `decode_lines` of msgspec takes others too.
        values = [_decode(line) for line in text.split("\n") if line and not line.isspace()]
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        values = list(_line_by_line(text, lines))
    return values, _checked(values, JsonLines(text), lines)


def _lines(text: str, name: str) -> SourceMap:
    if not text.strip():
        raise ProblemsError([Problem(code="R103", message="the file is empty", file=name)])
    lines = plain_map(text, name)
    refuse_characters(text, lines)
    return lines


def _line_by_line(text: str, lines: SourceMap) -> Iterator[object]:
    problems: list[Problem] = []
    for start, end in line_spans(text):
        try:
            yield _decode(text[start:end])
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            try:
                yield faults.decode(text[start:end], lines, start)
            except ProblemsError as error:
                problems += error.problems
                if len(problems) >= MOST:
                    break
    if problems:
        raise ProblemsError(in_order(problems))


def _checked(values: Sequence[object], root: JsonNode, lines: SourceMap) -> SourceMap:
    """The map of values that hold nothing a parser passes over. Raises `ProblemsError`: R105, R106, R107."""
    if faults.is_too_deep(values):
        raise ProblemsError([faults.too_deep(lines.text, lines)])
    problems = [*faults.controls(lines)]
    if not faults.keeps_keys(lines.text, values):
        problems += faults.doubles(root, lines)
    if problems:
        raise ProblemsError(in_order(problems))
    return SourceMap(lines.file, lines.text, Values(root), Keys(root), lines.line_starts)
