"""EDTF dates in the words of print."""

from __future__ import annotations

import datetime
import gettext
import re
from collections.abc import Callable

from reportgen.model import days
from reportgen.model.page import Language
from reportgen.model.project import ENGLISH

_DATE = re.compile(r"(?P<year>[0-9]{3}[0-9X])(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?(?P<qualifier>[?~%]?)")
_OPEN = ("", "..")

Words = gettext.NullTranslations
Say = Callable[[str], str]


def in_words(text: str, language: Language, words: Words = ENGLISH, *, year_first: bool = False) -> str:
    """A date such as "17 May 2024", "ca. March 2025", "spring 2024", "2020s", "2023 to 2024", "since 2024".

    `words` are those of the language. `year_first` is APA's order: "2024, May 17". What print has no words for (a
    century, years before 1 and after 9999) stays as it is written.
    """

    def say(date: str) -> str:
        return _date(date, language, words, year_first)

    start, slash, end = text.partition("/")
    if not slash:
        return say(start)
    if start in _OPEN:
        return _until(end, say, words)
    if end in _OPEN:
        return _since(start, say, words)
    return words.gettext("%(start)s to %(end)s") % {"start": say(start), "end": say(end)}


def _since(text: str, say: Say, words: Words) -> str:
    """Other languages want an article before a day and a decade."""
    match = _DATE.fullmatch(text)
    if match and match["day"] not in (None, "XX"):
        return words.pgettext("day", "since %(date)s") % {"date": say(text)}
    if match and match["month"] in ("21", "22", "23", "24"):
        return words.pgettext("season", "since %(date)s") % {"date": say(text)}
    if match and match["year"].endswith("X") and not match["qualifier"]:
        return words.gettext("since the %(decade)ss") % {"decade": f"{match['year'][:-1]}0"}
    return words.gettext("since %(date)s") % {"date": say(text)}


def _until(text: str, say: Say, words: Words) -> str:
    match = _DATE.fullmatch(text)
    if match and match["day"] not in (None, "XX"):
        return words.pgettext("day", "until %(date)s") % {"date": say(text)}
    if match and match["month"] in ("21", "22", "23", "24"):
        return words.pgettext("season", "until %(date)s") % {"date": say(text)}
    if match and match["year"].endswith("X") and not match["qualifier"]:
        return words.gettext("until the %(decade)ss") % {"decade": f"{match['year'][:-1]}0"}
    return words.gettext("until %(date)s") % {"date": say(text)}


def _date(text: str, language: Language, words: Words, year_first: bool) -> str:
    match = _DATE.fullmatch(text)
    if match is None or match["year"] == "0000":
        return text
    date = _certain(match["year"], match["month"], match["day"], language, words, year_first)
    if match["qualifier"] == "~":
        return words.gettext("ca. %(date)s") % {"date": date}
    if match["qualifier"] == "?":
        return words.gettext("perhaps %(date)s") % {"date": date}
    if match["qualifier"] == "%":
        return words.gettext("perhaps ca. %(date)s") % {"date": date}
    return date


def _certain(year: str, month: str | None, day: str | None, language: Language, words: Words, year_first: bool) -> str:
    if year.endswith("X"):
        return words.gettext("%(decade)ss") % {"decade": f"{year[:-1]}0"}
    if month in (None, "XX"):
        return words.pgettext("year", "%(year)s") % {"year": year}
    if month in ("21", "22", "23", "24"):
        return _season(month, words, year_first) % {"year": year}
    known_day = day not in (None, "XX")
    date = datetime.date.fromisoformat(f"{year}-{month}-{day if known_day else '01'}")
    if year_first:
        # APA's order of month and day is American in all English.
        own = Language.EN_US if language.english else language
        rest = days.part(date, "MMMMd" if known_day else "MMMM", own)
        return words.gettext("%(year)s, %(day)s") % {"year": year, "day": rest}
    return days.day(date, language) if known_day else days.part(date, "yMMMM", language)


def _season(month: str, words: Words, year_first: bool) -> str:
    if year_first:
        return {
            "21": words.gettext("%(year)s, spring"),
            "22": words.gettext("%(year)s, summer"),
            "23": words.gettext("%(year)s, autumn"),
            "24": words.gettext("%(year)s, winter"),
        }[month]
    return {
        "21": words.gettext("spring %(year)s"),
        "22": words.gettext("summer %(year)s"),
        "23": words.gettext("autumn %(year)s"),
        "24": words.gettext("winter %(year)s"),
    }[month]
