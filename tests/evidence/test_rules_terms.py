"""Sources that are not on the record: an attribution that hides the name, and no name in what a memo prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.checks import check_dataset
from reportgen.model.problem import Problem
from tests.ferry import change_dataset, problems, texts

TITLE = "    title: A Passenger’s View of the Crossing\n"


def protect(project: Path, terms: str = "not-for-attribution", attribution: str | None = "a rider") -> None:
    """Takes the name of the second interviewee from the record, and from the source's id."""
    said = f"    attribution: {attribution}\n" if attribution else ""
    change_dataset(
        project,
        ("  - id: okoro\n", "  - id: rider\n"),
        (TITLE, f"{TITLE}    terms: {terms}\n{said}"),
        ("okoro/q", "rider/q"),
    )


def sources(project: Path) -> dict[str, str]:
    files = texts(project)
    return {"maran": files["maran"], "rider": files["okoro"]}


def checked(project: Path) -> tuple[Problem, ...]:
    return check_dataset(project / "datasets" / "ferry")


@pytest.mark.parametrize("terms", ["not-for-attribution", "background"])
def test_what_names_nobody_is_fine(good_project: Path, terms: str) -> None:
    protect(good_project, terms)
    assert checked(good_project) == ()
    text = "A rider would forgive a slow boat [@missing-boats], Maran says [@hull-old]."
    assert problems(good_project, text, sources(good_project), quote="{at: maran/q1.p2.s3}") == []


@pytest.mark.parametrize("terms", ["not-for-attribution", "background"])
def test_an_attribution_must_be_given(good_project: Path, terms: str) -> None:
    protect(good_project, terms, None)
    (problem,) = checked(good_project)
    assert (problem.code, problem.line, problem.column) == ("R215", 14, 12)
    assert problem.message.startswith(
        f"`rider` spoke {'on background' if terms == 'background' else terms.replace('-', ' ')}"
    )
    assert "attribution: a harbour official" in (problem.hint or "")


@pytest.mark.parametrize("attribution", ["Mr Okoro", "chair of the Port Ansel passengers’ association"])
def test_an_attribution_must_hide_the_name(good_project: Path, attribution: str) -> None:
    protect(good_project, attribution=attribution)
    (problem,) = checked(good_project)
    assert (problem.code, problem.line, problem.column) == ("R215", 15, 18)


def test_a_source_id_is_printed_by_every_locator(good_project: Path) -> None:
    change_dataset(good_project, (TITLE, f"{TITLE}    terms: background\n    attribution: a rider\n"))
    (problem,) = checked(good_project)
    assert (problem.code, problem.line, problem.column) == ("E106", 12, 9)
    assert "rename the source" in (problem.hint or "")


def test_names_in_the_briefs_own_words(good_project: Path) -> None:
    protect(good_project)
    text = "As Okoro says [@missing-boats], and *O*koro, the\nPort Ansel passengers' association knows."
    more = (
        "authors: [Ben Okoro]\nkeywords: [boats, Okoro]\norganisation: {name: House, contact: b.okoro@quay.example}\n"
    )
    more += "re: The chair, OKORO\nlimits: Okoro’s\n"
    found = problems(good_project, text, {}, heading="Why Okoro waits", title="Okoro", more=more)
    assert [(problem.code, problem.line, problem.column) for problem in found] == [
        ("E106", 1, 8),
        ("E106", 7, 18),
        ("E106", 9, 10),
        ("E106", 9, 44),
        ("E106", 10, 7),
        ("E106", 11, 15),
        ("E106", 12, 19),
        ("E106", 13, 40),
        ("E106", 14, 16),
        ("E106", 15, 9),
    ]
    assert found[0].message == "`Okoro` tells who spoke: the terms of `rider` protect the name"
    assert found[0].hint == "write “a rider”, or leave it out"


def test_a_cited_claim_is_printed_and_others_are_not(good_project: Path) -> None:
    protect(good_project)
    change_dataset(
        good_project,
        ("text: Riders forgive", "text: Okoro’s riders forgive"),
        ("  - id: missing-boats", "  - id: okoro-on-boats"),
        ("label: Cannery workers", "label: Okoro’s cannery workers"),
    )
    assert problems(good_project, "It is old [@hull-old].", {}) == []
    found = problems(good_project, "It is old [@okoro-on-boats; @first-boat].", {})
    assert [(problem.code, Path(problem.file).name, problem.line) for problem in found] == [
        ("E106", "dataset.yaml", 107),
        ("E106", "dataset.yaml", 114),
        ("E106", "dataset.yaml", 115),
    ]


def test_titles_and_themes_of_the_dataset_are_printed(good_project: Path) -> None:
    protect(good_project)
    change_dataset(
        good_project,
        ("title: Two interviews", "title: Two interviews, one with Okoro,"),
        ("name: Fares", "name: Okoro’s fares"),
    )
    found = problems(good_project, "It is old [@hull-old].", {})
    assert [(problem.code, problem.line) for problem in found] == [("E106", 2), ("E106", 42)]


def test_a_passage_set_apart_must_not_name_them_either(good_project: Path) -> None:
    protect(good_project)
    found = problems(good_project, "Old [@hull-old].", sources(good_project), quote="{at: rider/back.p1}")
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("E106", 10, 17)]


def test_a_holder_of_a_view_is_named_too(good_project: Path) -> None:
    protect(good_project)
    change_dataset(good_project, ("{literal: Town council of Port Ansel}", "{literal: The Okoro committee}"))
    assert problems(good_project, "It is old [@hull-old].", {}) == []
    (problem,) = problems(good_project, "It pays [@bridge-pays].", {})
    assert (problem.code, Path(problem.file).name) == ("E106", "dataset.yaml")


def test_those_who_ask_stay_as_they_are_but_for_the_name(good_project: Path) -> None:
    protect(good_project)
    vell = "    name: {family: Vell, given: Tomas}\n"
    change_dataset(
        good_project, (vell, f"{vell}    affiliation: Port Ansel passengers’ association\n    role: Editor\n")
    )
    assert problems(good_project, "It is old [@hull-old].", {}) == []
    change_dataset(
        good_project, ("role: Editor", "role: Cousin of Okoro"), ("role: Harbour manager", "role: Okoro’s aide")
    )
    found = problems(good_project, "It is old [@hull-old].", {})
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("E106", 23, 11), ("E106", 32, 21)]


def test_who_speaks_on_the_record_elsewhere_may_be_named(good_project: Path) -> None:
    protect(good_project)
    change_dataset(good_project, ("    interviewee: ilse-maran\n", "    interviewee: ben-okoro\n"))
    assert problems(good_project, "Okoro says it is old [@hull-old].", {}) == []
