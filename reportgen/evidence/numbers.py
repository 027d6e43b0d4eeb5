"""Every number in a Markdown text of English prose. What only looks like one is passed over."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.evidence import number_words as words
from reportgen.evidence.number_forms import FORMS
from reportgen.evidence.number_tokens import Tokens, tokenise
from reportgen.evidence.number_types import Found, Number, Sort

_CORE = frozenset(
    {*words.SMALL, *words.TENS, words.HUNDRED, *words.SCALES, *words.MULTIPLES, *words.DOUBLE, *words.MANY}
    | {*words.ORDINALS, *words.BIG_ORDINALS, *words.DENOMINATORS, *words.MANY_PARTS, *words.DECADES, *words.SIGNS}
)
"""A text without one of these or a digit holds no number."""
_OPENERS = _CORE | {*words.A, *words.FEW, *words.MONTHS, *words.MONEY} | {alias[:-1] for alias in words.MONEY}
"""What a number may start with, other than digits."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"\s*(-|–|—|\bto\b|\bor\b|\band\b)\s*")


@functools.lru_cache(maxsize=4096)
def find(text: str) -> tuple[Number, ...]:
    """Every number in a text, in order, with its unit and hedge. Citations, code and addresses hold none."""
    if not _DIGIT.search(text) and _CORE.isdisjoint(_WORD.findall(text.lower())):
        return ()
    tokens, at = tokenise(text), 0
    found: list[Number] = []
    while at < len(tokens):
        result = _form(tokens, at) if tokens[at].kind == "digits" or tokens[at].low in _OPENERS else None
        found += result.numbers if result else ()
        at = result.end if result else at + 1
    return tuple(
        replace(number, text=" ".join(text[number.start : number.end].split())) for number in _joined(text, found)
    )


def _form(tokens: Tokens, at: int) -> Found | None:
    """What the first form that applies finds."""
    return next((found for form in FORMS if (found := form(tokens, at)) is not None), None)


def _joined(text: str, found: Sequence[Number]) -> list[Number]:
    """The two ends of a range share unit and scale; `one` by itself is a pronoun, and goes, as does `one or two`."""
    result = list(found)
    for first, second in itertools.pairwise(range(len(found))):
        joint = _JOINT.fullmatch(text, result[first].end, result[second].start)
        if joint and result[first].sort is result[second].sort is Sort.AMOUNT:
            result[first], result[second] = _shared(result[first], result[second], ranged=joint[1] != "and")
    return [number for at, number in enumerate(result) if not _a_pronoun(text, number, result[at - 1 : at])]


def _a_pronoun(text: str, number: Number, before: Sequence[Number]) -> bool:
    if number.unit or number.scale > 1:
        return False
    word = text[number.start : number.end].lower()
    after_one = any(text[item.start : number.end].lower().split() == ["one", "or", "two"] for item in before)
    return after_one or (
        word == "one" and (not number.ranged or text[number.end :].lower().split()[:2] == ["or", "two"])
    )


def _shared(first: Number, second: Number, *, ranged: bool) -> tuple[Number, Number]:
    """`10 to 12 billion dollars` are ten billion dollars and twelve."""
    first, second = replace(first, ranged=ranged), replace(second, ranged=ranged)
    if not second.unit and first.unit:
        second = replace(second, unit=first.unit, value=second.value * first.each, each=first.each)
    elif not first.unit:
        first = replace(first, unit=second.unit, value=first.value * second.each, each=second.each)
    if first.scale == 1 and first.unit == second.unit and first.value * second.scale < second.value:
        first = replace(first, value=first.value * second.scale, scale=second.scale)
    return first, second
