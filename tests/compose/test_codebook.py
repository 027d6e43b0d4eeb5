"""The codebook of the ferry's two interviews, counted by hand; and what its sources' terms leave of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from reportgen.build.checks import check_project
from reportgen.model.codebook import Aside, Code, Codebook
from tests import codebooks, ferry

TERMS = "    interviewee: ben-okoro\n"


def told(matrix: object) -> dict[str, tuple[int | None, ...]]:
    """A matrix's rows by number, each with its total at the end."""
    return {row.number: (*row.cells, row.total) for row in matrix.rows}  # type: ignore[attr-defined]


@pytest.fixture
def memo(good_project: Path) -> Memo:
    return codebooks.memo(good_project)


@pytest.fixture
def book(memo: Memo) -> Codebook:
    return codebooks.book(memo)


# The codes


def test_codes_are_numbered_by_their_place_in_the_tree(book: Codebook) -> None:
    assert [(code.number, code.path, code.level) for code in book.codes] == [
        ("1", "money", 1),
        ("1.1", "money/fares", 2),
        ("1.2", "money/subsidy", 2),
        ("2", "fleet", 1),
        ("3", "alternatives", 1),
        ("4", "passengers", 1),
    ]
    assert [code.anchor for code in book.codes][:2] == ["code-1", "code-1-1"]
    assert [code.number for code in book.top] == ["1", "2", "3", "4"]


def test_a_code_counts_what_is_coded_to_it_and_below_it_once(book: Codebook) -> None:
    def counts(code: Code) -> tuple[int, ...]:
        return code.own, code.claims, code.sentences, code.passages, code.sources

    assert {code.path: counts(code) for code in book.codes} == {
        "money": (1, 3, 5, 3, 2),
        "money/fares": (1, 1, 2, 1, 1),
        "money/subsidy": (1, 1, 2, 1, 1),
        "fleet": (3, 3, 5, 2, 1),
        "alternatives": (2, 2, 3, 1, 1),
        "passengers": (3, 3, 5, 2, 1),
    }


def test_a_question_is_a_passage_without_sentences(good_project: Path) -> None:
    ferry.change_dataset(good_project, ("evidence: [okoro/q1]", "evidence: [okoro/q1.q]"))
    passengers = codebooks.codes(codebooks.memo(good_project))["passengers"]
    assert (passengers.claims, passengers.sentences, passengers.passages) == (3, 3, 2)


def test_definitions_and_their_bounds_are_the_dataset_s(memo: Memo) -> None:
    fleet = codebooks.codes(memo)["fleet"]
    assert (fleet.name, fleet.definition) == ("Fleet", "Boats, their state and what may replace them.")
    assert fleet.include is None
    assert fleet.exclude == "Bridges, which are coded under alternatives."


# Claims and their marks


def test_claims_are_numbered_in_the_dataset_s_order(memo: Memo) -> None:
    assert [claim.id for claim in memo.claims] == [
        *("town-share", "hull-old", "replace-hull", "bridge-pays", "bridge-sand", "electric-trial"),
        *("first-boat", "pass-price", "missing-boats"),
    ]
    assert memo.method.claims_cited == memo.method.claims_selected == 9


def test_a_claim_is_printed_below_its_first_theme_and_named_below_the_others(memo: Memo) -> None:
    codes = codebooks.codes(memo)
    assert [mark.claim for mark in codes["fleet"].listed] == ["replace-hull", "electric-trial"]
    assert codes["fleet"].example
    assert codes["fleet"].example.mark.claim == "hull-old"
    assert [mark.claim for mark in codes["passengers"].also] == ["pass-price"]
    assert [mark.claim for mark in codes["alternatives"].listed] == ["bridge-pays"]


def test_every_claim_is_printed_in_full_at_least_once(memo: Memo, book: Codebook) -> None:
    printed = {
        mark.number for code in book.codes for mark in (*code.listed, *([code.example.mark] if code.example else []))
    }
    assert printed == {claim.number for claim in memo.claims}


def test_anchors_are_those_of_the_marks_in_reading_order(memo: Memo, book: Codebook) -> None:
    marks = [
        mark
        for code in book.codes
        for mark in (*([code.example.mark] if code.example else []), *code.listed, *code.also)
    ]
    for claim in memo.claims:
        assert [mark.anchor for mark in marks if mark.number == claim.number] == list(claim.anchors)
    assert memo.claim(4).anchors == ("cite-4-1", "cite-4-2")
    assert not any(mark.noted or mark.first for mark in marks)


