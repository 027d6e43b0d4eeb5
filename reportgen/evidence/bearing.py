"""Which numbers a claim bears, and whether a number of a text is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportgen.evidence import number_phrases as phrases
from reportgen.evidence import number_words as words
from reportgen.evidence import numbers
from reportgen.evidence.number_types import Number, Sort
from reportgen.evidence.number_words import NEARLY, Hedge
from reportgen.model.dataset import Claim, Qualifier, Quantity

_WHEN = re.compile(r"(?P<span>\d{2}XX|\d{3}X)|(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MONEY = frozenset(words.MONEY.values())
_ROUNDING = Fraction(1, 20)
"""How far from a claim's number a text may round it, where it says so."""
_FITS: dict[Hedge, frozenset[Hedge]] = {
    Qualifier.EXACTLY: frozenset((Qualifier.EXACTLY, Qualifier.ABOUT)),
    Qualifier.ABOUT: frozenset((Qualifier.ABOUT, NEARLY)),
    Qualifier.OVER: frozenset((Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.ABOUT)),
    Qualifier.UNDER: frozenset((Qualifier.UNDER, Qualifier.AT_MOST, Qualifier.ABOUT, NEARLY)),
    Qualifier.AT_LEAST: frozenset((Qualifier.AT_LEAST, Qualifier.ABOUT)),
    Qualifier.AT_MOST: frozenset((Qualifier.AT_MOST, Qualifier.ABOUT)),
    NEARLY: frozenset((NEARLY, Qualifier.ABOUT, Qualifier.UNDER, Qualifier.AT_MOST)),
}
"""What a text may say of a number, by what the claim says of it. To say nothing is always allowed."""


def borne(claim: Claim) -> tuple[Number, ...]:
    """Every number a claim bears: its quantity, those of its text, the dates of its `when`."""
    return (*_quantity(claim.quantity), *numbers.find(claim.text), *dates(claim.when))


def _quantity(quantity: Quantity | None) -> Iterator[Number]:
    if quantity is None:
        return
    digits = format(abs(Decimal(repr(quantity.value))).normalize(), "f")
    hedge = "" if quantity.qualifier is Qualifier.EXACTLY else f"{quantity.qualifier.replace('-', ' ')} "
    text = f"{hedge}{digits} {quantity.unit}"
    unit = quantity.unit.partition(" ")[0]
    found = numbers.find(f"{digits} {quantity.unit}")
    if unit in words.RANKS:
        yield Number(Sort.RANK, Fraction(digits), text)
    elif unit == "year" or not found or found[0].sort is not Sort.AMOUNT:
        yield Number(Sort.YEAR if unit == "year" else Sort.AMOUNT, Fraction(digits), text)
    else:
        yield replace(found[0], text=text, hedge=quantity.qualifier, noun="")


def dates(when: str | None) -> Iterator[Number]:
    """The dates an EDTF text names; of an interval both ends, and nothing between them."""
    for match in _WHEN.finditer(when or ""):
        if match["span"]:
            first, last = (int(match["span"].replace("X", digit)) for digit in "09")
            yield Number(Sort.SPAN, Fraction(first), f"{first}s", last=Fraction(last))
            continue
        year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
        if year is not None and month is not None and month <= 12:
            yield Number(Sort.DAY, Fraction(0), match[0], date=(year, month, day))
        elif year is not None:
            yield Number(Sort.YEAR, Fraction(year), match["year"])


def bears(claim: Claim, number: Number) -> tuple[Number, ...]:
    """The numbers of a claim that are this number of a text; empty where the claim does not bear it."""
    return tuple(own for own in borne(claim) if same(number, own))


def same(said: Number, own: Number) -> bool:
    """Whether what a text says is what a claim has."""
    if said.sort is Sort.AMOUNT and own.sort is Sort.AMOUNT:
        return _units_fit(said, own) and _close(said, own)
    if said.sort is Sort.MAGNITUDE:
        high = own.last if own.sort is Sort.MAGNITUDE else own.value
        within = said.value <= own.value and high <= said.last
        return own.sort in (Sort.AMOUNT, Sort.MAGNITUDE) and _units_fit(said, own) and within
    if said.sort is Sort.DAY:
        return own.sort is Sort.DAY and all(
            part is None or part == other for part, other in zip(said.date, own.date, strict=True)
        )
    if said.sort is Sort.SPAN and own.sort is not Sort.SPAN:
        year = _year(own)
        return year is not None and said.value <= year <= said.last
    if said.sort is Sort.YEAR or (said.sort is Sort.AMOUNT and own.sort is Sort.YEAR):
        counts = Sort.AMOUNT in (said.sort, own.sort)
        return said.value == _year(own) and not (counts and (said.unit or own.unit))
    return (said.sort, said.value, said.last) == (own.sort, own.value, own.last)


def _year(number: Number) -> Fraction | None:
    if number.sort is Sort.DAY:
        return Fraction(number.date[0]) if number.date[0] is not None else None
    return number.value if number.sort in (Sort.YEAR, Sort.AMOUNT) else None


def _close(said: Number, own: Number) -> bool:
    """Equal; a third is 33 per cent as well, since 100 has no third, and `about 12` is 12.3."""
    rounded = any(item.share and item.value.denominator != 1 for item in (said, own))
    apart = Fraction(1, 2) if rounded else Fraction(0)
    value = own.value if said.unit else own.value / own.each  # `five`, of years
    if said.hedge is Qualifier.ABOUT or (said.hedge == NEARLY and said.value > value):
        apart = max(apart, value * _ROUNDING)
    return abs(said.value - value) <= apart


def _units_fit(said: Number, own: Number) -> bool:
    """The same unit; one left unsaid stands for another's where no other thing is counted."""
    if said.unit == own.unit or (said.unit == words.TIMES and not own.unit):
        return True
    if said.unit or own.unit in (words.PERCENT, words.POINTS):
        return False
    elided = not said.noun or said.noun in phrases.FUNCTION_WORDS
    return own.unit == words.TIMES or elided or (own.unit in _MONEY and said.scale > 1)


def hedges(own: Iterable[Number]) -> frozenset[Hedge]:
    """What a claim says of a number that it bears: `exactly` where it says nothing. None fits the end of a range."""
    own = tuple(own)
    if any(item.ranged for item in own):
        return frozenset()
    said = {item.hedge for item in own if item.hedge is not None}
    return frozenset(said - {Qualifier.EXACTLY} or {Qualifier.EXACTLY})


def contradicts(hedge: Hedge | None, own: Iterable[Number]) -> bool:
    """Whether a hedge in a text contradicts all that a claim says of the number."""
    said = hedges(own)
    return hedge is not None and bool(said) and not any(hedge in _FITS[item] for item in said)
