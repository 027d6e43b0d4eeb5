"""Pango's lists of attributes given back: WeasyPrint 70 keeps the one of each line that it sets, for ever.

It shares one attribute for font features between lists, so that none of them may be freed, and makes a new one each
time all the same: 0.3 MiB for a memo of four pages. Here each list has an attribute of its own, and is freed with its
layout. The pages are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PANGO = "pango"


class Fresh(dict[bytes, Any]):
    """In place of the cache of attributes of a `FontConfiguration`: gives each list the one made for it."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Any = None

    def setdefault(self, _features: bytes, attribute: Any = None) -> Any:
        self.last = attribute
        return attribute


class _Pango:
    """The library as it is, but a list that took an attribute of `fresh` belongs to its layout alone."""

    def __init__(self, library: Any, fresh: Fresh) -> None:
        self._library = library
        self._fresh = fresh
        self._lists: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, name)
        vars(self)[name] = found  # asked once
        return found

    def pango_attr_list_insert(self, attributes: Any, attribute: Any) -> None:
        self._library.pango_attr_list_insert(attributes, attribute)
        if attribute is self._fresh.last:
            self._fresh.last = None
            self._lists.append(attributes)

    def pango_layout_set_attributes(self, layout: Any, attributes: Any) -> None:
        self._library.pango_layout_set_attributes(layout, attributes)  # takes a reference of its own
        if attributes in self._lists:
            self._lists.remove(attributes)
            self._library.pango_attr_list_unref(attributes)


@contextmanager
def freed(line_break: Any, configuration: Any) -> Iterator[None]:
    """Frees what the layouts of a document leave behind that is set with a font configuration of ours.

    `line_break` is WeasyPrint's module that makes layouts. Where another release makes them otherwise, or another
    thread is inside already, nothing is done.
    """
    library = getattr(line_break, _PANGO, None)
    if (
        library is None
        or isinstance(library, _Pango)
        or not isinstance(getattr(configuration, "font_features", None), dict)
    ):
        yield
        return
    if not isinstance(configuration.font_features, Fresh):
        configuration.font_features = Fresh()
    setattr(line_break, _PANGO, _Pango(library, configuration.font_features))
    try:
        yield
    finally:
        setattr(line_break, _PANGO, library)
