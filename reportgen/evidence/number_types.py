"""A number as a text or a claim has it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from reportgen.evidence.number_tokens import Tokens
from reportgen.evidence.number_words import Hedge

Date = tuple[int | None, int | None, int | None]
"""Year, month and day, where each is given."""


class Sort(enum.Enum):
    """What a number is of."""

    AMOUNT = "amount"
    RANK = "rank"
    YEAR = "year"
    SPAN = "span"
    """A decade or a century: `value` is its first year, `last` its last."""
    DAY = "date"
    """A date with its month."""
    CLOCK = "time"
    """A time of day, in minutes."""
    MAGNITUDE = "magnitude"
    """`dozens`, `tens of thousands`: at least `value`, below `last`."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: shares in per cent, money in whole units, time in minutes or months.

    Offsets are code points of the text, from 0, the end exclusive.
    """

    sort: Sort
    value: Fraction
    text: str
    """As written, or as a claim's `quantity` and `when` put it."""
    start: int = 0
    end: int = 0
    unit: str = ""
    """Canonical (`%`, `USD`, `month`), or nothing where what is counted has no unit."""
    hedge: Hedge | None = None
    noun: str = ""
    """The word that follows, in lower case."""
    last: Fraction = Fraction(0)
    date: Date = (None, None, None)
    scale: int = 1
    """The scale word it ends in, which the number before it in a range may leave out."""
    each: Fraction = Fraction(1)
    """How much one of its unit as written is: 12 for years, in months."""
    share: bool = False
    """Written as a part, such as `a third`."""
    ranged: bool = False
    """One end of a range."""


class Found(NamedTuple):
    """What a form found: numbers, and the piece to go on with. None means: looks like a number, and counts nothing."""

    numbers: tuple[Number, ...]
    end: int


def number_at(tokens: Tokens, first: int, end: int, sort: Sort, value: Fraction | int, **more: Any) -> Number:
    """The number that stands from piece `first` to before piece `end`."""
    noun = tokens.word(tokens.past_hyphen(end))
    return Number(sort, Fraction(value), "", tokens[first].start, tokens[end - 1].end, noun=noun, **more)
