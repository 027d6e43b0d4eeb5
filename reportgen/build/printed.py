"""Whether the pages say what the memo says: each of its statements, in its order, none changed.

A page's text comes back with line ends, hyphens of broken words and marks in between. So texts are compared squeezed:
without white space, hyphens and the marks, letter by letter otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.build import printed_codebook
from reportgen.model import prose
from reportgen.model.figure import MemoFigure
from reportgen.model.memo import Memo
from reportgen.model.prose import Block, Inline
from reportgen.model.template import Backing

_LOOSE = re.compile(r"[\s\u00ad\u2010\u2011\u200b\u2060\ufffe\u0002-]+")


class Statement(NamedTuple):
    """Text that the pages must hold, and where in the memo it stands."""

    where: str
    text: str
    whole: bool = False
    """Whether it stands on one page, as a row of a table does."""


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
    found: list[Departure] = []
    for thread in (_of_memo(memo), _of_edition(memo)):  # side by side on a page, each is in its own order
        cursor = _Cursor()
        for statement in thread:
            text = _squeeze(statement.text)
            after = _find(text, squeezed, cursor, whole=statement.whole)
            if after is None:
                found.append(Departure(statement, _find(text, squeezed, _Cursor()) is not None))
            else:
                cursor = after
    return tuple(found)


def statements(memo: Memo) -> Iterator[Statement]:
    """Every text of the memo that a page prints as it stands, in reading order, cut where marks interrupt it.

    The sentences of an interview that is printed come behind what stands beside them.
    """
    yield from _of_memo(memo)
    yield from _of_edition(memo)


def _of_edition(memo: Memo) -> Iterator[Statement]:
    for _, sentence in memo.edition.sentences if memo.edition else ():
        if sentence.text is not None:
            yield Statement(f"the text at {sentence.anchor}", sentence.text)


def _of_memo(memo: Memo) -> Iterator[Statement]:
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
        if section.figure:
            yield from _of_figure(section.figure)
    for item in memo.recommendations:
        yield Statement(f"the actor of recommendation {item.number}", item.actor)
        yield from _of_blocks(f"recommendation {item.number}", item.blocks)
    yield from _of_blocks("the limits", memo.limits)
    if memo.codebook:
        yield from (Statement(*said) for said in printed_codebook.said(memo, memo.codebook))
        return
    for figure in memo.figures if memo.output.evidence is Backing.CLAIMS else ():
        yield Statement(f"the title of figure {figure.number} over its data", figure.title)
        for row in figure.rows:
            yield Statement(f"the data of figure {figure.number}", "".join(row))
    for claim in memo.claims:
        if memo.output.evidence is Backing.CLAIMS:
            yield Statement(f"claim {claim.number} in the evidence table", claim.text)
        else:
            yield Statement(f"evidence {claim.number}", f"{claim.number}{claim.speaker_short}, {claim.short}")


def _of_figure(figure: MemoFigure) -> Iterator[Statement]:
    yield Statement(f"the title of figure {figure.number}", figure.title)
    if figure.note:
        yield Statement(f"the note of figure {figure.number}", figure.note)


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
            runs += [node.tail, ""] if node.tail else [""]  # notes may stand behind it
        elif isinstance(node, prose.Emphasis | prose.Strong | prose.Link):
            first, *others = _runs(node.content)
            runs[-1] += first
            runs += others
        else:
            runs[-1] += prose.plain((node,))
    return runs


def _squeeze(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFC", text))


def _find(text: str, pages: Sequence[str], start: _Cursor, *, whole: bool = False) -> _Cursor | None:
    """The place after a text, searched from a place on; a text may run over to the next page."""
    for number in range(start.page, len(pages)):
        offset = start.offset if number == start.page else 0
        at = pages[number].find(text, offset)
        if at >= 0:
            return _Cursor(number, at + len(text))
        if whole or number + 1 == len(pages):
            continue
        if (end := _across(text, pages[number], pages[number + 1], offset)) is not None:
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
    if low == 0 or (low < _LEAST and page.find(text[:low], offset) > offset + _MARKS):
        return None
    at = following.find(text[low:])
    return at + len(text) - low if at >= 0 else None


_LEAST = 8
"""Letters a text must have on a page to be taken as begun there, unless it begins where the text before it ends."""
_MARKS = 8
"""Letters that the marks behind a text may take."""
