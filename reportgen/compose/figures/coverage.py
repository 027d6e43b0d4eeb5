"""What is said where: themes by the answers of an interview, or by interviews where they are many. Counts sentences."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from typing import NamedTuple

from reportgen.compose.figures import layout
from reportgen.compose.figures.entry import Picture
from reportgen.compose.figures.layout import Column, Rows, Spec

MOST = 16
"""Columns that a figure has room for."""
_LABELS = 0.4
_INDENT = 10
_CELL = 54
"""Pixels that a column has at most."""
_BETWEEN = 8
"""Pixels between the columns of two interviews."""


class Place(NamedTuple):
    """A column: an answer, or an interview."""

    group: str
    """What stands above it and its neighbours of the same group."""
    short: str
    """Its head."""
    name: str
    """In words: `answer 3`."""


class Line(NamedTuple):
    """A theme with its sentences by column."""

    label: str
    inner: bool
    """Part of the theme above it."""
    cells: tuple[int, ...]


def draw(places: Sequence[Place], lines: Sequence[Line], width: float, words: NullTranslations) -> Picture:
    """The matrix. Each cell says its number; the shade only repeats it."""
    _ = words.gettext
    return Picture(
        columns=(_("Theme"), *(place.name[:1].upper() + place.name[1:] for place in places)),
        rows=tuple((line.label, *map(str, line.cells)) for line in lines),
        spec=_spec(places, lines, width),
        alt=_alt(places, lines, words),
    )


def _spec(places: Sequence[Place], lines: Sequence[Line], width: float) -> Spec:
    wrapped = [layout.wrap(line.label, width * _LABELS) for line in lines]
    left = width * _LABELS + layout.GAP + _INDENT
    first = [number for number, place in enumerate(places) if number == 0 or places[number - 1].group != place.group]
    size = min((width - left - _BETWEEN * (len(first) - 1)) / len(places), _CELL)
    edges = [left + number * size + _BETWEEN * (sum(at <= number for at in first) - 1) for number in range(len(places))]
    rows = Rows(first=2.5, space=0.6)
    cells: list[Spec] = []
    for line, label in zip(lines, wrapped, strict=True):
        rows.add(Column("labels", _INDENT if line.inner else 0, label))
        top, bottom = rows.bottom - len(label) - 0.6, rows.bottom
        for edge, place, count in zip(edges, places, line.cells, strict=True):
            cells.append(
                {
                    "theme": line.label,
                    "place": place.name,
                    "sentences": count,
                    "text": str(count) if count else "–",
                    "top": round(top - 0.25, 2),
                    "at": round((top + bottom) / 2 - 0.3, 2),
                    "bottom": round(bottom - 0.4, 2),
                    "from": round(edge + 1, 2),
                    "x": round(edge + size / 2, 2),
                    "to": round(edge + size - 1, 2),
                }
            )
    heads = [
        {"at": 1.5, "x": round(edge + size / 2, 2), "text": place.short}
        for edge, place in zip(edges, places, strict=True)
    ]
    groups = [{"at": 0.5, "x": round(edges[number] + 1, 2), "text": places[number].group} for number in first]
    data = {"cells": cells, "heads": heads, "groups": groups, **rows.texts}
    return layout.assemble(width, rows.bottom, data, _layers(rows.bottom))


def _layers(height: float) -> list[Spec]:
    filled, empty = [{"filter": "datum.sentences > 0"}], [{"filter": "datum.sentences == 0"}]
    cell = layout.layer(
        "cells",
        {"type": "rect", "style": "cell"},
        x=layout.pixels("from"),
        x2={"field": "to"},
        y=layout.down("top", height),
        y2={"field": "bottom"},
        color={"field": "sentences", "type": "quantitative", "legend": None, "scale": {"domainMin": 0}},
    )
    return [
        layout.words("labels", height, "label"),
        layout.words("groups", height, "muted"),
        layout.words("heads", height, "strong", align="center"),
        {**cell, "transform": filled},
        {**layout.words("cells", height, "inverse", align="center"), "transform": filled},
        {**layout.words("cells", height, "muted", align="center"), "transform": empty},
    ]


def _alt(places: Sequence[Place], lines: Sequence[Line], words: NullTranslations) -> str:
    _, ngettext = words.gettext, words.ngettext

    def counted(number: int) -> str:
        return ngettext("%(num)d sentence", "%(num)d sentences", number) % {"num": number}

    most = max(lines, key=lambda line: sum(line.cells))
    found = [
        _("Most is said on %(theme)s: %(sentences)s.") % {"theme": most.label, "sentences": counted(sum(most.cells))}
    ]
    for line in lines:
        said = [
            _("%(sentences)s in %(place)s") % {"sentences": counted(count), "place": place.name}
            for place, count in zip(places, line.cells, strict=True)
            if count
        ]
        none = _("none")  # not inside the f-string, where no tool finds it for the files of messages
        found.append(f"{line.label}: {'; '.join(said) or none}.")
    return " ".join(found)
