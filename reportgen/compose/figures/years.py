"""Time as a figure draws it: EDTF dates as spans of years with decimals, and the years or months to mark below."""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from reportgen.model import edtf
from reportgen.model.page import Language

_STEPS = tuple(number * 10**power for power in range(9) for number in (1, 2, 5))
_MONTHS = (1, 2, 3, 6)
OPEN = ".."


@dataclass(frozen=True, slots=True)
class Span:
    """When something is, in years with decimals, the end exclusive; no number at an end that is open or unknown."""

    start: float | None
    end: float | None
    lasts: bool = False
    """An interval, not one date."""
    doubted: bool = False
    """Approximate, uncertain, or with digits left open."""
    left: str | None = None
    right: str | None = None
    """What an end without a number is: open (`..`) or unknown (nothing written)."""


def span(when: str) -> Span:
    """The span of an EDTF date. A season is drawn as its year, which is all that is known everywhere."""
    first, slash, last = when.partition("/")
    covered = edtf.parse(when)
    return Span(
        start=None if covered.first is None else _year(covered.first, day=0),
        end=None if covered.last is None else _year(covered.last, day=1),
        lasts=bool(slash),
        doubted=any(sign in when for sign in "~?%X"),
        left=first if covered.first is None else None,
        right=last if covered.last is None else None,
    )


def _year(date: edtf.Day, *, day: int) -> float:
    """The beginning of a date's day, or with `day` 1 its end."""
    year, in_month, number = date
    lengths = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
    return round(year + (sum(lengths[: in_month - 1]) + number - 1 + day) / sum(lengths), 4)


def known(spans: Sequence[Span]) -> tuple[float, float]:
    """The first and the last year that any of the spans names."""
    named = [number for item in spans for number in (item.start, item.end) if number is not None]
    return min(named), max(named)


def domain(spans: Sequence[Span]) -> tuple[float, float]:
    """The years to draw: from the first known to the last, and a month at least."""
    low, high = known(spans)
    return (low, high) if high - low > 1 / 12 else (low - 1 / 24, high + 1 / 24)


def ticks(years: tuple[float, float], most: int, language: Language) -> Iterator[tuple[float, str]]:
    """At most so many places along the years to mark, each with its words: years, or months where few years are drawn.

    Outside the years 1 to 9999, which have no months in print, years alone.
    """
    low, high = years
    if high - low < 2 and low >= 1 and high < 9999:
        months = range(math.ceil(low * 12 - 0.02), math.floor(high * 12 + 0.02) + 1)
        step = next((step for step in _MONTHS if len(_multiples(months, step)) <= most), 12)
        for month in _multiples(months, step):
            date = datetime.date(month // 12, month % 12 + 1, 1)
            text = str(date.year) if date.month == 1 else format_date(date, "LLL", locale=language.replace("-", "_"))
            yield _year((date.year, date.month, 1), day=0), text
        return
    whole = range(math.ceil(low - 0.002), math.floor(high + 0.002) + 1)
    step = next(step for step in _STEPS if len(_multiples(whole, step)) <= most)
    yield from ((float(year), str(year)) for year in _multiples(whole, step))


def _multiples(numbers: range, step: int) -> range:
    return range(math.ceil(numbers.start / step) * step, numbers.stop, step)
