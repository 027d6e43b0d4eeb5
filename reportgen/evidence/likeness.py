"""How alike two wordings are, from 0 to 1, and the words a passage is looked up by.

The mean of two measures, each 2 × shared / (both lengths): of the words in the same order, without their case and the
punctuation around them; and of the characters. White space and the forms of quotation marks and dashes count nowhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.evidence.worddiff import TYPOGRAPHY, folded, tokens, unspaced

LONG = 5_000
"""Code points from which words alone are compared: there the characters say the same, and slowly."""
CONTAINED = 0.85
"""How much of a sentence has to stand in a longer one for it to be a part of that."""
MERGED = 0.9
"""What that counts, in comparison with two passages that are alike as a whole."""
PHRASE = 4
"""Words from which a sentence can be told from a phrase that stands anywhere."""

_EDGES = re.compile(r"^\W+|\W+$")


class Wording(NamedTuple):
    """A passage, as it is compared."""

    words: tuple[str, ...]
    characters: str


@functools.lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """A text, as it is compared."""
    return Wording(tuple(_words(text)), folded(text))


def together(wordings: Sequence[Wording]) -> Wording:
    """Several passages as one."""
    words = tuple(word for one in wordings for word in one.words)
    return Wording(words, " ".join(one.characters for one in wordings))


def alike(one: Wording, other: Wording) -> float:
    """How alike two passages are."""
    from rapidfuzz.distance import Indel

    words = Indel.normalized_similarity(one.words, other.words)
    if max(len(one.characters), len(other.characters)) > LONG:
        return words
    return (words + Indel.normalized_similarity(one.characters, other.characters)) / 2


def contained(one: Wording, other: Wording) -> float:
    """How much of a passage stands in a longer one, weighed down; 0 where that is not nearly all."""
    from rapidfuzz import fuzz

    if not PHRASE <= len(one.words) < len(other.words):
        return 0.0
    return MERGED * fuzz.partial_ratio(one.characters, other.characters, score_cutoff=100 * CONTAINED) / 100


def terms(text: str) -> Iterator[str]:
    """What a passage is looked up by: its words; in scripts without spaces, its pairs of characters."""
    words = wording(text).words
    for number, word in enumerate(words):
        yield "".join(words[number : number + 2]) if unspaced(word) else word


def _words(text: str) -> Iterator[str]:
    for token in tokens(text.translate(TYPOGRAPHY)):
        word = _EDGES.sub("", token.text).casefold()
        if word:
            yield word
