"""Where citation marks stand beside words and punctuation, language by language."""

from __future__ import annotations

import functools
import re

from reportgen.model.page import Language

MARKS_FIRST = (Language.FR, Language.ES, Language.JA)
"""Marks stand before punctuation there; in English and German behind it."""
_STOPS, _CLOSING = ".,;:!?…", "’”\"')"
_CLOSING_OF = {Language.DE: "“‘”’»‹\"')", Language.FR: "»›’”\"')", Language.ES: "»’”\"')"}
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Characters between which a line may end without a space."""
_NOT_FIRST = frozenset("、。，．・：；？！ーヽヾ々ゝゞ…‥」』）］｝〕〉》】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%％")
_NOT_LAST = frozenset("「『（［｛〔〈《【￥＄")
"""What no line begins and ends with (JIS X 4051, 7.3)."""


@functools.cache
def signs(language: Language) -> re.Pattern[str]:
    """Punctuation that marks stand beside: not a dash, which they stand before (Chicago, 14.26)."""
    if language is Language.JA:
        return re.compile(r"[、。，．：；？！.,;:!?…」』）”’)]+")
    space = r"[ \u00a0\u202f]?" if language is Language.FR else ""
    closing = f"(?:{space}[{_CLOSING_OF.get(language, _CLOSING)}])"
    return re.compile(rf"(?:{closing}*(?:{space}[{_STOPS}])+{closing}*|{closing}+)(?!\w)")


def last_word(text: str) -> int:
    """Where the last word starts; without spaces between words, the last character that a line may begin with."""
    start = text.rfind(" ") + 1
    if not _WIDE.match(text[-1:]):
        return start
    at = len(text) - 1
    while at > start and (text[at] in _NOT_FIRST or text[at - 1] in _NOT_LAST):
        at -= 1
    return at


def ends_wide(text: str) -> bool:
    """Whether a line may end behind a text without a space."""
    return _WIDE.match(text[-1:]) is not None
