"""Plain text without labels to an index: what each paragraph is, and where it stands."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.transcript import Role, Transcript
from reportgen.read.ingest import index_text, ingest, read_text
from reportgen.read.transcript import write_transcript

SHIPPED = Path(__file__).parents[2] / "briefs" / "datasets" / "japan-ukraine" / "transcript.json"

TITLE = "Interview\nThe Orrin Compact Ten Years On\n"
INTRO = (
    "Ten years ago four towns on Lake Orrin agreed to share their harbours, their pilots and the cost of dredging. "
    "In this interview, Mira Castell asks Tomas O’Wray whether the compact has kept its word.\n"
)
BODY = """Has the compact kept its word?
Mostly. The U.S. model was never going to fit a lake of this size, and Mr. Vane knew it.
The pilots came first. Dredging was left for later.
Who would miss it (“honestly”)?
Everyone north of the narrows.
"""
BACK = """Tomas O'Wray is a harbour historian at Castle Orrin.
This interview was conducted by Mira Castell in the reading room.
"""
TEXT = TITLE + INTRO + BODY + BACK


def shape(transcript: Transcript) -> list[tuple[str, str, int]]:
    """Each segment's id, role and number of sentences."""
    return [(segment.id, segment.role.value, len(segment.sentences)) for segment in transcript.segments]


def ids(text: str) -> list[str]:
    return [segment.id for segment in index_text(text).segments]


def problem_code(text: str) -> str:
    with pytest.raises(ProblemsError) as caught:
        index_text(text)
    return caught.value.problems[0].code


def test_every_part_of_an_interview_is_told_apart() -> None:
    assert shape(index_text(TEXT)) == [
        ("front.p1", "title", 1),
        ("front.p2", "title", 1),
        ("front.p3", "intro", 2),
        ("q1.q", "question", 0),
        ("q1.p1", "answer", 2),
        ("q1.p2", "answer", 2),
        ("q2.q", "question", 0),
        ("q2.p1", "answer", 1),
        ("back.p1", "bio", 1),
        ("back.p2", "bio", 1),
    ]


def test_questions_and_answers_have_speakers_and_nothing_else_has() -> None:
    speakers = {segment.role: segment.speaker for segment in index_text(TEXT).segments}
    assert speakers == {
        Role.TITLE: None,
        Role.INTRO: None,
        Role.QUESTION: "interviewer",
        Role.ANSWER: "interviewee",
        Role.BIO: None,
    }


def test_positions_and_digests_are_those_of_the_text() -> None:
    transcript = index_text(TEXT)
    assert transcript.length == len(TEXT)
    assert transcript.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    answer = next(segment for segment in transcript.segments if segment.id == "q1.p2")
    assert TEXT[answer.start : answer.end] == "The pilots came first. Dredging was left for later."
    second = answer.sentences[1]
    assert TEXT[second.start : second.end] == "Dredging was left for later."
    assert second.digest == hashlib.sha256(b"Dredging was left for later.").hexdigest()


def test_the_shipped_index_is_what_the_text_gives(interview_text: Path) -> None:
    assert write_transcript(ingest(interview_text)) == SHIPPED.read_bytes()


# Questions


def test_an_answer_may_end_on_a_question_before_the_next_one() -> None:
    text = "Did it work?\nYes.\nBut for whom, one may ask?\nSo who gained?\nThe north.\n"
    assert ids(text) == ["q1.q", "q1.p1", "q1.p2", "q2.q", "q2.p1"]


def test_a_last_paragraph_that_asks_belongs_to_the_answer() -> None:
    assert ids("Did it work?\nYes.\nWho would have thought?\n") == ["q1.q", "q1.p1", "q1.p2"]
    assert ids(INTRO + "Did it work?\nYes.\nWho would have thought?\n" + BACK)[-2:] == ["back.p1", "back.p2"]


def test_a_title_in_title_case_may_ask() -> None:
    assert ids("Interview\nWill the Compact Hold?\nIs it alive?\nBarely.\n") == [
        "front.p1",
        "front.p2",
        "q1.q",
        "q1.p1",
    ]
    assert ids("Is it alive?\nBarely.\nWill Orrin Stay?\nYes.\n") == ["q1.q", "q1.p1", "q2.q", "q2.p1"]


def test_short_lines_after_the_introduction_are_no_titles() -> None:
    roles = [segment.role for segment in index_text(TITLE + INTRO + "A note\n" + BODY).segments]
    assert roles[:5] == [Role.TITLE, Role.TITLE, Role.INTRO, Role.INTRO, Role.QUESTION]


def test_without_a_question_the_problem_says_what_one_is() -> None:
    with pytest.raises(ProblemsError) as caught:
        index_text(TITLE + INTRO, file="talk.txt")
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("R119", "talk.txt")
    assert problem.hint is not None
    assert "question mark" in problem.hint


# Closing notes


