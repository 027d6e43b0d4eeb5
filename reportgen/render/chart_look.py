"""The house style as a Vega config, and the family by which a font file knows itself. Standard library only."""

from __future__ import annotations

import functools
import pathlib
import struct
from typing import Any

from reportgen.model.contrast import TEXT, ratio
from reportgen.model.style import Colours

SIZE = 31 / 3
"""Pixels of the text: 7.75 points where the memo's text has 10."""
_BOLD = 600
_STEPS = 32
_NAMES = (16, 1)
"""The name records that hold a family (OpenType, `name`): the typographic one before that of four styles."""


def config(colours: Colours, family: str) -> dict[str, Any]:
    """The Vega config: house colours and type, marks by the names that figures call them by.

    All that says something stands out from the paper by 3:1 at least (WCAG 2.2, 1.4.11), and text by 4.5:1.
    """
    text = {"font": family, "fontSize": SIZE, "color": colours.text, "opacity": 1}
    line = {"color": colours.accent, "strokeCap": "butt", "opacity": 1}
    axis = {"labelFont": family, "labelFontSize": SIZE, "labelFontWeight": "normal", "labelColor": colours.text}
    title = {"titleFont": family, "titleFontSize": SIZE, "titleFontWeight": "normal", "titleColor": colours.muted}
    pale = palest(colours.accent, colours.paper)
    return {
        "background": None,
        "font": family,
        "aria": False,
        "view": {"stroke": None},
        "mark": {"color": colours.accent},
        "text": text,
        "axis": {
            **axis,
            **title,
            "domainColor": colours.muted,
            "tickColor": colours.muted,
            "gridColor": colours.rule,
            "gridWidth": 0.5,
            "domainWidth": 0.75,
            "tickWidth": 0.75,
        },
        "legend": {**axis, **title},
        "header": {**axis, **title},
        "title": {"font": family, "fontSize": SIZE, "fontWeight": _BOLD, "color": colours.text, "anchor": "start"},
        "range": {
            "category": [colours.accent, colours.muted, pale, colours.text],
            "ordinal": [pale, colours.accent],
            "ramp": [pale, colours.accent],
            "heatmap": [pale, colours.accent],
            "diverging": [colours.muted, pale, colours.accent],
        },
        "style": {
            "label": text,
            "strong": {**text, "fontWeight": _BOLD},
            "muted": {**text, "color": colours.muted},
            "inverse": {**text, "fontWeight": _BOLD, "color": colours.paper},
            "grid": {"color": colours.rule, "strokeWidth": 0.5, "opacity": 1},
            "span": {**line, "strokeWidth": 6},
            "doubted-span": {**line, "strokeWidth": 6, "strokeDash": [4, 2.5]},
            "extent": {**line, "strokeWidth": 1.25},
            "bar": {**line, "strokeWidth": 9},
            "cell": {"strokeWidth": 0, "opacity": 1},
            "dot": {"filled": True, "color": colours.accent, "size": 46, "opacity": 1},
            "ring": {
                "filled": True,
                "color": colours.paper,
                "stroke": colours.accent,
                "strokeWidth": 1.5,
                "size": 36,
                "opacity": 1,
            },
        },
    }


@functools.cache
def palest(colour: str, paper: str) -> str:
    """The palest mixture of a colour with the paper that text of the paper's colour can still be read on."""
    for step in range(1, _STEPS):
        mixed = _mixed(colour, paper, step / _STEPS)
        if ratio(mixed, paper) >= TEXT:
            return mixed
    return colour


def _mixed(colour: str, paper: str, share: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(paper_ + (own - paper_) * share):02x}" for own, paper_ in pairs)


def is_readable(path: pathlib.Path) -> bool:
    """Whether a font file is of a kind that Vega measures text with: OpenType or TrueType, not compressed."""
    with path.open("rb") as file:
        return file.read(4) in (b"OTTO", b"true", b"\0\1\0\0")


@functools.cache
def family_of(path: pathlib.Path) -> str:
    """The family that a font file (TrueType or OpenType) says it belongs to. Raises `ValueError` where it says none."""
    data = path.read_bytes()
    try:
        return _family(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is no font that can be read") from error


def _family(data: bytes) -> str:
    tables = struct.unpack_from(">H", data, 4)[0]
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, at)
        if tag == b"name":
            return _from_names(data, start)
    raise ValueError("the font has no names")


def _from_names(data: bytes, start: int) -> str:
    _, count, strings = struct.unpack_from(">HHH", data, start)
    found: dict[int, str] = {}
    for at in range(start + 6, start + 6 + 12 * count, 12):
        platform, _, _, name, length, offset = struct.unpack_from(">HHHHHH", data, at)
        if platform == 3 and name in _NAMES:  # Windows: always UTF-16
            begin = start + strings + offset
            found.setdefault(name, data[begin : begin + length].decode("utf-16-be"))
    for name in _NAMES:
        if name in found:
            return found[name]
    raise ValueError("the font names no family")
