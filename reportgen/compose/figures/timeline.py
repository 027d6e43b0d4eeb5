"""Claims along time: a row each, with its date in words and a mark that shows how certain and how open it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from gettext import NullTranslations

from reportgen.compose.figures import layout, years
from reportgen.compose.figures.entry import Entry, Picture, sentence
from reportgen.compose.figures.layout import Column, Rows, Spec
from reportgen.compose.figures.years import Span
from reportgen.model.page import Language

_PLOT = 0.6
"""Where the part with the marks begins, as a share of the width."""
_ARROW = 10
"""Pixels from the last year drawn to the tip of an open end."""
_TICK = 34
"""Pixels that a year or a month below the marks needs."""


def draw(entries: Sequence[Entry], width: float, words: NullTranslations, language: Language) -> Picture:
    """The entries in order of time. Each has a row of its own, so that several in one year stand apart."""
    _ = words.gettext
    spans = {entry.claim.id: years.span(entry.claim.when or "") for entry in entries}
    ordered = sorted(entries, key=lambda entry: _order(spans[entry.claim.id]))
    shown = years.domain(list(spans.values()))
    ends = {years.OPEN: _("open"), "": _("unknown")}
    plot = _plot(width, spans, ends)
    rows = Rows()
    marks = [
        _mark(entry, spans[entry.claim.id], at, shown)
        for entry, at in zip(ordered, _rows(rows, ordered, width), strict=True)
    ]
    most = max(int((plot[1] - plot[0]) // _TICK), 1)
    ticks = [{"year": year, "text": text} for year, text in years.ticks(shown, most, language)]
    said = _ends(marks, plot, ends)
    data = {"claims": marks, "ticks": ticks, "ends": said, **rows.texts}
    return Picture(
        columns=(_("Date"), _("What"), _("Evidence")),
        rows=tuple((entry.date, entry.label, str(entry.number)) for entry in ordered),
        spec=layout.assemble(
            width,
            rows.bottom + 1,
            data,
            [*_text(rows.bottom, shown, plot), *_drawn(rows.bottom, shown, plot, marks), *_open(rows.bottom, said)],
        ),
        alt=_alt(ordered, list(spans.values()), words),
    )


def _order(item: Span) -> tuple[float, float]:
    """By the beginning, then by the end; what has no beginning goes by its end."""
    first = item.start if item.start is not None else item.end
    last = item.end if item.end is not None else float("inf")
    return (first or 0.0, last)


def _plot(width: float, spans: Mapping[str, Span], ends: Mapping[str, str]) -> tuple[float, float]:
    """The pixels of the first and last year drawn: beyond them there is room for the ends that are open."""
    left = [layout.width_of(ends[item.left]) for item in spans.values() if item.left is not None]
    right = [layout.width_of(ends[item.right]) for item in spans.values() if item.right is not None]
    return (
        width * _PLOT + (max(left) + _ARROW + 4 if left else 4),
        width - (max(right) + _ARROW + 4 if right else 4),
    )


def _rows(rows: Rows, entries: Sequence[Entry], width: float) -> list[float]:
    """Puts dates and labels; gives the middle of each row's first line."""
    dates = [layout.wrap(entry.date, width * 0.2) for entry in entries]
    edge = max(layout.width_of(line) for lines in dates for line in lines) + layout.GAP
    room = width * _PLOT - edge - layout.GAP
    return [
        rows.add(Column("dates", 0, date), Column("labels", edge, layout.wrap(entry.label, room)))
        for entry, date in zip(entries, dates, strict=True)
    ]


def _mark(entry: Entry, item: Span, at: float, shown: tuple[float, float]) -> Spec:
    """A claim as it is drawn. Where an end has no number, it is drawn to the last year there is."""
    start = shown[0] if item.start is None else item.start
    end = shown[1] if item.end is None else item.end
    return {
        "id": entry.claim.id,
        "number": entry.number,
        "date": entry.date,
        "label": entry.label,
        "at": at,
        "start": start,
        "middle": round((start + end) / 2, 4),
        "end": end,
        "lasts": item.lasts,
        "doubted": item.doubted,
        "left": item.left,
        "right": item.right,
    }


