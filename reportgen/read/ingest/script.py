"""A transcript's file as the text that is counted, with what its format says of each line."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
WEBVTT = "text/vtt"
SUBRIP = "application/x-subrip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NORMAL_FORM = "NFC, LF, no BOM"

Layout = Literal["guess", "line", "cue"]


class Raw(NamedTuple):
    """A line before it has its place in the text."""

    text: str
    number: int
    """Of the line in the file, from 1."""
    last: int
    """The last line of the file that went into it."""
    heading: bool = False
    speaker: str | None = None
    """Who says it, where the format itself names them."""
    time: int | None = None
    """Milliseconds from the start of the recording."""
    time_end: int | None = None


class Line(NamedTuple):
    """A line that is not blank: its place in the text, without the white space around it."""

    start: int
    end: int
    text: str
    block: int
    """Of the lines between two blank ones, counted from 0."""
    raw: Raw


@dataclass(frozen=True, slots=True)
class Script:
    """A text whose code points an index counts, line by line."""

    file: str
    """What problems call it."""
    text: str = field(repr=False)
    media_type: str
    normalization: str
    lines: tuple[Line, ...] = field(repr=False)
    layout: Layout
    """What makes a paragraph: each line, what a pause ends (captions that name nobody), or what has to be guessed."""

    def problem(self, code: str, message: str, line: int | None = None, hint: str | None = None) -> Problem:
        return Problem(code=code, message=message, file=self.file, line=line, hint=hint)


def normalise(text: str) -> str:
    """The text as an index counts it: no BOM, line feeds only, Unicode NFC."""
    return unicodedata.normalize("NFC", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def assemble(
    raws: Sequence[Raw],
    *,
    file: str | os.PathLike[str],
    media_type: str = PLAIN,
    normalization: str = NORMAL_FORM,
    layout: Layout = "guess",
) -> Script:
    """The lines as one text, each normalised. Raises `ProblemsError` R103 where all of them are blank."""
    name = os.fspath(file)
    # A line feed composes with nothing, so lines may be normalised one by one.
    raws = [raw._replace(text=unicodedata.normalize("NFC", raw.text.replace("\r", " "))) for raw in raws]
    lines = tuple(_placed(raws))
    if not lines:
        raise ProblemsError([Problem(code="R103", message="the file is empty", file=name)])
    text = "\n".join(raw.text for raw in raws)
    return Script(name, text, media_type, normalization, lines, layout)


def plain(text: str, *, file: str, media_type: str = PLAIN) -> Script:
    """Plain text as a script. Raises `ProblemsError` R103 where it is blank."""
    raws = [Raw(line, number, number) for number, line in enumerate(normalise(text).split("\n"), start=1)]
    return assemble(raws, file=file, media_type=media_type)


def _placed(raws: Sequence[Raw]) -> Iterator[Line]:
    offset, block, after_blank = 0, 0, False
    for raw in raws:
        inner = raw.text.strip()
        if inner:
            block += after_blank
            start = offset + raw.text.index(inner)
            yield Line(start, start + len(inner), inner, block, raw)
        after_blank = not inner
        offset += len(raw.text) + 1
