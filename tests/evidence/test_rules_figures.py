"""One tiny brief for each fault of a figure, and what is no fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.evidence import drawn, rules_figures
from reportgen.evidence.rules import check_brief
from reportgen.model.problem import Problem, Severity
from reportgen.read.project import load_project
from tests import ferry
from tests.evidence.test_rules import BAD as ALL_BAD
from tests.read.test_bad_files import problems

BAD = ALL_BAD / "figure"

FAULTS: list[tuple[str, str, int, int, str, str]] = [
    ("alt-missing", "R111", 11, 13, "spec", "the key `alt` is missing | say in words what the figure shows"),
    ("alt-with-a-number", "E203", 14, 35, "1872", "`1872` is no year of a claim cited in this figure | 1871 and 1904"),
    ("claim-not-selected", "R211", 13, 22, "fog", "the selection leaves it out | take `fog` out of `select.exclude`"),
    ("claim-unknown", "R201", 13, 22, "dawn-watch", "there is no claim `dawn-watch`"),
    ("claim-without-a-date", "R219", 13, 23, "dusk", "claim `dusk` has no `when`, which a figure of kind `timeline`"),
    ("claim-without-the-unit", "R219", 14, 23, "oil", "claim `oil` has no quantity in `steps` | name another claim"),
    ("label-of-another-claim", "R219", 15, 9, "dusk", "the figure does not draw claim `dusk` | leave the label out"),
    ("label-of-no-claim", "R201", 15, 9, "bult", "there is no claim `bult` | did you mean `built`?"),
    ("label-with-a-number", "E203", 15, 29, "1870", "`1870` is no year of a claim cited in this figure"),
    (
        "no-claim-fills",
        "R219",
        10,
        5,
        "figure",
        "no selected claim fills the figure | it draws claims that have `when`",
    ),
    ("note-with-a-number", "E201", 14, 27, "340", "no claim cited in this figure bears `340` | over 120 steps"),
    ("several-units", "R219", 10, 5, "figure", "several units: `steps`, `per cent` | name one of them as `unit:`"),
    (
        "spec-broken",
        "R220",
        14,
        13,
        "specs/broken",
        "`specs/broken.json` is no JSON: Expecting value: line 2 column 10",
    ),
    ("spec-missing", "R111", 11, 13, "spec", "the key `spec` is missing | name a Vega-Lite specification"),
    ("spec-of-another-kind", "R110", 13, 7, "spec", "kind `themes` has no `spec` | `spec` is for kind `spec`"),
    (
        "spec-with-a-field-misspelt",
        *("R220", 14, 13, "specs/misspelt"),
        "at `encoding.y.field`: claims have no field `knd` | did you mean `kind`?",
    ),
    ("spec-with-its-own-data", "R220", 14, 13, "specs/own", 'it brings data of its own | `"data": {"name": "claims"}`'),
    ("theme-unknown", "R202", 13, 22, "towr", "there is no theme `towr` | did you mean `tower`?"),
    ("title-with-a-number", "E203", 12, 27, "1870", "`1870` is no year of a claim cited in this figure"),
    ("unit-of-another-kind", "R110", 13, 7, "unit", "kind `themes` has no `unit` | `unit` is for kind `quantities`"),
    ("unit-unknown", "R219", 10, 5, "figure", "no selected claim fills the figure | did you mean `steps`?"),
]
UNREAD = [
    ("spec-above", "`../good.json` leads out of the folder"),
    ("spec-not-there", "`specs/none.json`: there is no such file"),
]


def holds(found: Problem, code: str, line: int, column: int, needle: str, words: str) -> None:
    severity = Severity.ERROR
    assert (found.code, found.severity, found.line, found.column) == (code, severity, line, column)
    assert found.excerpt is not None
    assert found.excerpt[column - 1 :].startswith(needle)
    for part in words.split(" | "):
        assert part in f"{found.message} | {found.hint}"


@pytest.mark.parametrize(("name", "code", "line", "column", "needle", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_is_wrong_with_a_figure(name: str, code: str, line: int, column: int, needle: str, words: str) -> None:
    (found,) = check_brief(load_project(BAD / f"{name}.yaml"))
    holds(found, code, line, column, needle, words)


def test_an_address_is_named_with_the_data_it_would_bring() -> None:
    found = check_brief(load_project(BAD / "spec-with-an-address.yaml"))
    assert [problem.code for problem in found] == ["R220", "R220"]
    assert any("`url` would reach out of the memo" in problem.message for problem in found)


@pytest.mark.parametrize(("name", "words"), UNREAD)
def test_a_specification_that_cannot_be_read(name: str, words: str) -> None:
    (found,) = problems(lambda: load_project(BAD / f"{name}.yaml"))
    holds(found, "R220", 14, 13, "", words)


def test_every_bad_figure_is_tested() -> None:
    tested = {row[0] for row in FAULTS} | {row[0] for row in UNREAD} | {"spec-with-an-address"}
    assert tested == {path.stem for path in BAD.glob("*.yaml")}


def codes(project: Path, figure: str) -> list[str]:
    more = f"    figure: {figure}\n"
    loaded = ferry.load(project, "It dates from 1971 [@hull-old].", more=more)
    return [problem.code for problem in check_brief(loaded)]


@pytest.mark.parametrize(
    "figure",
    [
        "{kind: timeline, title: The hull of 1971, claims: [hull-old]}",
        "{kind: quantities, title: A hull has at most five years left, claims: [replace-hull, bridge-pays]}",
        "{kind: quantities, title: The town pays 60 per cent, unit: per cent}",
        "{kind: themes, title: All eight claims, themes: [money, fleet, passengers]}",
        "{kind: coverage, title: Money comes up in three answers, themes: [money, fleet]}",
        "{kind: coverage, title: Fleet in two answers, themes: [money, fleet], note: Two interviews.}",
    ],
)
def test_words_may_say_what_the_figure_shows(good_project: Path, figure: str) -> None:
    assert codes(good_project, figure) == []


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("{kind: timeline, title: The hull of 1972, claims: [hull-old]}", "E203"),
        ("{kind: quantities, title: A hull has exactly five years left, claims: [replace-hull]}", "E202"),
        ("{kind: quantities, title: The town pays 70 per cent, unit: per cent}", "E201"),
        ("{kind: themes, title: All 45 claims, themes: [money, fleet]}", "E201"),
        ("{kind: coverage, title: Money comes up in 14 answers, themes: [money, fleet]}", "E201"),
    ],
)
def test_words_may_not_say_what_it_does_not_show(good_project: Path, figure: str, code: str) -> None:
    assert codes(good_project, figure) == [code]


def test_claims_sentences_answers_and_interviews_are_counted(good_project: Path) -> None:
    loaded = ferry.load(good_project, "It dates from 1971 [@hull-old].")
    claims = [claim for claim in loaded.dataset.value.claims if claim.id in ("town-share", "hull-old", "pass-price")]
    assert list(drawn._counted(claims, loaded)) == [3, 6, 2, 2]


def test_a_matrix_has_room_for_so_many_interviews(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_figures, "SOURCES", 1)
    assert codes(good_project, "{kind: coverage, title: Money, themes: [money]}") == ["R219"]
    assert codes(good_project, "{kind: coverage, title: Fleet, themes: [fleet]}") == []


def test_a_citation_has_no_place_in_the_words_of_a_figure(good_project: Path) -> None:
    assert codes(good_project, '{kind: themes, title: "The hull [@hull-old]"}') == ["R117"]


HIDDEN = [
    ("{kind: themes, title: What Maran says, themes: [fleet]}", "`Maran` tells who spoke"),
    ("{kind: themes, title: The fleet, themes: [fleet], note: Told by Maran.}", "`Maran` tells who spoke"),
    ("{kind: themes, title: The fleet, themes: [fleet], alt: A chart of Maran.}", "`Maran` tells who spoke"),
    ("{kind: timeline, title: Age, claims: [hull-old], labels: {hull-old: Maran’s hull}}", "`Maran` tells who spoke"),
]


@pytest.mark.parametrize(("figure", "words"), HIDDEN)
def test_a_protected_name_has_no_place_in_the_words_of_a_figure(good_project: Path, figure: str, words: str) -> None:
    hide(good_project)
    loaded = ferry.load(good_project, "It dates from 1971 [@hull-old].", {}, more=f"    figure: {figure}\n")
    found = [problem for problem in check_brief(loaded) if problem.code == "E106"]
    assert [words in problem.message for problem in found] == [True]


def test_a_claim_that_only_a_figure_draws_may_not_give_a_name(good_project: Path) -> None:
    hide(good_project)
    ferry.change_dataset(good_project, ("An electric boat will be tried", "Maran will try an electric boat"))
    figure = "    figure: {kind: themes, title: The fleet, themes: [fleet]}\n"
    with_it = ferry.load(good_project, "It dates from 1971 [@hull-old].", {}, more=figure)
    assert [problem.code for problem in check_brief(with_it)] == ["E106"]
    without = ferry.load(good_project, "It dates from 1971 [@hull-old].", {})
    assert [problem.code for problem in check_brief(without)] == []


def hide(project: Path) -> None:
    """The harbour manager speaks not for attribution."""
    old, new = project / "datasets" / "ferry" / "maran", project / "datasets" / "ferry" / "first"
    shutil.move(old, new)
    ferry.change_dataset(
        project,
        ("id: maran\n", "id: first\n    terms: not-for-attribution\n    attribution: a harbour official\n"),
        ("maran/", "first/"),
        ("    affiliation: Port Ansel\n", ""),
    )