@pytest.mark.parametrize(
    "note",
    [
        "Tomas O’Wray is a historian.",
        "Tomas\u00a0O'Wray was a pilot for many years.",
        "Dr. Tomas O’Wray is a historian.",
        "The interview has been edited for length.",
        "Interview conducted by a colleague.",
    ],
)
def test_notes_on_the_people_or_the_interview_close_the_text(note: str) -> None:
    assert ids(TITLE + INTRO + BODY + note)[-1] == "back.p1"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Lake Orrin is a small place.",  # in the introduction, and no party to the interview
        "Anna Holm is a pilot.",  # not in the front matter
        "Mira knows that.",
        "This interviewing business was never easy.",
        "O’Wray is a common name here.",
    ],
)
def test_a_last_answer_is_not_taken_for_a_note(paragraph: str) -> None:
    assert ids(TITLE + INTRO + BODY + paragraph)[-1] == "q2.p2"


def test_a_note_in_the_middle_stays_in_its_answer() -> None:
    assert ids(TITLE + INTRO + BODY + BACK + "One thing more.")[-3:] == ["q2.p2", "q2.p3", "q2.p4"]


def test_the_only_answer_is_never_a_note() -> None:
    assert ids(INTRO + "Who are you?\nTomas O’Wray is my name.\n") == ["front.p1", "q1.q", "q1.p1"]


# Paragraphs


def test_hard_wrapped_paragraphs_stand_between_blank_lines() -> None:
    text = (
        "The Compact\n\n  Has the compact kept\n  its word?  \n\n\n"
        "Mostly it has, and\nMr.\nVane says so. The rest\nis talk.\n\n \nIt lasts.\n"
    )
    transcript = index_text(text)
    assert shape(transcript) == [
        ("front.p1", "title", 1),
        ("q1.q", "question", 0),
        ("q1.p1", "answer", 2),
        ("q1.p2", "answer", 1),
    ]
    question = transcript.segments[1]
    assert text[question.start : question.end] == "Has the compact kept\n  its word?"


def test_one_blank_line_does_not_join_the_lines_around_it() -> None:
    whole = TITLE + "\n" + INTRO + BODY + BACK
    assert ids(whole) == ids(TEXT)


def test_paragraphs_of_one_line_may_stand_apart() -> None:
    assert ids(TEXT.replace("\n", "\n\n")) == ids(TEXT)


# What files bring with them


@pytest.mark.parametrize(
    "data",
    [
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["CRLF", "CR", "BOM", "NFD"],
)
def test_encodings_of_one_text_have_one_index(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "interview.txt"
    path.write_bytes(data)
    assert ingest(path) == index_text(TEXT)


def test_decomposed_accents_are_counted_composed() -> None:
    text = "Où est le café?\nÀ Orrin. Près du port."
    composed = index_text(text)
    assert index_text(unicodedata.normalize("NFD", text)) == composed
    assert composed.length == len(text)


def test_code_points_beyond_the_basic_plane_count_as_one() -> None:
    text = "Is 𝔸 a lake 🚢?\nIt is 🌊. A 𝔹 is not."
    question, answer = index_text(text).segments
    assert (question.start, question.end) == (0, 14)
    assert [text[s.start : s.end] for s in answer.sentences] == ["It is 🌊.", "A 𝔹 is not."]


def test_no_break_spaces_and_line_ends_end_no_sentence() -> None:
    text = "Who was there?\nMr.\u00a0Vane and Dr.\u00a0Holm. Nobody\u00a0else.\u00a0"
    (_, answer) = index_text(text).segments
    assert [text[s.start : s.end] for s in answer.sentences] == [
        "Mr.\u00a0Vane and Dr.\u00a0Holm.",
        "Nobody\u00a0else.",
    ]
    assert answer.end == len(text) - 1


@pytest.mark.parametrize("space", ["\u00a0", "\u0085", "\u2028", "\u3000"])
def test_white_space_that_the_segmenter_panics_on_is_survived(space: str) -> None:
    text = f"Which plan?\nPlan A{space}. Not B{space}. Nor C."
    (_, answer) = index_text(text).segments
    assert "".join(text[s.start : s.end] for s in answer.sentences).startswith("Plan A")
    assert answer.sentences[-1].end == answer.end == len(text)


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\t\r\n\u00a0\n"])
def test_nothing_but_white_space_is_empty(text: str) -> None:
    assert problem_code(text) == "R103"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="R101"):
        ingest(tmp_path / "interview.txt")


def test_a_latin_1_file_is_refused_where_its_first_foreign_byte_stands(tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_bytes("Who was it?\nThe café owner.\n".encode("latin-1"))
    with pytest.raises(ProblemsError) as caught:
        ingest(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("R102", 2, 8)


def test_a_file_of_another_sort_is_not_taken_for_text(tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_bytes("Who?\nMe.\n".encode("utf-16-le"))
    with pytest.raises(ProblemsError, match="R102"):
        ingest(path)


def test_read_text_gives_the_text_that_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_bytes(b"\xef\xbb\xbfe\xcc\x81\r\n?")
    assert read_text(path) == "é\n?"
