"""What the data says to COREQ's items, and what it does not."""

from __future__ import annotations

from pathlib import Path

from reportgen.compose.memo import compose
from reportgen.model.dataset import Claim, Kind, Theme
from reportgen.model.transcript import Transcript
from tests import codebooks, ferry

ITEMS = [1, 12, 14, 17, 19, 21, 23, 24, 25, 26, 27, 28, 29, 31, 32]
SILENT = {14, 23, 24, 26, 28}
"""What no dataset has a place for."""


def answers(**transcripts: Transcript) -> dict[int, str | None]:
    """Of a study with one code and one claim."""
    first = next(iter(transcripts))
    claim = Claim(
        id="one",
        text="One thing is so.",
        kind=Kind.FACT,
        speaker=f"p-{first}",
        themes=("all",),
        evidence=(f"{first}/q1.p1.s1",),
    )
    project = codebooks.project([claim], [Theme(id="all", name="All", definition="All of it.")], transcripts)
    return {item.number: item.answer for item in codebooks.book(compose(project)).coreq}


def test_the_ferry_s_answers(good_project: Path) -> None:
    items = codebooks.book(codebooks.memo(good_project)).coreq
    assert [item.number for item in items] == ITEMS
    said = {item.number: item.answer for item in items}
    assert {number for number, answer in said.items() if answer is None} == {*SILENT, 19, 21}
    assert said[1] == "Tomas Vell."
    assert said[12] == "2 participants, 2 interviews."
    assert said[17] == "5 questions were asked. Whether a guide was used or tried out is not reported."
    assert said[25] == "6 codes on 2 levels, each with its definition above."
    assert said[29] == "No quotation is printed. Each claim is printed with its speaker and place."
    assert said[31] == "4 themes of the first rank, each with its claims."
    assert said[32] == "2 themes below them, each with its claims. Cases that differ are not marked as such."


def test_quotations_that_are_printed_are_counted(good_project: Path) -> None:
    items = codebooks.book(codebooks.memo(good_project, *ferry.SOURCES)).coreq
    assert {item.number: item.answer for item in items}[29] == "6 quotations, each with its speaker and place."


def test_two_who_ask_are_named_and_an_interview_without_is_said(good_project: Path) -> None:
    people = "  - id: tomas-vell\n"
    ferry.change_dataset(
        good_project,
        (people, f"  - {{id: mira-dahl, name: {{given: Mira, family: Dahl}}}}\n{people}"),
        ("interviewee: ben-okoro\n    interviewer: tomas-vell", "interviewee: ben-okoro\n    interviewer: mira-dahl"),
    )
    items = codebooks.book(codebooks.memo(good_project)).coreq
    assert items[0].answer == "Tomas Vell (1); Mira Dahl (1)."
    ferry.change_dataset(good_project, ("    interviewer: mira-dahl\n", ""))
    items = codebooks.book(codebooks.memo(good_project)).coreq
    assert items[0].answer == "Tomas Vell; not reported for 1 interview."


def test_many_who_ask_are_counted(good_project: Path) -> None:
    names = [f"asker-{number}" for number in range(7)]
    path = good_project / "datasets/ferry/dataset.yaml"
    text = path.read_text(encoding="utf-8")
    people = "".join(f"  - {{id: {name}, name: {{family: {name.title()}}}}}\n" for name in names)
    sources = "".join(
        f"  - {{id: extra-{name}, title: T, interviewee: ben-okoro, interviewer: {name}, "
        "transcript: okoro/transcript.json}\n"
        for name in names
    )
    path.write_text(text.replace("\npeople:\n", f"{sources}\npeople:\n{people}"), encoding="utf-8")
    items = codebooks.book(codebooks.memo(good_project)).coreq
    assert items[0].answer == "8 interviewers."
    assert items[1].answer == "2 participants, 9 interviews."


def test_nobody_named_asks() -> None:
    assert answers(a=codebooks.transcript(1, 2))[1] is None


def test_time_codes_tell_of_a_recording_and_its_length() -> None:
    timed, other = codebooks.transcript(20, 10, timed=True), codebooks.transcript(40, 10, timed=True)
    said = answers(a=codebooks.transcript(1, 2), b=timed)
    assert said[19] == "Time codes of a recording stand in 1 transcript."
    assert said[21] == "19 minutes by the time codes of 1 transcript."
    said = answers(a=other, b=timed)
    assert said[19] == "Time codes of a recording stand in 2 transcripts."
    assert said[21] == "19–37 minutes by the time codes of 2 transcripts."


def test_a_tree_of_one_level_has_no_minor_themes() -> None:
    said = answers(a=codebooks.transcript(1, 2))
    assert said[25] == "1 code on 1 level, each with its definition above."
    assert said[31] == "1 theme of the first rank, with its claims."
    assert said[32] is None
