"""What a template allows a brief: its options, paper, places of notes and words; and pages, once they are laid out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import reportgen
from reportgen.build import limits
from reportgen.build.checks import check_project
from reportgen.model.problem import Problem
from tests.builds import BRIEFS, EVERY_BRIEF, ROOT
from tests.house import House

BAD = ROOT / "tests" / "fixtures" / "bad" / "limits"

CHECKED = [
    ("unknown-option", "R221", 10, 5, "column:", "`card` has no option `column` | did you mean `columns`?"),
    ("option-of-another-type", "R221", 10, 14, "two", "`columns` must be a whole number, and this is `two`"),
    ("option-truth-for-number", "R221", 10, 14, "true", "`columns` must be a whole number, and this is `true`"),
    ("option-number-for-truth", "R221", 10, 12, "1", "`frame` must be true or false, and this is `1`"),
    ("option-number-for-text", "R221", 10, 12, "7", '`motto` must be a text, and this is `7` | put it in quotes: "7"'),
    (
        "option-not-a-choice",
        "R221",
        10,
        11,
        "bald",
        "`tone` cannot be `bald` | did you mean `bold`? Allowed: plain, bold",
    ),
    ("paper-not-offered", "R113", 8, 16, "letter", "`card` cannot be set on `letter` | `output.page` may be `a4`"),
    ("notes-not-offered", "R113", 8, 17, "margin", "cannot set its notes at `margin` | it can at `foot` or `end`"),
    ("too-many-words", "P107", 1, 1, "title", "the text has 20 words, and the template `card` allows 14 | counted are"),
]


def test_every_fixture_is_tried() -> None:
    assert {path.stem for path in BAD.glob("*.yaml")} == {name for name, *_ in CHECKED} | {"too-long-for-its-page"}


@pytest.mark.parametrize(("name", "code", "line", "column", "at", "words"), CHECKED, ids=[row[0] for row in CHECKED])
def test_what_a_template_does_not_allow(name: str, code: str, line: int, column: int, at: str, words: str) -> None:
    (found,) = reportgen.check_brief(BAD / f"{name}.yaml")
    assert (found.code, found.line, found.column, found.severity) == (code, line, column, "error")
    assert found.excerpt is not None
    assert found.excerpt[column - 1 :].startswith(at)
    assert words in f"{found.message} | {found.hint}"


@pytest.mark.parametrize(
    "value", ["columns=2", "tone=bold", "frame=true", "scale=1.5", "scale=2", "motto=Mind the bell"]
)
def test_an_option_takes_what_it_says(value: str) -> None:
    assert _with_option(value) == ()


@pytest.mark.parametrize("value", ["columns=3", "columns=1.0", "scale=large", "frame=yes", "motto=true"])
def test_an_option_takes_nothing_else(value: str) -> None:
    (found,) = _with_option(value)
    assert (found.code, found.file, found.excerpt) == ("R221", "--set", f"output.options.{value}")


def _with_option(value: str) -> tuple[Problem, ...]:
    name, _, text = value.partition("=")
    overrides = {f"output.options.{name}": text, "output.page": "a4", "output.notes": "foot"}
    return reportgen.check_brief(BAD / "notes-not-offered.yaml", overrides=overrides)


def test_paper_may_come_from_the_style() -> None:
    overrides = {"output.notes": "end", "style": "{page: letter}"}
    (found,) = reportgen.check_brief(BAD / "notes-not-offered.yaml", overrides=overrides)
    assert (found.code, found.excerpt) == ("R113", "style={page: letter}")
    assert reportgen.check_brief(BAD / "notes-not-offered.yaml", overrides={**overrides, "output.page": "a4"}) == ()


def test_options_of_a_template_that_has_none(good_project: Path) -> None:
    House(good_project).body("")
    overrides = {"template": "house", "output.options.columns": "2"}
    (found,) = reportgen.check_brief(good_project / "ferry.yaml", overrides=overrides)
    assert (found.code, found.hint) == ("R221", "it has no options")


def test_an_option_left_out_has_its_default() -> None:
    overrides = {"output.notes": "end", "output.options.tone": "bold"}
    project = reportgen.load_project(BAD / "notes-not-offered.yaml", overrides=overrides)
    output = reportgen.compose_memo(project).output
    assert output.options == {"columns": 1, "tone": "bold", "frame": False, "scale": 1, "motto": "Keep the light"}


def test_notes_stand_where_the_template_can_set_them() -> None:
    """A brief that says nothing gets the first place the template has, not the program's."""
    project = reportgen.load_project(BAD / "paper-not-offered.yaml", overrides={"output.page": "a4"})
    assert reportgen.compose_memo(project).output.notes == "foot"


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The ferry sails at six.", 5),
        ("from six – or 6.30 – to noon", 6),
        ("the council’s well-known plan", 4),
        ("per cent, 12 billion, U.S.", 5),
        ("船は六時に出る。", 4),
        ("市の plan は", 3),
    ],
)
def test_words_are_counted_as_an_editor_counts(text: str, words: int) -> None:
    assert limits.count(text) == words


def test_words_of_a_brief_are_those_of_its_text_without_citations(good_project: Path) -> None:
    project = check_project(good_project / "ferry.yaml").project
    assert project is not None
    counts = limits.words(project)
    assert counts == Counter(
        {
            "bottom_line": 14,
            "takeaways.0": 9,
            "takeaways.1": 10,
            "sections.0": 8 + 25 + 10,
            "sections.1": 5 + 20,
            "sections.2": 6 + 12,
            "recommendations.0": 3 + 13,
            "limits": 15,
        }
    )


def test_p107_names_the_longest_part(good_project: Path) -> None:
    House(good_project).body("")
    House(good_project).write("house/template.yaml", "title: T\npurpose: P.\nlimits: {words: 100}\n")
    (found,) = reportgen.check_brief(good_project / "ferry.yaml", overrides={"template": "house"})
    assert found.hint is not None
    assert found.hint.endswith("without citations; the longest is `sections.0` with 43")


@pytest.mark.parametrize("name", [*BRIEFS, "one-page"])
def test_the_briefs_of_the_repository_keep_to_their_words(name: str) -> None:
    project = check_project(EVERY_BRIEF[name]).project
    assert project is not None
    assert project.manifest.limits.words is not None
    assert 0 < limits.words(project).total() <= project.manifest.limits.words


# Pages


def test_p106_says_whose_limit_it_is(good_project: Path) -> None:
    house = House(good_project)
    house.body("<p>x</p><p style='break-before: page'>y</p><div id='memo-end'></div>")
    (found,) = house.refusals(**{"output.max_pages": "1"})
    assert (found.code, found.message) == (
        "P106",
        "the memo runs over 2 pages before its annex; `output.max_pages` is 1",
    )
    house.write("house/template.yaml", "title: T\npurpose: P.\nlimits: {pages: 1}\n")
    (found,) = house.refusals()
    assert found.message == "the memo runs over 2 pages before its annex; the template `house` allows 1"
    assert found.hint == "shorten the text, or say `output.max_pages`"
    assert house.refusals(**{"output.max_pages": "2"}) == ()
