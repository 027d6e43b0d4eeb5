"""Lines to paragraphs: what belongs together in a text, once it is known where someone begins to speak."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.read.ingest.labels import Label
from reportgen.read.ingest.letters import asks, ends
from reportgen.read.ingest.script import Line, Script

PAUSE = 2_000
"""Milliseconds of silence after a full stop that end a paragraph of captions that name nobody."""

_DASHES = ("- ", "– ", "— ")
"""What begins a line of captions when someone else speaks."""


class Paragraph(NamedTuple):
    """A stretch of the text, without the label before it."""

    start: int
    end: int
    text: str
    line: int
    """Of the file, where it begins."""
    last: int
    """Of the file, where it ends."""
    label: Label | None = None
    """That which it begins with."""
    heading: bool = False
    time: int | None = None
    """Milliseconds from the start of the recording."""
    time_end: int | None = None


class _Part(NamedTuple):
    """A line, or what is left of it behind a label."""

    line: Line
    start: int
    label: Label | None
    apart: bool


def paragraphs(
    script: Script, labels: Mapping[int, Label], apart: Container[int] = frozenset()
) -> tuple[Paragraph, ...]:
    """All that a text says, in order.

    `labels` go by the number of their line in the script; each begins a paragraph. The lines `apart` are one each.
    """
    parts = tuple(_parts(script, labels, apart))
    first = next((number for number, part in enumerate(parts) if part.label), 0)
    groups: list[list[_Part]] = []
    for region in (parts[:first], parts[first:]):
        by_block = script.layout == "guess" and _breaks_off(region)
        begins = _by_pauses(region) if script.layout == "cue" else _by_block(region) if by_block else _by_line(region)
        for part, begin in zip(region, begins, strict=True):
            if begin or _stands_apart(part) or (groups and _stands_apart(groups[-1][-1]) and not part.label):
                groups.append([])
            groups[-1].append(part)
    return tuple(_paragraph(script, group) for group in groups)


def _parts(script: Script, labels: Mapping[int, Label], apart: Container[int]) -> Iterator[_Part]:
    above: Label | None = None
    for number, line in enumerate(script.lines):
        label = labels.get(number)
        start = line.start
        if label:
            rest = line.text[label.length :]
            start = line.end - len(rest.lstrip())
        if start < line.end:
            yield _Part(line, start, label or above, number in apart)
            above = None
        else:
            above = label


def _stands_apart(part: _Part) -> bool:
    return part.apart or part.line.raw.heading


def _by_line(parts: Sequence[_Part]) -> Iterator[bool]:
    """Whether each line begins a paragraph: all do."""
    return itertools.repeat(True, len(parts))


def _by_block(parts: Sequence[_Part]) -> Iterator[bool]:
    """Whether each line begins a paragraph: those with a label and those behind a blank line."""
    for before, part in zip((None, *parts), parts, strict=False):
        yield before is None or part.label is not None or part.line.block != before.line.block


def _by_pauses(parts: Sequence[_Part]) -> Iterator[bool]:
    """Whether each caption begins a paragraph: where a question begins or ends, or someone pauses after a full stop."""
    sentence: list[_Part] = []
    asked: bool | None = None
    time_end = 0
    for part in parts:
        sentence.append(part)
        if not (ends(part.line.text) or part is parts[-1]):
            continue
        asking, first = asks(part.line.text), sentence[0]
        paused = (first.line.raw.time or 0) - time_end >= PAUSE
        yield asking != asked or paused or first.label is not None or first.line.text.startswith(_DASHES)
        yield from (other.label is not None or other.line.text.startswith(_DASHES) for other in sentence[1:])
        asked, time_end, sentence = asking, part.line.raw.time_end or 0, []


def _breaks_off(parts: Sequence[_Part]) -> bool:
    """Whether most lines within a block end in mid-sentence: then they were wrapped, and blocks are the paragraphs."""
    begins = list(_by_block(parts))
    run_on = [not ends(part.line.text) for part, begin in zip(parts, begins[1:], strict=False) if not begin]
    return sum(begins) > 1 and sum(run_on) * 2 > len(run_on)


def _paragraph(script: Script, group: Sequence[_Part]) -> Paragraph:
    first, last = group[0], group[-1]
    label = first.label
    return Paragraph(
        start=first.start,
        end=last.line.end,
        text=script.text[first.start : last.line.end],
        line=first.line.raw.number,
        last=last.line.raw.last,
        label=label,
        heading=first.line.raw.heading and not label,
        time=first.line.raw.time if label is None or label.time is None else label.time,
        time_end=last.line.raw.time_end,
    )
