"""A brief's file to a brief."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from types import MappingProxyType

from reportgen.model.brief import Brief
from reportgen.model.problem import SourceMap
from reportgen.model.project import Loaded
from reportgen.read.decode import decode
from reportgen.read.files import MIB
from reportgen.read.overrides import override
from reportgen.read.yaml import read_yaml

LIMIT = MIB
NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})


def load_brief(path: str | os.PathLike[str], *, overrides: Mapping[str, str] = NO_OVERRIDES) -> Loaded[Brief]:
    """The brief in a YAML file, whatever its ending, with `overrides` such as `{"output.page": "letter"}` applied.

    Raises `ProblemsError` with every problem: R101 to R115 for the file, R118 for an override that cannot be applied.
    Problems of an overridden value name `--set` as their file.
    """
    raw, source_map = read_raw(path, overrides)
    return Loaded(decode(raw, Brief, source_map), pathlib.Path(path), source_map)


def read_raw(path: str | os.PathLike[str], overrides: Mapping[str, str]) -> tuple[object, SourceMap]:
    """The value of a brief's file before it is decoded. Raises `ProblemsError`: R101 to R108, R118."""
    raw, source_map = read_yaml(path, limit=LIMIT)
    return override(raw, source_map, overrides)
