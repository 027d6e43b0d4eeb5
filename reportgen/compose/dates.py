"""EDTF dates in the words of print."""

from __future__ import annotations

import datetime
import re

from babel.dates import format_date

from reportgen.model.brief import Language

_DATE = re.compile(r"(?P<year>[0-9]{3}[0-9X])(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?(?P<qualifier>[?~%]?)")
_DOUBTS = {"": "", "~": "ca. ", "?": "perhaps ", "%": "perhaps ca. "}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_OPEN = ("", "..")


def in_words(text: str, language: Language, *, year_first: bool = False) -> str:
    """A date such as "17 May 2024", "ca. March 2025", "spring 2024", "2020s", "2023 to 2024", "since 2024".

    `year_first` is APA's order: "2024, May 17". What print has no words for (a century, years before 1 and after
    9999) stays as it is written.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _date(start, language, year_first)
    if start in _OPEN:
        return f"until {_date(end, language, year_first)}"
    if end in _OPEN:
        return f"since {_date(start, language, year_first)}"
    return f"{_date(start, language, year_first)} to {_date(end, language, year_first)}"


def _date(text: str, language: Language, year_first: bool) -> str:
    match = _DATE.fullmatch(text)
    if match is None or match["year"] == "0000":
        return text
    return _DOUBTS[match["qualifier"]] + _certain(match["year"], match["month"], match["day"], language, year_first)


def _certain(year: str, month: str | None, day: str | None, language: Language, year_first: bool) -> str:
    if year.endswith("X"):
        return f"{year[:-1]}0s"
    if month in (None, "XX"):
        return year
    if month in _SEASONS:
        season = "fall" if month == "23" and language is Language.EN_US else _SEASONS[month]
        return f"{year}, {season}" if year_first else f"{season} {year}"
    known_day = day not in (None, "XX")
    date = datetime.date.fromisoformat(f"{year}-{month}-{day if known_day else '01'}")
    locale = language.replace("-", "_")
    if year_first:
        return f"{year}, {format_date(date, 'MMMM d' if known_day else 'MMMM', locale)}"
    return format_date(date, "long" if known_day else "MMMM y", locale)
