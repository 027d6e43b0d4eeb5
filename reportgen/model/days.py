"""Days and months in the words of a language (Unicode CLDR, through Babel)."""

from __future__ import annotations

import datetime
import re

from reportgen.model.page import Language

_FIRST = re.compile(r"^1(?= )")
"""French has an ordinal for the first of a month alone, which CLDR does without."""


def day(date: datetime.date, language: Language) -> str:
    """`17 May 2024`, `May 17, 2024`, `17 mai 2024`, `17. Mai 2024`, `2024年5月17日`."""
    from babel.dates import format_date

    return _ordinal(format_date(date, "long", language.locale), language)


def part(date: datetime.date, skeleton: str, language: Language) -> str:
    """The parts of a date that a CLDR skeleton names, in the order of the language: `yMMMM`, `MMMMd`, `MMMM`."""
    from babel.dates import format_date, format_skeleton

    if skeleton == "MMMM":  # Babel takes the skeleton for one of the abbreviated month
        return format_date(date, skeleton, language.locale)
    return _ordinal(format_skeleton(skeleton, date, locale=language.locale), language)


def _ordinal(text: str, language: Language) -> str:
    return _FIRST.sub("1er", text) if language is Language.FR else text