def test_the_register_leads_to_each_place_of_a_claim(book: Codebook) -> None:
    assert [(item.number, item.anchor, item.whole) for item in book.listings[7]] == [
        ("1.1", "cite-8-1", True),
        ("4", "cite-8-2", False),
    ]
    assert book.home(8).name == "Fares"


# Examples


def test_an_example_bears_the_fewest_codes_and_is_the_first_of_its_like(memo: Memo) -> None:
    examples = {path: code.example.mark.claim for path, code in codebooks.codes(memo).items() if code.example}
    assert examples == {
        "money": "bridge-pays",
        "money/fares": "pass-price",
        "money/subsidy": "town-share",
        "fleet": "hull-old",
        "alternatives": "bridge-sand",
        "passengers": "first-boat",
    }


def test_without_the_texts_no_passage_is_printed_and_the_method_says_so(memo: Memo, book: Codebook) -> None:
    assert not memo.quotations
    assert not any(code.example.quotation for code in book.codes if code.example)
    assert memo.method.quotations_left_out == 6


def test_with_the_texts_the_passages_are_printed_word_for_word(good_project: Path) -> None:
    memo = codebooks.memo(good_project, *ferry.SOURCES)
    codes = codebooks.codes(memo)
    fleet = codes["fleet"].example
    assert fleet
    assert fleet.quotation
    assert fleet.quotation.text == (
        "What worries me is the hull. It was built in 1971, and each winter in dry dock is longer than the last."
    )
    assert (fleet.quotation.speaker, fleet.quotation.place) == ("Ilse Maran", "answer 1, paragraph 2, sentences 1–2")
    assert memo.quotations == tuple(code.example.quotation for code in codes.values() if code.example)
    text = (good_project / "datasets/ferry/maran/text.txt").read_text(encoding="utf-8")
    assert text[fleet.quotation.start : fleet.quotation.end] == fleet.quotation.text
    assert memo.method.quotations_left_out == 0


def test_only_the_text_that_is_missing_is_missed(good_project: Path) -> None:
    memo = codebooks.memo(good_project, "okoro")
    assert {quotation.source for quotation in memo.quotations} == {"okoro"}
    assert memo.method.quotations_left_out == 4


def test_a_passage_longer_than_the_option_allows_is_not_quoted(good_project: Path) -> None:
    memo = codebooks.memo(good_project, *ferry.SOURCES, more="output: {options: {example_words: 13}}\n")
    codes = codebooks.codes(memo)
    assert {path for path, code in codes.items() if code.example and code.example.quotation} == {
        "money",
        "fleet",
        "passengers",
    }
    claims = {path: code.example.mark.claim for path, code in codes.items() if code.example}
    assert (claims["fleet"], claims["passengers"]) == ("replace-hull", "missing-boats")
    assert claims["alternatives"] == "bridge-sand"


def test_texts_at_hand_change_no_example(good_project: Path) -> None:
    def marks(memo: Memo) -> list[str]:
        return [code.example.mark.anchor for code in codebooks.book(memo).codes if code.example]

    assert marks(codebooks.memo(good_project)) == marks(codebooks.memo(good_project, *ferry.SOURCES))


# Matrices


def test_sentences_by_answer(book: Codebook) -> None:
    maran, okoro = book.exchanges
    assert [(column.label, column.name, column.total) for column in maran.columns] == [
        ("q1", "answer 1", 5),
        ("q2", "answer 2", 3),
        ("q3", "answer 3", 2),
    ]
    assert told(maran) == {
        "1": (2, 1, 0, 3),
        "1.1": (0, 0, 0, 0),
        "1.2": (2, 0, 0, 2),
        "2": (3, 0, 2, 5),
        "3": (0, 3, 0, 3),
        "4": (0, 0, 0, 0),
    }
    assert told(okoro) == {
        "1": (0, 2, 2),
        "1.1": (0, 2, 2),
        "1.2": (0, 0, 0),
        "2": (0, 0, 0),
        "3": (0, 0, 0),
        "4": (2, 3, 5),
    }
    assert (maran.source, maran.name) == ("maran", "Ilse Maran")


def test_sentences_by_interview(book: Codebook) -> None:
    assert book.interviews
    assert [(column.label, column.name, column.total) for column in book.interviews.columns] == [
        ("1", "Ilse Maran", 10),
        ("2", "Ben Okoro", 5),
    ]
    assert told(book.interviews) == {
        "1": (3, 2, 5),
        "1.1": (0, 2, 2),
        "1.2": (2, 0, 2),
        "2": (5, 0, 5),
        "3": (3, 0, 3),
        "4": (0, 5, 5),
    }


