"""Horizontal bars: quantities in one unit, or claims by theme. Each bar has its number in words at its end."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from typing import NamedTuple

from reportgen.compose.figures import layout
from reportgen.compose.figures.entry import Entry, Picture
from reportgen.compose.figures.layout import Column, Rows, Spec

_LABELS = 0.42
"""Share of the width that labels may take."""
_INDENT = 10
"""Pixels by which a part stands in from its whole."""
_BESIDE = 5
"""Pixels between a bar and its number."""


class Bar(NamedTuple):
    """One bar."""

    label: str
    inner: bool
    """Part of the bar above it."""
    value: float
    text: str
    """The value in words."""


def quantities(entries: Sequence[Entry], width: float, words: NullTranslations) -> Picture:
    """The entries' quantities, which have one unit, the largest first."""
    _ = words.gettext
    ordered = sorted(entries, key=lambda entry: -_value(entry))
    unit = ordered[0].claim.quantity.unit if ordered[0].claim.quantity else ""
    bars = [Bar(entry.label, False, _value(entry), entry.amount) for entry in ordered]
    listed = [
        _("%(what)s: %(amount)s %(unit)s.") % {"what": bar.label, "amount": bar.text, "unit": unit} for bar in bars
    ]
    head = [_("The largest of %(num)d amounts comes first.") % {"num": len(bars)}] if len(bars) > 1 else []
    return Picture(
        columns=(_("What"), _("Amount"), _("Unit"), _("Evidence")),
        rows=tuple((entry.label, entry.amount, unit, str(entry.number)) for entry in ordered),
        spec=_spec(bars, unit, width),
        alt=" ".join([*head, *listed]),
    )


def counts(bars: Sequence[Bar], total: int, width: float, words: NullTranslations) -> Picture:
    """Claims by theme, out of a total."""
    _, ngettext = words.gettext, words.ngettext
    most = max(bars, key=lambda bar: bar.value)
    head = ngettext(
        "Of %(total)d claim, most fall under %(theme)s: %(num)d.",
        "Of %(total)d claims, most fall under %(theme)s: %(num)d.",
        total,
    ) % {"total": total, "theme": most.label, "num": most.value}
    rest = [f"{bar.label}: {bar.text}." for bar in bars if bar is not most]
    return Picture(
        columns=(_("Theme"), _("Claims")),
        rows=tuple((bar.label, bar.text) for bar in bars),
        spec=_spec(bars, _("Claims"), width),
        alt=" ".join([head, *rest]),
    )


def _value(entry: Entry) -> float:
    return entry.claim.quantity.value if entry.claim.quantity else 0.0


def _spec(bars: Sequence[Bar], head: str, width: float) -> Spec:
    room = width * _LABELS
    wrapped = [layout.wrap(bar.label, room - (_INDENT if bar.inner else 0)) for bar in bars]
    edge = max(
        layout.width_of(line) + (_INDENT if bar.inner else 0)
        for bar, lines in zip(bars, wrapped, strict=True)
        for line in lines
    )
    below = [layout.width_of(bar.text) + _BESIDE for bar in bars if bar.value < 0]
    left = edge + layout.GAP + max(below, default=0)
    right = width - max(layout.width_of(bar.text) + _BESIDE for bar in bars)
    shown = (min(0, *(bar.value for bar in bars)), max(0, *(bar.value for bar in bars)))
    rows = Rows(first=1.25)
    data: list[Spec] = []
    for bar, lines in zip(bars, wrapped, strict=True):
        at = rows.add(Column("labels", _INDENT if bar.inner else 0, lines))
        data.append({"at": at, "label": bar.label, "value": bar.value, "text": bar.text, "zero": 0})
    above = [{"at": 0.5, "x": round(edge + layout.GAP, 2), "text": head}]
    x = layout.across("value", shown if shown[0] != shown[1] else (0, 1), (left, right))
    y = layout.down("at", rows.bottom)
    layers = [
        layout.words("labels", rows.bottom, "label"),
        layout.words("head", rows.bottom, "muted"),
        layout.layer("bars", {"type": "rule", "style": "bar"}, y=y, x={**x, "field": "zero"}, x2={"field": "value"}),
        _numbers("datum.value >= 0", "left", x, y),
        _numbers("datum.value < 0", "right", x, y),
    ]
    return layout.assemble(width, rows.bottom, {"bars": data, "head": above, **rows.texts}, layers)


def _numbers(test: str, align: str, x: Spec, y: Spec) -> Spec:
    """The numbers at the ends of bars, on the side away from zero."""
    away = _BESIDE if align == "left" else -_BESIDE
    mark = {"type": "text", "style": "strong", "align": align, "baseline": "middle", "dx": away}
    text = {"field": "text", "type": "nominal"}
    return {**layout.layer("bars", mark, x={**x, "field": "value"}, y=y, text=text), "transform": [{"filter": test}]}
