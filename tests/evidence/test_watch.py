"""Which protected names a text may give, told without looking for each: never fewer than it does give."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.evidence.names import Protected
from reportgen.evidence.watch import Watch


def person(number: int, *names: str, affiliations: tuple[str, ...] = ()) -> Protected:
    return Protected(f"p{number}", f"s{number}", "a witness", names, affiliations)


PEOPLE = (
    person(0, "O'Hara", affiliations=("Institute of Tides", "Quay School")),
    person(1, "May", affiliations=("RAND",)),
    person(2, "van der Müller", affiliations=("Institute of Winds",)),
    person(3, "Kaya"),
    person(4, "李"),
    person(5, "'t Hooft"),
    person(6, "Straße", affiliations=("İstanbul Deniz", "Quay School")),
)
ALPHABET = ["O'", "Hara", "May", "van", "der", "Müller", "Kaya", "李", "'t", "Hooft", "Straße", "STRASSE", "STRAẞE"]
ALPHABET += ["Institute", "institute", "of", "Tides", "TIDES", "tıdes", "TİDES", "Tideſ", "Winds", "RAND", "Quay"]
ALPHABET += [
    "School",
    "İstanbul",
    "istanbul",
    "Istanbul",
    "Deniz",
    "’",
    "-",
    ".",
    "@",
    "/",
    "\n",
    "\u0345",
    "x",
    "ohara",
]


@given(st.lists(st.sampled_from(ALPHABET)), st.sampled_from(["", " ", "  "]))
@example(["Institute", "of", "tıdes"], " ")
@example(["institute", "of", "TİDES"], " ")
@example(["istanbul", "Deniz"], " ")
@example(["see/", "vandermuller"], "")
@example(["may", "@", "x"], "")
def test_no_one_who_is_named_is_passed_over(words: list[str], between: str) -> None:
    text = between.join(words)
    watch = Watch(PEOPLE)
    may = list(watch.may(text))
    named = [someone for someone in PEOPLE if any(True for _ in someone.find(text))]
    assert [someone for someone in may if someone in named] == named
    assert may == [someone for someone in PEOPLE if someone in may]
    assert watch.finds(text) is bool(named)


@pytest.mark.parametrize(
    "text", ["Nobody is named here, and no institute.", "institute of the school", "Tides of May’s", ""]
)
def test_few_are_looked_for(text: str) -> None:
    assert [someone.person for someone in Watch(PEOPLE).may(text)] == (["p1"] if "May" in text else [])


@given(st.lists(st.sampled_from(["ohara", "o", "hara", "may", "van", "der", "muller", "kaya", "7", ""])))
def test_names_in_ids_are_those_each_finds(words: list[str]) -> None:
    id_ = "-".join(words)
    assert list(Watch(PEOPLE).in_id(id_)) == [someone for someone in PEOPLE if someone.in_id(id_)]
