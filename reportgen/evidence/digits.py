"""Numbers written in digits, in the languages other than English that a memo may be in.

Number words, hedges and units are known of English alone (`numbers`). Of the others are known how they group digits,
the words that scale them, and the labels whose number is an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.evidence.number_tokens import only_text
from reportgen.model.page import Language

SMALL = 12
"""Up to here a number by itself may be the author's count: other languages write it in digits more often."""
_SPACES = " \u00a0\u2009\u202f'’"
_PERCENT = re.compile(r"\s?(?:[%％]|pour\scent|prozent|por\sciento|パーセント|(割))", re.IGNORECASE)
_NAMED = re.compile(r"[A-Za-zÀ-ÿ][-\u2010\u2011]?$")
"""Glued to letters, digits are part of a name: `F-16`, `G7`."""


@dataclass(frozen=True, slots=True)
class Digits:
    """One number; offsets are code points of the text, from 0, the end exclusive."""

    value: Fraction
    text: str
    """As written, with the word that scales it."""
    start: int
    end: int
    is_year: bool
    """Whether it may be one: four digits, and no more."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a language writes numbers."""

    group: str
    """Signs that group digits, besides spaces and apostrophes."""
    decimal: str
    scales: Mapping[str, int]
    """Powers of ten by the words behind the digits."""
    labels: str
    """Words before a number that is part of a name, as a pattern."""
    spaced: bool = True
    """Whether spaces part words; without them, scaled numbers add up: 1億2000万."""
    digits: re.Pattern[str] = field(init=False)
    scale: re.Pattern[str] = field(init=False)
    label: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        group, decimal = f"[{re.escape(self.group + _SPACES)}]", f"[{re.escape(self.decimal)}]"
        digits = rf"(?<![\d.,])(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}\d+)?"
        scales = "|".join(sorted(self.scales, key=len, reverse=True))
        object.__setattr__(self, "digits", re.compile(digits))
        ending = r"\s?({})(?!\w)" if self.spaced else "({})"
        object.__setattr__(self, "scale", re.compile(ending.format(scales), re.IGNORECASE))
        object.__setattr__(self, "label", re.compile(rf"(?<!\w)(?:{self.labels})\s*$", re.IGNORECASE))

    def value(self, written: str) -> Fraction:
        """What digits stand for."""
        whole = re.sub(f"[{re.escape(self.group + _SPACES)}]", "", written)
        return Fraction(re.sub(f"[{re.escape(self.decimal)}]", ".", whole))


_FORMS = {
    Language.FR: _Form(
        group=".",
        decimal=",",
        scales={"mille": 3, "milliers?": 3, "millions?": 6, "milliards?": 9, "billions?": 12},
        labels=r"articles?|art\.|chapitres?|sections?|figures?|tableaux?|pages?|p\.|n[°o]|§|phase|pilier",
    ),
    Language.DE: _Form(
        group=".",
        decimal=",",
        scales={"tausend": 3, r"mio\.?": 6, "million(?:en)?": 6, r"mrd\.?": 9, "milliarden?": 9, "billion(?:en)?": 12},
        labels=r"artikels?|art\.|kapitels?|abschnitts?|abbildung|abb\.|tabelle|seiten?|s\.|nr\.|absatz|abs\.|§|phase",
    ),
    Language.ES: _Form(
        group=".",
        decimal=",",
        scales={"mil": 3, "mill(?:ón|ones)": 6, "mil millones": 9, "bill(?:ón|ones)": 12},
        labels=r"artículos?|art\.|capítulos?|secci(?:ón|ones)|figuras?|cuadros?|tablas?|páginas?|p\.|núm\.|n\.º|fase",
    ),
    Language.JA: _Form(
        group=",，",
        decimal=".．",
        scales={"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "億": 8, "十億": 9, "百億": 10, "千億": 11, "兆": 12},
        labels="第|図|表",
        spaced=False,
    ),
}


def find(text: str, language: Language) -> tuple[Digits, ...]:
    """The numbers of a text that are neither small counts nor part of a name. English is for `numbers`."""
    return tuple(_find(only_text(text), _FORMS[language]))


def _find(text: str, form: _Form) -> Iterator[Digits]:
    at = 0
    while match := form.digits.search(text, at):
        value, at, scaled = _read(text, match.start(), form)
        before = text[max(0, match.start() - 16) : match.start()]
        percent = _PERCENT.match(text, at)
        if percent:
            at, value = percent.end(), value * (10 if percent[1] else 1)
        if form.label.search(before) or _NAMED.search(before):
            continue
        plain = not scaled and not percent
        if not plain or value > SMALL or value.denominator > 1:
            is_year = plain and len(match[0]) == 4 and 1000 <= value <= 2199
            yield Digits(value, " ".join(text[match.start() : at].split()), match.start(), at, is_year)


def _read(text: str, start: int, form: _Form) -> tuple[Fraction, int, bool]:
    """The value of a number, where it ends, and whether a word scales it."""
    value, end, scaled = Fraction(0), start, False
    while match := form.digits.match(text, end):
        part, end = form.value(match[0]), match.end()
        scale = form.scale.match(text, end)
        if scale:
            power = next(power for word, power in form.scales.items() if re.fullmatch(word, scale[1], re.IGNORECASE))
            part, end, scaled = part * 10**power, scale.end(), True
        value += part
        if form.spaced or not scale:
            break
    return value, end, scaled
