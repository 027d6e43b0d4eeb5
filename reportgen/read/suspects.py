"""The items of long lists in which something is wrong: the schema is slow, and most items are as they should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from reportgen.model.problem import Path

LONG = 200
"""Items from which a list is looked through first."""

Kept = Mapping[str, Sequence[int]]
"""By key: where the items that were kept stand in the whole list."""


def suspects(value: object, type_: type[msgspec.Struct]) -> tuple[object, Kept]:
    """A value without the items of its long lists that are of their type. One stays where all are: no list is empty."""
    if not isinstance(value, dict):
        return value, {}
    kept: dict[str, list[int]] = {}
    for field in msgspec.structs.fields(type_):
        items = value.get(field.encode_name)
        if isinstance(items, list) and len(items) > LONG:
            wrong = [number for number, item in enumerate(items) if not _fits(item, field.type)]
            kept[field.encode_name] = wrong or [0]
    return {**value, **{key: [value[key][number] for number in numbers] for key, numbers in kept.items()}}, kept


def _fits(item: object, of: object) -> bool:
    try:
        msgspec.convert([item], of)
    except msgspec.ValidationError:
        return False
    return True


def whole_path(path: Path, kept: Kept) -> Path:
    """A path into what was kept, as a path into the whole value."""
    numbers = kept.get(str(path[0])) if len(path) > 1 else None
    if numbers is None or not isinstance(path[1], int):
        return path
    return path[0], numbers[path[1]], *path[2:]
