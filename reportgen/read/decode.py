"""Values of a YAML or JSON file to the types of the model: fast when they fit, every problem named when they do not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.problem import Path, Problem, SourceMap, in_order
from reportgen.read.labels import label

T = TypeVar("T")

_STEP = re.compile(r"\.([^.\[\]]+)|\[([0-9]+)\]")


def decode(value: object, type_: type[T], source_map: SourceMap) -> T:
    """The value as `type_`. Raises `ProblemsError` with every problem: R110 to R115."""
    odd = tuple(_odd(value, (), source_map)) if _is_odd(value) else ()
    try:
        decoded = msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        from reportgen.read.explain import explain

        problems = tuple(explain(value, type_, source_map)) or (_own_words(error, source_map),)
        raise ProblemsError(in_order((*problems, *odd))) from error
    if odd:
        raise ProblemsError(in_order(odd))
    return decoded


def _is_odd(value: object) -> bool:
    """Whether `_odd` will find something: without paths, which take most of its time."""
    level = [value]
    while level:
        below: list[object] = []
        for item in level:
            if isinstance(item, str):
                if item.isspace():
                    return True
            elif isinstance(item, dict):
                below += item.values()
            elif isinstance(item, list):
                below += item
            elif isinstance(item, float) and not math.isfinite(item):
                return True
        level = below
    return False


def _odd(value: object, path: Path, source_map: SourceMap) -> Iterator[Problem]:
    """What no type or schema finds: texts of white space only, numbers that are none."""
    if isinstance(value, str):
        if value and not value.strip():
            yield source_map.problem("R113", f"{label(path)} must not be blank", path)
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield source_map.problem("R113", f"{label(path)} must be a finite number", path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _odd(item, (*path, key), source_map)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _odd(item, (*path, index), source_map)


def _own_words(error: msgspec.ValidationError, source_map: SourceMap) -> Problem:
    """msgspec's own message, at the path it names: for what the schema cannot say."""
    message, _, place = str(error).partition(" - at `")
    path = tuple(key or int(index) for key, index in _STEP.findall(place.rstrip("`").removeprefix("key in ")))
    return source_map.problem("R113", message, path)
