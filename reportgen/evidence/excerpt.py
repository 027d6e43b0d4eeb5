"""A passage set apart: from where to where it is printed, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.evidence import locate
from reportgen.evidence.misquote import nearest
from reportgen.evidence.proof import Fault, Place
from reportgen.evidence.quote import Canon, canonical, parts_of
from reportgen.evidence.regions import Region
from reportgen.model.brief import Quote
from reportgen.model.transcript import Segment, Span, Transcript

_OPENERS = "“‘„«「(["
_CLOSE = re.compile(r"[.!?…。？！]+[\"'’”»」)\]]*|[”»」]+")
"""What belongs to the words before it: the stop of their sentence, and closing marks."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as it is printed."""

    place: Place
    text: str
    """White space folded, paragraphs on lines of their own; an ellipsis where it begins or ends within a sentence."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a passage cannot be cut as the brief says."""

    key: str
    """`from` or `to`."""
    fault: Fault


def excerpt(quote: Quote, text: str, transcript: Transcript) -> Excerpt | Missed:
    """The passage of a text that a brief sets apart, whose place was checked; or why it cannot be cut so."""
    span = locate.resolve(quote.at, transcript)
    assert span is not None, f"{quote.at} was checked"
    start, end = span
    canon = canonical(text[start:end], start)
    source = quote.at.partition("/")[0]
    if quote.from_ is not None:
        found = _find(canon, quote.from_)
        if len(found) != 1:
            return Missed("from", _not_one("from", quote.from_, len(found), quote.at, canon))
        start, least = found[0]
        while start > span[0] and text[start - 1] in _OPENERS:
            start -= 1
    else:
        least = start
    if quote.to is not None:
        every = _find(canon, quote.to)
        found = [place for place in every if place[0] >= start and place[1] >= least]
        if every and not found:
            message = f"`to`: in `{quote.at}` these words stand before those of `from`"
            return Missed("to", Fault("E107", message, "name words that follow, or give no `to`"))
        if len(found) != 1:
            return Missed("to", _not_one("to", quote.to, len(found), quote.at, canon))
        end = found[0][1]
        if close := _CLOSE.match(text, end, span[1]):
            end = close.end()
    return Excerpt(Place(source, start, end), _printed(text, start, end, transcript))


def _find(canon: Canon, words: str) -> list[tuple[int, int]]:
    """Every place of some words; none where they are no run of words of their own."""
    parts = parts_of(words)
    return [canon.span(*found.span()) for found in parts[0].finditer(canon.text)] if len(parts) == 1 else []


def _not_one(key: str, words: str, count: int, at: str, canon: Canon) -> Fault:
    if count:
        message = f"`{key}`: in `{at}` these words stand {count} times"
        return Fault("E107", message, "add the words beside them, until they stand there once")
    found = nearest(words, [Region(at.partition("/")[0], "", canon)])
    hint = found.difference if found else "take words of the passage, as they stand there"
    return Fault("E107", f"`{key}`: `{at}` does not have these words", hint)


def _printed(text: str, start: int, end: int, transcript: Transcript) -> str:
    touched = [segment for segment in transcript.segments if segment.start < end and start < segment.end]
    lines = [" ".join(text[max(start, part.start) : min(end, part.end)].split()) for part in touched]
    first, last = touched[0], touched[-1]
    begins = start <= first.start or any(not text[place.start : start].strip() for place in _sentences(first, start))
    ends = end >= last.end or any(not text[end : place.end].strip() for place in _sentences(last, end - 1))
    return f"{'' if begins else '… '}{chr(10).join(lines)}{'' if ends else ' …'}"


def _sentences(segment: Segment, at: int) -> Iterator[Span]:
    """The sentence of a segment that a place stands in, if the segment has sentences."""
    for sentence in segment.sentences:
        if sentence.start <= at < sentence.end:
            yield sentence
