"""The plain text of an interview to its stand-off index, where nothing but the text tells who speaks.

What is recognised, in this order: title lines, an introduction, then questions, each with the paragraphs of its
answer, then closing notes on the people. A question is a paragraph that ends with a question mark and is followed by
one that does not; so an answer that goes on after a paragraph ending in a question is cut in two, and the counts per
exchange show it.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.model.transcript import Role, Segment, Span, Transcript
from reportgen.read.files import MIB, display_name, load_text
from reportgen.read.transcript import FORMAT

LIMIT = 8 * MIB
SHORT = 120
"""Code points up to which a line may be a title."""

_CLOSERS = r"[\s'\"’”»)\]]*$"
_FINAL = re.compile(r"[.!?？。…:;]" + _CLOSERS)
_ASKS = re.compile(r"[?？]" + _CLOSERS)
_WORD = re.compile(r"[^\W\d_]{4,}")
_MEETING = re.compile(r"interview|q&a|conversation|spoke|\b(?:speak|talk|ask|answer|discuss)", re.IGNORECASE)
_ABOUT_INTERVIEW = re.compile(
    r"th(?:is|e) (?:interview|conversation|q&a|transcript) (?:was|is|has been|took place|first|originally|appeared)\b"
    r"|interview(?:ed)? (?:conducted|edited|and edited|by)\b",
    re.IGNORECASE,
)
_ABOUT_PERSON = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?(\S+(?: \S+){1,5}?) (?:is|was)\b")


class _Paragraph(NamedTuple):
    start: int
    end: int
    text: str


def ingest(path: str | os.PathLike[str]) -> Transcript:
    """The index of a text file. Raises `ProblemsError`: R101 to R104 for the file, R119 without a question."""
    return index_text(read_text(path), file=display_name(path))


def read_text(path: str | os.PathLike[str]) -> str:
    """A text file, normalised: the text whose code points an index counts.

    Raises `ProblemsError`: R101 and R104 when the file cannot be read, R102 when it is not UTF-8 text.
    """
    text = load_text(path, limit=LIMIT)
    if "\0" in text:
        message = "the file holds NUL characters, which plain text does not"
        hint = "save it as plain text in UTF-8"
        raise ProblemsError([Problem(code="R102", message=message, file=display_name(path), hint=hint)])
    return normalise(text)


def normalise(text: str) -> str:
    """The text as an index counts it: no BOM, line feeds only, Unicode NFC."""
    return unicodedata.normalize("NFC", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def index_text(text: str, media_type: str = "text/plain", *, file: str = "<text>") -> Transcript:
    """The index of a text, normalised first. `file` is what problems name.

    Raises `ProblemsError`: R103 when there is nothing but white space, R119 when no paragraph is a question.
    """
    text = normalise(text)
    paragraphs = _paragraphs(text)
    if not paragraphs:
        raise ProblemsError([Problem(code="R103", message="the file is empty", file=file)])
    titles = _titles(paragraphs)
    first = next((n for n in range(len(paragraphs)) if n not in titles and _opens(paragraphs, n)), None)
    if first is None:
        message = "the text has no question that can be recognised"
        hint = (
            "a question is a paragraph of its own that ends with a question mark and is followed by its answer;"
            " a paragraph is a line, or lines between blank lines"
        )
        raise ProblemsError([Problem(code="R119", message=message, file=file, hint=hint)])
    return Transcript(
        format=FORMAT,
        media_type=media_type,
        normalization="NFC, LF, no BOM",
        length=len(text),
        sha256=_digest(text),
        segments=tuple(_segments(paragraphs, titles, first)),
    )


def _paragraphs(text: str) -> tuple[_Paragraph, ...]:
    """Lines, or blocks between blank lines where most line ends within a block break off in mid-sentence."""
    blocks: list[list[_Paragraph]] = [[]]
    offset = 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            start = offset + line.index(inner)
            blocks[-1].append(_Paragraph(start, start + len(inner), inner))
        elif blocks[-1]:
            blocks.append([])
        offset += len(line) + 1
    blocks = [block for block in blocks if block]
    run_on = [not _FINAL.search(line.text) for block in blocks for line in block[:-1]]
    if len(blocks) > 1 and sum(run_on) * 2 > len(run_on):
        bounds = ((block[0].start, block[-1].end) for block in blocks)
        return tuple(_Paragraph(start, end, text[start:end]) for start, end in bounds)
    return tuple(line for block in blocks for line in block)


def _titles(paragraphs: Sequence[_Paragraph]) -> frozenset[int]:
    """Short lines without a final stop that stand before the first long paragraph and the first question.

    A line that asks is a title only above all else and in title case, as in "Will the Pact Hold?".
    """
    found: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        words = _WORD.findall(paragraph.text)
        in_title_case = len(words) > 1 and all(word[0].isupper() for word in words)
        asks = bool(_ASKS.search(paragraph.text))
        if len(paragraph.text) > SHORT or (asks and not (in_title_case and len(found) == number)):
            break
        if asks or not _FINAL.search(paragraph.text):
            found.add(number)
    return frozenset(found)


def _opens(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Whether a paragraph is a question: it asks, and the next does not."""
    following = paragraphs[number + 1 : number + 2]
    return bool(_ASKS.search(paragraphs[number].text) and following and not _ASKS.search(following[0].text))


