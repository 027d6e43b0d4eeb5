"""The codes of an edition and its indexes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compose.edition_index import Coded
from reportgen.evidence.names import occurs
from reportgen.model.edition import Code, Edition
from tests.annotated import compose, of
from tests.ferry import change_dataset


def labels(code: Code) -> list[str]:
    return [place.label for place in code.places]


def test_codes_follow_the_codebook(good_project: Path) -> None:
    codes = of(compose(good_project)).codes
    assert [(code.code, code.path, code.depth, code.claims) for code in codes] == [
        ("A", "money", 0, 1),
        ("A1", "money/fares", 1, 1),
        ("A2", "money/subsidy", 1, 1),
        ("B", "fleet", 0, 3),
        ("C", "alternatives", 0, 2),
        ("D", "passengers", 0, 3),
    ]


def test_a_theme_keeps_its_letter_whatever_is_selected(good_project: Path) -> None:
    codes = of(compose(good_project, "select: {themes: [passengers], kinds: [fact]}\n")).codes
    assert [(code.code, code.path) for code in codes] == [("D", "passengers")]


def test_places_are_gathered_into_ranges_and_paragraphs(good_project: Path) -> None:
    codes = {code.code: code for code in of(compose(good_project)).codes}
    assert labels(codes["A2"]) == ["maran/q1.p1.s1–s2"]
    assert labels(codes["B"]) == ["maran/q1.p2", "maran/q3.p1"], "two claims share the paragraph"
    assert labels(codes["D"]) == ["okoro/q1.p1", "okoro/q2.p1"]
    assert codes["A2"].places[0].anchor == "maran/q1.p1.s1"
    assert codes["B"].places[0].anchor == "maran/q1.p2"


def test_without_words_an_index_leads_to_the_paragraph(good_project: Path) -> None:
    codes = {code.code: code for code in of(compose(good_project, sources={})).codes}
    assert [(place.label, place.anchor) for place in codes["A2"].places] == [("maran/q1.p1.s1–s2", "maran/q1.p1")]


def test_of_one_interview_the_locators_do_without_its_name(good_project: Path) -> None:
    edition = of(compose(good_project, "select: {themes: [money/fares]}\n"))
    assert labels(edition.codes[1]) == ["q2.p1.s1–s2"]


def test_people_are_found_by_what_they_say_and_where_they_are_named(good_project: Path) -> None:
    people = {person.name: person for person in of(compose(good_project)).people}
    assert list(people) == ["Maran, Ilse", "Okoro, Ben", "Town council of Port Ansel", "Vell, Tomas"]
    maran = people["Maran, Ilse"]
    assert [place.label for place in maran.speaks] == ["maran/q1", "maran/q2", "maran/q3"]
    assert [place.label for place in maran.named] == ["maran/front.p2.s2", "maran/back.p1"]
    assert maran.role == "Harbour manager"
    assert [place.label for place in people["Town council of Port Ansel"].held] == ["maran/q2.p1.s1"]
    assert [place.label for place in people["Vell, Tomas"].named] == ["maran/front.p2.s2", "okoro/front.p2.s2"]


def test_without_words_nobody_is_named_in_them(good_project: Path) -> None:
    people = of(compose(good_project, sources={})).people
    assert [person.name for person in people] == ["Maran, Ilse", "Okoro, Ben", "Town council of Port Ansel"]
    assert not any(person.named for person in people)


def test_the_index_calls_people_what_the_terms_allow(good_project: Path) -> None:
    change_dataset(
        good_project,
        ("- id: okoro\n    title", "- id: riders\n    title"),
        ("okoro/q", "riders/q"),
        ("- id: riders\n", "- id: riders\n    terms: background\n    attribution: a rider\n"),
    )
    names = [person.name for person in of(compose(good_project, sources={})).people]
    assert names == ["A rider", "Maran, Ilse", "Town council of Port Ansel"]


def test_a_role_that_gives_a_protected_name_is_left_out(good_project: Path) -> None:
    change_dataset(
        good_project,
        ("- id: okoro\n    title", "- id: riders\n    title"),
        ("okoro/q", "riders/q"),
        ("- id: riders\n", "- id: riders\n    terms: background\n    attribution: a rider\n"),
        ("name: {literal: Town council of Port Ansel}", "name: {literal: Town council}\n    role: Friends of Okoro"),
    )
    people = {person.name: person.role for person in of(compose(good_project, sources={})).people}
    assert people["Town council"] is None


def test_letters_go_on_after_z(good_project: Path) -> None:
    more = "".join(f"  - {{id: t{number}, name: T, definition: T.}}\n" for number in range(24))
    change_dataset(good_project, ("\nclaims:\n", f"{more}\nclaims:\n"), ("themes: [fleet]", "themes: [t23]"))
    assert [code.code for code in of(compose(good_project)).codes][-1] == "AB"


def test_themes_of_the_first_level_are_told_apart(good_project: Path) -> None:
    edition: Edition = of(compose(good_project))
    assert edition.strands(("A", "A2", "C")) == (0, 2)
    assert edition.strands(("D",)) == (3,)
    assert edition.strands(()) == ()


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Abe", "Abe’s boat", True),
        ("Abe", "ABE SAYS", True),
        ("Abe", "Abel sails", False),
        ("O’Shea", "as O'Shea says", True),
        ("", "anything", False),
    ],
)
def test_a_name_stands_as_a_word(name: str, text: str, found: bool) -> None:
    assert occurs(name, text) is found


def test_codes_of_claims_stand_in_the_codebooks_order(good_project: Path) -> None:
    from reportgen.read.dataset import load_dataset

    dataset = load_dataset(good_project / "datasets" / "ferry").value
    coded = Coded(dataset, dataset.claims)
    assert coded.codes(reversed(dataset.claims)) == ("A", "A1", "A2", "B", "C", "D")
