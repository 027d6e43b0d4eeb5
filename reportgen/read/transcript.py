"""The stand-off index as a file: written one segment or sentence a line, read back and checked.

UTF-8 JSON, fields in the order of the types, ending with a line feed: the same index gives the same bytes.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.model.transcript import Segment, Span, Transcript
from reportgen.read.files import MIB, display_name, load_bytes

FORMAT = "reportgen-transcript/1"
LIMIT = 32 * MIB
HINT = "write the index anew: reportgen ingest TEXT -o DIR --force"

_SEGMENT = re.compile(r"(front|back)\.p[1-9][0-9]*|q[1-9][0-9]*\.(q|p[1-9][0-9]*)", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class _Head(msgspec.Struct):
    """What tells an index of another version before its fields are read."""

    format: str


def write_transcript(transcript: Transcript) -> bytes:
    """The canonical bytes of an index: two spaces deep, one line for each segment and each sentence."""
    fields = msgspec.to_builtins(transcript)
    segments = fields.pop("segments")
    lines = [f"  {_json(key)}: {_json(value)}," for key, value in fields.items()]
    body = ",\n".join(f"    {_segment_lines(segment)}" for segment in segments)
    return "\n".join(["{", *lines, '  "segments": [', body, "  ]", "}", ""]).encode()


def _segment_lines(segment: dict[str, Any]) -> str:
    sentences = segment.pop("sentences", None)
    head = _json(segment)
    if not sentences:
        return head
    body = ",\n".join(f"      {_json(sentence)}" for sentence in sentences)
    return f'{head[:-1]}, "sentences": [\n{body}\n    ]}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_transcript(path: str | os.PathLike[str]) -> Transcript:
    """The index in a file.

    Raises `ProblemsError`: R101 and R104 when the file cannot be read, R103 when it is empty, R112 when it is not the
    JSON of an index, R113 for each value that cannot be: another format, a span out of order or out of bounds, an
    id twice or out of turn.
    """
    file = display_name(path)
    data = load_bytes(path, limit=LIMIT)
    if not data.strip():
        raise _refused(file, "R103", ["the file is empty"])
    try:
        form = msgspec.json.decode(data, type=_Head).format
        if form != FORMAT:
            raise _refused(file, "R113", [f"the format is `{form}`, where `{FORMAT}` is read"])
        transcript = msgspec.json.decode(data, type=Transcript)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refused(file, "R112", [f"this is not the index of a text: {error}"]) from error
    found = list(_faults(transcript))
    if found:
        raise _refused(file, "R113", found)
    return transcript


def _refused(file: str, code: str, messages: Sequence[str]) -> ProblemsError:
    return ProblemsError([Problem(code=code, message=message, file=file, hint=HINT) for message in messages])


def _faults(transcript: Transcript) -> Iterator[str]:
    """What is wrong with an index whose fields are all there."""
    if not transcript.segments:
        yield "the index has no segments"
    if not _DIGEST.fullmatch(transcript.sha256):
        yield "`sha256` is not 64 hexadecimal digits"
    yield from _span_faults(transcript.segments, 0, transcript.length, "the text")
    seen: set[str] = set()
    for segment in transcript.segments:
        if not _SEGMENT.fullmatch(segment.id):
            yield f"`{segment.id}` is not the id of a segment"
        if segment.id in seen:
            yield f"`{segment.id}` stands twice"
        seen.add(segment.id)
        if not 0 <= (segment.time or 0) <= (segment.time_end or segment.time or 0):
            yield f"`{segment.id}` lasts from {segment.time} to {segment.time_end} milliseconds"
        yield from _span_faults(segment.sentences, segment.start, segment.end, f"`{segment.id}`")
        for number, sentence in enumerate(segment.sentences, start=1):
            if sentence.id != f"{segment.id}.s{number}":
                yield f"`{sentence.id}` stands where `{segment.id}.s{number}` should"


def _span_faults(spans: Sequence[Segment | Span], start: int, end: int, whole: str) -> Iterator[str]:
    """Spans that are empty, leave the whole, run into the one before, or bear no digest."""
    for span in spans:
        if not start <= span.start < span.end <= end:
            yield f"`{span.id}` is {span.start} to {span.end}, which is no part of {whole} ({start} to {end})"
        if not _DIGEST.fullmatch(span.digest):
            yield f"the digest of `{span.id}` is not 64 hexadecimal digits"
    for before, after in itertools.pairwise(spans):
        if after.start < before.end:
            yield f"`{after.id}` begins before `{before.id}` ends"
