"""The forms in which English writes numbers, each a function from pieces of text to what stands there.

A form gives nothing where it does not apply; found without numbers means: looks like one, and counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from reportgen.evidence import cardinals, number_dates, number_units
from reportgen.evidence import number_phrases as phrases
from reportgen.evidence import number_words as words
from reportgen.evidence.number_tokens import Tokens, after_label, in_name
from reportgen.evidence.number_types import Found, Sort, number_at

Form = Callable[[Tokens, int], Found | None]


def name(tokens: Tokens, at: int) -> Found | None:
    """`F-16`, `Article 5`, `Pillar Two`, `the Group of Seven`."""
    if tokens.digits(at):
        end = in_name(tokens, at)
        return Found((), end) if end is not None else None
    if tokens.word(at) in words.SMALL and (end := after_label(tokens, at)) is not None:
        return Found((), end)
    return None


def rank(tokens: Tokens, at: int) -> Found | None:
    """`second-largest`, `3rd`, `the fifth summit`; not `first, …` nor `the second point`."""
    read = cardinals.ordinal(tokens, at)
    if read is None:
        return None
    value, end = int(read.value), read.end
    following = tokens.word(tokens.past_hyphen(end))
    if not (tokens.digits(at) or _superlative(following)):
        discourse = tokens.starts_sentence(at) and tokens.sign(end) in (",", ":", ".")
        events = phrases.FIRST_EVENTS if value == 1 else phrases.EVENTS
        if _capital_name(tokens, at) or discourse or (value <= 3 and following not in events):
            return Found((), end)
    return Found((number_at(tokens, at, end, Sort.RANK, value),), end)


def _superlative(word: str) -> bool:
    return word in phrases.SUPERLATIVES or (
        word.endswith("est") and len(word) > 4 and word not in phrases.NO_SUPERLATIVE
    )


def multiple(tokens: Tokens, at: int) -> Found | None:
    """`twice`, `doubled`, `double the fee`."""
    word = tokens.word(at)
    value = words.MULTIPLES.get(word)
    if value is None and tokens.word(at + 1) in words.DOUBLE_OF:
        value = words.DOUBLE.get(word)
    if value is None:
        return None
    more = number_units.hedge(tokens, at, at + 1, words.TIMES, Fraction(value))
    return Found((number_at(tokens, at, at + 1, Sort.AMOUNT, value, unit=words.TIMES, hedge=more),), at + 1)


def magnitude(tokens: Tokens, at: int) -> Found | None:
    """`dozens`, `tens of thousands`, `several hundred`."""
    if tokens.word(at) in words.FEW and (low := _scale(tokens.word(at + 1))):
        return _magnitude(tokens, at, at + 2, low, 10 * low)
    low = words.MANY.get(tokens.word(at), 0)
    if not low:
        return None
    high, end = low * (1000 if low >= 1000 else 10), at + 1
    while tokens.word(end) == words.OF and (more := words.MANY.get(tokens.word(end + 1), 0)):
        low, high, end = low * more, 10 * low * more, end + 2
    return _magnitude(tokens, at, end, low, high)


def _scale(word: str) -> int:
    return 100 if word == words.HUNDRED else words.SCALES.get(word, 0)


def _magnitude(tokens: Tokens, first: int, end: int, low: int, high: int) -> Found:
    at = end + 1 if tokens.word(end) == words.OF else end
    unit = number_units.after(tokens, at, Fraction(low))
    each = unit.each if unit else Fraction(1)
    kind = unit.name if unit else ""
    return Found((number_at(tokens, first, end, Sort.MAGNITUDE, low * each, last=high * each, unit=kind),), end)


def amount(tokens: Tokens, at: int) -> Found | None:
    """`12 billion dollars`, `$12bn`, `60 per cent`, `two-thirds`, `half a million`, `twenty-five`."""
    money = number_units.before(tokens, at)
    start = money.end if money else at
    share = None if money else cardinals.part(tokens, start)
    read = share or cardinals.cardinal(tokens, start)
    if read is None:
        return None
    if share and (whole := _share_of(tokens, share)):
        read, share = whole, None
    if share:
        more = number_units.hedge(tokens, at, read.end, words.PERCENT, read.value)
        number = number_at(
            tokens, at, read.end, Sort.AMOUNT, 100 * read.value, unit=words.PERCENT, hedge=more, share=True
        )
        return Found((number,), read.end)
    unit = money or number_units.after(tokens, read.end, read.value)
    end = max(read.end, unit.end) if unit else read.end
    kind, each = (unit.name, unit.each) if unit else ("", Fraction(1))
    if not unit and read.scale == 1 and not tokens.digits(start) and _of_the_text(tokens, at, end, read.value):
        return Found((), end)
    hedge = number_units.hedge(tokens, at, end, kind, read.value)
    number = number_at(
        tokens, at, end, Sort.AMOUNT, read.value * each, unit=kind, hedge=hedge, scale=read.scale, each=each
    )
    return Found((number,), end)


def _share_of(tokens: Tokens, share: cardinals.Read) -> cardinals.Read | None:
    """`half a million`, `a quarter of a century`: a part of a scale word or of one unit."""
    at = share.end + (tokens.word(share.end) == words.OF)
    at = at + 1 if tokens.word(at) in words.A else tokens.past_hyphen(at)
    if at == share.end:
        return None
    scale = _scale(tokens.word(at))
    if scale:
        return cardinals.Read(share.value * scale, at + 1, scale)
    return cardinals.Read(share.value, at) if number_units.after(tokens, at, share.value) else None


def _of_the_text(tokens: Tokens, at: int, end: int, value: Fraction) -> bool:
    """Whether a number in words is part of a name, or counts what the text itself has named or argues."""
    if _capital_name(tokens, at):
        return True
    if value > 12:
        return False
    before, following = tokens.word(at - 1), tokens.word(end)
    if before in phrases.DEFINITE and (value == 2 or not following or following in phrases.FUNCTION_WORDS):
        return True
    counted = following if following.endswith("s") else tokens.word(end + 1)  # past one adjective
    return counted in phrases.ARGUMENT


def _capital_name(tokens: Tokens, at: int) -> bool:
    """Whether a word has a capital that is not the sentence's: `the Seventh Fleet`, `the Two Sessions`."""
    return tokens[at].text[0].isupper() and not tokens.starts_sentence(at) and not tokens.in_title_case()


FORMS: Sequence[Form] = (
    name,
    number_dates.date,
    number_dates.span,
    number_dates.clock,
    number_dates.year,
    rank,
    multiple,
    magnitude,
    amount,
)
