"""A template's `template.yaml` to a manifest."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.brief import Brief
from reportgen.model.nearest import did_you_mean
from reportgen.model.options import unfit
from reportgen.model.problem import Problem, SourceMap, in_order
from reportgen.model.project import Loaded
from reportgen.model.template import Manifest
from reportgen.read.decode import decode
from reportgen.read.files import MIB
from reportgen.read.yaml import read_yaml

FILE = "template.yaml"


def read_manifest(path: str | os.PathLike[str]) -> Loaded[Manifest]:
    """The manifest in a file, with its lines. Raises `ProblemsError` with every problem: R101 to R115."""
    raw, source_map = read_yaml(path, limit=MIB)
    manifest = decode(raw, Manifest, source_map)
    if problems := in_order((*_needs(manifest, source_map), *_options(manifest, source_map))):
        raise ProblemsError(problems)
    return Loaded(manifest, pathlib.Path(path), source_map)


def _needs(manifest: Manifest, lines: SourceMap) -> Iterator[Problem]:
    """R113: a need that is no key of a brief."""
    keys = {field.encode_name for field in msgspec.structs.fields(Brief)}
    for index, key in enumerate(manifest.needs):
        if key not in keys:
            yield lines.problem("R113", f"a brief has no key `{key}`", ("needs", index), hint=did_you_mean(key, keys))


def _options(manifest: Manifest, lines: SourceMap) -> Iterator[Problem]:
    """R113: a default or a choice that the option itself would refuse."""
    for name, option in manifest.options.items():
        path = ("options", name)
        free = msgspec.structs.replace(option, choices=())
        for index, choice in enumerate(option.choices):
            if reason := unfit(free, choice):
                yield lines.problem("R113", f"a choice of `{name}` {reason.message}", (*path, "choices", index))
        if reason := unfit(option, option.default):
            message = f"the default of `{name}` {reason.message}"
            yield lines.problem("R113", message, (*path, "default"), hint=reason.hint)
