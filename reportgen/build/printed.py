"""Whether the pages say what the memo says: each of its statements, in its order, none changed.

A page's text comes back with line ends, hyphens of broken words and marks in between. So texts are compared squeezed:
without white space, hyphens and the marks, letter by letter otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.model import prose
from reportgen.model.memo import Memo
from reportgen.model.prose import Block, Inline

_LOOSE = re.compile(r"[\s\u00ad\u2010\u2011\u200b\u2060\ufffe\u0002-]+")


class Statement(NamedTuple):
    """Text that the pages must hold, and where in the memo it stands."""

    where: str
    text: str


class Departure(NamedTuple):
    """A statement the pages do not hold at its place."""

    statement: Statement
    moved: bool
    """Whether it stands elsewhere, out of its order."""


class _Cursor(NamedTuple):
    page: int = 0
    offset: int = 0


def departures(memo: Memo, pages: Sequence[str]) -> tuple[Departure, ...]:
    """What of the memo the pages lack, or have in another order than the memo; in the memo's order."""
    squeezed = [_squeeze(page) for page in pages]
    cursor = _Cursor()
    found: list[Departure] = []
    for statement in statements(memo):
        text = _squeeze(statement.text)
        after = _find(text, squeezed, cursor)
        if after is None:
            found.append(Departure(statement, _find(text, squeezed, _Cursor()) is not None))
        else:
            cursor = after
    return tuple(found)


def statements(memo: Memo) -> Iterator[Statement]:
    """Every text of the memo that a page prints as it stands, in reading order, cut where marks interrupt it."""
    yield Statement("the title", memo.title)
    yield from _of_blocks("the bottom line", memo.bottom_line)
    for number, takeaway in enumerate(memo.takeaways, start=1):
        yield from _of_blocks(f"takeaway {number}", takeaway)
    for number, section in enumerate(memo.sections, start=1):
        yield Statement(f"the heading of section {number}", section.heading)
        for mark in section.key_claims:
            yield Statement(f"key claim {mark.number} of section {number}", memo.claim(mark.number).text)
        yield from _of_blocks(f"section {number}", section.blocks)
        if section.quote:
            yield Statement(f"the quotation of section {number}", section.quote.text)
    for item in memo.recommendations:
        yield Statement(f"the actor of recommendation {item.number}", item.actor)
        yield from _of_blocks(f"recommendation {item.number}", item.blocks)
    yield from _of_blocks("the limits", memo.limits)
    for claim in memo.claims:
        yield Statement(f"claim {claim.number} in the evidence table", claim.text)


def _of_blocks(where: str, blocks: Sequence[Block]) -> Iterator[Statement]:
    for block in blocks:
        if isinstance(block, prose.ListBlock):
            for item in block.items:
                yield from _of_blocks(where, item)
        else:
            yield from (Statement(where, text) for text in _runs(block.content) if _squeeze(text))


def _runs(content: Sequence[Inline]) -> list[str]:
    """The text between marks."""
    runs = [""]
    for node in content:
        if isinstance(node, prose.Cite):
            runs[-1] += node.lead
            runs.append("")
        elif isinstance(node, prose.Emphasis | prose.Strong | prose.Link):
            first, *others = _runs(node.content)
            runs[-1] += first
            runs += others
        else:
            runs[-1] += prose.plain((node,))
    return runs


def _squeeze(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFC", text))


def _find(text: str, pages: Sequence[str], start: _Cursor) -> _Cursor | None:
    """The place after a text, searched from a place on; a text may run over to the next page."""
    for number in range(start.page, len(pages)):
        offset = start.offset if number == start.page else 0
        at = pages[number].find(text, offset)
        if at >= 0:
            return _Cursor(number, at + len(text))
        if number + 1 < len(pages) and (end := _across(text, pages[number], pages[number + 1], offset)) is not None:
            return _Cursor(number + 1, end)
    return None


def _across(text: str, page: str, following: str, offset: int) -> int | None:
    """Where a text ends on the page after, when it begins on this one. Headers and notes may stand between."""
    low, high = 0, len(text)
    while low < high:  # the longest beginning that stands on this page
        middle = (low + high + 1) // 2
        if page.find(text[:middle], offset) >= 0:
            low = middle
        else:
            high = middle - 1
    if low < _LEAST:
        return None
    at = following.find(text[low:])
    return at + len(text) - low if at >= 0 else None


_LEAST = 8
"""Letters a text must have on a page to be taken as begun there."""
