"""Briefs, and values set from outside."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ProblemsError
from reportgen.model.dataset import Kind
from reportgen.model.page import Notes, Page
from reportgen.model.problem import Problem
from reportgen.read.brief import LIMIT, load_brief
from reportgen.read.overrides import override
from reportgen.read.yaml import parse_yaml

GOOD = Path(__file__).parents[1] / "fixtures" / "good" / "ferry.yaml"


def problems(**overrides: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        load_brief(GOOD, overrides={key.replace("__", "."): value for key, value in overrides.items()})
    return raised.value.problems


def test_the_good_brief() -> None:
    loaded = load_brief(GOOD)
    brief = loaded.value
    assert loaded.path == GOOD
    assert brief.title == "Port Ansel should replace its ferry before it plans a bridge"
    assert brief.number == "7"
    assert brief.from_ == "Harbour Forum"
    assert (brief.output.notes, brief.output.page, brief.output.language) == (Notes.FOOT, None, None)
    assert brief.select.kinds == tuple(Kind)
    assert brief.sections[2].text == "The first boat must leave before six – the shift does not wait [@first-boat]."
    assert brief.template == "policy-memo"
    assert loaded.source_map.problem("R112", "m", ("output", "notes")).line == 56


@pytest.mark.parametrize("name", ["ferry", "ferry.txt", "ferry.brief", "Fähre.YAML"])
def test_the_name_of_a_brief_may_end_in_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD.read_bytes())
    assert load_brief(str(tmp_path / name)).value.number == "7"


def test_a_brief_of_more_than_a_mebibyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(GOOD.read_bytes() + b"#" * LIMIT)
    with pytest.raises(ProblemsError) as raised:
        load_brief(path)
    assert [problem.code for problem in raised.value.problems] == ["R104"]


def test_values_set_from_outside() -> None:
    brief = load_brief(
        GOOD,
        overrides={
            "output.page": "letter",
            "sections.1.heading": "Sand moves: a bridge does not",
            "date": "2027-01-31",
            "select.themes": "[money, fleet]",
            "number": '"8"',
            "subtitle": "",
            "organisation.contact": "~",
            "output.max_pages": "4",
            "takeaways.0": "'It''s old [@hull-old].'",
        },
    ).value
    assert brief.output.page is Page.LETTER
    assert brief.output.notes is Notes.FOOT
    assert [section.heading[:10] for section in brief.sections] == ["The boat w", "Sand moves", "The canner"]
    assert brief.date.isoformat() == "2027-01-31"
    assert brief.select.themes == ("money", "fleet")
    assert brief.select.exclude == ("missing-boats",)
    assert brief.number == "8"
    assert brief.subtitle is None
    assert brief.organisation is not None
    assert brief.organisation.contact is None
    assert brief.output.max_pages == 4
    assert brief.takeaways[0] == "It's old [@hull-old]."


def test_a_mapping_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    text = GOOD.read_text(encoding="utf-8")
    path.write_text(text.replace("output:\n  notes: foot\n", "output:\n"), encoding="utf-8")
    assert load_brief(path, overrides={"output.page": "letter"}).value.output.page is Page.LETTER


def test_an_aliased_value_is_set_in_one_place_only() -> None:
    raw, lines = parse_yaml("a: &x {b: 1}\nc: *x\n", "x")
    assert override(raw, lines, {"c.b": "2"})[0] == {"a": {"b": 1}, "c": {"b": 2}}
    assert raw == {"a": {"b": 1}, "c": {"b": 1}}


@pytest.mark.parametrize(
    ("key", "value", "message", "hint"),
    [
        ("", "x", "names its key in dotted form", "--set output.page=letter"),
        ("output..page", "a4", "names its key in dotted form", "--set output.page=letter"),
        ("sections.3.heading", "x", "`sections` has no item 3", "its items are `sections.0` to `sections.2`"),
        ("sections.-1.heading", "x", "`sections` has no item -1", "its items are"),
        ("sections.heading", "x", "`sections` has no item heading", "its items are"),
        ("title.short", "x", "`title` holds no keys, so `short` cannot be set in it", "set `title` itself"),
        ("title", "[Draft] x", "the value `[Draft] x` is not YAML", "put all of it in quotes"),
        ("title", '"Draft', 'the value `"Draft` is not YAML', "put all of it in quotes"),
    ],
)
def test_overrides_that_cannot_be_applied(key: str, value: str, message: str, hint: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        load_brief(GOOD, overrides={key: value})
    (problem,) = raised.value.problems
    assert (problem.code, problem.file, problem.line) == ("R118", "--set", None)
    assert problem.excerpt == f"{key}={value}"
    assert message in problem.message
    assert hint in (problem.hint or "")


def test_an_item_of_an_empty_list() -> None:
    raw, lines = parse_yaml("a: []\n", "x")
    with pytest.raises(ProblemsError) as raised:
        override(raw, lines, {"a.0": "1"})
    assert raised.value.problems[0].hint == "the list is empty"


@pytest.mark.parametrize(
    ("key", "value", "code", "hint"),
    [
        ("output.page", "leter", "R113", "did you mean `letter`? Allowed: a4, letter"),
        ("output.pge", "letter", "R110", "did you mean `page`?"),
        ("outputs.page", "letter", "R110", "did you mean `output`?"),
        ("date", "tomorrow", "R115", "write the date as year-month-day, such as 2026-03-31"),
        ("number", "8", "R112", "put it in quotes"),
        ("output", "letter", "R112", "its keys: page, notes, language, citation, max_pages, comments, options"),
        ("title", "", "R112", "give it a value, or remove the key"),
    ],
)
def test_bad_values_set_from_outside_name_the_option(key: str, value: str, code: str, hint: str | None) -> None:
    with pytest.raises(ProblemsError) as raised:
        load_brief(GOOD, overrides={key: value})
    (problem,) = [problem for problem in raised.value.problems if problem.code != "R111"]
    assert (problem.code, problem.file, problem.line, problem.hint) == (code, "--set", None, hint)
    assert problem.excerpt == f"{key}={value}"


def test_what_an_override_leaves_out_is_its_own_problem() -> None:
    (problem,) = problems(organisation="{contact: x}")
    assert (problem.code, problem.file, problem.message) == ("R111", "--set", "the organisation has no `name`")


def test_a_problem_deep_within_an_override_names_the_option() -> None:
    (problem,) = problems(organisation="{name: 3}")
    assert (problem.code, problem.file, problem.line) == ("R112", "--set", None)


def test_problems_of_file_and_override_come_together(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("notes: foot", "notes: feet"), encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        load_brief(path, overrides={"output.page": "a5"})
    assert [(problem.file == "--set", problem.line) for problem in raised.value.problems] == [(True, None), (False, 56)]


def test_several_bad_overrides_come_together() -> None:
    assert [problem.code for problem in problems(title__x="1", sections__9="1", a____b="1")] == ["R118"] * 3


def test_an_overridden_map_goes_to_other_processes() -> None:
    lines = load_brief(GOOD, overrides={"output.page": "letter"}).source_map
    copy = pickle.loads(pickle.dumps(lines))
    assert copy.problem("R113", "m", ("output", "page")).file == "--set"
    assert copy.problem("R113", "m", ("output", "notes")).line == 56


def test_what_is_set_from_outside_stands_nowhere_in_the_file() -> None:
    raw, lines = parse_yaml("a: {b: 1, c: 2}\n", "x")
    _, overridden = override(raw, lines, {"a.b": "3"})
    assert set(overridden.values) == {(), ("a",), ("a", "c")}
    assert (len(overridden.values), len(overridden.keys)) == (3, 2)


@given(st.text(alphabet="ab.0-[]{}'\":,# ", max_size=12), st.text(alphabet="ab.0-[]{}'\":,#\n ", max_size=12))
def test_any_override_is_applied_or_refused(key: str, value: str) -> None:
    raw, lines = parse_yaml("a: {b: [1]}\n", "x")
    try:
        changed, _ = override(raw, lines, {key: value})
    except ProblemsError as error:
        assert [(problem.code, problem.file) for problem in error.problems] == [("R118", "--set")]
    else:
        assert isinstance(changed, dict)
