"""YAML 1.2 files to values, each with its place. Strict: what could be read in two ways is refused.

PyYAML's parser gives the events; the core schema of YAML 1.2 gives the values. Everything that is wrong is reported
at once, up to the first place where the text stops being YAML.
"""

from __future__ import annotations

import os
import re
from typing import Any, NoReturn

import yaml

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, SourceMap, in_order
from reportgen.read.files import display_name, load_text
from reportgen.read.places import Keys, Values, problem_at
from reportgen.read.tree import TreeBuilder
from reportgen.read.yaml_words import in_words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE_END = re.compile(r"\r\n|\n|\r")
# What YAML 1.2 forbids, and the three line ends of YAML 1.1 that editors do not count as such.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OLD_LINE_ENDS = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}


def read_yaml(path: str | os.PathLike[str], *, limit: int, name: str | None = None) -> tuple[object, SourceMap]:
    """The value of a YAML file of at most `limit` bytes, and where each part of it stands.

    Mappings are `dict` with text keys, sequences `list`. Problems name the file `name`, or by its path.
    Raises `ProblemsError`: R101, R102, R104 for the file; R103 without a value; R105 to R108 for the YAML.
    """
    name = name or display_name(path)
    return parse_yaml(load_text(path, limit=limit, name=name), name)


def parse_yaml(text: str, name: str) -> tuple[object, SourceMap]:
    """The value of a YAML text, and where each part of it stands. Raises `ProblemsError`: R103, R105 to R108."""
    lines = plain_map(text, name)
    bad = _FORBIDDEN.search(text)
    if bad:
        _refuse_character(bad, lines)
    builder = TreeBuilder(lines)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.problems.append(in_words(error, lines))
    except (ValueError, OverflowError):  # of chr(), in the pure parser
        builder.problems.append(Problem(code="R105", message="an escape in quotes stands for no character", file=name))
    if builder.problems:
        raise ProblemsError(in_order(builder.problems))
    root = builder.finish()
    return root.value, SourceMap(name, text, Values(root), Keys(root), lines.line_starts)


def plain_map(text: str, name: str) -> SourceMap:
    """A text with its lines, before anything is known of its values."""
    starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
    return SourceMap(name, text, {}, {}, starts)


def _refuse_character(found: re.Match[str], lines: SourceMap) -> NoReturn:
    character = found[0]
    line_end = _OLD_LINE_ENDS.get(character)
    message = f"the character U+{ord(character):04X} " + (f"({line_end}) " if line_end else "") + "is not allowed"
    hint = "put an ordinary line end in its place" if line_end else "delete it"
    raise ProblemsError([problem_at(lines, found.start(), "R105", message, hint)])
