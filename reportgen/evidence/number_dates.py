"""The forms of dates: days, years, decades, centuries and times of day."""

from __future__ import annotations

from fractions import Fraction

from reportgen.evidence import cardinals, number_units
from reportgen.evidence import number_phrases as phrases
from reportgen.evidence import number_words as words
from reportgen.evidence.number_tokens import DASHES, Tokens
from reportgen.evidence.number_types import Found, Sort, number_at


def date(tokens: Tokens, at: int) -> Found | None:
    """`24 May 2022`, `May 24, 2022`, `May 2022`, `24 May`, `2022-05-24`."""
    year: int | None
    if (iso := _iso(tokens, at)) is not None:
        return iso
    first, month = at, _month(tokens, at)
    day = _day(tokens, at)
    if month and (later := _day(tokens, at + 1 + (tokens.sign(at + 1) == "."))):
        day, end = later, later[1]
    elif month:
        day, end = None, at + 1
    elif day and (month := _month(tokens, day[1] + (tokens.word(day[1]) == words.OF))):
        end = day[1] + (tokens.word(day[1]) == words.OF) + 1
    else:
        return None
    year_at = end + 1 if tokens.sign(end) in (",", ".") else end
    year, end = (int(tokens.digits(year_at)), year_at + 1) if _is_year(tokens.digits(year_at)) else (None, end)
    if year is None and day is None:
        return None
    return Found((number_at(tokens, first, end, Sort.DAY, 0, date=(year, month, day[0] if day else None)),), end)


def _month(tokens: Tokens, at: int) -> int | None:
    return words.MONTHS.get(tokens.word(at)) if tokens.word(at) and tokens[at].text[0].isupper() else None


def _day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    digits = tokens.digits(at)
    if not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= 31:
        return None
    suffixed = tokens.glued(at + 1) and tokens.word(at + 1) in words.ORDINAL_ENDINGS
    return int(digits), at + 2 if suffixed else at + 1


def _iso(tokens: Tokens, at: int) -> Found | None:
    if not _is_year(tokens.digits(at)) or not _dashed(tokens, at + 1):
        return None
    year, month = int(tokens.digits(at)), tokens.digits(at + 2)
    if len(month) != 2 or not 1 <= int(month) <= 12:
        return None
    day = tokens.digits(at + 4) if _dashed(tokens, at + 3) else ""
    if len(day) == 2:
        return Found((number_at(tokens, at, at + 5, Sort.DAY, 0, date=(year, int(month), int(day))),), at + 5)
    if int(month) > year % 100:
        return None  # 2010-12: a range of years
    return Found((number_at(tokens, at, at + 3, Sort.DAY, 0, date=(year, int(month), None)),), at + 3)


def _dashed(tokens: Tokens, at: int) -> bool:
    return tokens.sign(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1000 <= int(digits) <= 2199


def span(tokens: Tokens, at: int) -> Found | None:
    """`the 1990s`, `’90s`, `the nineties`, `the twentieth century`."""
    digits = tokens.digits(at)
    if digits.endswith("0") and tokens.glued(at + 1) and tokens.word(at + 1) == "s":
        if len(digits) == 2:
            start, first = _century_of(int(digits)), at - 1 if tokens.sign(at - 1) in ("’", "'") else at
        elif _is_year(digits):
            start, first = int(digits), at
        else:
            return None
        return _span(tokens, first, at + 2, start, start + 9)
    if tokens.word(at) in words.DECADES and tokens.word(_back_hyphen(tokens, at)) in words.DECADE_BEFORE:
        start = _century_of(words.DECADES[tokens.word(at)])
        return _span(tokens, at, at + 1, start, start + 9)
    rank = cardinals.ordinal(tokens, at)
    if rank and tokens.word(tokens.past_hyphen(rank.end)) in words.CENTURY:
        start = 100 * (int(rank.value) - 1)
        return _span(tokens, at, tokens.past_hyphen(rank.end) + 1, start, start + 99)
    return None


def _back_hyphen(tokens: Tokens, at: int) -> int:
    return at - 2 if tokens.sign(at - 1) == "-" else at - 1


def _century_of(decade: int) -> int:
    """The decade that two digits mean: the 1930s to the 2020s."""
    return decade + (1900 if decade >= 30 else 2000)


def _span(tokens: Tokens, first: int, end: int, start: int, last: int) -> Found:
    return Found((number_at(tokens, first, end, Sort.SPAN, start, last=Fraction(last)),), end)


def year(tokens: Tokens, at: int) -> Found | None:
    """`1990`, `1990-95`, `2014/15`; not `2000 soldiers`, nor `$2000`."""
    digits = tokens.digits(at)
    if not _is_year(digits) or (tokens.glued(at + 1) and tokens.word(at + 1)):
        return None
    if number_units.after(tokens, at + 1, Fraction(digits)) or tokens.word(at + 1) in words.SCALES:
        return None
    counted = tokens.word(at + 1).endswith("s") and tokens.word(at + 1) not in phrases.FUNCTION_WORDS
    before = tokens.word(_back_hyphen(tokens, at))
    if counted and before not in words.YEAR_CUES and before not in words.BEFORE_YEARS:
        return None
    found = [number_at(tokens, at, at + 1, Sort.YEAR, int(digits))]
    other, end = tokens.digits(at + 2), at + 1
    slash = tokens.sign(at + 1) == "/" and tokens.glued(at + 1) and tokens.glued(at + 2)
    if (_dashed(tokens, at + 1) or slash) and len(other) == 2:
        later = int(digits) - int(digits) % 100 + int(other)
        found.append(number_at(tokens, at + 2, at + 3, Sort.YEAR, later + 100 * (later < int(digits))))
        end = at + 3
    return Found(tuple(found), end)


def clock(tokens: Tokens, at: int) -> Found | None:
    """`12:30`."""
    hour, minute = tokens.digits(at), tokens.digits(at + 2)
    if tokens.sign(at + 1) != ":" or not (tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    if not hour.isdecimal() or len(minute) != 2 or int(hour) > 24:
        return None
    return Found((number_at(tokens, at, at + 3, Sort.CLOCK, 60 * int(hour) + int(minute)),), at + 3)
