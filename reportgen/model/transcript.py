"""The stand-off index of a text: where each segment and sentence stands. It holds no text.

Positions are those of a W3C `TextPositionSelector`: Unicode code points of the normalised text, from 0, end exclusive.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping

import msgspec


class Role(enum.StrEnum):
    """What a segment is in the interview."""

    TITLE = "title"
    INTRO = "intro"
    QUESTION = "question"
    ANSWER = "answer"
    BIO = "bio"


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A sentence: its place and the SHA-256 of its text in UTF-8."""

    id: str
    """The locator without the source, such as `q3.p2.s2`."""
    start: int
    end: int
    digest: str


class Segment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A paragraph: a title line, a question, a paragraph of an answer, a closing note."""

    id: str
    """The locator without the source: `front.p1`, `q1.q`, `q1.p2`, `back.p1`."""
    role: Role
    start: int
    end: int
    digest: str
    speaker: str | None = None
    """The name the text gives; `interviewer` or `interviewee` where it gives none; none for what nobody says."""
    time: int | None = None
    """When it begins, in milliseconds from the start of the recording, where the text says so."""
    time_end: int | None = None
    """When it ends, likewise."""
    sentences: tuple[Span, ...] = ()


class Transcript(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """The index of one source's text."""

    format: str
    """`reportgen-transcript/1`."""
    media_type: str
    """Of the file that was read, such as `text/plain` or `text/vtt`."""
    normalization: str
    """What was done before counting, such as `NFC, LF, no BOM`."""
    length: int
    """In code points, after normalisation."""
    sha256: str
    """Of the normalised text in UTF-8."""
    language: str = "en"
    """BCP 47 tag of the language by which sentences were told."""
    segments: tuple[Segment, ...]

    @functools.cached_property
    def by_id(self) -> Mapping[str, Segment]:
        """Every segment by its id."""
        return {segment.id: segment for segment in reversed(self.segments)}

    @functools.cached_property
    def sentences_by_id(self) -> Mapping[str, Span]:
        """Every sentence by its id."""
        return {sentence.id: sentence for segment in self.segments for sentence in segment.sentences}

    @functools.cached_property
    def paragraphs(self) -> Mapping[str, tuple[Segment, ...]]:
        """The paragraphs of each answer, and of what stands before and after, by `q3`, `front` or `back`."""
        found: dict[str, list[Segment]] = {}
        for segment in self.segments:
            region, _, part = segment.id.partition(".")
            if part.startswith("p"):
                found.setdefault(region, []).append(segment)
        return {region: tuple(segments) for region, segments in found.items()}

    def __repr__(self) -> str:
        return f"<Transcript: {len(self.segments)} segments, {self.length} code points>"


def tile(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """Start and end of each segment with what stands between segments: each code point of the text in exactly one.

    White space, speaker labels, time codes and marks belong to the segment before them, those above all to the first.
    """
    starts = [0, *(segment.start for segment in transcript.segments[1:])]
    return tuple(zip(starts, [*starts[1:], transcript.length], strict=True))