def test_sentences_that_bear_two_codes(book: Codebook) -> None:
    assert book.together
    assert [(column.label, column.total) for column in book.together.columns] == [
        ("1", 5),
        ("1.1", 2),
        ("1.2", 2),
        ("2", 5),
        ("3", 3),
    ]
    none = None
    assert told(book.together) == {
        "1.1": (none, none, none, none, none, 2),
        "1.2": (none, 0, none, none, none, 2),
        "2": (0, 0, 0, none, none, 5),
        "3": (1, 0, 0, 0, none, 3),
        "4": (2, 2, 0, 0, 0, 5),
    }


def test_of_many_codes_only_those_at_the_top_are_compared() -> None:
    few, many = (codebooks.book(codebooks.study(1, 8, 4, below)).together for below in (2, 3))
    assert few
    assert many
    assert [len(matrix.rows) for matrix in (few, many)] == [15, 3]


def test_the_darkest_tint_is_the_highest_number_s(book: Codebook) -> None:
    maran = book.exchanges[0]
    assert maran.high == 3
    assert [maran.shade(cell) for cell in (None, 0, 1, 2, 3)] == [0, 0, 2, 3, 4]


def test_where_a_code_is_found_in_words(book: Codebook) -> None:
    assert [book.found(at) for at in range(6)] == [
        "maran q1 (2), q2 (1); okoro q2 (2)",
        "okoro q2 (2)",
        "maran q1 (2)",
        "maran q1 (3), q3 (2)",
        "maran q2 (3)",
        "okoro q1 (2), q2 (3)",
    ]


# What is not coded


def test_sentences_coded_and_not(book: Codebook) -> None:
    assert (book.sentences, book.coded, book.outside) == (18, 15, 0)
    assert [
        (one.number, one.source, one.name, one.exchanges, one.sentences, one.coded, one.set_aside, one.uncoded)
        for one in book.participants
    ] == [(1, "maran", "Ilse Maran", 3, 13, 10, 3, 0), (2, "okoro", "Ben Okoro", 2, 5, 5, 0, 0)]


def test_what_is_set_aside_comes_with_its_reason(book: Codebook) -> None:
    assert book.aside == (
        Aside(
            locator="maran/q1.p1.s3",
            place="answer 1, paragraph 1, sentence 3",
            sentences=1,
            reason="An aside without a finding.",
        ),
        Aside(
            locator="maran/q2.p2",
            place="answer 2, paragraph 2",
            sentences=2,
            reason="An anecdote on the café trade.",
        ),
    )


def test_what_is_left_out_is_named_by_runs_of_sentences(good_project: Path) -> None:
    ferry.change_dataset(
        good_project,
        ("  - at: maran/q2.p2\n    reason: An anecdote on the café trade.\n", ""),
        ("    evidence: [maran/q1.p1.s1-s2]\n", "    evidence: [maran/q1.p1.s2]\n"),
    )
    book = codebooks.book(codebooks.memo(good_project))
    assert [(item.locator, item.sentences, item.reason) for item in book.aside] == [
        ("maran/q1.p1.s3", 1, "An aside without a finding."),
        ("maran/q1.p1.s1", 1, None),
        ("maran/q2.p2.s1-s2", 2, None),
    ]
    assert book.participants[0].uncoded == 3


# Selections and options


def test_a_selection_keeps_the_numbers_of_codes_and_counts_its_own_claims(good_project: Path) -> None:
    memo = codebooks.memo(good_project, more="select: {themes: [money/fares, passengers], exclude: [first-boat]}\n")
    book = codebooks.book(memo)
    assert [(code.number, code.claims) for code in book.codes] == [("1.1", 1), ("4", 2)]
    assert [code.number for code in book.top] == ["1.1", "4"]
    assert (book.coded, book.sentences) == (3, 18)
    assert [one.coded for one in book.participants] == [10, 5]
    assert [claim.number for claim in memo.claims] == [1, 2]


def test_options_leave_parts_out(good_project: Path) -> None:
    more = "output: {options: {examples: false, matrices: false, coreq: false}}\n"
    memo = codebooks.memo(good_project, *ferry.SOURCES, more=more)
    book = codebooks.book(memo)
    assert not memo.quotations
    assert not any(code.example for code in book.codes)
    assert [mark.claim for mark in codebooks.codes(memo)["fleet"].listed] == [
        "hull-old",
        "replace-hull",
        "electric-trial",
    ]
    assert not book.exchanges
    assert book.interviews is book.together is None
    assert book.coreq == ()


