"""What characters say of a text in any script: whether it asks, whether it ends, which language it may be in."""

from __future__ import annotations

import re

_CLOSERS = frozenset("'\"’‘”“»›)]）］」』】〉》*_")
_MARKS = frozenset("?？؟⁇⁈⁉﹖⸮፧՞")
_STOPS = _MARKS | frozenset(".!。．！…:;।॥۔")
_NOTE = re.compile(r"(?:\s*\[[^\[\]]{1,40}\])+$")
"""What a transcriber adds behind a sentence, such as `[laughs]`."""

_SCRIPTS = {
    "ja": r"[\u3041-\u30ff]",
    "zh": r"[\u3400-\u4dbf\u4e00-\u9fff]",
    "ko": r"[\u1100-\u11ff\uac00-\ud7af]",
    "ar": r"[\u0621-\u064a\u066e-\u06d3]",
    "he": r"[\u05d0-\u05ea]",
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "ru": r"[\u0400-\u04ff]",
    "hi": r"[\u0904-\u0939]",
    "th": r"[\u0e01-\u0e2e]",
    "am": r"[\u1200-\u135a]",
    "hy": r"[\u0531-\u0587]",
    "en": r"[A-Za-z\u00c0-\u024f]",
}
_SAMPLE = 20_000
"""Code points that are looked at to tell the script."""


def ending(text: str) -> str:
    """The last character that is neither white space nor a closing quote or bracket; empty where there is none."""
    return next((last for last in reversed(text) if last not in _CLOSERS and not last.isspace()), "")


def ends(text: str) -> bool:
    """Whether a text comes to a stop."""
    return ending(text) in _STOPS


def asks(text: str, language: str = "en") -> bool:
    """Whether a text ends in a question, whatever closes behind it."""
    return any(_asks(part, language) for part in (text, _NOTE.sub("", text[-200:])))


def _asks(text: str, language: str) -> bool:
    last = ending(text)
    if last in _MARKS:
        return True
    if last == "!":
        return text.rstrip().rstrip("".join(_CLOSERS)).rstrip("!")[-1:] in _MARKS
    if language == "el":
        return last == ";"  # NFC makes the Greek question mark a semicolon
    return language == "ja" and text.rstrip().rstrip("。．")[-1:] == "か"


def language_of(text: str) -> str:
    """The language that a script stands for most often, as a BCP 47 tag: `en` for Latin letters and for none at all.

    Kana among Chinese characters make a text Japanese.
    """
    sample = text[:_SAMPLE]
    counts = {language: len(re.findall(script, sample)) for language, script in _SCRIPTS.items()}
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts.pop("zh")
    return max(counts, key=lambda language: (counts[language], language == "en"))
