"""What a user says against the reading, and what the reading is unsure of."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import ProblemsError, UsageError
from reportgen.read.ingest import Interview, read_interview

UNMARKED = """The Boat
Who rides?
Nurses.
Would you not?
What then?
They sleep.
Tell me about the bus.
It is slow.
"""
MARKED = """Ek: Ready.
Brandt: Who rides?
Ek: Nurses.
Maire Holm: And I. Would you believe it?
Brandt: So what?
Ek: Yes.
"""


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def _read(text: str, **corrections: Any) -> Interview:
        path = tmp_path / "talk.txt"
        path.write_text(text, encoding="utf-8")
        return read_interview(path, **corrections)

    return _read


def ids(interview: Interview) -> dict[str, int]:
    return interview.lines


def refusal(read: Any, text: str, **corrections: Any) -> tuple[str, str | None]:
    with pytest.raises(UsageError) as caught:
        read(text, **corrections)
    return caught.value.message, caught.value.hint


# Doubts


def test_a_doubt_has_a_line_a_reason_six_words_and_a_correction(read: Any) -> None:
    found = [(d.code, d.line, d.message, d.hint) for d in read(UNMARKED).doubts]
    assert found == [
        ("R121", 4, "ends in a question: read as part of an answer (“Would you not?”)", "otherwise: --questions +4"),
        (
            "R121",
            7,
            "may ask without a question mark: read as part of an answer (“Tell me about the bus.”)",
            "otherwise: --questions +7",
        ),
    ]
    long = UNMARKED.replace("Would you not?", "Would you not, all things considered and weighed, ride?")
    assert "(“Would you not, all things considered…”)" in read(long).doubts[0].message


def test_questions_above_the_first_are_doubted(read: Any) -> None:
    text = "Will the Boat Sail?\nLena asked.\nWhat is a boat?\nWho rides?\nNurses.\n"
    assert [(d.line, d.message.partition(" (")[0]) for d in read(text).doubts] == [
        (1, "ends in a question: read as part of a title"),
        (3, "ends in a question: read as part of the introduction"),
    ]


def test_a_question_as_long_as_an_answer_is_doubted(read: Any) -> None:
    text = (
        "Who rides?\nNurses.\nAnd then?\nSleep.\n"
        + "They sleep and sleep. " * 40
        + "And who would not?\nI would not.\n"
    )
    (doubt,) = read(text).doubts
    assert (doubt.line, doubt.hint) == (5, "otherwise: --questions -5")
    long = "They sleep and sleep. " * 40 + "And who would not?\nI would not.\n"
    assert read(long * 2).doubts == ()


def test_nothing_is_doubted_where_all_is_plain(read: Any) -> None:
    assert read("The Boat\nWho rides?\nNurses.\nAnd then?\nThey sleep.\n").doubts == ()
    assert read("Brandt: Who rides?\nEk: Nurses.\nBrandt: So?\nEk: Yes.\n").doubts == ()


def test_talk_before_the_first_question_is_front_matter_and_doubted(read: Any) -> None:
    interview = read(MARKED)
    assert ids(interview)["front.p1"] == 1
    assert interview.transcript.segments[0].speaker == "Ek"
    assert (interview.doubts[0].line, interview.doubts[0].hint) == (1, "if they ask: --interviewer NAME")


def test_who_asks_is_said_to_be_uncertain_where_two_do(read: Any) -> None:
    (doubt,) = [d for d in read(MARKED).doubts if "interviewer" in d.message]
    assert doubt.message == "Brandt asks twice, Maire Holm once: Brandt is taken for the interviewer (“Who rides?”)"
    assert doubt.hint == "--interviewer NAME names another"
    assert [d for d in read(MARKED, interviewers=("Brandt",)).doubts if "interviewer" in d.message] == []


def test_where_nobody_asks_the_first_to_speak_is_taken_and_doubted(read: Any) -> None:
    interview = read("Brandt: Welcome.\nEk: Thanks.\nBrandt: Go on.\nEk: No.\n")
    (doubt,) = interview.doubts
    assert doubt.message.startswith("nobody asks: Brandt, who speaks first")
    assert interview.known.interviewers == ("Brandt",)


def test_an_answer_without_a_name_is_doubted(read: Any) -> None:
    interview = read("LB: Who?\n\nNurses do.\n\nLB: And?\n\nJE: Me.\n\nLB: So?\n\nJE: Yes.\n")
    assert [(d.line, d.hint) for d in interview.doubts] == [(3, "otherwise: --questions -3")]


# Questions


def test_the_questions_may_be_listed(read: Any) -> None:
    interview = read(UNMARKED, questions=(2, 5, 7))
    assert ids(interview) == {
        "front.p1": 1,
        "q1.q": 2,
        "q1.p1": 3,
        "q1.p2": 4,
        "q2.q": 5,
        "q2.p1": 6,
        "q3.q": 7,
        "q3.p1": 8,
    }
    assert interview.doubts == ()


def test_questions_may_be_added_and_dropped(read: Any) -> None:
    assert [line for id_, line in ids(read(UNMARKED, add_questions=(7,))).items() if id_.endswith("q")] == [2, 5, 7]
    assert [line for id_, line in ids(read(UNMARKED, drop_questions=(5,))).items() if id_.endswith("q")] == [2]
    both = read(UNMARKED, add_questions=(7,), drop_questions=(5,))
    assert [line for id_, line in ids(both).items() if id_.endswith("q")] == [2, 7]


def test_adjacent_questions_are_one(read: Any) -> None:
    interview = read(UNMARKED, add_questions=(4,))
    question = next(s for s in interview.transcript.segments if s.id == "q2.q")
    assert UNMARKED[question.start : question.end] == "Would you not?\nWhat then?"


def test_questions_can_be_named_where_none_is_recognised(read: Any) -> None:
    text = "Tell me.\nNo.\nGo on.\nNever.\n"
    with pytest.raises(ProblemsError, match="R119") as caught:
        read(text)
    assert "--questions" in str(caught.value.hint)
    assert list(ids(read(text, questions=(1, 3)))) == ["q1.q", "q1.p1", "q2.q", "q2.p1"]


def test_a_named_speaker_keeps_their_name_where_questions_are_corrected(read: Any) -> None:
    interview = read(MARKED, add_questions=(4,), drop_questions=(5,))
    assert [(s.id, s.speaker) for s in interview.transcript.segments] == [
        ("front.p1", "Ek"),
        ("q1.q", "Brandt"),
        ("q1.p1", "Ek"),
        ("q2.q", "Maire Holm"),
        ("q2.p1", "Brandt"),
        ("q2.p2", "Ek"),
    ]


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        ({"questions": (99,)}, "the text ends at line 8, before 99"),
        ({"add_questions": (99,)}, "the text ends at line 8, before 99"),
        ({"drop_questions": (3,)}, "line 3 is no question that could be dropped"),
        ({"answers_until": 2}, "line 2 stands before the first answer"),
        ({"answers_until": 99}, "the text ends at line 8, before 99"),
        ({"interviewers": ("Brandt",)}, "the text does not name its speakers"),
        ({"language": "no language"}, "`no language` is no language"),
    ],
)
def test_a_correction_of_nothing_is_wrong_usage(read: Any, corrections: dict[str, Any], message: str) -> None:
    assert refusal(read, UNMARKED, **corrections)[0] == message


def test_a_line_between_paragraphs_holds_no_words(read: Any) -> None:
    assert refusal(read, "Who?\n\nMe.\n", questions=(2,))[0] == "line 2 holds no words"


def test_any_line_of_a_wrapped_paragraph_names_it(read: Any) -> None:
    text = "The Boat\n\nTell me\nmore of it.\n\nIt is\nslow.\n"
    assert ids(read(text, questions=(4,))) == {"front.p1": 1, "q1.q": 3, "q1.p1": 6}


def test_what_follows_the_last_answer_is_back_matter(read: Any) -> None:
    interview = read(UNMARKED, answers_until=6)
    assert list(ids(interview))[-2:] == ["back.p1", "back.p2"]
    assert [s.speaker for s in interview.transcript.segments][-2:] == [None, None]


def test_a_question_behind_the_last_answer_is_dropped(read: Any) -> None:
    assert list(ids(read(UNMARKED, answers_until=4))) == [
        *("front.p1", "q1.q", "q1.p1", "q1.p2"),
        *("back.p1", "back.p2", "back.p3", "back.p4"),
    ]


def test_a_closing_note_may_be_made_a_question(read: Any) -> None:
    text = "Lena Brandt asks Jonas Ek.\nBrandt: Who?\nEk: Me.\nBrandt: So?\nEk: No.\nJonas Ek is a pilot.\n"
    assert list(ids(read(text)))[-1] == "back.p1"
    assert list(ids(read(text, add_questions=(6,))))[-1] == "q3.q"
    text += "Lena Brandt is a reporter.\n"
    assert list(ids(read(text)))[-2:] == ["back.p1", "back.p2"]
    assert list(ids(read(text, add_questions=(7,))))[-2:] == ["q2.p2", "q3.q"]


# Speakers


def test_the_interviewer_may_be_named_by_any_part_of_the_name(read: Any) -> None:
    text = "Jonas Ek: Who rides?\nLena Brandt: Nurses.\nJonas Ek: So?\nLena Brandt: Yes.\n"
    assert read(text).known.interviewers == ("Jonas Ek",)
    for name in ("Lena Brandt", "lena", "BRANDT"):
        interview = read(text, interviewers=(name,))
        assert interview.known.interviewers == ("Lena Brandt",)
        assert ids(interview) == {"front.p1": 1, "q1.q": 2, "q1.p1": 3, "q2.q": 4}


def test_several_may_ask(read: Any) -> None:
    interview = read(MARKED, interviewers=("Brandt", "Maire Holm"))
    assert [s.id for s in interview.transcript.segments] == ["front.p1", "q1.q", "q1.p1", "q2.q", "q2.p1"]
    assert interview.known.interviewers == ("Brandt", "Maire Holm")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Brant", "no speaker is called `Brant`", "did you mean `Brandt`?"),
        ("Nobody At All", "no speaker is called `Nobody At All`", "speakers: Ek, Brandt, Maire Holm"),
    ],
)
def test_an_unknown_interviewer_is_wrong_usage(read: Any, name: str, message: str, hint: str) -> None:
    assert refusal(read, MARKED, interviewers=(name,)) == (message, hint)


def test_a_part_of_two_names_is_wrong_usage(read: Any) -> None:
    text = "Lena Ek: Who?\nJonas Ek: Me.\nLena Ek: So?\nJonas Ek: Yes.\n"
    assert refusal(read, text, interviewers=("Ek",))[0] == "`Ek` is part of several names"


def test_an_interviewer_who_says_nothing_is_wrong_usage(read: Any) -> None:
    message, hint = refusal(read, "Q: Who rides?\nQ: And then?\n", interviewers=("interviewee",))
    assert (message, hint) == ("the interviewer named says nothing", "speakers: interviewer, interviewee")


# Patterns


def test_a_pattern_says_what_names_look_like(read: Any) -> None:
    text = "Talk\n>lb (01:02)> who?\n>je> me.\nand I.\n>lb> so?\n>je> yes.\n"
    interview = read(text, speaker_pattern=r">(?P<speaker>\w+)(?: \((?P<time>[\d:]+)\))?>")
    assert [(s.id, s.speaker, s.time) for s in interview.transcript.segments] == [
        ("front.p1", None, None),
        ("q1.q", "lb", 62_000),
        ("q1.p1", "je", None),
        ("q1.p2", "je", None),
        ("q2.q", "lb", None),
        ("q2.p1", "je", None),
    ]
    assert interview.doubts == ()


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(?P<speaker>", "the speaker pattern is no regular expression: "),
        ("[", "the speaker pattern is no regular expression: "),
        (r"(\w+):", "the speaker pattern has no group named `speaker`"),
        (r"(?P<speaker>\d+):", "the speaker pattern matches at the beginning of no line"),
        (r"(?P<speaker>)", "the speaker pattern matches at the beginning of no line"),
        (
            r"(?P<speaker>\w+): (?P<time>\w+)",
            "the group `time` of the speaker pattern matched `Ready`, which is no time",
        ),
        ("(?P<speaker>x)" + "y" * 500, "the speaker pattern has 514 characters, and at most 500 are tried"),
    ],
)
def test_a_pattern_that_cannot_be_meant_is_wrong_usage(read: Any, pattern: str, message: str) -> None:
    assert refusal(read, MARKED, speaker_pattern=pattern)[0].startswith(message)


def test_a_pattern_that_backtracks_without_end_is_given_up(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.read.ingest.pattern.SECONDS", 0.2)
    text = "Who rides?\n" + "a" * 60 + "\n"
    before = time.monotonic()
    message, hint = refusal(read, text, speaker_pattern=r"(?P<speaker>(?:a|aa|a.)+)!")
    assert time.monotonic() - before < 5
    assert message == "the speaker pattern takes more than 0.2 seconds: it was given up at line 2"
    assert hint


# Languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who rides?\nNurses.\n", "en"),
        ("1?\n2.\n", "en"),
        ("誰が乗るのですか。\n看護師です。\n", "ja"),
        ("谁坐船？\n护士。\n", "zh"),
        ("누가 타요?\n간호사.\n", "ko"),
        ("מי נוסע?\nאחיות.\n", "he"),
        ("من يركب؟\nنعم.\n", "ar"),
        ("Ποιος ταξιδεύει;\nΚανείς.\n", "el"),
        ("Кто едет?\nВсе.\n", "ru"),
    ],
)
def test_the_script_tells_the_language_and_its_question_mark(read: Any, text: str, language: str) -> None:
    interview = read(text)
    assert interview.transcript.language == language
    assert [segment.id for segment in interview.transcript.segments] == ["q1.q", "q1.p1"]


def test_a_language_given_is_that_of_the_sentences(read: Any) -> None:
    text = "Wann?\nAm 3. Mai kam er. Er blieb.\n"
    counts = [len(read(text, language=tag).transcript.segments[1].sentences) for tag in ("en", "de", "de-AT")]
    assert counts == [3, 2, 2]
    assert read(text, language="de-AT").transcript.language == "de-AT"


ANSWER = "The boat was slow, said Mr. Vane, and nobody minded it. " * 12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exchange", "count"),
    [(f"Brandt: Who rides on that day?\n\nEk: {ANSWER}\n\n{ANSWER}\n\n", 2_200), ("Q: Who?\nA: Me.\n", 40_000)],
    ids=["a thousand pages", "many short turns"],
)
def test_long_transcripts_are_read_in_seconds(read: Any, exchange: str, count: int) -> None:
    before = time.perf_counter()
    interview = read(exchange * count)
    assert time.perf_counter() - before < 20  # two to four on a quiet machine
    assert sum(segment.id.endswith(".q") for segment in interview.transcript.segments) == count