def test_the_memo_goes_through_its_json(good_project: Path) -> None:
    memo = codebooks.memo(good_project, *ferry.SOURCES)
    assert reportgen.decode_memo(reportgen.encode_memo(memo)) == memo


# Terms


def test_a_source_not_for_attribution_is_named_nowhere(good_project: Path) -> None:
    ferry.change_dataset(
        good_project, (TERMS, f"{TERMS}    terms: not-for-attribution\n    attribution: a regular rider\n")
    )
    ferry.change_dataset(good_project, ("id: okoro\n", "id: rider\n"), ("okoro/q", "rider/q"))
    path = str(good_project / "datasets/ferry/okoro/text.txt")
    project = reportgen.load_project(codebooks.write(good_project), sources={"rider": path})
    memo = reportgen.compose_memo(project)
    book = codebooks.book(memo)
    data = reportgen.encode_memo(memo).decode()
    assert "Okoro" not in data
    assert "passengers’ association" not in data
    assert [one.name for one in book.participants] == ["Ilse Maran", "A regular rider"]
    assert book.participants[1].role is None
    assert book.interviews
    assert book.interviews.columns[1].name == "A regular rider"
    assert book.exchanges[1].name == "A regular rider"
    assert {quotation.speaker for quotation in memo.quotations} == {"A regular rider"}


@pytest.mark.parametrize(
    "terms", ["    terms: background\n    attribution: a regular rider\n", "    quotation_words: 500\n"]
)
def test_a_source_that_may_not_be_quoted_gives_no_passage(good_project: Path, terms: str) -> None:
    ferry.change_dataset(good_project, (TERMS, TERMS + terms))
    if "background" in terms:
        ferry.change_dataset(good_project, ("id: okoro", "id: rider"), ("okoro/q", "rider/q"))
        sources = {"rider": "okoro", "maran": "maran"}
    else:
        sources = {"okoro": "okoro", "maran": "maran"}
    named = {id_: str(good_project / f"datasets/ferry/{folder}/text.txt") for id_, folder in sources.items()}
    memo = reportgen.compose_memo(reportgen.load_project(codebooks.write(good_project), sources=named))
    assert {quotation.source for quotation in memo.quotations} == {"maran"}
    assert memo.method.quotations_left_out == 0
    passengers = codebooks.codes(memo)["passengers"].example
    assert passengers
    assert passengers.quotation is None
    without = reportgen.compose_memo(reportgen.load_project(codebooks.write(good_project)))
    assert without.method.quotations_left_out == 4  # those of the other source


def test_a_passage_that_names_who_is_protected_is_not_quoted(good_project: Path) -> None:
    terms = f"{TERMS}    terms: not-for-attribution\n    attribution: a regular rider\n"
    ferry.change_dataset(good_project, (TERMS, terms), ("{family: Okoro, given: Ben}", "{family: They, given: Ben}"))
    memo = codebooks.memo(good_project, *ferry.SOURCES)
    quoted = {path: code.example.quotation for path, code in codebooks.codes(memo).items() if code.example}
    assert quoted["passengers"] is None  # its first word is the name
    assert quoted["money/fares"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("definition: What those who cross need.", "definition: What Ben Okoro says that riders need."),
        ("exclude: Bridges, which", "exclude: What Okoro says of bridges, which"),
        ("reason: An anecdote on the café trade.", "reason: An anecdote that Okoro tells too."),
        ("text: Riders forgive a slow boat", "text: Okoro says that riders forgive a slow boat"),
        ("id: passengers\n", "id: okoro-riders\n"),
    ],
)
def test_words_that_only_a_codebook_prints_may_not_name_who_is_protected(
    good_project: Path, old: str, new: str
) -> None:
    terms = f"{TERMS}    terms: not-for-attribution\n    attribution: a regular rider\n"
    ferry.change_dataset(good_project, (TERMS, terms), ("id: okoro\n", "id: rider\n"), ("okoro/q", "rider/q"))
    path = codebooks.write(good_project)
    assert check_project(path).problems == ()
    ferry.change_dataset(good_project, (old, new))
    if new.startswith("id:"):
        ferry.change_dataset(good_project, ("passengers]", "okoro-riders]"))
    assert [problem.code for problem in check_project(path).problems] == ["E106"]
