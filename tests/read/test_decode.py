"""Values to types: what fits is decoded, and what does not is named, whatever it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ProblemsError
from reportgen.model.brief import Brief
from reportgen.model.dataset import Claim, Dataset, Quantity, SetAside
from reportgen.model.page import Page
from reportgen.model.problem import Problem, SourceMap
from reportgen.read.decode import decode
from reportgen.read.explain import explain
from reportgen.read.yaml import parse_yaml

BRIEF = """\
title: The light needs a second keeper
date: 2026-05-04
dataset: dataset
bottom_line: It holds [@dusk].
takeaways: [It holds.]
sections:
  - heading: It holds
    text: It holds.
output: {page: letter}
"""


class Even(msgspec.Struct):
    number: Annotated[int, msgspec.Meta(multiple_of=2)]


def problems(text: str, type_: type = Brief) -> tuple[Problem, ...]:
    value, lines = parse_yaml(text, "brief.yaml")
    with pytest.raises(ProblemsError) as raised:
        decode(value, type_, lines)
    return raised.value.problems


def test_what_fits_is_decoded() -> None:
    value, lines = parse_yaml(BRIEF, "brief.yaml")
    brief = decode(value, Brief, lines)
    assert brief.date == datetime.date(2026, 5, 4)
    assert brief.output.page is Page.LETTER
    assert brief.sections[0].heading == "It holds"


def test_a_misspelt_key_is_one_problem() -> None:
    (problem,) = problems(BRIEF.replace("title:", "tilte:"))
    assert (problem.code, problem.hint) == ("R110", "did you mean `title`?")


def test_an_unknown_key_beside_a_missing_one_is_two() -> None:
    codes = [problem.code for problem in problems(BRIEF.replace("title:", "zebra:"))]
    assert codes == ["R110", "R111"]


def test_an_unknown_key_like_no_other_lists_those_there_are() -> None:
    (problem,) = problems(BRIEF + "organisation: {name: Board, zebra: 1}\n")
    assert problem.hint == "known here: name, logo, contact"


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("keywords: light", "a list of texts, and this is a text", "put it in brackets: [light]"),
        ("keywords: a, b", "a list of texts, and this is a text", "start each item on its own line with `- `"),
        ("keywords: {a: b}", "a list of texts, and this is a mapping", None),
        ("recommendations: 3", "a list of mappings, and this is a number", None),
        ("series: [a]", "`series` must be a text, and this is a list", None),
        ("series: {a: b}", "`series` must be a text, and this is a mapping", None),
        ("series: 1.50", "`series` must be a text, and this is a number", 'put it in quotes: "1.50"'),
        ("series: yes\nnumber: 0x1F", "`number` must be a text, and this is a number", 'put it in quotes: "0x1F"'),
        ("series: true", "`series` must be a text, and this is true", 'put it in quotes: "true"'),
        ("output:", "`output` must be a mapping of keys to values, and this is empty", "give it a value, or remove"),
        ("output: {max_pages: a}", "`max_pages` must be a whole number, and this is a text", None),
        ("output: {max_pages: 1.5}", "`max_pages` must be a whole number, and this is a number", None),
        ("select: {kinds: fact}", "`kinds` must be a list, and this is a text", "put it in brackets: [fact]"),
    ],
)
def test_a_wrong_type_in_words(yaml: str, message: str, hint: str | None) -> None:
    (problem,) = problems(f"{BRIEF}{yaml}\n".replace("output: {page: letter}\n", ""))
    assert problem.code == "R112"
    assert message in problem.message
    assert (problem.hint or "").startswith(hint or "")
    assert (problem.hint is None) == (hint is None)


def test_null_means_absent() -> None:
    value, lines = parse_yaml(BRIEF + "subtitle:\nseries: ~\n", "brief.yaml")
    assert decode(value, Brief, lines).subtitle is None


def test_a_missing_date_in_a_form_is_asked_for_in_words() -> None:
    (problem,) = problems(BRIEF.replace("date: 2026-05-04\n", ""))
    assert problem.hint == "add `date:` with a date"


@pytest.mark.parametrize("date", ["20260504", "2026-W19-1", "2026-5-4", "04.05.2026", "2026-05-04T10:00:00"])
def test_dates_in_other_forms(date: str) -> None:
    (problem,) = problems(BRIEF.replace("2026-05-04", date))
    assert (problem.code, problem.line, problem.column) == ("R115", 2, 7)
    assert date in problem.message


def test_a_locator_of_any_length_is_refused_in_words() -> None:
    yaml = f"at: ada/q{'1' * 300}\nreason: x\n"
    (problem,) = problems(yaml, SetAside)
    assert (problem.code, problem.message) == ("R113", "`at` has 305 characters, and at most 200 are allowed")


def test_a_long_value_is_shown_in_part() -> None:
    (problem,) = problems(BRIEF.replace("dataset: dataset", f"dataset: dataset\nselect: {{themes: [{'X' * 200}]}}"))
    assert "X" * 59 + "…" in problem.message
    assert len(problem.message) < 120


@pytest.mark.parametrize("value", [".inf", "-.inf", ".nan", "1e999"])
def test_a_quantity_is_finite(value: str) -> None:
    (problem,) = problems(f"value: {value}\nunit: boats\nlabel: Boats\n", Quantity)
    assert (problem.code, problem.line, problem.column) == ("R113", 1, 8)


def test_what_the_schema_cannot_say_is_said_by_msgspec() -> None:
    (problem,) = problems(f"value: {'9' * 400}\nunit: boats\nlabel: Boats\n", Quantity)
    assert (problem.code, problem.line, problem.column) == ("R113", 1, 8)
    assert "out of range" in problem.message


def test_an_unforeseen_violation_keeps_its_own_words() -> None:
    (problem,) = problems("number: 3\n", Even)
    assert (problem.code, problem.message) == ("R113", "`number`: 3 is not a multiple of 2")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([field.encode_name for field in msgspec.structs.fields(Brief)])


@given(st.dictionaries(KEYS, JSON) | JSON)
def test_any_value_is_a_brief_or_named_problems(value: object) -> None:
    try:
        decode(value, Brief, SourceMap("brief.yaml"))
    except ProblemsError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.code in {"R110", "R111", "R112", "R113", "R114", "R115"}
            assert "\n" not in problem.message


@st.composite
def broken(draw: st.DrawFn) -> Mapping[str, object]:
    """A good brief with one value, anywhere, put in place of another."""
    value, _ = parse_yaml(BRIEF, "brief.yaml")
    assert isinstance(value, dict)
    place: Any = value
    while True:
        step = draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if isinstance(place[step], dict | list) and draw(st.booleans()):
            place = place[step]
            continue
        place[step] = draw(JSON)
        return value


@given(broken())
def test_msgspec_and_the_schema_refuse_the_same(value: Mapping[str, object]) -> None:
    try:
        msgspec.convert(value, Brief)
    except msgspec.ValidationError:
        assert list(explain(value, Brief, SourceMap("brief.yaml")))
    else:
        assert list(explain(value, Brief, SourceMap("brief.yaml"))) == []


def test_numbers_of_a_dataset_stay_numbers() -> None:
    value, lines = parse_yaml("value: 12\nunit: boats\nlabel: Boats\n", "x")
    assert decode(value, Quantity, lines).value == 12


def test_problems_of_a_dataset_name_the_thing_by_its_id() -> None:
    dataset = "id: a\ntitle: b\nsources: [{id: maran, title: c}]\npeople: []\nthemes: []\nclaims: []\n"
    messages = [problem.message for problem in problems(dataset, Dataset) if problem.code == "R111"]
    assert messages == ["the source (`maran`) has no `interviewee`"]


def test_a_missing_key_says_what_it_may_be() -> None:
    claim = "id: a\ntext: b\nspeaker: c\nthemes: [d]\nevidence: [e/q1]\n"
    (problem,) = problems(claim, Claim)
    assert problem.message == "the claim (`a`) has no `kind`"
    assert problem.hint == "add `kind:` with one of assessment, fact, forecast, reported"
