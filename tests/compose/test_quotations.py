"""Quotations in a memo: printed where the text is at hand, counted where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from reportgen.model.cited import Quotation
from reportgen.render import web_annotations
from tests.ferry import change_dataset, texts, write_brief

PROSE = "Each winter is “longer than the last” [@hull-old]; riders want “the first boat before six” [@first-boat]."


def compose(project: Path, text: str, sources: Mapping[str, str] | None = None, **parts: str) -> Memo:
    path = write_brief(project, text, **parts)
    return reportgen.compose_memo(reportgen.load_project(path, sources=texts(project) if sources is None else sources))


def only(memo: Memo) -> Quotation:
    (quotation,) = memo.quotations
    assert memo.sections[0].quote == quotation
    return quotation


def test_quotations_stand_in_reading_order(good_project: Path) -> None:
    more = "limits: She would “replace it within five years” [@replace-hull].\n"
    memo = compose(good_project, PROSE, quote="{at: maran/q2.p1.s3}", more=more, title="A hull “longer than the last”")
    assert [(quotation.text, quotation.locator) for quotation in memo.quotations] == [
        ("longer than the last", "maran/q1.p2.s2"),
        ("longer than the last", "maran/q1.p2.s2"),
        ("the first boat before six", "okoro/q1.p1.s1"),
        ("Every pier you put there moves the sand.", "maran/q2.p1.s3"),
        ("replace it within five years", "maran/q1.p2.s3"),
    ]
    assert [quotation.speaker for quotation in memo.quotations][1:4] == ["Ilse Maran", "Ben Okoro", "Ilse Maran"]
    assert memo.quotations[3].place == "answer 2, paragraph 1, sentence 3"
    project = {id_: Path(path).read_text(encoding="utf-8") for id_, path in texts(good_project).items()}
    for quotation in memo.quotations:
        assert project[quotation.source][quotation.start : quotation.end] == quotation.text
    assert (memo.method.quotations_left_out, memo.method.quotations_unproved) == (0, 0)
    assert [source.text_at_hand for source in memo.sources] == [True, True]
    assert reportgen.decode_memo(reportgen.encode_memo(memo)) == memo


def test_without_the_text_they_are_left_out_and_counted(good_project: Path) -> None:
    memo = compose(good_project, PROSE, {}, quote="{at: maran/q2.p1.s3, from: nowhere}")
    assert (memo.quotations, memo.sections[0].quote) == ((), None)
    assert (memo.method.quotations_left_out, memo.method.quotations_unproved) == (1, 2)
    assert [source.text_at_hand for source in memo.sources] == [False, False]


def test_with_one_text_of_two_the_others_are_left_out(good_project: Path) -> None:
    memo = compose(good_project, PROSE, texts(good_project, "okoro"), quote="{at: maran/q2.p1.s3}")
    assert [quotation.source for quotation in memo.quotations] == ["okoro"]
    assert (memo.method.quotations_left_out, memo.method.quotations_unproved) == (1, 1)


@pytest.mark.parametrize(
    ("quote", "text", "locator"),
    [
        ("{at: maran/q1.p2.s3}", "I would replace it within five years.", "maran/q1.p2.s3"),
        ("{at: maran/q1.p2, from: I would}", "I would replace it within five years.", "maran/q1.p2.s3"),
        ("{at: maran/q1.p2, to: the hull}", "What worries me is the hull.", "maran/q1.p2.s1"),
        ("{at: maran/q1.p2, from: I would, to: replace it}", "I would replace it …", "maran/q1.p2.s3"),
        (
            "{at: maran/q1.p2.s2, from: each winter}",
            "… each winter in dry dock is longer than the last.",
            "maran/q1.p2.s2",
        ),
        ("{at: maran/q1.p2, from: in dry, to: dock}", "… in dry dock …", "maran/q1.p2.s2"),
        ("{at: maran/q1.p2, from: longer, to: I would}", "… longer than the last. I would …", "maran/q1.p2.s2-s3"),
        (
            "{at: maran/q2, from: Every pier, to: A café}",
            "Every pier you put there moves the sand.\nA café …",
            "maran/q2",
        ),
        ("{at: maran/q3.q}", "What comes next?", "maran/q3.q"),
        ("{at: maran/front.p1}", "Keeping the Harbour Ferry Afloat", "maran/front.p1.s1"),
        ("{at: okoro/back.p1, from: Ben, to: is}", "Ben Okoro is …", "okoro/back.p1.s1"),
    ],
)
def test_a_passage_is_cut_by_its_words(good_project: Path, quote: str, text: str, locator: str) -> None:
    quotation = only(compose(good_project, "It is old [@hull-old].", quote=quote))
    assert (quotation.text, quotation.locator) == (text, locator)


def test_a_cut_keeps_the_quotation_marks_of_what_it_cuts(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry" / "maran"
    text = (folder / "text.txt").read_text(encoding="utf-8")
    (folder / "text.txt").write_text(text.replace("The council says that a bridge", "He said: “A bridge").replace(
        "in thirty years. I", "in thirty years.” I"), encoding="utf-8")  # fmt: skip
    (folder / "transcript.json").write_bytes(reportgen.encode_transcript(reportgen.ingest(folder / "text.txt")))
    quote = "{at: maran/q2.p1, from: A bridge, to: thirty years}"
    quotation = only(compose(good_project, "It is old [@hull-old].", quote=quote))
    assert quotation.text.endswith("“A bridge would pay for itself in thirty years.”")


@pytest.mark.parametrize(
    ("at", "speaker"),
    [
        ("maran/q2.p2.s1", "Ilse Maran"),
        ("maran/q2.q", "Tomas Vell"),
        ("maran/front.p2.s1", "The Ansel Courier"),
        ("okoro/front.p2.s1", "A Passenger’s View of the Crossing"),
    ],
)
def test_who_says_the_words(good_project: Path, at: str, speaker: str) -> None:
    assert only(compose(good_project, "It is old [@hull-old].", quote=f"{{at: {at}}}")).speaker == speaker


def test_a_claim_knows_best_who_says_the_words(good_project: Path) -> None:
    change_dataset(
        good_project,
        ("speaker: ilse-maran\n    themes: [money/subsidy]", "speaker: council\n    themes: [money/subsidy]"),
    )
    quote = "{at: maran/q1.p1.s2}"
    assert only(compose(good_project, "It is old [@hull-old].", quote=quote)).speaker == "Town council of Port Ansel"


def page(memo: Memo) -> str:
    return " ".join(reportgen.render_html(memo, medium="print").split())


def test_the_page_sets_a_passage_apart_with_its_place_and_evidence(good_project: Path) -> None:
    quote = "{at: maran/q1.p2, from: longer, to: five years}"
    html = page(compose(good_project, "It is old [@hull-old].", quote=quote))
    assert (
        '<blockquote class="quotation"> <p>… longer than the last. I would replace it within five years.</p>'
        ' <p class="attribution">Ilse Maran, answer 1, paragraph 2, sentences 2–3<sup class="cite">'
        '<a href="#evidence-1">1</a>,<a href="#evidence-2">2</a></sup></p> </blockquote>'
    ) in html
    elsewhere = page(compose(good_project, "It is old [@hull-old].", quote="{at: maran/q2}"))
    assert "<p>A café on the quay" in elsewhere
    assert '<p class="attribution">Ilse Maran, answer 2</p>' in elsewhere
    assert "<blockquote" not in page(compose(good_project, "It is old [@hull-old].", {}, quote="{at: maran/q2}"))


@pytest.mark.parametrize(
    ("text", "available", "quote", "note"),
    [
        ("Old [@hull-old].", ["maran"], "", "No passage of the interview is quoted. "),
        (
            "Old [@hull-old].",
            ["maran"],
            "{at: maran/q2}",
            "are word for word from the interview’s text (SHA-256 cf88d6dce809…); an",
        ),
        (
            "Old [@hull-old].",
            [],
            "{at: maran/q2}",
            "One quotation was left out: the interview’s text was not at hand. ",
        ),
        (
            "“Old as the boat” [@hull-old].",
            [],
            "",
            "One quotation in the text was not proved: the interview’s text was not",
        ),
        (
            PROSE,
            [],
            "{at: maran/q2}",
            "not every interview’s text was at hand. Two quotations in the text were not proved, for the same reason. ",
        ),
        (
            PROSE,
            ["maran", "okoro"],
            "",
            "from the interviews’ texts (maran: SHA-256 cf88d6dce809…; okoro: SHA-256 47a14ce3c883…); an",
        ),
        (PROSE, ["maran"], "", "from the interviews’ texts (maran: SHA-256 cf88d6dce809…); an"),
    ],
)
def test_the_method_note_says_what_became_of_them(
    good_project: Path, text: str, available: list[str], quote: str, note: str
) -> None:
    sources = texts(good_project, *available) if available else {}
    assert note in page(compose(good_project, text, sources, quote=quote))


def test_passages_travel_with_the_evidence_only_where_the_text_is_at_hand(good_project: Path) -> None:
    (evidence,) = compose(good_project, "Old [@hull-old].").claim(1).evidence
    assert (evidence.passage or "")[:12] == "What worries"
    assert (evidence.prefix, evidence.suffix) == (
        "pects a boat to earn its keep.\n\n",
        " I would replace it within five ",
    )
    (evidence,) = compose(good_project, "Old [@hull-old].", {}).claim(1).evidence
    assert (evidence.passage, evidence.prefix, evidence.suffix) == (None, None, None)


def test_a_source_that_is_only_quoted_is_a_source_of_the_memo(good_project: Path) -> None:
    memo = compose(good_project, "It wears out [@hull-old].", quote="{at: okoro/q1.p1.s1}")
    assert [source.id for source in memo.sources] == ["maran", "okoro"]
    assert {quotation.source for quotation in memo.quotations} == {"okoro"}
    assert b"okoro" in web_annotations.encode(memo)