def _segments(paragraphs: Sequence[_Paragraph], titles: frozenset[int], first: int) -> Iterator[Segment]:
    """Every paragraph as a segment; `first` is the number of the first question."""
    last = _body_end(paragraphs, first, _participants(paragraphs[:first], titles))
    body = paragraphs[:last]
    exchange = 0
    region, role, speaker, count = "front", Role.INTRO, None, 0
    for number, paragraph in enumerate(paragraphs):
        if first <= number < last and _opens(body, number):
            exchange += 1
            region, role, speaker, count = f"q{exchange}", Role.ANSWER, "interviewee", 0
            yield _segment(f"{region}.q", Role.QUESTION, "interviewer", paragraph)
            continue
        if number == last:
            region, role, speaker, count = "back", Role.BIO, None, 0
        count += 1
        yield _segment(f"{region}.p{count}", Role.TITLE if number in titles else role, speaker, paragraph)


def _segment(name: str, role: Role, speaker: str | None, paragraph: _Paragraph) -> Segment:
    """A paragraph as a segment: a question bears no sentences, a title line is one."""
    start, end, text = paragraph
    if role is Role.QUESTION:
        places = []
    elif role is Role.TITLE:
        places = [(0, len(text))]
    else:
        places = _sentences(text)
    sentences = tuple(
        Span(id=f"{name}.s{number}", start=start + left, end=start + right, digest=_digest(text[left:right]))
        for number, (left, right) in enumerate(places, start=1)
    )
    return Segment(id=name, role=role, start=start, end=end, digest=_digest(text), speaker=speaker, sentences=sentences)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand in it, without the white space around them."""
    from sentencex import segment  # here, for what never ingests

    # One plain space for each white space: wrapped lines and no-break spaces then end nothing, and sentencex 1.0
    # panics on "A", a no-break space and a stop. Lengths stay, so positions hold.
    pieces: list[str] = segment("en", re.sub(r"\s", " ", text))
    ends = itertools.accumulate(map(len, pieces))
    return [
        (end - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
        for piece, end in zip(pieces, ends, strict=True)
        if piece.strip()
    ]


def _participants(front: Sequence[_Paragraph], titles: frozenset[int]) -> str:
    """What the front matter says of who meets whom: its titles, and the sentences that speak of the interview."""
    said: list[str] = []
    for number, paragraph in enumerate(front):
        places = [(0, len(paragraph.text))] if number in titles else _sentences(paragraph.text)
        sentences = [paragraph.text[start:end] for start, end in places]
        said += sentences if number in titles else filter(_MEETING.search, sentences)
    return _folded(" ".join(said)).casefold()


def _body_end(paragraphs: Sequence[_Paragraph], first: int, participants: str) -> int:
    """Where the closing notes begin. The first question keeps at least one paragraph of answer."""
    end = len(paragraphs)
    while end > first + 2 and _is_note(_folded(paragraphs[end - 1].text), participants):
        end -= 1
    return end


def _is_note(text: str, participants: str) -> bool:
    """Whether a paragraph is about the interview, or begins with a participant's full name and what they are."""
    if _ABOUT_INTERVIEW.match(text):
        return True
    found = _ABOUT_PERSON.match(text)
    if not found:
        return False
    name = found[1]
    return name[0].isupper() and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", participants) is not None


def _folded(text: str) -> str:
    """One spelling for white space and apostrophes, for comparing names."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
