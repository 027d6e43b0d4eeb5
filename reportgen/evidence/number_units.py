"""Units and hedges around a number: `$`, `per cent`, `five-year`; `more than`, `or so`."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reportgen.evidence import number_words as words
from reportgen.evidence.number_tokens import Tokens

_ALSO_PLACES = frozenset(("over", "under", "above", "below", "beyond", "around", "some", "about", "within"))
"""Hedges that are mere prepositions before a small number without a unit: `under two governments`."""
_LONGEST = max(len(phrase.split()) for phrase in words.HEDGES)


class Unit(NamedTuple):
    """A canonical unit, how much one of it is, and the place behind it."""

    name: str
    each: Fraction
    end: int


def before(tokens: Tokens, at: int) -> Unit | None:
    """A currency written before a number: `$`, `US$`, `EUR`."""
    for end in (at + 2, at + 1):
        parts = tokens[at:end]
        written = "".join(token.low for token in parts)
        if end == at + 2 and not (tokens.word(at) and tokens.sign(at + 1) and tokens.glued(at + 1)):
            continue
        sign = bool(parts) and parts[-1].kind == "sign"
        code = bool(parts) and parts[-1].text.isupper() and len(written) == 3
        if written in words.MONEY and (sign or code):
            return Unit(words.MONEY[written], Fraction(1), end)
    return None


def after(tokens: Tokens, end: int, value: Fraction) -> Unit | None:
    """The unit that follows a number of this value; one that is joined by a hyphen too."""
    at = tokens.past_hyphen(end)
    if tokens.sign(at) == "%":
        return Unit(words.PERCENT, Fraction(1), at + 1)
    word = tokens.word(at)
    if word in ("percent", "pct"):
        return _points(tokens, at + 1)
    if word == "per":
        cent = tokens.past_hyphen(at + 1)
        return _points(tokens, cent + 1) if tokens.word(cent) == "cent" else None
    if word == "percentage":
        return _points(tokens, at + 1)
    return _money(tokens, at, value) or _measure(tokens, at, hyphen=at > end)


def _points(tokens: Tokens, end: int) -> Unit:
    at = tokens.past_hyphen(end)
    if tokens.word(at) in ("point", "points"):
        return Unit(words.POINTS, Fraction(1), at + 1)
    return Unit(words.PERCENT, Fraction(1), end)


def _money(tokens: Tokens, at: int, value: Fraction) -> Unit | None:
    nation, end = tokens.word(at), at + 1
    if nation == "u" and [tokens.sign(at + 1), tokens.word(at + 2), tokens.sign(at + 3)] == [".", "s", "."]:
        nation, end = "us", at + 4
    if nation in words.NATIONS and tokens.word(end) in words.DOLLARS:
        return Unit(words.NATIONS[nation], Fraction(1), end + 1)
    if at >= len(tokens):
        return None
    word = tokens.word(at)
    name = words.MONEY.get(word or tokens.sign(at))
    if name is None or (word == "won" and value < 10_000):
        return None
    is_code = word == name.lower()
    return Unit(name, Fraction(1), at + 1) if not is_code or tokens[at].text.isupper() else None


def _measure(tokens: Tokens, at: int, *, hyphen: bool) -> Unit | None:
    word = tokens.word(at)
    if word not in words.UNITS or (word == "second" and not hyphen):
        return None
    name, each = words.UNITS[word]
    return Unit(name, each, at + 1)


def hedge(tokens: Tokens, first: int, end: int, unit: str, value: Fraction) -> words.Hedge | None:
    """How the text hedges the number that stands from piece `first` to before `end`."""
    for length in range(_LONGEST, 0, -1):
        if first < length:
            continue
        phrase = " ".join(token.low for token in tokens[first - length : first])
        if phrase not in words.HEDGES:
            continue
        bare = phrase in _ALSO_PLACES and not unit and value < 10
        during = phrase == "over" and unit in words.PERIODS
        if bare or during or (phrase == "within" and unit not in words.PERIODS):
            return None
        return words.HEDGES[phrase]
    for length in (2, 1):
        phrase = " ".join(token.low for token in tokens[end : end + length])
        if phrase in words.HEDGES_AFTER and (phrase != "+" or tokens.glued(end)):
            return words.HEDGES_AFTER[phrase]
    return None
