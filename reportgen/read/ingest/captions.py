"""Captions (WebVTT, SubRip) as a script: the words alone, without numbers, time codes and marks of style.

Both are read through webvtt-py. Where the captions name who speaks, by `<v Name>` or by `Name:`, the text has one line
for each turn: consecutive captions of one speaker joined by a space, the names left out and kept beside it. Where they
name nobody, it has one line for each caption.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.ingest.script import NORMAL_FORM, SUBRIP, WEBVTT, Raw, Script, assemble
from reportgen.read.ingest.speakers import named_captions

if TYPE_CHECKING:
    from webvtt import Caption

_ARROW = "-->"
_NAMES = {WEBVTT: "WebVTT", SUBRIP: "SubRip"}
_TIMING = {
    WEBVTT: re.compile(r"(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3}(?:\s|$)"),
    SUBRIP: re.compile(r"\d+:\d{1,2}:\d{1,2}[,.]\d+\s*-->\s*\d+:\d{1,2}:\d{1,2}[,.]\d+(?:\s|$)"),
}
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>")
_CHANGE = re.compile(r"\s*(?:>>+|&gt;&gt;)\s*:?\s*")
"""`>>`, by which broadcasters mark that someone else speaks."""


class Piece(NamedTuple):
    """Words of one caption, all by one speaker: `speaker` where a voice tag says so."""

    text: str
    speaker: str | None
    starts: bool
    """Whether a mark says that someone else begins here."""
    line: int
    last: int
    time: int
    time_end: int


def read_captions(text: str, media_type: str, *, file: str) -> Script:
    """The captions in a normalised text.

    Raises `ProblemsError`: R103 without any words, R120 where a line belongs to no caption or its times are none.
    """
    pieces = list(_pieces(text, media_type, file))
    turns = _by_voice(pieces) if any(piece.speaker for piece in pieces) else _by_label(pieces)
    if turns is None:
        raws = [Raw(p.text, p.line, p.last, time=p.time, time_end=p.time_end) for p in pieces]
        form = "one line for each caption"
    else:
        raws = [_joined(list(group)) for _, group in itertools.groupby(turns, key=lambda turn: turn.speaker)]
        form = "one line for each turn, names left out"
    return assemble(
        raws,
        file=file,
        media_type=media_type,
        normalization=f"the words of {_NAMES[media_type]} captions, {form}, {NORMAL_FORM}",
        layout="cue" if turns is None else "line",
    )


def _pieces(text: str, media_type: str, file: str) -> Iterator[Piece]:
    for caption, line, last in _captions(text, media_type, file):
        times = (_milliseconds(caption.start), _milliseconds(caption.end))
        # Split at voice tags: before the first, then each name followed by its words.
        voice: str | None = None
        for number, part in enumerate(_VOICE.split(caption.raw_text)):
            if number % 2:
                voice = _plain(part) or None
                continue
            change = _CHANGE.match(part)
            words = _plain(part[change.end() :] if change else part)
            if words:
                yield Piece(words, voice, change is not None, line, last, *times)


def _captions(text: str, media_type: str, file: str) -> Iterator[tuple[Caption, int, int]]:
    """Each caption with the first and the last line of its words in the file."""
    import webvtt  # here, for those who read captions
    from webvtt.errors import MalformedFileError

    lines = text.split("\n")
    timings = [number for number, line in enumerate(lines, start=1) if _ARROW in line]
    for number in timings:
        if not _TIMING[media_type].match(lines[number - 1].strip()):
            raise _refused(file, number, "`-->` stands between two times of a caption, and these are none")
    if media_type == WEBVTT:
        _refuse_strays(lines, file)
    try:
        found = webvtt.from_buffer(lines, format="vtt" if media_type == WEBVTT else "srt").captions
    except MalformedFileError as error:
        raise _refused(file, 1, f"the file does not begin as {_NAMES[media_type]} does") from error
    if len(found) != len(timings):
        raise _refused(file, None, f"{len(timings)} captions have times, and {len(found)} can be read")
    for caption, number, following in zip(found, timings, [*timings[1:], len(lines) + 1], strict=True):
        yield caption, number + 1, following - 1


def _refuse_strays(lines: Sequence[str], file: str) -> None:
    """Refuses words that stand in no caption: a blank line ends a WebVTT caption, and what follows would be lost."""
    begin, block = 1, list[str]()
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            begin = begin if block else number
            block.append(line)
            continue
        is_known = begin == 1 or any(_ARROW in inner for inner in block)
        if block and not is_known and not block[0].startswith(("NOTE", "STYLE", "REGION")):
            raise _refused(file, begin, "these words belong to no caption: remove the blank line before them")
        block = []


def _by_voice(pieces: Sequence[Piece]) -> list[Piece]:
    """A piece without a voice goes on with the one before, unless a mark says that someone else begins."""
    turns: list[Piece] = []
    for piece in pieces:
        before = turns[-1].speaker if turns and not piece.starts else None
        turns.append(piece._replace(speaker=piece.speaker or before))
    return turns


def _by_label(pieces: Sequence[Piece]) -> list[Piece] | None:
    """The pieces with the names that some of them begin with taken off; None where they name nobody."""
    named = named_captions([piece.text for piece in pieces])
    if named is None:
        return None
    pairs = zip(pieces, named, strict=True)
    return _by_voice([piece._replace(speaker=name, text=words) for piece, (name, words) in pairs if words])


def _joined(group: Sequence[Piece]) -> Raw:
    text = group[0].text
    for piece in group[1:]:
        text += ("" if _is_wide(text[-1]) and _is_wide(piece.text[0]) else " ") + piece.text
    first, last = group[0], group[-1]
    return Raw(text, first.line, last.last, speaker=first.speaker, time=first.time, time_end=last.time_end)


def _is_wide(character: str) -> bool:
    """Whether a script without spaces between words uses it."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7af"


def _plain(markup: str) -> str:
    """Words without tags and character references, on one line."""
    return unicodedata.normalize("NFC", " ".join(html.unescape(_TAG.sub("", markup)).split()))


def _milliseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def _refused(file: str, line: int | None, message: str) -> ProblemsError:
    hint = "export the captions again, or save their words as plain text"
    return ProblemsError([Problem(code="R120", message=message, file=file, line=line, hint=hint)])
