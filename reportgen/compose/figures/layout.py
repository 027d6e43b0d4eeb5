"""Where words and marks stand in a figure: rows of lines, in pixels of 1/96 inch for a memo in 10 points.

Nothing is left to the drawing library's measure of text: what fits is estimated here, on the safe side, so that a
figure has the same layout whatever its font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

TEXT = 31 / 3
"""Size of the text: 7.75 points."""
LINE = 14
"""From line to line: 10.5 points."""
GAP = 10
"""Between columns."""
_STEP = 4
"""Pixels by which lines are tried narrower, to make them even."""

_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]- ")
_BROAD = frozenset("mwMWQO@%—…")
_NO_START = frozenset("、。，．・：；！？）」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
"""Wide characters that no line begins with (JIS X 4051)."""

Spec = dict[str, Any]


def width_of(text: str) -> float:
    """About how wide a text is, in pixels: rather too wide than too narrow."""
    return sum(map(_em, text)) * TEXT


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.33
    if character in _BROAD:
        return 0.88
    return 0.65 if character.isupper() else 0.55


def wrap(text: str, width: float) -> tuple[str, ...]:
    """The lines of a text in a column, of about one length.

    Broken between words, or between characters that need no space. Only a single wide character is wider than `width`.
    """
    pieces = tuple(_pieces(text, width))
    lines = _filled(pieces, width)
    for narrower in range(int(width), int(width / 2), -_STEP):
        even = _filled(pieces, narrower)
        if len(even) > len(lines) or any(width_of(line) > narrower for line in even):
            break
        lines = even
    return lines


def _filled(pieces: Sequence[str], width: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_of((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str, width: float) -> Iterator[str]:
    """What may be moved to the next line: words with the space after them, single wide characters, parts of giants."""
    piece = ""
    for character in " ".join(text.split()):
        alone = unicodedata.east_asian_width(character) in "WF" and character not in _NO_START
        if piece and (piece.endswith(" ") or alone or width_of((piece + character).rstrip()) > width):
            yield piece
            piece = ""
        piece += character
    yield piece


class Column(NamedTuple):
    """One cell of a row: the data its lines go to, its left edge in pixels, its lines."""

    data: str
    x: float
    lines: Sequence[str]


class Rows:
    """Rows of text lines from the top of a figure down, each below the last. Lines count from 0."""

    def __init__(self, first: float = 0, space: float = 0.5) -> None:
        self.bottom = first
        """The line where the last row ends, the space after it included."""
        self._space = space
        self.texts: dict[str, list[Spec]] = {}
        """Lines of text by their data, each with its `at` (the middle of the line), `x` (pixels) and `text`."""

    def add(self, *columns: Column) -> float:
        """Puts a row; gives the middle of its first line."""
        top = self.bottom
        for column in columns:
            self.texts.setdefault(column.data, []).extend(
                {"at": top + number + 0.5, "x": round(column.x, 2), "text": line}
                for number, line in enumerate(column.lines)
            )
        self.bottom = top + max(len(column.lines) for column in columns) + self._space
        return top + 0.5


def down(field: str, height: float) -> Spec:
    """The channel that places marks by line."""
    scale = {"domain": [0, height], "range": [0, height * LINE], "zero": False, "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def across(field: str, domain: Sequence[float], edges: Sequence[float]) -> Spec:
    """The channel that places marks by a number, from one pixel to another."""
    scale = {"domain": list(domain), "range": [round(edge, 2) for edge in edges], "zero": False, "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def words(data: str, height: float, style: str, *, align: str = "left") -> Spec:
    """A layer of text whose data give `at`, `x` in pixels, and `text`."""
    mark = {"type": "text", "style": style, "align": align, "baseline": "middle"}
    return layer(data, mark, y=down("at", height), x=pixels("x"), text={"field": "text", "type": "nominal"})


def layer(data: str, mark: Spec, **encoding: Spec) -> Spec:
    """A layer: what it draws, how, and where."""
    return {"data": {"name": data}, "mark": mark, "encoding": encoding}


def pixels(field: str) -> Spec:
    """The channel that places marks across by pixels."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def assemble(width: float, height: float, datasets: Spec, layers: Sequence[Spec]) -> Spec:
    """The whole specification: as wide as it says, and not a pixel wider."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": "none",
        "padding": 0,
        "width": round(width, 2),
        "height": round(height * LINE, 2),
        "datasets": datasets,
        "layer": list(layers),
        "resolve": {"scale": {"x": "independent"}},
        "view": {"stroke": None},
    }
