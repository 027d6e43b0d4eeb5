"""Dates as historians write them: EDTF levels 0 and 1 (ISO 8601-2:2019, Library of Congress), without times of day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

Day = tuple[int, int, int]
"""Year, month, day of the proleptic Gregorian calendar; years may be zero or negative."""

_DATE = re.compile(
    r"""(?:
        (?P<long>Y-?[0-9]+)
      | (?P<century>-?[0-9]{2}XX | -?[0-9]{3}X)
      | (?P<year>-?[0-9]{4}) (?: -(?P<month>[0-9]{2}|XX) (?: -(?P<day>[0-9]{2}|XX) )? )?
    ) (?P<qualifier>[?~%])?""",
    re.VERBOSE | re.ASCII,
)
_LIKE_A_TIME = re.compile(r"[0-9]T[0-9]{2}:", re.ASCII)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = range(21, 25)
_FORMS = "write 2024, 2024-05, 2024-05-17, 2024-05-17/2024-06-02, ../2024, 2024? or 202X"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval by the first and last day it may cover; none at an end that is open or unknown.

    A season spans its whole year: which months it means depends on the hemisphere.
    """

    text: str
    first: Day | None
    last: Day | None


class EdtfError(ValueError):
    """A text that is no EDTF date; `hint` says how to write one."""

    def __init__(self, message: str, hint: str = _FORMS) -> None:
        super().__init__(message)
        self.hint = hint


def parse(text: str) -> Edtf:
    """The days an EDTF text covers. Raises `EdtfError`."""
    start, slash, end = text.partition("/")
    if not slash:
        return Edtf(text, *_span(text))
    if "/" in end:
        raise EdtfError("an interval has one `/`")
    if {start, end} <= {"", ".."}:
        raise EdtfError("an interval needs a date on one side at least")
    first = None if start in ("", "..") else _span(start)[0]
    last = None if end in ("", "..") else _span(end)[1]
    if first and last and first > last:
        raise EdtfError("the interval ends before it starts", f"write {end}/{start}")
    return Edtf(text, first, last)


def _span(text: str) -> tuple[Day, Day]:
    match = _DATE.fullmatch(text)
    if not match:
        if _LIKE_A_TIME.search(text):
            raise EdtfError("times of day are not read", f"write {text.partition('T')[0]}")
        raise EdtfError(f"`{text}` is no EDTF date")
    if match["long"]:
        return _years(_long_year(match["long"][1:]))
    if match["century"]:
        digits = match["century"]
        low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        return (min(low, high), 1, 1), (max(low, high), 12, 31)
    if match["year"] == "-0000":
        raise EdtfError("there is no year -0000", "write 0000 for the year before 0001")
    return _within_year(int(match["year"]), match["month"], match["day"])


def _long_year(digits: str) -> int:
    if len(digits.lstrip("-")) <= 4:
        raise EdtfError("`Y` is for years of more than four digits", f"write {digits}")
    if digits.lstrip("-").startswith("0") or len(digits) > 18:
        raise EdtfError("a year after `Y` has 5 to 17 digits and does not start with 0")
    return int(digits)


def _within_year(year: int, month: str | None, day: str | None) -> tuple[Day, Day]:
    if month is None or (month == "XX" and day in (None, "XX")):
        return _years(year)
    if month == "XX":
        raise EdtfError("a day needs its month")
    number = int(month)
    if number in _SEASONS:
        if day is not None:
            raise EdtfError(f"{month} is a season, and a season has no days")
        return _years(year)
    if not 1 <= number <= 12:
        raise EdtfError(f"there is no month {month}", "months are 01 to 12, seasons 21 to 24")
    length = 29 if number == 2 and calendar.isleap(year) else _LENGTHS[number - 1]
    if day is None or day == "XX":
        return (year, number, 1), (year, number, length)
    if not 1 <= int(day) <= length:
        raise EdtfError(f"there is no day {day} in month {month} of {year}", f"that month has {length} days")
    return (year, number, int(day)), (year, number, int(day))


def _years(year: int) -> tuple[Day, Day]:
    return (year, 1, 1), (year, 12, 31)
