"""The hint "did you mean …?" for a word that stands for nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like a word, or none that is like it; upper and lower case count as the same."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[close[0]] if close else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The hint itself, or none where nothing is like the word."""
    choice = nearest(word, choices)
    return f"did you mean `{choice}`?" if choice is not None else None
