"""What stands in quotation marks in a brief, and which claims it stands beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.evidence.pieces import FINDINGS, pieces
from reportgen.evidence.plain import Plain, plain
from reportgen.evidence.quote import WORD
from reportgen.model.brief import Brief
from reportgen.model.problem import Path

LEAST = 3
"""Words from which text in quotation marks is a quotation: fewer are a term, or words the author keeps apart from."""

_CLOSING = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "‘": "’"}
_AMBIGUOUS = '"‘'
"""Marks that are also an inch or an apostrophe: they open only where a word begins."""
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_PRINTED = (*FINDINGS, "heading")
"""Fields that are no Markdown."""
_SMALL = 4
"""Letters below which a title may leave a word without a capital."""
_PREPOSITIONS = re.compile(
    "about|above|across|after|against|along|among|around|before|behind|below|between|beyond|despite|during|from|into"
    "|near|over|past|since|than|through|towards?|under|until|upon|versus|with|within|without"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks."""

    path: Path
    """Of the brief's text, or the claim's."""
    at: int
    """Offset of the opening mark in that text as it is written."""
    readings: tuple[str, ...]
    """The words; more than one reading where a closing mark may be an apostrophe. The longest comes first."""
    claims: tuple[str, ...]
    """The claims cited in its paragraph."""
    beside: bool = True
    """Whether it stands beside its citations: titles and headings cannot cite, and borrow those of the text below."""

    @property
    def text(self) -> str:
        return self.readings[0]


def in_brief(brief: Brief) -> Iterator[Quoted]:
    """All that is in quotation marks beside a citation, or in a title or heading, field by field."""
    for piece in pieces(brief):
        statement = piece.statement
        as_it_stands = piece.path[-1] in _PRINTED
        text = Plain.printed(statement.text) if as_it_stands else plain(statement.text, statement.start)
        yield from in_text(piece.path, text, piece.cited, beside=not statement.heading)


def in_text(path: Path, plain: Plain, claims: Sequence[str], *, beside: bool = True) -> Iterator[Quoted]:
    """All that is in quotation marks in one paragraph; what stands within other quotation marks is part of that."""
    text, at = plain.text, 0
    while claims and (opening := _OPENING.search(text, at)):
        at = opening.start()
        ends = _ends(text, at)
        if ends:
            readings = tuple(unicodedata.normalize("NFC", text[at + 1 : end].strip()) for end in reversed(ends))
            yield Quoted(path, plain.offsets[at], readings, tuple(claims), beside)
            at = ends[0]
        at += 1


def _ends(text: str, at: int) -> list[int]:
    """Where a quotation that opens here may close; empty where none opens here, or none closes."""
    mark = text[at]
    closing = _CLOSING.get(mark)
    before = text[at - 1] if at else " "
    if closing is None or (mark in _AMBIGUOUS and (before.isalnum() or text[at + 1 : at + 2].isspace())):
        return []
    if mark == "‘":
        again = text.find(mark, at + 1)
        stop = again if again > 0 else len(text)
        return [n for n in range(at + 2, stop) if text[n] == "’" and not text[n + 1 : n + 2].isalnum()]
    depth = 0
    for n in range(at + 1, len(text)):
        if text[n] in closing and (mark != '"' or not text[n - 1].isspace()):
            if not depth:
                return [n] if n > at + 1 else []
            depth -= 1
        elif text[n] == mark and mark != '"':
            depth += 1
    return []


def is_title(text: str) -> bool:
    """Whether words are the title or name of something: two capitals or more, and none missing on a longer word."""
    words = [word for word in WORD.findall(text) if word[0].isalpha()]
    long = [word for word in words if len(word) >= _SMALL and not _PREPOSITIONS.fullmatch(word)]
    return len(long) > 1 and all(word[0].isupper() for word in long)
