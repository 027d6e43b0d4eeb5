"""A plan to the segments of an index: their ids, places, digests and sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from reportgen.model.transcript import Role, Segment, Span
from reportgen.read.ingest.paragraphs import Paragraph
from reportgen.read.ingest.plan import Plan
from reportgen.read.ingest.sentences import sentences


def segments(text: str, paragraphs: Sequence[Paragraph], plan: Plan, language: str) -> Iterator[Segment]:
    """Every paragraph as a segment, and adjacent paragraphs of a question as one."""
    region, role, exchange, count = "front", Role.INTRO, 0, 0
    question: list[Paragraph] = []
    first = plan.first
    for number, paragraph in enumerate(paragraphs):
        speaker = plan.speakers[number]
        if number in plan.questions:
            question.append(paragraph)
            if number + 1 not in plan.questions:
                exchange += 1
                region, role, count = f"q{exchange}", Role.ANSWER, 0
                yield _segment(f"{region}.q", Role.QUESTION, speaker, _whole(text, question), language)
                question = []
            continue
        if number == plan.end:
            region, role, count = "back", Role.BIO, 0
        speaker = None if region == "back" else speaker
        count += 1
        is_title = paragraph.heading or (number in plan.titles and number < first)
        name = f"{region}.p{count}"
        yield _segment(name, Role.TITLE if is_title else role, None if is_title else speaker, paragraph, language)


def _whole(text: str, parts: Sequence[Paragraph]) -> Paragraph:
    """Several paragraphs as one."""
    first, last = parts[0], parts[-1]
    return first._replace(end=last.end, text=text[first.start : last.end], last=last.last, time_end=last.time_end)


def _segment(name: str, role: Role, speaker: str | None, paragraph: Paragraph, language: str) -> Segment:
    """A paragraph as a segment: a question bears no sentences, a title line is one."""
    start, text = paragraph.start, paragraph.text
    if role is Role.QUESTION:
        places = []
    elif role is Role.TITLE:
        places = [(0, len(text))]
    else:
        places = sentences(text, language)
    return Segment(
        id=name,
        role=role,
        start=start,
        end=paragraph.end,
        digest=digest(text),
        speaker=speaker,
        time=paragraph.time,
        time_end=_end(paragraph.time, paragraph.time_end),
        sentences=tuple(
            Span(id=f"{name}.s{number}", start=start + left, end=start + right, digest=digest(text[left:right]))
            for number, (left, right) in enumerate(places, start=1)
        ),
    )


def _end(time: int | None, time_end: int | None) -> int | None:
    """When something ends: unknown where the file has it end before it begins."""
    return None if time is None or time_end is None or time_end < time else time_end


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
