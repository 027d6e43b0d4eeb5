"""Where the values of a JSON text stand: found when a problem asks, by passing over what it does not ask for.

The text is known to be JSON. A value is passed over by the scanner of the standard library, which is written in C.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.read.places import Span

_pass_over = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\n\r]*")

Pair = tuple[str, Span, "JsonNode"]
"""A key, its place, and the value."""


class JsonNode:
    """One value: offsets in code points, the end exclusive. Its parts are looked up when they are first asked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.start = start
        self.end = end

    @classmethod
    def whole(cls, text: str) -> JsonNode:
        """The value that a text is."""
        return cls(text, _after_space(text, 0), len(text.rstrip(" \t\n\r")))

    @functools.cached_property
    def items(self) -> Sequence[JsonNode]:
        """Of an array."""
        return tuple(self._items()) if self._text.startswith("[", self.start) else ()

    @functools.cached_property
    def pairs(self) -> Sequence[Pair]:
        """Of an object: as they are written, a key that stands twice included."""
        return tuple(self._pairs()) if self._text.startswith("{", self.start) else ()

    @functools.cached_property
    def fields(self) -> Mapping[str, tuple[Span, JsonNode]]:
        """Of an object: the place of each key, and the value."""
        return {key: (span, value) for key, span, value in self.pairs}

    def _items(self) -> Iterator[JsonNode]:
        at = _after_space(self._text, self.start + 1)
        while self._text[at] != "]":
            _, end = _pass_over(self._text, at)
            yield JsonNode(self._text, at, end)
            at = self._after_comma(end)

    def _pairs(self) -> Iterator[Pair]:
        at = _after_space(self._text, self.start + 1)
        while self._text[at] != "}":
            key, key_end = _pass_over(self._text, at)
            start = _after_space(self._text, _after_space(self._text, key_end) + 1)
            _, end = _pass_over(self._text, start)
            yield key, (at, key_end), JsonNode(self._text, start, end)
            at = self._after_comma(end)

    def _after_comma(self, at: int) -> int:
        at = _after_space(self._text, at)
        return _after_space(self._text, at + 1) if self._text[at] == "," else at


class JsonLines(JsonNode):
    """A text with a value on each line: a list of them. Lines of white space count for nothing."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 0, len(text))

    @functools.cached_property
    def items(self) -> Sequence[JsonNode]:
        return tuple(JsonNode(self._text, start, end) for start, end in line_spans(self._text))

    @functools.cached_property
    def pairs(self) -> Sequence[Pair]:
        return ()


def line_spans(text: str) -> Iterator[Span]:
    """Start and end of each line that holds something, without the white space around it."""
    start = 0
    for line in text.split("\n"):
        held = line.strip(" \t\r")
        if held:
            first = start + line.index(held)
            yield first, first + len(held)
        start += len(line) + 1


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None
    return space.end()
