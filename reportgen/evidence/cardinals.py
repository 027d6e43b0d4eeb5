"""Numbers, parts and ranks read from the pieces of a text, in digits or in words."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from reportgen.evidence import number_phrases as phrases
from reportgen.evidence import number_words as words
from reportgen.evidence.number_tokens import Tokens, plain


class Read(NamedTuple):
    """A number and the place behind it."""

    value: Fraction
    end: int
    scale: int = 1
    """The scale word it ends in: a number before it in a range may leave it out."""


def cardinal(tokens: Tokens, at: int) -> Read | None:
    """`12`, `12,000`, `1.5 million`, `12bn`, `two and a half`, `three hundred and five`, `a dozen`."""
    read = _in_digits(tokens, at) if tokens.digits(at) else _in_words(tokens, at)
    if read is None:
        return None
    read = _decimals(tokens, read)
    end = read.end
    if tokens.word(end) == "and" and tokens.word(end + 1) in words.A and tokens.word(end + 2) in words.DENOMINATORS:
        part = Fraction(1, words.DENOMINATORS[tokens.word(end + 2)])
        if read.scale == 1 and part in (Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)):
            read = Read(read.value + part, end + 3)
    return _scaled(tokens, read)


def _in_digits(tokens: Tokens, at: int) -> Read:
    value, end = Fraction(plain(tokens.digits(at))), at + 1
    if tokens.glued(end) and tokens.word(end) in words.SHORT_SCALES:
        scale = words.SHORT_SCALES[tokens.word(end)]
        return Read(value * scale, end + 1, scale)
    if tokens.word(end) in words.SIGNS:
        return Read(value + words.SIGNS[tokens.word(end)], end + 1)
    return Read(value, end)


def _scaled(tokens: Tokens, read: Read) -> Read:
    """With the scale words that follow: `hundred thousand million`."""
    while True:
        at = tokens.past_hyphen(read.end)
        word = tokens.word(at)
        scale = 100 if word == words.HUNDRED else words.SCALES.get(word) or words.SCALES.get(word.removesuffix("s"))
        if not scale:
            return read
        read = Read(read.value * scale, at + 1, read.scale * scale)


def _in_words(tokens: Tokens, at: int) -> Read | None:
    """Groups of falling scale: `two million three hundred thousand and five`."""
    if tokens.word(at) in words.A and not _is_scale(tokens.word(at + 1)):
        return None
    total, end, below, scale = Fraction(0), at, 0, 1
    while group := _below_thousand(tokens, end):
        value, after = group
        next_scale = words.SCALES.get(tokens.word(tokens.past_hyphen(after)), 0)
        if below and (next_scale >= below or value >= below):
            break
        total, end = total + value * max(next_scale, 1), after
        if next_scale < 1000:  # a dozen ends a number
            return Read(total, tokens.past_hyphen(end) + 1, next_scale) if next_scale else Read(total, end)
        end, below, scale = tokens.past_hyphen(after) + 1, next_scale, next_scale
        if _below_thousand(tokens, _past_and(tokens, end)):
            end = _past_and(tokens, end)
    if not below:
        return None
    return Read(total, end, scale)


def _decimals(tokens: Tokens, read: Read) -> Read:
    """With what follows a spoken point: `two point five`."""
    digits, at = "", read.end + 1
    while read.scale == 1 and tokens.word(read.end) == "point" and words.SMALL.get(tokens.word(at), 10) < 10:
        digits, at = f"{digits}{words.SMALL[tokens.word(at)]}", at + 1
    return Read(read.value + Fraction(f"0.{digits}"), at) if digits else read


def _past_and(tokens: Tokens, at: int) -> int:
    """Behind an `and` inside a number: what follows is below a hundred and ends it."""
    if tokens.word(at) != "and":
        return tokens.past_hyphen(at)
    group = _below_hundred(tokens, at + 1)
    return at + 1 if group and not _is_scale(tokens.word(tokens.past_hyphen(group[1]))) else at


def _below_thousand(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """`two hundred and five`, `twelve hundred`, `a hundred`, `forty-two`; also years such as `nineteen ninety-five`."""
    if tokens.word(at) in words.A and _is_scale(tokens.word(at + 1)):
        small: tuple[int, int] | None = (1, at + 1)
    else:
        small = _below_hundred(tokens, at)
    if small is None:
        return None
    value, end = small
    if tokens.word(tokens.past_hyphen(end)) == words.HUNDRED and value:
        end = tokens.past_hyphen(end) + 1
        value *= 100
        rest_at = end + 1 if tokens.word(end) == "and" else tokens.past_hyphen(end)
        if rest := _below_hundred(tokens, rest_at):
            value, end = value + rest[0], rest[1]
    elif 16 <= value <= 20 and (rest := _below_hundred(tokens, tokens.past_hyphen(end))) and rest[0] >= 10:
        value, end = 100 * value + rest[0], rest[1]
    return value, end


def _below_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    word = tokens.word(at)
    if word in words.TENS:
        unit_at = tokens.past_hyphen(at + 1)
        unit = words.SMALL.get(tokens.word(unit_at), 0)
        return (words.TENS[word] + unit, unit_at + 1) if 1 <= unit <= 9 else (words.TENS[word], at + 1)
    return (words.SMALL[word], at + 1) if word in words.SMALL else None


def _is_scale(word: str) -> bool:
    return word == words.HUNDRED or word in words.SCALES


def ordinal(tokens: Tokens, at: int) -> Read | None:
    """`3rd`, `third`, `twenty-first`, `hundredth`."""
    if tokens.digits(at):
        ends = tokens.glued(at + 1) and tokens.word(at + 1) in words.ORDINAL_ENDINGS
        return Read(Fraction(plain(tokens.digits(at))), at + 2) if ends else None
    word = tokens.word(at)
    if word in words.TENS:
        unit_at = tokens.past_hyphen(at + 1)
        unit = words.ORDINALS.get(tokens.word(unit_at), 10)
        return Read(Fraction(words.TENS[word] + unit), unit_at + 1) if unit < 10 else None
    value = words.ORDINALS.get(word) or words.BIG_ORDINALS.get(word)
    return Read(Fraction(value), at + 1) if value else None


def part(tokens: Tokens, at: int) -> Read | None:
    """A part of a whole: `two-thirds`, `a third of`, `one in five`, `half`, `1/3`, `¾`."""
    word = tokens.word(at)
    if word in words.SIGNS:
        return Read(words.SIGNS[word], at + 1)
    if word == "half":
        joined = tokens.word(tokens.past_hyphen(at + 1)) if tokens.past_hyphen(at + 1) > at + 1 else ""
        adjective = joined and not _is_scale(joined) and joined not in words.UNITS  # half-finished
        return None if adjective else Read(Fraction(1, 2), at + 1)
    if word in words.A:
        return _one_part(tokens, at)
    count = _below_hundred(tokens, at) if not tokens.digits(at) else _small_digits(tokens, at)
    if count is None or not 1 <= count[0] <= 20:
        return None
    return _parts(tokens, *count) or _ratio(tokens, *count)


def _one_part(tokens: Tokens, at: int) -> Read | None:
    """`a third`, where it is no `third` in a row."""
    name, after = tokens.word(at + 1), tokens.word(at + 2)
    if name not in words.DENOMINATORS or (tokens.past_hyphen(at + 2) != at + 2):
        return None
    if name not in ("half", "quarter") and after and after not in phrases.PARTS_FOLLOW:
        return None
    return Read(Fraction(1, words.DENOMINATORS[name]), at + 2)


def _small_digits(tokens: Tokens, at: int) -> tuple[int, int] | None:
    digits = tokens.digits(at)
    return (int(digits), at + 1) if digits.isdecimal() and len(digits) <= 2 else None


def _parts(tokens: Tokens, count: int, end: int) -> Read | None:
    """`two-thirds`, `one quarter`, `3/4`."""
    if tokens.sign(end) == "/" and tokens.glued(end) and tokens.glued(end + 1):
        whole = _small_digits(tokens, end + 1)
        return Read(Fraction(count, whole[0]), whole[1]) if whole and whole[0] > count else None
    at = tokens.past_hyphen(end)
    whole_name = (words.DENOMINATORS if count == 1 else words.MANY_PARTS).get(tokens.word(at), 0)
    if whole_name <= count or (count, tokens.word(at)) == (2, "quarters"):
        return None
    return Read(Fraction(count, whole_name), at + 1)


def _ratio(tokens: Tokens, count: int, end: int) -> Read | None:
    """`one in five`, `two out of three`."""
    if tokens.word(end) == "in":
        at = end + 1
    elif tokens.word(end) == "out" and tokens.word(end + 1) == words.OF:
        at = end + 2
    else:
        return None
    whole = _in_words(tokens, at) if not tokens.digits(at) else _in_digits(tokens, at)
    if whole is None or not (whole.value <= 20 or whole.value in (100, 1000)) or whole.value <= count:
        return None
    return Read(Fraction(count) / whole.value, whole.end)
