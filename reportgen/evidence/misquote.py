"""Where a misquotation comes from, and which of its words are not the text's."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.evidence.quote import CJK, parts_of, words_of
from reportgen.evidence.regions import Region, Span

ALIKE = 60
"""Per cent of likeness (normalised indel similarity) from which a passage is named."""
_AROUND = 3
"""Words kept around a difference, and looked at beyond the best match."""


_TOKEN = re.compile(rf"[{CJK}]|\w+(?:['-]\w+)*|[^\w\s]")
Change = tuple[str, int, int, int, int]
"""As `difflib.SequenceMatcher` has it."""


class Nearest(NamedTuple):
    """The passage most like a misquotation."""

    region: Region
    span: Span
    likeness: float
    """From 0 to 100."""
    difference: str
    """Two lines: the passage with its own words in brackets, then the words to take out and put in."""


def nearest(quotation: str, regions: Iterable[Region]) -> Nearest | None:
    """The passage most like the first part of a quotation that stands nowhere; None where nothing is like it.

    Of passages equally like it, that of the first region.
    """
    from rapidfuzz import fuzz  # only where something is wrong

    candidates = tuple(regions)
    parts = zip(words_of(quotation), parts_of(quotation), strict=True)
    lost = (words for words, part in parts if not any(region.find((part,)) for region in candidates))
    words = next(lost, " ".join(words_of(quotation)))
    best: Nearest | None = None
    for region in candidates:
        found = fuzz.partial_ratio_alignment(words, region.canon.text, score_cutoff=best.likeness if best else ALIKE)
        if found and (best is None or found.score > best.likeness):
            best = _compare(words, region, found.dest_start, found.dest_end, found.score)
    return best


def _compare(words: str, region: Region, start: int, end: int, likeness: float) -> Nearest:
    """The passage around a match, from its first to its last word that answers to the quotation."""
    text = region.canon.text
    ours = [(found.start(), found.end()) for found in _TOKEN.finditer(words)]
    theirs = [(found.start(), found.end()) for found in _TOKEN.finditer(text, _back(text, start), _forth(text, end))]
    tokens = [text[slice(*place)] for place in theirs]
    matcher = difflib.SequenceMatcher(None, [words[slice(*place)] for place in ours], tokens, autojunk=False)
    changes = list(_to_the_point(matcher.get_opcodes(), tokens))
    lines = "\n".join(_lines(changes, words, ours, text, theirs))
    reached = [place for _, _, _, first, last in changes for place in theirs[first:last]]
    return Nearest(region, region.canon.span(reached[0][0], reached[-1][1]), likeness, lines)


def _back(text: str, at: int) -> int:
    """The start of a word some words before a place."""
    for _ in range(_AROUND + 1):
        at = max(text.rfind(" ", 0, at), 0)
    return at + 1 if at else 0


def _forth(text: str, at: int) -> int:
    """The end of a word some words after a place."""
    for _ in range(_AROUND + 1):
        at = text.find(" ", at + 1)
        if at < 0:
            return len(text)
    return at


def _to_the_point(changes: Sequence[Change], tokens: Sequence[str]) -> Iterator[Change]:
    """Without what the text has before the first and after the last words that answer to the quotation."""
    for number, (tag, left, right, first, last) in enumerate(changes):
        start, end = first, last
        if tag != "equal" and number == 0:
            start = max(first, last - (right - left))
        if tag != "equal" and number == len(changes) - 1 > 0:
            end = min(last, first + (right - left))
            while start < end and not tokens[end - 1].isalnum():
                end -= 1
        yield tag, left, right, start, end


def _lines(
    changes: Sequence[Change], words: str, ours: Sequence[Span], text: str, theirs: Sequence[Span]
) -> Iterator[str]:
    shown = ""
    edits: list[str] = []
    for number, (tag, left, right, first, last) in enumerate(changes):
        here = _slice(text, theirs[first:last])
        apart = " " if here and shown and text[theirs[first][0] - 1] == " " else ""
        if tag == "equal":
            shown += apart + _shortened(here.split(" "), at_start=number == 0, at_end=number == len(changes) - 1)
            continue
        shown += f"{apart}[{here}]" if here else ""
        out = [f"- {_slice(words, ours[left:right])}"] if right > left else []
        edits.append(" ".join([*out, *([f"+ {here}"] if here else [])]))
    yield f"the text has: {shown}"
    if any(edits):
        yield "; ".join(filter(None, edits))


def _slice(text: str, places: Sequence[Span]) -> str:
    return text[places[0][0] : places[-1][1]] if places else ""


def _shortened(words: list[str], *, at_start: bool, at_end: bool) -> str:
    """Words that are the same in both, those far from a difference left out."""
    before = [] if at_start else words[:_AROUND]
    after = [] if at_end else words[-_AROUND:]
    return " ".join(words if len(before) + len(after) + 1 >= len(words) else [*before, "…", *after])
