"""Datasets as JSON, and claims as JSON Lines: the same values and the same problems as from YAML."""

from __future__ import annotations

import copy
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.errors import ProblemsError
from reportgen.model.dataset import Dataset
from reportgen.model.problem import Problem
from reportgen.read import jsontext, suspects
from reportgen.read.claims import SplitMap
from reportgen.read.dataset import load_dataset
from reportgen.read.project import load_project
from tests import forms

GOOD = Path(__file__).parents[1] / "fixtures" / "good" / "datasets" / "ferry"
BAD = Path(__file__).parents[1] / "fixtures" / "bad" / "dataset-json"

FILES = [
    ("bad-locator", "R114", 13, 53, "item 2 of `evidence` is no locator: `ada:q1`"),
    ("bad-when", "R115", 13, 62, "`Spring 1998` is no EDTF date"),
    ("blank-text", "R113", 7, 48, "`definition` must not be blank"),
    ("claims-above", "R209", 9, 12, "`../claims.jsonl` leads out of the folder"),
    ("claims-missing", "R209", 9, 12, "there is no `claims-2.jsonl` | write them there, one on each line"),
    ("claims-of-another-ending", "R112", 9, 12, "`claims` must be a list | name a file that ends in `.jsonl`"),
    ("index-missing", "R209", 4, 95, "there is no `index-2.json`"),
    ("infinite-quantity", "R113", 14, 26, "`value` must be a finite number"),
    ("missing-key", "R111", 10, 3, "the claim (`dusk`) has no `kind` | add `kind:`"),
    ("text-for-list", "R112", 13, 36, '`evidence` must be a list of texts | put it in brackets: ["ada/q1.p1.s2"]'),
    ("unknown-key", "R110", 10, 58, "unknown key `knid` | did you mean `kind`?"),
    ("value-not-allowed", "R113", 10, 66, "`kind` cannot be `facts` | did you mean `fact`?"),
    ("wrong-type", "R112", 12, 29, '`text` must be a text, and this is a number | put it in quotes: "7"'),
]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the good dataset, free to be changed."""
    return Path(shutil.copytree(GOOD, tmp_path / "ferry"))


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        load_dataset(folder)
    return raised.value.problems


@pytest.mark.parametrize(("name", "code", "line", "column", "words"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_no_dataset(name: str, code: str, line: int, column: int, words: str) -> None:
    file = BAD / f"{name}.json"
    (found,) = problems(file)
    assert (found.code, Path(found.file).name, found.line, found.column) == (code, file.name, line, column)
    for part in words.split(" | "):
        assert part in f"{found.message} {found.hint}"
    assert found.excerpt == file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_problems_of_claims_stand_in_their_own_file() -> None:
    kind, key = problems(BAD / "split.json")
    assert (kind.code, Path(kind.file).name, kind.line, kind.column) == ("R113", "claims.jsonl", 3, 67)
    assert (key.code, Path(key.file).name, key.line, key.column) == ("R110", "claims.jsonl", 4, 116)
    assert key.hint == "did you mean `evidence`?"
    first, second = problems(BAD / "broken-claims.json")
    assert (first.code, Path(first.file).name, first.line, first.column) == ("R105", "broken.jsonl", 2, 63)
    assert (second.code, second.line) == ("R105", 3)


def test_every_bad_file_is_tested() -> None:
    named = {f"{row[0]}.json" for row in FILES} | {"split.json", "broken-claims.json", "index.json"}
    assert {path.name for path in BAD.iterdir()} == named | {"claims.jsonl", "broken.jsonl"}


@pytest.mark.parametrize("form", forms.FORMS)
def test_each_form_is_the_same_dataset(ferry: Path, form: str) -> None:
    path = forms.write(ferry, forms.raw(ferry), form)
    for named in (ferry, path):
        loaded = load_dataset(named)
        assert loaded.value == load_dataset(GOOD).value
        assert (loaded.dataset.path, loaded.folder) == (path, ferry)
        assert isinstance(loaded.dataset.source_map, SplitMap) is ("lines" in form)


@pytest.mark.parametrize("form", forms.FORMS)
def test_each_form_makes_the_same_memo(good_project: Path, form: str) -> None:
    brief, folder = good_project / "ferry.yaml", good_project / "datasets" / "ferry"
    memo = reportgen.compose_memo(reportgen.load_project(brief))
    forms.write(folder, forms.raw(folder), form)
    assert reportgen.check_brief(brief) == ()
    assert reportgen.compose_memo(reportgen.load_project(brief)) == memo


def test_a_folder_with_two_datasets(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    (folder / "dataset.json").write_text("{}", encoding="utf-8")
    for found in (
        problems(folder),
        reportgen.check_brief(good_project / "ferry.yaml"),
        reportgen.check_dataset(folder),
    ):
        (problem,) = found
        assert (problem.code, problem.file, problem.line) == ("R223", str(folder), None)
        assert problem.hint == "keep one of the two"
    assert load_dataset(folder / "dataset.yaml").value.id == "ferry"  # the one that is named


def test_a_folder_with_neither(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    (folder / "dataset.yaml").rename(folder / "dataset.yml")
    (problem,) = reportgen.check_brief(good_project / "ferry.yaml")
    assert problem.code == "R209"
    assert problem.message == "the folder `datasets/ferry` holds no dataset.yaml or dataset.json"
    assert [problem.code for problem in problems(folder)] == ["R101"]


def test_a_dataset_in_json_is_suggested_like_any_other(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    forms.write(folder, forms.raw(folder), "json")
    (problem,) = reportgen.check_brief(good_project / "ferry.yaml", overrides={"dataset": "datasets/fery"})
    assert (problem.code, problem.hint) == ("R209", "did you mean `datasets/ferry`?")


def test_a_dataset_in_json_behind_a_link_that_leads_outside(good_project: Path, tmp_path: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    forms.write(folder, forms.raw(folder), "json").rename(tmp_path / "dataset.json")
    (folder / "dataset.json").symlink_to(tmp_path / "dataset.json")
    with pytest.raises(ProblemsError) as raised:
        load_project(good_project / "ferry.yaml")
    assert [problem.code for problem in raised.value.problems] == ["R209"]


def test_a_file_of_claims_behind_a_link_that_leads_outside(ferry: Path, tmp_path: Path) -> None:
    forms.write(ferry, forms.raw(ferry), "json-lines")
    (ferry / "claims.jsonl").rename(tmp_path / "claims.jsonl")
    (ferry / "claims.jsonl").symlink_to(tmp_path / "claims.jsonl")
    (problem,) = problems(ferry)
    assert (problem.code, Path(problem.file).name) == ("R209", "dataset.json")
    assert "through a symbolic link" in problem.message


def test_a_file_of_claims_in_a_folder_below(ferry: Path) -> None:
    forms.write(ferry, {**forms.raw(ferry), "claims": "coded/all.jsonl"}, "yaml")
    (ferry / "coded").mkdir()
    claims = (json.dumps(claim) for claim in forms.raw(GOOD)["claims"])
    (ferry / "coded" / "all.jsonl").write_text("\n\n".join(claims), encoding="utf-8")
    assert load_dataset(ferry).value == load_dataset(GOOD).value


def test_a_file_of_claims_without_any(ferry: Path) -> None:
    forms.write(ferry, {**forms.raw(ferry), "claims": []}, "json-lines")
    (problem,) = problems(ferry)
    assert (problem.code, Path(problem.file).name) == ("R103", "claims.jsonl")


def test_an_id_given_twice_is_shown_by_the_lines_of_its_file(ferry: Path) -> None:
    values = forms.raw(ferry)
    values["claims"].append(values["claims"][2])
    forms.write(ferry, values, "json-lines")
    (problem,) = reportgen.check_dataset(ferry)
    assert (problem.code, Path(problem.file).name) == ("R208", "claims.jsonl")
    assert (problem.line, problem.column) == (len(values["claims"]), 8)
    assert problem.message.endswith("is given twice, first in line 3")


@pytest.mark.parametrize("form", ["yaml", "json", "json-lines"])
def test_of_many_claims_the_wrong_ones_are_named_by_their_own_numbers(ferry: Path, form: str) -> None:
    values = forms.raw(ferry)
    values["claims"] = [{**values["claims"][0], "id": f"c{number}"} for number in range(suspects.LONG + 50)]
    values["claims"][120]["kind"] = "facts"
    values["claims"][200] = "a text"
    forms.write(ferry, values, form)
    found = problems(ferry)
    assert [(problem.code, problem.message) for problem in found] == [
        ("R113", "`kind` cannot be `facts`"),
        ("R112", "item 201 of `claims` must be a mapping of keys to values, and this is a text"),
    ]
    if form == "json-lines":
        assert [problem.line for problem in found] == [121, 201]
    values["claims"][120]["kind"] = values["claims"][120]["text"]
    values["claims"] = values["claims"][:200]
    del values["id"]
    forms.write(ferry, values, form)
    assert {problem.code for problem in problems(ferry)} == {"R111", "R113"}


def test_of_many_claims_none_is_named_where_another_key_is_wrong(ferry: Path) -> None:
    values = forms.raw(ferry)
    values["claims"] = [{**values["claims"][0], "id": f"c{number}"} for number in range(suspects.LONG + 50)]
    forms.write(ferry, {**values, "title": 7}, "json-lines")
    assert [(problem.code, problem.message.partition(" ")[0]) for problem in problems(ferry)] == [("R112", "`title`")]


def test_the_schema_takes_both_ways_to_give_claims() -> None:
    from jsonschema import Draft7Validator

    validator = Draft7Validator(reportgen.json_schema("dataset"))
    values = forms.raw(GOOD)
    assert validator.is_valid(values)
    assert validator.is_valid({**values, "claims": "coded/claims.jsonl"})
    assert not validator.is_valid({**values, "claims": "claims.csv"})
    assert not validator.is_valid({**values, "claims": []})


def test_inspect_and_check_read_a_dataset_in_json(good_project: Path) -> None:
    folder = good_project / "datasets" / "ferry"
    before = reportgen.summarize(reportgen.load_dataset(folder))
    forms.write(folder, forms.raw(folder), "json-lines")
    assert reportgen.summarize(reportgen.load_dataset(folder)) == before


def test_claims_are_read_without_their_places(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    forms.write(ferry, forms.raw(ferry), "json-lines")
    monkeypatch.setattr("reportgen.read.json_places._pass_over", refuse)
    assert reportgen.check_dataset(ferry) == ()


WRONG = st.sampled_from(
    [None, "", " \n", "x", "Two Words", "a\nb", 7, -1.5, True, [], {}, ["x"], [None], {"id": "x"}, "ferry/q9", "a: b"]
)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """The good dataset with one to three values replaced, removed, renamed or doubled."""
    values = copy.deepcopy(forms.raw(GOOD))
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = values
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 4)):
                holder = holder[key]
                continue
            change = draw(st.integers(0, 3))
            if change == 1 and isinstance(holder, dict):
                del holder[key]
            elif change == 2 and isinstance(holder, dict):
                holder[f"{key}x"] = holder.pop(key)
            elif change == 3 and isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            else:
                holder[key] = copy.deepcopy(draw(WRONG))
            break
    return values


@given(spoilt())
def test_every_form_has_the_same_problems_and_otherwise_the_same_value(values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(GOOD, Path(name) / "ferry"))
        found = []
        for form in forms.FORMS:
            listed = isinstance(values.get("claims"), list) and values["claims"]
            if listed or "lines" not in form:
                forms.write(folder, values, form)
                found.append(outcome(folder))
        assert all(other == found[0] for other in found)


def outcome(folder: Path) -> tuple[Dataset | None, list[tuple[str, str]]]:
    """The dataset, or None, and its problems without the places that differ from form to form."""
    try:
        loaded = load_dataset(folder)
    except ProblemsError as error:
        return None, told(error.problems)
    return loaded.value, told(reportgen.check_dataset(loaded))


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return sorted((problem.code, re.sub(r"line \d+", "line", problem.message)) for problem in problems)


def test_json_is_decoded_by_msgspec_alone_where_nothing_is_wrong(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms.write(ferry, forms.raw(ferry), "json")
    monkeypatch.setattr(jsontext.faults, "decode", None)
    assert load_dataset(ferry).value == msgspec.convert(forms.raw(GOOD), Dataset)
