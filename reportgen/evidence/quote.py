"""Quotations as patterns: what of them must stand in the text, word for word.

What may differ is typography: the form of quotation marks and apostrophes, white space, hyphens that only break a
word. What the author changed must be marked: `…`, `...` or `[...]` for words left out, `[words]` for words put in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CJK = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ideographs and kana, as a regular expression's class has them: their words stand without spaces."""
WORD = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[-‐‑'’.,][^\W_{CJK}]+)*")

_IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
IGNORED = re.compile(f"[{_IGNORED}]")
"""What may stand inside a word without being seen."""
_APOSTROPHES = "'‘’‛ʼ′`´＇"
_QUOTES = _APOSTROPHES + '"‚“”„‟«»‹›″＂「」『』'
_HYPHENS = "‐‑"
_OPEN = re.compile(rf"[\s{_IGNORED}{_QUOTES}{_HYPHENS}]")
"""The characters whose form may differ."""
_ELLIPSIS = re.compile(r"\[ ?(?:…|\. ?\. ?\.) ?\]|…|\. ?\. ?\.(?: ?\.)?")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_REPLACED = 3
"""Words of the source that a bracket may stand in place of, or letters at the end of one."""


class Canon(NamedTuple):
    """A text with all that may differ taken out, and where each of its characters stands."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text it was made from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def canonical(text: str, base: int = 0) -> Canon:
    """Apostrophes straight and other quotation marks gone, white space single, soft hyphens gone. `base` is added."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _OPEN.finditer(text):
        start = found.start()
        if at < start:
            pieces.append(text[at:start])
            offsets.extend(range(base + at, base + start))
        at = found.end()
        if (new := _common_form(text, start)) and not (new == " " and (not pieces or pieces[-1] == " ")):
            pieces.append(new)
            offsets.append(base + start)
    pieces.append(text[at:])
    offsets.extend(range(base + at, base + len(text)))
    joined = "".join(pieces)
    end = len(joined.rstrip())
    return Canon(joined[:end], tuple(offsets[:end]))


def _common_form(text: str, at: int) -> str:
    """What stands for a character in every typography; nothing where it may as well be absent."""
    character = text[at]
    if character.isspace():
        return " "
    if character in _HYPHENS:
        return "-"
    is_apostrophe = character in _APOSTROPHES and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    return "'" if is_apostrophe else ""


Parts = tuple[re.Pattern[str], ...]
"""What a quotation says, cut at its ellipses: each finds its words in a canonical text."""


def parts_of(quotation: str) -> Parts:
    """The patterns of a quotation's parts; none where it holds no word."""
    return tuple(
        re.compile(pattern) for pattern in map(_pattern, _ELLIPSIS.split(canonical(quotation).text)) if pattern
    )


def words_of(quotation: str) -> tuple[str, ...]:
    """The words of each of those parts, for comparing: without what stands in brackets."""
    cut = _ELLIPSIS.split(canonical(quotation).text)
    return tuple(" ".join(_BRACKET.sub("", part).split()) for part in cut if _pattern(part))


def _pattern(part: str) -> str:
    """A part as a regular expression: brackets stand for a few words or letters, the last stop or comma is open."""
    part = re.sub(r"^[\s,;:.]+|[\s.,]+$", "", part)
    while (found := _BRACKET.match(part)) and part[found.end() : found.end() + 1] in ("", " "):
        part = part[found.end() :].lstrip()
    while (brackets := list(_BRACKET.finditer(part))) and brackets[-1].end() == len(part) and _free(part, brackets[-1]):
        part = part[: brackets[-1].start()].rstrip()
    if not any(character.isalnum() for character in _BRACKET.sub("", part)):
        return ""
    pattern, at = "", 0
    for found in _BRACKET.finditer(part):
        before = part[at : found.start()]
        if _free(part, found):
            pattern += re.escape(before.rstrip()) + rf"(?: [^ ]+){{0,{_REPLACED}}}?"
        else:
            within = part[found.end() :][:1].isalnum()  # `[w]e` for "We" only; `run[s]` for "running" too
            ending = "" if within else rf"\w{{0,{_REPLACED}}}?"
            pattern += re.escape(before) + rf"(?:(?i:{re.escape(found[1])})|{ending})"
        at = found.end()
    pattern += re.escape(part[at:])
    return _edge(part[0], r"(?<!\w)(?<!\w[-'])") + pattern + _edge(part[-1], r"(?!\w)(?![-']\w)")


def _free(part: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket stands between words, and not within one as in `[w]e`."""
    return not (part[: bracket.start()][-1:].isalnum() or part[bracket.end() :][:1].isalnum())


def _edge(character: str, boundary: str) -> str:
    """A boundary, where the character's script has words apart."""
    return "" if re.match(f"[{CJK}]", character) else boundary


def count_words(quotation: str) -> int:
    """Words of the source in a quotation, without what stands in brackets. Two ideographs or kana count as one."""
    words = WORD.findall(_BRACKET.sub(" ", quotation))
    return sum((len(word) + 1) // 2 if re.match(f"[{CJK}]", word) else 1 for word in words)
