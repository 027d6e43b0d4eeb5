"""Who speaks: the forms of a label, and when a form is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.read.ingest import Interview, index_text, read_interview
from reportgen.read.ingest.labels import Form, find_label
from reportgen.read.ingest.script import Line, Raw


def read(text: str, folder: Path, name: str = "talk.txt") -> Interview:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_interview(path)


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(segment.speaker, text[segment.start : segment.end]) for segment in index_text(text).segments]


def told(text: str, form: Form, *, heading: bool = False) -> tuple[str, str, int | None] | None:
    """The name, the words behind it, and the time."""
    found = find_label(Line(0, len(text), text, 0, Raw(text, 1, 1, heading=heading)), form)
    return (found.name, text[found.length :], found.time) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ek: Yes.", ("Ek", "Yes.", None)),
        ("Jonas van der Ek: Yes.", ("Jonas van der Ek", "Yes.", None)),
        ("DR. J. EK (00:01:02): Yes.", ("DR. J. EK", "Yes.", 62_000)),
        ("Ek [1:02:03.25]: Yes.", ("Ek", "Yes.", 3_723_250)),
        ("Ek 01:02: Yes.", ("Ek", "Yes.", 62_000)),
        ("[00:01:02] Ek: Yes.", ("Ek", "Yes.", 62_000)),
        ("Ek: [01:02] Yes.", ("Ek", "Yes.", 62_000)),
        ("Ek (Holm Ferries): Yes.", ("Ek", "Yes.", None)),
        ("**Ek:** Yes.", ("Ek", "Yes.", None)),
        ("**Ek**: Yes.", ("Ek", "Yes.", None)),
        ("__Ek__: Yes.", ("Ek", "Yes.", None)),
        ("*Ek:* Yes.", ("Ek", "Yes.", None)),
        ("Léna d’Ormont\u00a0: Oui.", ("Léna d’Ormont", "Oui.", None)),
        ("Speaker 12: Yes.", ("Speaker 12", "Yes.", None)),
        ("エーク：はい。", ("エーク", "はい。", None)),
        ("يونس: نعم.", ("يونس", "نعم.", None)),
        ("Q: Who?", ("interviewer", "Who?", None)),
        ("Q. Who?", ("interviewer", "Who?", None)),
        ("Q12: Who?", ("interviewer", "Who?", None)),
        ("**A.** Me.", ("interviewee", "Me.", None)),
        ("Question: Who?", ("interviewer", "Who?", None)),
        ("Answer 3: Me.", ("interviewee", "Me.", None)),
        ("Respondent 3: Me.", ("Respondent 3", "Me.", None)),
        ("Ek:", ("Ek", "", None)),
        ("ek: yes.", None),
        ("The rule: no bicycles.", None),
        ("The rule of the harbour is: no bicycles.", None),
        ("We left at 10:30 and slept.", None),
        ("At 10:30 we left.", None),
        ("Https://example.org", None),
        ("A. Smith came.", ("interviewee", "Smith came.", None)),  # an initial, unless the text has Q. too
        ("1: first.", None),
        (": none", None),
    ],
)
def test_a_name_before_a_colon(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert told(text, "colon") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ek] Yes.", ("Ek", "Yes.", None)),
        ("[Ek]: Yes.", ("Ek", "Yes.", None)),
        ("[Ek, 01:02] Yes.", ("Ek", "Yes.", 62_000)),
        ("[Jonas Ek] 10:31:22", ("Jonas Ek", "", 37_882_000)),
        ("**[Ek]** Yes.", ("Ek", "Yes.", None)),
        ("[Laughter] Yes.", None),
        ("[Inaudible 01:02] Yes.", None),
        ("[Ek]Yes.", None),
        ("[the tape ends] Yes.", None),
    ],
)
def test_a_name_in_brackets(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert told(text, "bracket") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jonas Ek", ("Jonas Ek", "", None)),
        ("Jonas Ek  0:03", ("Jonas Ek", "", 3_000)),
        ("0:03 Jonas Ek", ("Jonas Ek", "", 3_000)),
        ("JONAS EK | 1:00:03", ("JONAS EK", "", 3_603_000)),
        ("**Jonas Ek**", ("Jonas Ek", "", None)),
        ("Jonas Ek.", None),
        ("Jonas Ek came", None),
    ],
)
def test_a_name_on_a_line_of_its_own(text: str, expected: tuple[str, str, int | None] | None) -> None:
    assert told(text, "own-line") == expected


def test_a_name_in_a_heading() -> None:
    assert told("## Jonas Ek", "heading") == ("Jonas Ek", "", None)
    assert told("Jonas Ek (0:03)", "heading", heading=True) == ("Jonas Ek", "", 3_000)
    assert told("Jonas Ek", "heading") is None
    assert told("## What the boat is for", "heading") is None


def test_one_question_and_one_answer_are_enough_where_the_first_asks() -> None:
    assert spoken("Brandt: Who rides?\nEk: Nurses.\n") == [("Brandt", "Who rides?"), ("Ek", "Nurses.")]
    assert spoken("Q: Who rides?\nA: Nurses.\n") == [("interviewer", "Who rides?"), ("interviewee", "Nurses.")]


def test_a_label_may_stand_alone_above_its_words() -> None:
    text = "Brandt (00:01):\nWho rides?\n\nEk (00:02):\nNurses.\nBakers.\n"
    assert spoken(text) == [("Brandt", "Who rides?"), ("Ek", "Nurses."), ("Ek", "Bakers.")]


def test_where_only_questions_are_marked_the_rest_answers() -> None:
    text = "LB: Who rides?\n\nNurses. Would you?\n\nBakers.\n\nLB: And then?\n\nSleep.\n"
    assert spoken(text) == [
        ("LB", "Who rides?"),
        ("interviewee", "Nurses. Would you?"),
        ("interviewee", "Bakers."),
        ("LB", "And then?"),
        ("interviewee", "Sleep."),
    ]


def test_where_only_answers_are_marked_questions_stand_between_them() -> None:
    assert spoken("Who rides?\nA: Nurses.\nBakers.\nAnd then?\nA: Sleep.\n") == [
        ("interviewer", "Who rides?"),
        ("interviewee", "Nurses."),
        ("interviewee", "Bakers."),
        ("interviewer", "And then?"),
        ("interviewee", "Sleep."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Who rides?\nI asked them.\nMe: where to, then.\nHim: Holm.\nMe: now.\nHim: yes.\nAnd then?\nSleep.\n",
        "Which way?\nPro: it is quick.\nCon: it is dear.\nIn winter?\nPro: it is warm.\nCon: it is slow.\n",
        "Did it work?\nYes\nWho paid?\nNobody\nDid it last?\nYes\nWho cared?\nNobody\n",
        "Did it?\nYes\nIt did.\nWho paid?\nNobody\nNot one.\nDid it last?\nYes\nVery.\nWho cared?\nNobody\nNot I.\n",
        "Which rule?\nNote: none.\nNote: nobody.\nAnd then?\nSleep.\n",
    ],
    ids=["talk told in an answer", "for and against", "answers of one word", "answers that begin so", "notes"],
)
def test_what_only_looks_like_labels_is_left_in_the_answer(text: str) -> None:
    segments = index_text(text).segments
    assert {segment.speaker for segment in segments} == {"interviewer", "interviewee"}
    assert [text[s.start : s.end] for s in segments] == text.strip().split("\n")


def test_names_passed_over_are_reported_once_each(tmp_path: Path) -> None:
    text = "Which way?\nPro: quick.\nCon: dear.\nIn winter?\nPro: warm.\nCon: slow.\n"
    assert [(d.line, d.message) for d in read(text, tmp_path).doubts] == [
        (2, "`Pro` is not taken for a speaker (“Pro: quick.”)"),
        (3, "`Con` is not taken for a speaker (“Con: dear.”)"),
    ]


def test_a_name_that_comes_up_once_is_taken_where_it_is_a_full_one(tmp_path: Path) -> None:
    text = "Brandt: Who?\nEk: Nurses.\nMaire Holm: And I.\nBrandt: So?\nEk: Yes.\nNote: the end.\n"
    interview = read(text, tmp_path)
    assert interview.known.others == ("Maire Holm",)
    assert [segment.speaker for segment in interview.transcript.segments][2] == "Maire Holm"
    (doubt,) = interview.doubts
    assert (doubt.line, doubt.code, doubt.severity.value) == (6, "R121", "warning")
    assert doubt.message.startswith("`Note` is not taken for a speaker")


def test_a_name_misspelt_once_is_doubted(tmp_path: Path) -> None:
    text = "Lena Brandt: Who?\nJonas Ek: Me.\nLena Brandt: So?\nJonas Eck: I.\nLena Brandt: And?\nJonas Ek: Yes.\n"
    (doubt,) = read(text, tmp_path).doubts
    assert (doubt.line, doubt.message) == (4, "`Jonas Eck` speaks only once: is it `Jonas Ek`? (“Jonas Eck: I.”)")


def test_an_initial_is_no_answer() -> None:
    text = "Brandt: Who rides?\nEk: Nurses.\nA. Smith too.\nBrandt: And?\nEk: Bakers.\n"
    assert spoken(text)[2] == ("Ek", "A. Smith too.")
    text = "Q. Who rides?\nA. Nurses.\nA. Smith too.\nQ. And?\nA. Bakers.\n"
    assert spoken(text)[2] == ("interviewee", "A. Smith too.")


def test_spellings_of_one_name_are_one_speaker() -> None:
    text = "Lena O’Hara: Who?\nEk: Me.\nLENA O'HARA: So?\nEK: Yes.\n"
    assert [who for who, _ in spoken(text)] == ["Lena O’Hara", "Ek"] * 2


def test_the_record_at_the_top_is_no_talk(tmp_path: Path) -> None:
    text = "Interviewer: Lena Brandt\nInterviewee: Jonas Ek\n\nInterviewer: Who rides?\nInterviewee: Nurses.\n"
    interview = read(text, tmp_path)
    assert [segment.id for segment in interview.transcript.segments] == ["front.p1", "front.p2", "q1.q", "q1.p1"]
    assert (interview.known.interviewers, interview.known.interviewee) == (("Lena Brandt",), "Jonas Ek")


def test_an_introduction_that_asks_does_not_hide_the_labels() -> None:
    text = "The Boat\nWhat is it for, one may wonder, and for whom?\nBrandt: Who?\nEk: Me.\nBrandt: So?\nEk: Yes.\n"
    assert [who for who, _ in spoken(text)] == [None, None, "Brandt", "Ek", "Brandt", "Ek"]


def test_closing_notes_stand_behind_the_last_label() -> None:
    text = "Lena Brandt asks Jonas Ek.\nBrandt: Who?\nEk: Me.\nBrandt: So?\nEk: Yes.\n"
    text += "Jonas Ek is a pilot.\nEnd of transcript\n"
    assert [segment.id for segment in index_text(text).segments][-3:] == ["q2.p1", "back.p1", "back.p2"]


def test_times_tell_names_on_lines_of_their_own_even_once() -> None:
    text = "Lena Brandt 0:01\nWho rides?\nJonas Ek 0:05\nNurses.\n"
    assert spoken(text) == [("Lena Brandt", "Who rides?"), ("Jonas Ek", "Nurses.")]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Tell me.\nA: What?\nQ: That.\nA: Why?\n",
        "Interviewer: Tell me.\nEk: What?\nInterviewer: That.\nEk: Why?\n",
        "Brandt: Tell me.\nRespondent: What?\nBrandt: That.\nRespondent: Why?\n",
    ],
)
def test_a_label_that_says_who_asks_weighs_more_than_who_does(text: str, tmp_path: Path) -> None:
    interview = read(text, tmp_path)
    assert [segment.id for segment in interview.transcript.segments] == ["q1.q", "q1.p1", "q2.q", "q2.p1"]
    assert interview.doubts == ()


def test_a_record_stands_line_by_line_in_a_wrapped_text(tmp_path: Path) -> None:
    record = "Interviewer: Lena Brandt\nInterviewee: Jonas Ek\n"
    text = f"{record}The talk was\nheld at Holm.\n\nIt was\nlate.\n\nQ: Who?\nA: Me.\n"
    found = read(text, tmp_path).transcript.segments
    assert [text[s.start : s.end] for s in found][:4] == [
        "Interviewer: Lena Brandt",
        "Interviewee: Jonas Ek",
        "The talk was\nheld at Holm.",
        "It was\nlate.",
    ]
