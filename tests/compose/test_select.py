"""Which claims a brief takes in, and what its themes are called."""

from __future__ import annotations

import datetime

import pytest

from reportgen.compose.select import select, selected_themes, theme_names
from reportgen.model.brief import Brief, Section, Select
from reportgen.model.dataset import Claim, Dataset, Kind, Name, Person, Source, Theme

DATASET = Dataset(
    id="d",
    title="D",
    sources=(Source(id="s", title="S", interviewee="p"),),
    people=(Person(id="p", name=Name(literal="P")),),
    themes=(
        Theme(id="sea", name="Sea", definition="d", themes=(Theme(id="tides", name="Tides", definition="d"),)),
        Theme(id="seaside", name="Seaside", definition="d"),
    ),
    claims=tuple(
        Claim(id=id_, text="t", kind=kind, speaker="p", themes=themes, evidence=("s/q1",))
        for id_, kind, themes in (
            ("one", Kind.FACT, ("sea",)),
            ("two", Kind.FORECAST, ("sea/tides",)),
            ("three", Kind.FACT, ("seaside",)),
            ("four", Kind.REPORTED, ("seaside", "sea/tides")),
        )
    ),
)


def brief(chosen: Select) -> Brief:
    return Brief(
        title="t",
        date=datetime.date(2026, 1, 1),
        dataset="d",
        bottom_line="b",
        takeaways=("t",),
        sections=(Section(heading="h", text="t"),),
        select=chosen,
    )


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Select(), "one two three four"),
        (Select(themes=("sea",)), "one two four"),
        (Select(themes=("sea/tides",)), "two four"),
        (Select(themes=("seaside",)), "three four"),
        (Select(kinds=(Kind.FACT,)), "one three"),
        (Select(themes=("sea", "seaside"), kinds=(Kind.FACT, Kind.FORECAST), exclude=("one",)), "two three"),
        (Select(exclude=("one", "two", "three", "four")), ""),
    ],
)
def test_by_theme_with_all_below_it_by_kind_and_not_excluded(chosen: Select, expected: str) -> None:
    assert " ".join(claim.id for claim in select(DATASET, brief(chosen))) == expected


def test_a_theme_is_called_by_its_path() -> None:
    assert theme_names(DATASET) == {"sea": "Sea", "sea/tides": "Sea: Tides", "seaside": "Seaside"}


def test_themes_selected_are_named_and_none_means_all_at_the_top() -> None:
    assert selected_themes(DATASET, brief(Select())) == ("Sea", "Seaside")
    assert selected_themes(DATASET, brief(Select(themes=("seaside", "sea/tides")))) == ("Seaside", "Sea: Tides")
