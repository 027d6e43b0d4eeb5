"""Interviews as critical editions: what stands where, in whose words, and what may not be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.edition import Passage, Sentence, Unprinted
from reportgen.model.transcript import Role
from tests.annotated import compose, of, passage, sentence, source
from tests.ferry import change_dataset, texts

RENAMED = (
    ("- id: maran\n", "- id: harbour\n"),
    ("maran/q", "harbour/q"),
    ("    affiliation: Port Ansel\n", "    affiliation: Harbour Office\n"),
)


def marked(item: Sentence | Passage) -> list[tuple[str, str]]:
    """Claim and label of what rests on it."""
    return [(one.mark.claim, one.label) for one in item.resting]


def test_every_passage_of_every_interview_stands_in_its_order(good_project: Path) -> None:
    memo = compose(good_project)
    assert [item.label for item in source(memo, "maran").passages] == [
        *("front.p1", "front.p2", "q1.q", "q1.p1", "q1.p2", "q2.q", "q2.p1", "q2.p2", "q3.q", "q3.p1", "back.p1"),
    ]
    assert [part.exchange for part in source(memo, "okoro").parts] == [None, 1, 2, None]
    assert passage(memo, "maran/q2.q").role is Role.QUESTION


def test_claims_are_numbered_in_the_order_of_the_text(good_project: Path) -> None:
    change_dataset(  # in the dataset the last comes first
        good_project,
        (
            "claims:\n",
            (
                "claims:\n  - {id: last-word, text: The hull can rest, kind: forecast, speaker: ilse-maran,"
                " themes: [fleet], evidence: [maran/q3.p1.s2, maran/q1.p2.s3]}\n"
            ),
        ),
    )
    memo = compose(good_project)
    order = [mark.claim for _, item in of(memo).sentences for mark in item.marks]
    assert order[:5] == ["town-share", "hull-old", "last-word", "replace-hull", "bridge-pays"]
    assert [claim.id for claim in memo.claims] == list(dict.fromkeys(order))
    last = next(claim for claim in memo.claims if claim.id == "last-word")
    assert last.number == 3
    assert last.anchors == ("cite-3-1", "cite-3-2")
    marks = [mark for _, item in of(memo).sentences for mark in item.marks if mark.claim == "last-word"]
    assert [mark.anchor for mark in marks] == ["cite-3-1", "cite-3-2"]
    assert [mark.first for mark in marks] == [True, False]


def test_a_claim_stands_where_its_passage_begins_and_its_codes_cover_all_of_it(good_project: Path) -> None:
    memo = compose(good_project)
    first, second = sentence(memo, "maran/q1.p1.s1"), sentence(memo, "maran/q1.p1.s2")
    assert marked(first) == [("town-share", "s1–s2")]
    assert marked(second) == []
    assert first.codes == second.codes == ("A2",)
    assert marked(sentence(memo, "okoro/q1.p1.s1")) == [("first-boat", "q1")]
    assert sentence(memo, "okoro/q1.p1.s2").codes == ("D",)
    assert marked(sentence(memo, "maran/q3.p1.s1")) == [("electric-trial", "q3.p1")]


def test_a_claim_may_rest_on_a_question(good_project: Path) -> None:
    change_dataset(good_project, ("evidence: [maran/q3.p1]", "evidence: [maran/q3.q]"))
    item = passage(compose(good_project), "maran/q3.q")
    assert marked(item) == [("electric-trial", "q3.q")]
    assert item.sentences[0].codes == ("B",)
    assert item.sentences[0].text == "What comes next?"


def test_the_words_are_the_texts(good_project: Path) -> None:
    memo = compose(good_project)
    for id_, path in texts(good_project).items():
        text = Path(path).read_text(encoding="utf-8")
        printed = [item for edited, item in of(memo).sentences if edited.id == id_]
        assert [item.text for item in printed] == [text[item.start : item.end] for item in printed]
        assert "".join("".join(item.text or "" for item in printed).split()) == "".join(text.split())


def test_speakers_are_named_where_they_change(good_project: Path) -> None:
    memo = compose(good_project)
    assert [(item.label, item.speaker) for item in source(memo, "maran").passages if item.speaker] == [
        ("q1.q", "Vell"),
        ("q1.p1", "Maran"),
        ("q2.q", "Vell"),
        ("q2.p1", "Maran"),
        ("q3.q", "Vell"),
        ("q3.p1", "Maran"),
    ]


def test_what_is_set_aside_says_why_once(good_project: Path) -> None:
    memo = compose(good_project)
    asides = {item.anchor: item.aside for _, item in of(memo).sentences if item.aside}
    assert {anchor: (aside.label, aside.reason) for anchor, aside in asides.items()} == {
        "maran/q1.p1.s3": ("s3", "An aside without a finding."),
        "maran/q2.p2.s1": ("q2.p2", "An anecdote on the café trade."),
    }


def test_without_the_text_the_same_stands_there_but_for_the_words(good_project: Path) -> None:
    whole, bare = compose(good_project), compose(good_project, sources=texts(good_project, "okoro"))
    assert source(whole, "maran").unprinted is None
    assert source(bare, "maran").unprinted is Unprinted.ABSENT
    assert source(bare, "okoro") == source(whole, "okoro")
    assert all(item.text is None and not item.withheld for edited, item in of(bare).sentences if edited.id == "maran")
    assert [item.resting for _, item in of(bare).sentences] == [item.resting for _, item in of(whole).sentences]
    assert [item.codes for _, item in of(bare).sentences] == [item.codes for _, item in of(whole).sentences]


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ("terms: background\n    attribution: a harbour official", Unprinted.BACKGROUND),
        ("quotation_words: 500", Unprinted.ALLOWANCE),
    ],
)
def test_words_that_may_not_be_quoted_are_not_printed(good_project: Path, terms: str, why: Unprinted) -> None:
    change_dataset(good_project, *RENAMED, ("- id: harbour\n", f"- id: harbour\n    {terms}\n"))
    files = texts(good_project)
    memo = compose(good_project, sources={"harbour": files["maran"], "okoro": files["okoro"]})
    assert source(memo, "harbour").unprinted is why
    assert not any(item.text for edited, item in of(memo).sentences if edited.id == "harbour")
    assert sentence(memo, "okoro/q2.p1.s1").text == "Some would."


def test_a_sentence_that_gives_a_protected_name_is_withheld(good_project: Path) -> None:
    change_dataset(
        good_project,
        *RENAMED,
        ("- id: harbour\n", "- id: harbour\n    terms: not-for-attribution\n    attribution: a harbour official\n"),
    )
    files = texts(good_project)
    memo = compose(good_project, sources={"harbour": files["maran"], "okoro": files["okoro"]})
    edited = source(memo, "harbour")
    withheld = [item.anchor for other, item in of(memo).sentences if item.withheld]
    assert withheld == ["harbour/front.p2.s2", "harbour/back.p1.s1"], "the name, and the note that describes her"
    assert edited.withheld == 2
    assert sentence(memo, "harbour/front.p2.s1").text
    assert passage(memo, "harbour/q1.p1").speaker == "A harbour official"


def test_a_closing_note_describes_who_spoke_without_the_name_too(good_project: Path) -> None:
    change_dataset(
        good_project,
        *RENAMED,
        ("- id: harbour\n", "- id: harbour\n    terms: not-for-attribution\n    attribution: a harbour official\n"),
        ("{family: Maran, given: Ilse}", "{family: Quist, given: Ilse}"),
    )
    files = texts(good_project)
    memo = compose(good_project, sources={"harbour": files["maran"], "okoro": files["okoro"]})
    assert [item.anchor for _, item in of(memo).sentences if item.withheld] == ["harbour/back.p1.s1"]


def test_a_label_of_a_source_not_on_the_record_is_not_printed(good_project: Path) -> None:
    change_dataset(
        good_project,
        *RENAMED,
        ("- id: harbour\n", "- id: harbour\n    terms: not-for-attribution\n    attribution: a harbour official\n"),
    )
    index = good_project / "datasets/ferry/maran/transcript.json"
    lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if '"id": "q1.p2"' in line)
    lines[at] = lines[at].replace('"speaker": "interviewee"', '"speaker": "I.M."')
    index.write_text("".join(lines), encoding="utf-8")
    assert passage(compose(good_project, sources={}), "harbour/q1.p2").speaker == "Another speaker"


def test_further_speakers_are_named_as_the_terms_allow(good_project: Path) -> None:
    index = good_project / "datasets/ferry/maran/transcript.json"
    lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if '"id": "q1.p2"' in line)
    lines[at] = lines[at].replace('"speaker": "interviewee"', '"speaker": "BEN OKORO"')
    index.write_text("".join(lines), encoding="utf-8")
    assert passage(compose(good_project), "maran/q1.p2").speaker == "Okoro"
    index.write_text("".join(lines).replace("BEN OKORO", "Deckhand"), encoding="utf-8")
    assert passage(compose(good_project), "maran/q1.p2").speaker == "Deckhand"


def test_a_selection_takes_its_claims_and_sources_alone(good_project: Path) -> None:
    memo = compose(good_project, "select: {themes: [money/fares]}\n")
    assert [item.id for item in of(memo).sources] == ["okoro"]
    assert [claim.id for claim in memo.claims] == ["pass-price"]
    assert [code.path for code in of(memo).codes] == ["money", "money/fares", "passengers"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Slow boats pass.", ("Slow", " boats ", "pass.")),
        ("Some would.", ("Some", " ", "would.")),
        ("Yes.", ("", "", "Yes.")),
        ("夜の便です。", ("", "夜の便で", "す。")),
        (
            "See https://ansel.example/the/very/long/address",
            ("See", " https://ansel.example/the/very/long/address", ""),
        ),
    ],
)
def test_a_sentence_is_cut_where_a_line_may_break(text: str, pieces: tuple[str, str, str]) -> None:
    item = Sentence(anchor="a/q1.p1.s1", label="s1", start=0, end=len(text), text=text)
    assert item.pieces == pieces
    assert "".join(item.pieces) == text
