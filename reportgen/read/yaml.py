"""YAML 1.2 files to values, each with its place. Strict: what could be read in two ways is refused.

PyYAML's parser gives the events; the core schema of YAML 1.2 gives the values. Everything that is wrong is reported
at once, up to the first place where the text stops being YAML.
"""

from __future__ import annotations

import os
from typing import Any

import yaml

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem, SourceMap, in_order
from reportgen.read.files import display_name, load_text
from reportgen.read.lines import plain_map, refuse_characters
from reportgen.read.places import Keys, Values
from reportgen.read.tree import TreeBuilder
from reportgen.read.yaml_words import in_words

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    refuse_characters(text, lines)
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
