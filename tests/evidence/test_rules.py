"""One tiny file for each reference to nothing, with the problems it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.evidence.rules import check_brief, check_dataset
from reportgen.model.problem import Problem, Severity
from reportgen.read.dataset import load_dataset
from reportgen.read.project import load_project

BAD = Path(__file__).parents[1] / "fixtures" / "bad"

Expected = tuple[str, int, int, str, str]
"""Code, line, column, what the excerpt holds there, and words of the message or hint."""

BRIEFS: list[tuple[str, list[Expected]]] = [
    ("unknown-claim-cited", [("R201", 8, 11, "@bruther]", "no claim `bruther` | did you mean `brother`?")]),
    (
        "unknown-claim-cited-twice",
        [
            ("R201", 16, 28, "@dsk], and", "no claim `dsk` | did you mean `dusk`?"),
            ("R201", 17, 16, "@dsk].", "no claim `dsk` | did you mean `dusk`?"),
        ],
    ),
    ("unknown-claim-rested-on", [("R201", 20, 25, "dawn", "no claim `dawn`")]),
    ("unknown-key-claim", [("R201", 14, 18, "duskk", "no claim `duskk` | did you mean `dusk`?")]),
    ("unknown-excluded-claim", [("R201", 6, 13, "bel]", "no claim `bel` | did you mean `bell`?")]),
    ("unknown-theme-selected", [("R202", 5, 18, "signal]", "no theme `signal` | did you mean `signals`?")]),
    ("unknown-theme-of-section", [("R202", 13, 14, "lamp/clock]", "did you mean `lamp/clockwork`?")]),
    ("empty-selection", [("R207", 4, 1, "select:", "takes in no claim | widen `themes` or `kinds`")]),
    (
        "section-without-claim",
        [("R207", 13, 14, "signals", "the theme `signals` | claim `bell` does: add `signals` to `select.themes`")],
    ),
    (
        "cited-but-not-selected",
        [("R211", 16, 43, "@bell].", "claim `bell` is cited, and the selection leaves it out | add `signals`")],
    ),
    (
        "cited-but-excluded",
        [
            ("R211", 8, 4, "@dusk;", "take `dusk` out of `select.exclude`"),
            ("R211", 14, 18, "dusk]", "take `dusk` out of `select.exclude`"),
            ("R211", 16, 36, "@dusk].", "take `dusk` out of `select.exclude`"),
        ],
    ),
    ("citation-with-commas", [("R117", 8, 3, "[@dusk,", "`[@dusk, @brother]` is no citation | write `[@dusk; @br")]),
    ("citation-with-space", [("R117", 16, 35, "[@ dusk]", "`[@ dusk]` is no citation | write `[@dusk]`")]),
    ("citation-unclosed", [("R117", 16, 35, "[@dusk.", "`[@dusk.` is never closed | write `[@dusk]`")]),
    ("citation-with-prefix", [("R117", 10, 38, "[see @brother]", "`[see @brother]` is no citation")]),
    ("citation-not-an-id", [("R117", 10, 38, "[@Her_brother]", "write `[@her-brother]`")]),
    ("citation-without-brackets", [("R117", 10, 39, "@brother)", "`@brother` has no brackets | write `[@br")]),
    ("citation-in-heading", [("R117", 12, 43, "@dusk]", "`heading` is printed as it stands and cannot cite `dusk`")]),
]

DATASETS: list[tuple[str, list[Expected]]] = [
    ("unknown-theme", [("R202", 34, 14, "lamp/clock-work", "claim `brother` | did you mean `lamp/clockwork`?")]),
    ("unknown-speaker", [("R203", 33, 14, "ada-brandt", "`speaker` names `ada-brandt` | did you mean `ada-brand`?")]),
    ("unknown-interviewee", [("R203", 6, 18, "eve-stone", "`interviewee` names `eve-stone` | add the person")]),
    ("unknown-attribution", [("R203", 40, 20, "ship", "`attributed_to` names `ship` | did you mean `ships`?")]),
    ("duplicate-claim", [("R208", 30, 9, "dusk", "the claim id `dusk` is given twice, first in line 24")]),
    ("duplicate-person", [("R208", 10, 9, "ada-brand", "the person id `ada-brand` is given twice, first in line 8")]),
    ("duplicate-source", [("R208", 7, 9, "ada", "the source id `ada` is given twice, first in line 4")]),
    ("duplicate-theme", [("R208", 20, 9, "lamp", "the theme id `lamp` is given twice, first in line 13")]),
    (
        "duplicate-subtheme",
        [("R208", 20, 14, "clockwork", "the theme id `clockwork` is given twice, first in line 17")],
    ),
    ("unknown-source", [("R210", 35, 16, "eda/q1.p1.s2", "no source `eda` | did you mean `ada`?")]),
    (
        "no-such-sentence",
        [("R210", 35, 16, "ada/q1.p1.s3", "no place `q1.p1.s3` | `q1.p1` has sentences `s1` to `s2`")],
    ),
    ("no-such-paragraph", [("R210", 35, 16, "ada/q1.p2", "no place `q1.p2` | `q1` has one paragraph, `p1`")]),
    ("no-such-exchange", [("R210", 35, 16, "ada/q3.p1", "no place `q3.p1` | the index has front, q1, q2")]),
    ("range-backwards", [("R210", 35, 16, "ada/q1.p1.s2-s1", "a range goes upwards: `s1-s2`")]),
    ("set-aside-nowhere", [("R210", 44, 9, "ada/back.p1", "no place `back.p1` | the index has front, q1, q2")]),
    ("reported-by-nobody", [("R212", 38, 11, "reported", "claim `bell` is reported | add `attributed_to:`")]),
    ("fact-attributed", [("R212", 40, 5, "attributed_to: ships", "claim `bell` | make it `reported`")]),
    ("name-of-neither-kind", [("R213", 9, 5, "name:", "the name of `ada-brand` has neither")]),
    ("name-of-both-kinds", [("R213", 11, 5, "name:", "the name of `ships` has both")]),
]


def check(found: tuple[Problem, ...], file: Path, expected: list[Expected]) -> None:
    assert [(problem.code, problem.line, problem.column) for problem in found] == [row[:3] for row in expected]
    for problem, (_, line, column, needle, words) in zip(found, expected, strict=True):
        assert Path(problem.file).name == file.name
        assert problem.severity is Severity.ERROR
        assert problem.excerpt == file.read_text(encoding="utf-8").splitlines()[line - 1]
        assert problem.excerpt[column - 1 :].startswith(needle)
        for part in words.split(" | "):
            assert part in f"{problem.message} | {problem.hint}"


@pytest.mark.parametrize(("name", "expected"), BRIEFS, ids=[row[0] for row in BRIEFS])
def test_a_brief_that_refers_to_nothing(name: str, expected: list[Expected]) -> None:
    file = BAD / "brief" / f"{name}.yaml"
    project = load_project(file)
    assert check_dataset(project.dataset) == ()
    check(check_brief(project), file, expected)


@pytest.mark.parametrize(("name", "expected"), DATASETS, ids=[row[0] for row in DATASETS])
def test_a_dataset_that_refers_to_nothing(name: str, expected: list[Expected]) -> None:
    file = BAD / "dataset" / f"{name}.yaml"
    check(check_dataset(load_dataset(file)), file, expected)


def test_the_good_project_has_no_problem(good_project: Path) -> None:
    project = load_project(good_project / "ferry.yaml")
    assert check_dataset(project.dataset) == ()
    assert check_brief(project) == ()


def changed(good_project: Path, *changes: tuple[str, str]) -> Path:
    brief = good_project / "ferry.yaml"
    text = brief.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    brief.write_text(text, encoding="utf-8")
    return brief


def test_citations_are_found_in_texts_of_every_yaml_style(good_project: Path) -> None:
    brief = changed(good_project, ("@first-boat", "@first-bote"), ("@bridge-sand]", "@bridge-sant]"))
    found = check_brief(load_project(brief))
    assert [problem.code for problem in found] == ["R201", "R201"]
    for problem, needle in zip(found, ("@bridge-sant]", "@first-bote]"), strict=True):
        assert problem.excerpt is not None
        assert problem.column is not None
        assert problem.excerpt[problem.column - 1 :].startswith(needle)


def test_a_hint_names_everything_that_keeps_a_claim_out(good_project: Path) -> None:
    brief = changed(
        good_project,
        ("  themes: [money, fleet, alternatives, passengers]\n", "  themes: [money, fleet, alternatives]\n"),
        ("[@first-boat]", "[@first-boat; @missing-boats]"),
        ("    themes: [passengers]\n", ""),
    )
    first, missing = check_brief(load_project(brief))
    assert first.hint == "add `passengers` to `select.themes`"
    assert missing.hint == "take `missing-boats` out of `select.exclude`, and add `passengers` to `select.themes`"


def test_a_kind_left_out_is_named(good_project: Path) -> None:
    brief = changed(good_project, ("  exclude: [missing-boats]\n", "  kinds: [fact, assessment, reported]\n"))
    (problem,) = check_brief(load_project(brief))
    assert (problem.code, problem.hint) == ("R211", "add `forecast` to `select.kinds`")


def test_a_theme_no_claim_bears(good_project: Path) -> None:
    dataset = good_project / "datasets" / "ferry" / "dataset.yaml"
    text = dataset.read_text(encoding="utf-8").replace(
        "claims:\n", "  - {id: weather, name: Weather, definition: Wind.}\n\nclaims:\n"
    )
    dataset.write_text(text, encoding="utf-8")
    brief = changed(good_project, ("alternatives, passengers]", "alternatives, passengers, weather]"))
    (problem,) = check_brief(load_project(brief))
    assert (problem.code, problem.hint) == ("R207", "no claim of the dataset does")


def test_problems_of_an_overridden_text_name_the_option(good_project: Path) -> None:
    project = load_project(
        good_project / "ferry.yaml", overrides={"bottom_line": "It sinks [@hull].", "select.exclude": "[pass-price]"}
    )
    found = check_brief(project)
    assert [(problem.code, problem.file, problem.line) for problem in found if problem.file == "--set"] == [
        ("R201", "--set", None)
    ]
    assert [problem.code for problem in found if problem.file != "--set"] == ["R211"]


def test_each_id_of_a_group_has_its_own_place(good_project: Path) -> None:
    brief = changed(good_project, ("[@hull-old; @town-share]", "[@hull-sank; @hull; @hull]"))
    found = check_brief(load_project(brief))
    assert [(problem.code, problem.message[-10:]) for problem in found] == [
        ("R201", "hull-sank`"),
        ("R201", "aim `hull`"),
        ("R201", "aim `hull`"),
    ]
    columns = [problem.column or 0 for problem in found]
    assert [column - columns[0] for column in columns] == [0, 12, 19]
