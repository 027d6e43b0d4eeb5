"""One edition of a text as the sequence of its smallest parts that have an address, for comparing it with another.

A part is a sentence, or a segment that has none, such as a question. Runs of parts are half-open: first, last + 1.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.evidence import locate
from reportgen.model.transcript import Role, Segment, Transcript

Run = tuple[int, int]
"""Numbers of parts, from 0, the end exclusive; never empty."""


class Part(NamedTuple):
    """A sentence, or a segment without any. Positions are code points of the edition's text."""

    segment: Segment
    number: int | None
    """Of the sentence in its segment, from 1; None for a segment without sentences."""
    start: int
    end: int
    digest: str

    @property
    def region(self) -> str:
        """`front`, `back`, or the exchange: `q3`."""
        return self.segment.id.partition(".")[0]

    @property
    def is_question(self) -> bool:
        return self.segment.role is Role.QUESTION


@dataclass(frozen=True, slots=True)
class Edition:
    """A text's index as a sequence of parts, and its words where they are at hand."""

    source: str
    parts: tuple[Part, ...] = field(repr=False)
    places: Mapping[str, tuple[int, ...]] = field(repr=False)
    """The numbers of the parts that bear a digest, in order."""
    segments: Mapping[str, Run] = field(repr=False)
    """By segment id; and by region, all its paragraphs: those of `q3` are the whole answer."""
    text: str | None = field(default=None, repr=False)

    def digests(self, run: Run) -> tuple[str, ...]:
        return tuple(part.digest for part in self.parts[slice(*run)])

    def words(self, run: Run) -> str | None:
        """What stands there, a line for each paragraph, without the speakers' labels; None without the text."""
        if self.text is None:
            return None
        spans: list[tuple[str, int, int]] = []
        for part in self.parts[slice(*run)]:
            if spans and spans[-1][0] == part.segment.id:
                spans[-1] = part.segment.id, spans[-1][1], part.end
            else:
                spans.append((part.segment.id, part.start, part.end))
        return "\n".join(self.text[start:end] for _, start, end in spans)


def edition(source: str, transcript: Transcript, text: str | None = None) -> Edition:
    """The edition that an index describes."""
    parts: list[Part] = []
    segments: dict[str, Run] = {}
    for segment in transcript.segments:
        first = len(parts)
        for number, sentence in enumerate(segment.sentences, start=1):
            parts.append(Part(segment, number, sentence.start, sentence.end, sentence.digest))
        if not segment.sentences:
            parts.append(Part(segment, None, segment.start, segment.end, segment.digest))
        segments[segment.id] = first, len(parts)
        region, _, place = segment.id.partition(".")
        if place.startswith("p"):
            segments[region] = segments.get(region, (first,))[0], len(parts)
    places: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        places.setdefault(part.digest, []).append(number)
    return Edition(source, tuple(parts), {key: tuple(found) for key, found in places.items()}, segments, text)


def run_of(locator: str, of: Edition) -> Run | None:
    """The parts that a place consists of; None where the edition has no such place."""
    place = locate.parse(locator)
    whole = of.segments.get(place.segment or place.region)
    if whole is None or place.first is None or place.last is None:
        return whole
    descends = "-" in locator.rpartition("/")[2] and place.last <= place.first
    if descends or of.parts[whole[0]].number is None or place.last > whole[1] - whole[0]:
        return None
    return whole[0] + place.first - 1, whole[0] + place.last


def express(run: Run, of: Edition, like: str) -> tuple[str, ...]:
    """The locators of a run, one for each paragraph it touches, or the one of a whole answer.

    `like` is a locator whose form is kept: what was a whole answer or paragraph is one again where the run is one.
    """
    form = locate.parse(like)
    region = of.parts[run[0]].region
    if form.segment is None and region not in {"front", "back"} and of.segments.get(region) == run:
        return (f"{of.source}/{region}",)
    return tuple(f"{of.source}/{place}" for place in _by_segment(run, of, in_sentences=form.first is not None))


def _by_segment(run: Run, of: Edition, *, in_sentences: bool) -> Iterator[str]:
    numbered = zip(range(*run), of.parts[slice(*run)], strict=True)
    for name, group in itertools.groupby(numbered, key=lambda item: item[1].segment.id):
        found = list(group)
        first, last = found[0][1].number, found[-1][1].number
        whole = of.segments[name] == (found[0][0], found[-1][0] + 1)
        if first is None or (whole and not in_sentences):
            yield name
        else:
            yield f"{name}.s{first}" if first == last else f"{name}.s{first}-s{last}"