def _ends(marks: Sequence[Spec], plot: tuple[float, float], ends: Mapping[str, str]) -> list[Spec]:
    """The words at the ends that are open or unknown, and where an arrow stands before them."""
    found = []
    for mark in marks:
        for side, edge, out in (("left", plot[0], -1), ("right", plot[1], 1)):
            if mark[side] is not None:
                found.append(
                    {
                        "at": mark["at"],
                        "side": side,
                        "open": mark[side] == years.OPEN,
                        "arrow": round(edge + out * _ARROW / 2, 2),
                        "x": round(edge + out * (_ARROW + 3), 2),
                        "text": ends[mark[side]],
                    }
                )
    return found


def _text(height: float, shown: tuple[float, float], plot: tuple[float, float]) -> Iterator[Spec]:
    """The years below, with a line through the rows for each, and the rows' words."""
    x, foot = layout.across("year", shown, plot), (height - 0.25) * layout.LINE
    yield layout.layer("ticks", {"type": "rule", "style": "grid"}, x=x, y={"value": 0}, y2={"value": foot})
    text = {"field": "text", "type": "nominal"}
    mark = {"type": "text", "style": "muted", "baseline": "middle"}
    yield layout.layer("ticks", mark, x=x, y={"value": (height + 0.35) * layout.LINE}, text=text)
    yield layout.words("dates", height, "strong")
    yield layout.words("labels", height, "label")


def _drawn(
    height: float, shown: tuple[float, float], plot: tuple[float, float], marks: Sequence[Spec]
) -> Iterator[Spec]:
    """Intervals as bars, dashed in doubt. A date as a dot on a line as long as it leaves open, hollow in doubt."""
    y, forms = layout.down("at", height), {(mark["lasts"], mark["doubted"]) for mark in marks}
    start, middle = layout.across("start", shown, plot), layout.across("middle", shown, plot)
    for lasts, doubted in sorted(forms, reverse=True):
        test = {"filter": f"{'' if lasts else '!'}datum.lasts && {'' if doubted else '!'}datum.doubted"}
        style = ("doubted-span" if doubted else "span") if lasts else "extent"
        line = layout.layer("claims", {"type": "rule", "style": style}, y=y, x=start, x2={"field": "end"})
        yield {**line, "transform": [test]}
        if not lasts:
            dot = layout.layer("claims", {"type": "point", "style": "ring" if doubted else "dot"}, y=y, x=middle)
            yield {**dot, "transform": [test]}


def _open(height: float, ends: Sequence[Spec]) -> Iterator[Spec]:
    """An arrow at each end that is open, and the word for it, or for one that is unknown."""
    y = layout.down("at", height)
    for side, align in (("left", "right"), ("right", "left")):
        test = {"filter": f"datum.side == '{side}'"}
        if any(end["side"] == side for end in ends):
            yield {**layout.words("ends", height, "muted", align=align), "transform": [test]}
        if any(end["side"] == side and end["open"] for end in ends):
            mark = {"type": "point", "style": "dot", "shape": f"triangle-{side}"}
            arrow = layout.layer("ends", mark, y=y, x=layout.pixels("arrow"))
            yield {**arrow, "transform": [test, {"filter": "datum.open"}]}


def _alt(entries: Sequence[Entry], spans: Sequence[Span], words: NullTranslations) -> str:
    _, ngettext = words.gettext, words.ngettext
    known = years.known(spans)
    first, last = math.floor(known[0]), math.ceil(known[1]) - 1
    form = (
        ngettext("%(num)d entry in %(first)d.", "%(num)d entries in %(first)d, in order of time.", len(entries))
        if first == last
        else ngettext(
            "%(num)d entry between %(first)d and %(last)d.",
            "%(num)d entries between %(first)d and %(last)d, in order of time.",
            len(entries),
        )
    )
    listed = [
        sentence(_("%(date)s: %(what)s") % {"date": entry.date[:1].upper() + entry.date[1:], "what": entry.label})
        for entry in entries
    ]
    return " ".join([form % {"num": len(entries), "first": first, "last": last}, *listed])
