"""For any interview, whatever its format: nothing is lost, nothing counted twice, everyone says their own words."""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.model.transcript import Role, Transcript, tile
from reportgen.read.ingest import index_text, normalise, read_interview, read_text
from reportgen.read.ingest.labels import FORMS, find_label
from reportgen.read.ingest.script import Line, Raw
from tests.read.documents import document

ASKER, ANSWERER, OTHER = "Lena Brandt", "Jonas Ek", "Maire Holm"


class Turn(NamedTuple):
    """What one speaker says without a break."""

    speaker: str
    paragraphs: tuple[str, ...]


# No mark that a format reads as its own; combining accents, wide letters, letters from right to left.
WORD = st.text(st.sampled_from("abcé\u0301ñß🚢𝔸海ホशש1,’'“”"), min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
QUESTION = st.builds("So {}?".format, WORDS)
ANSWER = st.builds("So {}.".format, WORDS)


@st.composite
def interviews(draw: st.DrawFn) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for _ in range(draw(st.integers(2, 4))):
        turns.append(Turn(ASKER, (*draw(st.lists(ANSWER, max_size=1)), draw(QUESTION))))
        turns.append(Turn(ANSWERER, tuple(draw(st.lists(ANSWER, min_size=1, max_size=3)))))
        if draw(st.booleans()):
            turns += [Turn(OTHER, (draw(ANSWER),)), Turn(ANSWERER, (draw(ANSWER),))]
    return (*turns, Turn(OTHER, (draw(ANSWER),)), Turn(ANSWERER, (draw(ANSWER),)), Turn(OTHER, (draw(ANSWER),)))


def labelled(label: str, between: str) -> Callable[[Sequence[Turn]], str]:
    """Turns as paragraphs, the first of each behind a label."""

    def write(turns: Sequence[Turn]) -> str:
        return between.join(label.format(turn.speaker) + between.join(turn.paragraphs) for turn in turns)

    return write


def captions(head: str, timing: str, cue: str) -> Callable[[Sequence[Turn]], str]:
    """Each paragraph as a caption of two seconds."""

    def write(turns: Sequence[Turn]) -> str:
        cues = [cue.format(turn.speaker, paragraph) for turn in turns for paragraph in turn.paragraphs]
        timed = (timing.format(number, number // 60, number % 60) + text for number, text in enumerate(cues))
        return head + "\n\n".join(timed) + "\n"

    return write


VTT = "00:{1:02}:{2:02}.000 --> 00:{1:02}:{2:02}.900\n"
SRT = "{0}\n00:{1:02}:{2:02},000 --> 00:{1:02}:{2:02},900\n"
FORMATS: dict[str, tuple[str, Callable[[Sequence[Turn]], str]]] = {
    "colon": ("txt", labelled("{}: ", "\n")),
    "capitals and time": ("txt", labelled("{} (00:01:02): ", "\n\n")),
    "brackets": ("txt", labelled("[{}] ", "\n")),
    "own line": ("txt", labelled("{}\n", "\n\n")),
    "heading": ("txt", labelled("## {}\n\n", "\n\n")),
    "bold": ("md", labelled("**{}:** ", "\n\n")),
    "Markdown heading": ("md", labelled("# {}\n", "\n\n")),
    "voices": ("vtt", captions("WEBVTT\n\n", VTT, "<v {}>{}</v>")),
    "names in captions": ("vtt", captions("WEBVTT\n\n", VTT, "{}: {}")),
    "SubRip": ("srt", captions("", SRT, "{}: {}")),
}


def assert_tiled(transcript: Transcript, text: str) -> None:
    """Every code point in exactly one segment's tile, every segment in its own, digests those of the text."""
    tiles = tile(transcript)
    assert tiles[0][0] == 0
    assert tiles[-1][1] == transcript.length == len(text)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(tiles))
    for segment, (start, end) in zip(transcript.segments, tiles, strict=True):
        assert start <= segment.start < segment.end <= end
        assert text[segment.start : segment.end] == text[segment.start : segment.end].strip()
        assert hashlib.sha256(text[segment.start : segment.end].encode()).hexdigest() == segment.digest
        position = segment.start
        for sentence in segment.sentences:
            assert text[position : sentence.start].strip() == ""
            assert sentence.start < sentence.end
            position = sentence.end
        assert position == (segment.end if segment.role is not Role.QUESTION else segment.start)


def said(transcript: Transcript, text: str) -> list[tuple[str | None, str]]:
    """Who says what, turn by turn."""
    turns = itertools.groupby(transcript.segments, key=lambda segment: segment.speaker)
    return [(who, " ".join(" ".join(text[s.start : s.end] for s in turn).split())) for who, turn in turns]


def expected(turns: Sequence[Turn]) -> list[tuple[str | None, str]]:
    return [(turn.speaker, " ".join(unicodedata.normalize("NFC", " ".join(turn.paragraphs)).split())) for turn in turns]


@pytest.mark.parametrize("name", FORMATS)
@given(turns=interviews())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_everyone_says_their_own_words(name: str, turns: tuple[Turn, ...], tmp_path: Path) -> None:
    ending, write = FORMATS[name]
    path = tmp_path / f"interview.{ending}"
    path.write_bytes(write(turns).encode())
    interview, text = read_interview(path), read_text(path)
    assert_tiled(interview.transcript, text)
    assert said(interview.transcript, text) == expected(turns)
    asked = [segment.speaker for segment in interview.transcript.segments if segment.role is Role.QUESTION]
    assert asked == [turn.speaker for turn in turns if turn.speaker == ASKER]
    assert interview.known.interviewers == (ASKER,)


@given(turns=interviews())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
def test_a_document_says_the_same(turns: tuple[Turn, ...], tmp_path: Path) -> None:
    path = tmp_path / "interview.docx"
    path.write_bytes(
        document(*(line for turn in turns for line in (f"{turn.speaker}: {turn.paragraphs[0]}", *turn.paragraphs[1:])))
    )
    interview, text = read_interview(path), read_text(path)
    assert_tiled(interview.transcript, text)
    assert said(interview.transcript, text) == expected(turns)


# Any text at all


PARAGRAPHS = st.lists(
    st.text(
        st.one_of(
            st.sampled_from('Aab. ?!”’")]:[#\u00a0\u0085\u2028\t\x1c\u0301é🚢𝔸\ufeff1,'),
            st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"),
        ),
        max_size=60,
    ),
    max_size=12,
).map("\n".join)


@given(PARAGRAPHS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(PARAGRAPHS, PARAGRAPHS)
def test_segments_hold_every_character_but_for_labels(before: str, after: str) -> None:
    text = normalise(f"{before}\n\nIs the lake deep?\n\nIt is. Very.\n\n{after}")
    transcript = index_text(text)
    assert_tiled(transcript, text)
    position = 0
    for segment in transcript.segments:
        assert all(map(is_label, filter(str.strip, text[position : segment.start].split("\n"))))
        position = segment.end
    assert all(map(is_label, filter(str.strip, text[position:].split("\n"))))


def is_label(text: str) -> bool:
    line = Line(0, len(text.strip()), text.strip(), 0, Raw(text, 1, 1))
    return any(find_label(line, form) for form in FORMS)
