"""One tiny file for each way a file is not the format, with the problem it must give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read import yaml as reader
from reportgen.read.dataset import load_dataset
from reportgen.read.project import load_project
from reportgen.read.yaml import read_yaml

BAD = Path(__file__).parents[1] / "fixtures" / "bad"


def problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        read()
    return raised.value.problems


def check(found: Problem, file: Path, code: str, line: int | None, column: int | None, words: str) -> None:
    assert (found.code, found.line, found.column) == (code, line, column)
    assert Path(found.file).name == file.name
    assert words in f"{found.message} | {found.hint}"
    if line is not None:
        assert found.excerpt == file.read_text(encoding="utf-8").splitlines()[line - 1]


YAML = [
    ("only-comments", "R103", None, None, "nothing but comments"),
    ("tab-indentation", "R105", 2, 1, "a tab cannot indent YAML"),
    ("unclosed-list", "R105", 3, 9, "the list that opens in line 2 is not closed"),
    ("unclosed-quotes", "R105", 1, 8, "the quotes that open here are never closed"),
    ("second-colon", "R105", 1, 17, "a second `: ` in one line | put the text in quotes"),
    ("key-without-colon", "R105", 2, 1, "a key without its `:`"),
    ("line-without-colon", "R105", 3, 1, "a key without its `:`"),
    ("value-after-quotes", "R105", 1, 20, "the value has ended before this | put all of the text in quotes"),
    ("starts-with-at", "R105", 1, 14, "a text cannot start with `@` | put the text in quotes"),
    ("starts-with-star", "R105", 1, 14, "a text cannot start with `*` | put the text in quotes"),
    ("unknown-escape", "R105", 1, 11, "this backslash begins no escape"),
    ("text-beside-bar", "R105", 1, 16, "nothing may follow `|`"),
    ("misindented-key", "R105", 3, 3, "does not fit the mapping that starts in line 1"),
    ("list-beside-key", "R105", 1, 10, "a list cannot start here"),
    ("goes-on-after-end", "R105", 2, 1, "goes on after its value has ended"),
    ("unknown-alias", "R105", 1, 8, "`*later` stands for nothing"),
    ("duplicate-key", "R106", 3, 1, "`title` stands twice, in lines 1 and 3"),
    ("duplicate-nested-key", "R106", 4, 5, "`heading` stands twice, in lines 2 and 4"),
    ("recursive-alias", "R107", 3, 5, "`*all` makes a value hold itself"),
    ("alias-bomb", "R107", 2, 8, "more than 100,000 values"),
    ("too-deep", "R107", 1, 103, "more than 100 collections"),
    ("two-documents", "R108", 2, 1, "a second YAML document"),
    ("custom-tag", "R108", 2, 7, "the tag `!when`"),
    ("older-yaml", "R108", 1, 1, "YAML 1.2 | remove the `%YAML` line"),
    ("number-as-key", "R108", 2, 1, 'the key `2026` is not text | put it in quotes: "2026"'),
    ("list-as-key", "R108", 1, 3, "a key is a list"),
    ("merge-key", "R108", 3, 3, "the merge key `<<`"),
]


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "pure"])
@pytest.mark.parametrize(("name", "code", "line", "column", "words"), YAML, ids=[row[0] for row in YAML])
def test_a_file_that_is_not_yaml(
    name: str,
    code: str,
    line: int | None,
    column: int | None,
    words: str,
    loader: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "LOADER", loader)
    file = BAD / "yaml" / f"{name}.yaml"
    (found,) = problems(lambda: read_yaml(file, limit=10_000))
    check(found, file, code, line, column, words)


BRIEFS = [
    ("unknown-key", "R110", 17, 1, "`recomendations` | did you mean `recommendations`?"),
    ("misplaced-key", "R110", 4, 1, "`page` | `page` belongs under `output`"),
    ("missing-key", "R111", 1, 1, "the brief has no `date` | add `date:` with a date"),
    ("missing-nested-key", "R111", 18, 5, "the recommendation has no `rests_on`"),
    ("number-for-text", "R112", 21, 9, '`number` must be a text, and this is a number | put it in quotes: "7"'),
    ("text-for-list", "R112", 9, 12, "`takeaways` must be a list of texts, and this is a text | start each item"),
    ("number-for-mapping", "R112", 21, 9, "`output` must be a mapping"),
    ("empty-value", "R112", 9, 11, "`takeaways` must be a list of texts, and this is empty | give it a value"),
    ("list-for-brief", "R112", 1, 1, "the file must be a mapping"),
    ("empty-text", "R113", 1, 8, "`title` must not be empty"),
    ("blank-text", "R113", 1, 8, "`title` must not be blank"),
    ("empty-list", "R113", 20, 15, "`rests_on` must not be empty"),
    ("bad-claim-id", "R113", 20, 16, "item 1 of `rests_on` cannot be `Her Brother` | did you mean `her-brother`?"),
    ("bad-theme", "R113", 5, 12, "item 1 of `themes` cannot be `lamp/` | did you mean `lamp`?"),
    ("line-end-in-id", "R113", 21, 9, "item 1 of `rests_on` cannot be `brother\\n` | write it on one line"),
    ("pages-below-one", "R113", 21, 21, "`max_pages` must be at least 1"),
    ("date-in-words", "R115", 2, 7, "`4 May 2026` | write the date as year-month-day"),
    ("no-such-day", "R115", 2, 7, "`2026-02-30` | the calendar has no such day"),
    ("dataset-missing", "R209", 3, 10, "`datasett` | did you mean `dataset`?"),
    ("dataset-absolute", "R209", 3, 10, "`/srv/dataset` is an absolute path"),
    ("dataset-above", "R209", 3, 10, "`../brief/dataset` leads out of the folder"),
    ("asset-missing", "R205", 23, 9, "`seal.svg`: there is no such file | did you mean `seal.gif`?"),
    ("asset-above", "R205", 23, 9, "`../seal.svg` leads out of the folder"),
    ("asset-of-another-format", "R205", 23, 9, "`seal.gif` is neither SVG nor PNG"),
    ("asset-with-entities", "R205", 23, 9, "`entities.svg`: the SVG declares the entity `a`"),
    ("asset-broken", "R205", 23, 9, "`broken.svg`: the SVG is not well-formed"),
    ("asset-other-xml", "R205", 23, 9, "`page.svg` is XML, but no SVG"),
]


@pytest.mark.parametrize(("name", "code", "line", "column", "words"), BRIEFS, ids=[row[0] for row in BRIEFS])
def test_a_file_that_is_no_brief(name: str, code: str, line: int, column: int, words: str) -> None:
    file = BAD / "brief" / f"{name}.yaml"
    (found,) = problems(lambda: load_project(file))
    check(found, file, code, line, column, words)


def test_a_value_not_allowed_lists_what_is() -> None:
    file = BAD / "brief" / "value-not-allowed.yaml"
    page, notes = problems(lambda: load_project(file))
    check(page, file, "R113", 22, 9, "`page` cannot be `A5` | allowed: a4, letter")
    check(notes, file, "R113", 23, 10, "`notes` cannot be `magin` | did you mean `margin`? Allowed: end, foot, margin")


def test_many_problems_come_at_once_and_in_order() -> None:
    found = problems(lambda: load_project(BAD / "brief" / "many-problems.yaml"))
    assert [(problem.code, problem.line, problem.column) for problem in found] == [
        ("R110", 1, 1),
        ("R115", 2, 7),
        ("R112", 12, 14),
        ("R111", 18, 5),
        ("R113", 20, 16),
    ]


DATASETS = [
    ("bad-locator", "R114", 35, 30, "item 2 of `evidence` is no locator: `ada:q1`"),
    ("bad-when", "R115", 36, 11, "`Spring 1998` is no EDTF date | write 2024"),
    ("bad-issued", "R115", 7, 13, "`issued`: there is no month 13"),
    ("interval-backwards", "R115", 36, 11, "ends before it starts | write 2022/2024"),
    ("unquoted-year", "R112", 36, 11, '`when` must be a text, and this is a number | put it in quotes: "1998"'),
    ("kind-misspelt", "R113", 26, 11, "`kind` cannot be `facts` | did you mean `fact`? Allowed: assessment, fact"),
    ("infinite-quantity", "R113", 36, 23, "`value` must be a finite number"),
    ("theme-holds-itself", "R206", 25, 9, "`*signals` makes a theme hold itself"),
    ("index-missing", "R209", 7, 17, "there is no `transcript-2.json` | `reportgen ingest TEXT -o "),
    ("index-above", "R209", 7, 17, "`../transcript.json` leads out of the folder"),
]


@pytest.mark.parametrize(("name", "code", "line", "column", "words"), DATASETS, ids=[row[0] for row in DATASETS])
def test_a_file_that_is_no_dataset(name: str, code: str, line: int, column: int, words: str) -> None:
    file = BAD / "dataset" / f"{name}.yaml"
    (found,) = problems(lambda: load_dataset(file))
    check(found, file, code, line, column, words)


def test_a_broken_index_is_named_by_its_own_file() -> None:
    (found,) = problems(lambda: load_dataset(BAD / "dataset" / "index-broken.yaml"))
    assert found.code == "R112"
    assert Path(found.file).parts[-3:] == ("bad", "dataset", "broken.json")


def test_every_bad_file_is_tested() -> None:
    assert {row[0] for row in YAML} == {path.stem for path in (BAD / "yaml").iterdir()}
    from tests.evidence.test_rules import BRIEFS as RULED_BRIEFS
    from tests.evidence.test_rules import DATASETS as RULED_DATASETS

    briefs = {row[0] for row in (*BRIEFS, *RULED_BRIEFS)} | {"value-not-allowed", "many-problems"}
    assert briefs == {path.stem for path in (BAD / "brief").glob("*.yaml")}
    datasets = {row[0] for row in (*DATASETS, *RULED_DATASETS)} | {"index-broken"}
    assert datasets == {path.stem for path in (BAD / "dataset").glob("*.yaml")}
