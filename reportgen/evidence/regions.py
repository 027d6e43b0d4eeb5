"""The parts of a text that a quotation may not go beyond, and the places in them that claims rest on."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.evidence import locate
from reportgen.evidence.quote import IGNORED, Canon, Parts, canonical, parts_of, words_of
from reportgen.model.dataset import Claim
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Segment, Transcript

Span = tuple[int, int]
_HALF = 3
"""Words from which a part of a quotation is looked for by itself where no ellipsis cuts it."""


@dataclass(frozen=True, slots=True)
class Region:
    """One answer, one question, or what stands before or after: no quotation goes beyond it."""

    source: str
    name: str
    """`q3`, `q3.q`, `front`, `back`."""
    canon: Canon = field(repr=False)

    @property
    def words(self) -> str:
        """For people: "answer 3"."""
        return locate.describe(f"{self.source}/{self.name}") if self.name[0] == "q" else f"what stands in {self.name}"

    def find(self, parts: Parts, within: Sequence[Span] | None = None) -> Span | None:
        """Where all parts stand, one after the other; each inside one of the places, where places are given."""
        at, first, last = 0, -1, -1
        for pattern in parts:
            found = pattern.search(self.canon.text, at)
            while found and within is not None and not self._inside(found, within):
                found = pattern.search(self.canon.text, found.start() + 1)
            if not found:
                return None
            start, last = self.canon.span(found.start(), found.end())
            first = start if first < 0 else first
            at = found.end()
        return (first, last) if parts else None

    def _inside(self, found: re.Match[str], within: Sequence[Span]) -> bool:
        start, end = self.canon.span(found.start(), found.end())
        return any(left <= start and end <= right for left, right in within)


def regions(source: str, text: str, transcript: Transcript) -> tuple[Region, ...]:
    """The regions of a text, in order."""
    found: dict[str, list[Segment]] = {}
    for segment in transcript.segments:
        found.setdefault(_region(segment.id), []).append(segment)
    return tuple(
        Region(source, name, canonical(text[parts[0].start : parts[-1].end], parts[0].start))
        for name, parts in found.items()
    )


def _region(segment: str) -> str:
    return segment if segment.endswith(".q") else segment.partition(".")[0]


class Texts:
    """The regions of the texts at hand, by source; a text is taken apart when it is first asked for."""

    def __init__(self, loaded: LoadedDataset) -> None:
        self._loaded = loaded
        self._regions: dict[str, tuple[Region, ...]] = {}

    def __contains__(self, source: str) -> bool:
        return source in self._loaded.texts

    def regions(self, source: str) -> tuple[Region, ...]:
        """The regions of a source's text, in order; none where the text is not at hand."""
        if source in self and source not in self._regions:
            self._regions[source] = regions(source, self._loaded.texts[source], self._loaded.transcripts[source])
        return self._regions.get(source, ())

    def may_hold(self, quotation: str) -> Iterator[str]:
        """The sources that may hold a quotation or a part that `joins` cuts it into; none of the others does.

        To take a text apart costs far more than to search it for a few words.
        """
        openings = _openings(quotation)
        for source in (source.id for source in self._loaded.value.sources if source.id in self):
            text = self._loaded.texts[source]
            if not openings or IGNORED.search(text) or any(words.search(text) for words in openings):
                yield source


def _openings(quotation: str) -> Sequence[re.Pattern[str]]:
    """The first words of each part, and the last of one that `joins` may cut, with anything between that is no word.

    None where words may have been put in their place.
    """
    if "[" in quotation:
        return ()
    parts, words = words_of(quotation), quotation.split()
    few = [words[:_HALF], words[-_HALF:]] if len(parts) == 1 else [part.split()[:_HALF] for part in parts]
    return [re.compile(r"\W*".join(re.findall(r"\w+", canonical(" ".join(words)).text))) for words in few]


def cited_places(claims: Sequence[Claim], loaded: LoadedDataset) -> Mapping[tuple[str, str], list[Span]]:
    """Where claims rest, by source and region: places that touch are one, so that a quotation may go on."""
    places: dict[tuple[str, str], list[Span]] = {}
    for locator in dict.fromkeys(locator for claim in claims for locator in claim.evidence):
        source = locator.partition("/")[0]
        span = locate.resolve(locator, loaded.transcripts[source]) if source in loaded.transcripts else None
        if span is not None:
            place = locate.parse(locator)
            name = place.segment if place.is_question and place.segment else place.region
            places.setdefault((source, name), []).append(span)
    return {key: list(_merged(sorted(spans), loaded.texts.get(key[0], ""))) for key, spans in places.items()}


def _merged(spans: Sequence[Span], text: str) -> Iterator[Span]:
    start, end = spans[0]
    for left, right in spans[1:]:
        if left <= end or (text and not text[end:left].strip()):
            end = max(end, right)
        else:
            yield start, end
            start, end = left, right
    yield start, end


def locator_of(source: str, transcript: Transcript, start: int, end: int) -> str:
    """The narrowest locator of a place: sentences of one paragraph, a paragraph, or the whole answer."""
    touched = [segment for segment in transcript.segments if segment.start < end and start < segment.end]
    if len(touched) != 1:
        return f"{source}/{_region(touched[0].id)}"
    sentences = touched[0].sentences
    ends = [sentence.end for sentence in sentences]
    first = bisect.bisect_right(ends, start)
    last = next((n for n, sentence in enumerate(sentences) if sentence.end >= end), len(sentences) - 1)
    if not sentences or first > last:
        return f"{source}/{touched[0].id}"
    return f"{source}/{sentences[first].id}" + (f"-s{last + 1}" if last > first else "")


def joins(quotation: str, regions: Sequence[Region]) -> tuple[Region, Region] | None:
    """Two regions whose words a quotation joins as if they were one statement; None where it does not."""
    parts = parts_of(quotation)
    words = quotation.split()
    cuts = range(_HALF, len(words) - _HALF + 1) if len(parts) == 1 else ()
    for pieces in (parts, *((*parts_of(" ".join(words[:cut])), *parts_of(" ".join(words[cut:]))) for cut in cuts)):
        homes = [[region for region in regions if region.find((piece,))] for piece in pieces]
        if len(homes) > 1 and all(homes):
            first = homes[0][0]
            others = [home[0] for home in homes if first not in home]
            if not any(all(region in home for home in homes) for region in homes[0]):
                return first, others[0]
    return None
