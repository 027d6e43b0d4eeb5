"""Locators to places, sentences and words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.build.house import words
from reportgen.errors import ReportgenError
from reportgen.evidence.locate import Place, describe, parse, resolve, sentences, short
from reportgen.model.dataset import LOCATOR
from reportgen.model.page import Language
from reportgen.read.ingest import index_text
from reportgen.render import places

TEXT = """Interview
The Orrin Compact
Four towns share a lake. In this interview, Mira Castell asks Tomas Wray how.
Has it worked?
Mostly. The pilots came first. Then the money went.
Nobody noticed.
What comes next?
Dredging. More dredging.
Tomas Wray is a harbour historian.
This interview was held in the reading room.
"""
TRANSCRIPT = index_text(TEXT)


def at(locator: str) -> str | None:
    span = resolve(locator, TRANSCRIPT)
    return TEXT[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        ("wray/q3", Place("wray", "q3", 3)),
        ("wray/q3.q", Place("wray", "q3", 3, is_question=True)),
        ("wray/q12.p2", Place("wray", "q12", 12, 2)),
        ("wray/q3.p2.s4", Place("wray", "q3", 3, 2, 4, 4)),
        ("lake-2/q3.p2.s2-s10", Place("lake-2", "q3", 3, 2, 2, 10)),
        ("wray/front.p4.s1", Place("wray", "front", None, 4, 1, 1)),
        ("wray/back.p1", Place("wray", "back", None, 1)),
    ],
)
def test_a_locator_is_taken_apart(locator: str, place: Place) -> None:
    assert parse(locator) == place


@pytest.mark.parametrize(
    "locator",
    [
        *("", "q3", "wray/", "wray/q0", "wray/q3.p0", "wray/q3.q.s1", "wray/q3.s1", "wray/front", "wray/back.q"),
        *("Wray/q1", "wray/q3.p1.s1-2", "wray/q3.p1.s1-s", "wray/q3\n", "wray/q٣"),
    ],
)
def test_what_is_no_locator_is_refused(locator: str) -> None:
    with pytest.raises(ReportgenError, match="not a locator"):
        parse(locator)


PARTS = st.sampled_from(["wray", "/", "q", "1", "20", "0", ".", "p", "s", "-", "front", "back", "q3.p2", ".s4", "\n"])


@given(st.lists(PARTS, max_size=9).map("".join))
def test_the_parser_and_the_schema_agree_on_what_a_locator_is(text: str) -> None:
    try:
        parse(text)
    except ReportgenError:
        assert not re.search(LOCATOR, text) or text.endswith("\n")
    else:
        assert re.search(LOCATOR, text)


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("wray/q1", "Mostly. The pilots came first. Then the money went.\nNobody noticed."),
        ("wray/q2", "Dredging. More dredging."),
        ("wray/q1.q", "Has it worked?"),
        ("wray/q1.p2", "Nobody noticed."),
        ("wray/q1.p1.s2", "The pilots came first."),
        ("wray/q1.p1.s2-s3", "The pilots came first. Then the money went."),
        ("wray/front.p2", "The Orrin Compact"),
        ("wray/front.p3.s1", "Four towns share a lake."),
        ("wray/back.p2.s1", "This interview was held in the reading room."),
    ],
)
def test_a_place_is_found_in_the_text(locator: str, text: str) -> None:
    assert at(locator) == text


@pytest.mark.parametrize(
    "locator",
    [
        "q3",
        "q1.p3",
        "q1.p1.s4",
        "q1.p1.s2-s4",
        "q1.p1.s3-s2",
        "q1.p1.s2-s2",
        "q3.q",
        "front.p4",
        "front.p1.s2",
        "back.p9",
    ],
)
def test_a_place_the_source_does_not_have_is_none(locator: str) -> None:
    assert resolve(f"wray/{locator}", TRANSCRIPT) is None
    assert sentences(f"wray/{locator}", TRANSCRIPT) == ()


def test_exchange_1_is_not_exchange_10() -> None:
    text = "".join(f"Is it {number}?\nIt is {number}.\n" for number in range(1, 11))
    transcript = index_text(text)
    assert sentences("wray/q1", transcript) == ("q1.p1.s1",)
    assert sentences("wray/q10", transcript) == ("q10.p1.s1",)


@pytest.mark.parametrize(
    ("locator", "ids"),
    [
        ("wray/q1", ("q1.p1.s1", "q1.p1.s2", "q1.p1.s3", "q1.p2.s1")),
        ("wray/q1.p1", ("q1.p1.s1", "q1.p1.s2", "q1.p1.s3")),
        ("wray/q1.p1.s2-s3", ("q1.p1.s2", "q1.p1.s3")),
        ("wray/q1.p1.s2", ("q1.p1.s2",)),
        ("wray/q1.q", ()),
        ("wray/front.p1", ("front.p1.s1",)),
    ],
)
def test_a_place_covers_sentences(locator: str, ids: tuple[str, ...]) -> None:
    assert sentences(locator, TRANSCRIPT) == ids


@pytest.mark.parametrize(
    ("locator", "said", "margin"),
    [
        ("wray/q1", "answer 1", "answer 1"),
        ("wray/q1.q", "question 1", "question 1"),
        ("wray/q1.p2", "answer 1, paragraph 2", "answer 1, ¶2"),
        ("wray/q1.p1.s2", "answer 1, paragraph 1, sentence 2", "answer 1, ¶1"),
        ("wray/q1.p1.s2-s3", "answer 1, paragraph 1, sentences 2–3", "answer 1, ¶1"),
        ("wray/front.p2", "title line 2", "title line 2"),
        ("wray/front.p3.s2", "introduction, sentence 2", "introduction"),
        ("wray/back.p2.s1", "closing note 2, sentence 1", "closing note 2"),
        ("wray/back.p3", "closing notes, paragraph 3", "closing notes, ¶3"),
    ],
)
def test_a_place_in_words(locator: str, said: str, margin: str) -> None:
    assert describe(locator, TRANSCRIPT) == said
    assert short(locator, TRANSCRIPT) == margin


def test_an_introduction_of_several_paragraphs_counts_them() -> None:
    transcript = index_text("The Compact\nFour towns share it.\nTwo regret it.\nWhy?\nMoney.\n")
    assert describe("wray/front.p3.s1", transcript) == "introduction, paragraph 2, sentence 1"
    assert short("wray/front.p3.s1", transcript) == "introduction, ¶2"
    assert describe("wray/front.p1", transcript) == "title line"


def test_without_the_index_the_words_keep_to_what_the_locator_says() -> None:
    assert describe("wray/front.p4.s5") == "front matter, paragraph 4, sentence 5"
    assert short("wray/back.p1") == "closing notes, ¶1"
    assert describe("wray/q3.p2.s2-s4") == "answer 3, paragraph 2, sentences 2–4"


@pytest.mark.parametrize(
    ("language", "said", "margin"),
    [
        (Language.FR, "réponse 3, §\u202f2, phrases 2–4", "réponse 3, §\u202f2"),
        (Language.DE, "Antwort 3, Absatz 2, Sätze 2–4", "Antwort 3, Abs.\u202f2"),
        (Language.ES, "respuesta 3, párrafo 2, oraciones 2–4", "respuesta 3, párr.\u202f2"),
        (Language.JA, "回答3、第2段落、第2～4文", "回答3、第2段落"),
    ],
)
def test_other_languages(language: Language, said: str, margin: str) -> None:
    own = words(language, places.search_path(None))
    assert describe("wray/q3.p2.s2-s4", None, own) == said
    assert short("wray/q3.p2.s2-s4", None, own) == margin
