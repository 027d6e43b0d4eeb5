"""What templates write dates, numbers and lists with, in the memo's language."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import markupsafe

from reportgen.model import days, prose
from reportgen.model.page import Language
from reportgen.model.style import Family

_TWO_STOPS = re.compile(r"(?<=[.?!])\.(?=[”“»\s]|$)")
_COUNTER = re.compile(r"\[(page|pages)\]")


def filters(language: Language) -> Mapping[str, Callable[..., Any]]:
    """The filters of a template, by name."""
    return {
        "in_a_row": functools.partial(in_a_row, language=language),
        "css_string": css_string,
        "families": families,
        "listed": functools.partial(listed, language=language),
        "long_date": lambda value, other=None: long_date(value, Language(other) if other else language),
        "number": functools.partial(number, language=language),
        "one_stop": one_stop,
        "page_counters": page_counters,
        "plain": prose.plain,
        "quoted": language.signs.quoted,
        "sentence": functools.partial(sentence, language=language),
        "sentences": functools.partial(sentences, language=language),
    }


def long_date(value: datetime.date, language: Language) -> str:
    """`17 May 2024`."""
    return days.day(value, language)


def listed(values: Iterable[str], language: Language) -> str:
    """`A, B and C`."""
    from babel.lists import format_list

    return format_list(list(map(str, values)), locale=language.locale)


def in_a_row(values: Iterable[str], language: Language) -> markupsafe.Markup:
    """Names or other parts in a row, a semicolon between them."""
    return markupsafe.Markup(language.signs.semicolon).join(values)


def sentence(values: Iterable[str], language: Language) -> markupsafe.Markup:
    """A sentence of clauses in a row."""
    return markupsafe.Markup(language.signs.clause).join(values) + language.signs.stop.rstrip()


def sentences(values: Iterable[str], language: Language) -> markupsafe.Markup:
    """Sentences one after the other, with a space where the language has one."""
    return markupsafe.Markup(language.signs.space).join(values)


def number(value: float, language: Language) -> str:
    """`12,345.5`. Spanish leaves numbers of four digits whole."""
    from babel.numbers import format_decimal

    grouped = language is not Language.ES or abs(value) >= 10_000
    return format_decimal(value, locale=language.locale, group_separator=grouped)


def families(family: Family) -> markupsafe.Markup:
    """A font family for a style sheet, with the one for characters that it lacks."""
    names = (family.name, family.beyond) if family.beyond else (family.name,)
    return markupsafe.Markup(", ".join(map(css_string, names)))


def css_string(value: str) -> str:
    """Text as a CSS string token, for `content` and `string-set`: quotes, backslashes and line ends escaped."""
    escaped = "".join(f"\\{ord(char):x} " if char in '"\\<>&' or ord(char) < 32 else char for char in value)
    return f'"{escaped}"'


def one_stop(text: str) -> str:
    """A reference without the stop that follows a title which ends a sentence by itself: `“Who pays?.”`."""
    return type(text)(_TWO_STOPS.sub("", text))


def page_counters(text: str) -> markupsafe.Markup:
    """A text for `content`, its `[page]` and `[pages]` made the counters of the page and of all pages."""
    parts = _COUNTER.split(str(text))
    tokens = [f"counter({part})" if at % 2 else css_string(part) for at, part in enumerate(parts) if part]
    return markupsafe.Markup(" ".join(tokens))
