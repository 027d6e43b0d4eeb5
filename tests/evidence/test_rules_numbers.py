"""One tiny brief for each way in which a number is not the claims'; and what is no fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.evidence.rules import check_brief
from reportgen.model.problem import Problem, Severity
from reportgen.read.project import load_project

BAD = Path(__file__).parents[1] / "fixtures" / "bad" / "prose"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

FAULTS: list[tuple[str, str, Severity, int, int, str, str]] = [
    (
        "number-of-no-claim",
        "E201",
        ERROR,
        5,
        32,
        "130 steps",
        "no claim cited here bears `130` | the claims cited have over 120 steps (`tower`)",
    ),
    ("number-across-lines", "E201", ERROR, 6, 3, "130 steps", "the claims cited have over 120 steps (`tower`)"),
    ("number-of-a-claim-not-cited", "E201", ERROR, 8, 36, "120 steps up", "claim `tower` bears it: cite it"),
    ("unit-of-no-claim", "E201", ERROR, 8, 12, "40 dollars", "the claims cited have 40 per cent (`oil`)"),
    ("count-against-the-claim", "E201", ERROR, 8, 16, "four", "the claims cited have three keepers (`keepers`)"),
    ("count-of-nobody", "E201", WARNING, 8, 23, "three", "cite the claim that bears it, or leave the count out"),
    ("number-in-analysis", "E201", ERROR, 14, 31, "50 years", "cite the claim that bears it, or leave the number out"),
    ("number-in-title", "E201", ERROR, 1, 24, "5 per cent", "no claim cited in this memo bears `5 per cent`"),
    ("number-in-heading", "E201", ERROR, 10, 18, "150 steps", "in this section | 1871 and 1904 (`built`)"),
    ("number-in-subheading", "E201", ERROR, 14, 14, "40 per cent", "in this section | claim `oil` bears it"),
    ("number-in-recommendation", "E201", ERROR, 17, 15, "50 per cent", "40 per cent (`oil`)"),
    (
        "hedge-against-the-claim",
        "E202",
        ERROR,
        5,
        33,
        "120 steps",
        "`120` is hedged with `under`, and claim `tower` says `over` | write `over`, or no hedge",
    ),
    ("year-of-no-claim", "E203", ERROR, 12, 28, "1872", "`1872` is no year | the claims cited have 1871 and 1904"),
    ("decade-of-no-claim", "E203", ERROR, 12, 32, "1880s", "`1880s` is no date of a claim cited here"),
    ("day-of-no-claim", "E203", ERROR, 12, 28, "3 May 1871", "`3 May 1871` is no date of a claim cited here"),
    (
        "number-behind-another-citation",
        "E204",
        WARNING,
        12,
        21,
        "120 steps",
        "before the citation of `built`, and claim `tower` bears it | cite `tower` behind it",
    ),
]


@pytest.mark.parametrize(
    ("name", "code", "severity", "line", "column", "needle", "words"), FAULTS, ids=[row[0] for row in FAULTS]
)
def test_a_number_that_is_not_the_claims(
    name: str, code: str, severity: Severity, line: int, column: int, needle: str, words: str
) -> None:
    file = BAD / f"{name}.yaml"
    (found,) = check_brief(load_project(file))
    assert (found.code, found.severity, found.line, found.column) == (code, severity, line, column)
    assert found.excerpt == file.read_text(encoding="utf-8").splitlines()[line - 1]
    assert found.excerpt[column - 1 :].startswith(needle)
    for part in words.split(" | "):
        assert part in f"{found.message} | {found.hint}"


def test_every_bad_file_is_tested() -> None:
    from tests.evidence.test_rules_support import FAULTS as SUPPORT

    assert {row[0] for row in (*FAULTS, *SUPPORT)} == {path.stem for path in BAD.glob("*.yaml")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The dataset of the bad files, for briefs beside it."""
    shutil.copytree(BAD / "dataset", tmp_path / "dataset")
    return tmp_path


def check(folder: Path, text: str, **keys: str) -> tuple[Problem, ...]:
    """The problems of a brief whose first section holds a text."""
    brief = folder / "brief.yaml"
    body = "".join(f"      {line}\n" for line in text.splitlines())
    brief.write_text(
        f"title: {keys.get('title', 'The light')}\ndate: 2026-05-04\ndataset: dataset\n"
        f"bottom_line: |\n  {keys.get('bottom_line', 'It burns [@dusk].')}\ntakeaways: ['It burns [@dusk].']\n"
        f"sections:\n  - heading: {keys.get('heading', 'The lamp')}\n    text: |\n{body}",
        encoding="utf-8",
    )
    return check_brief(load_project(brief))


GOOD = [
    "More than 120 steps lead up [@tower].",
    "120 steps lead up [@tower].",
    "A hundred and twenty steps lead up [@tower].",
    "At least 120 steps lead up [@tower].",
    "Hundreds of steps lead up [@tower].",
    "Oil is forty per cent dearer, or 40% [@oil].",
    "Oil is two-fifths dearer [@oil].",
    "Built in 1871, it had its lens in 1904 [@built].",
    "Built in the 1870s [@built].",
    "The nineteenth century built it [@built].",
    "It has 120 steps [@tower; @built]; built in 1871 [@built].",
    "By her account [@tower] it has 120 steps. Built in 1871 [@built].",
    "It has 120 steps [@tower]. Of those 120 steps, few are old [@built].",
    "In 1998 she said that 120 steps lead up [@tower].",  # the interview's own year
    "On 4 May 2026 it still has 120 steps [@tower].",  # the memo's own date
    "This one expert gives two reasons, and the two agree [@tower].",
    "By 1 interview it is known [@tower].",
    "Three things count: oil, steps and light [@tower].",
    "There are four means [@tower]:\n\n- oil\n- steps\n- light\n- fog",
    "She names four tools [@tower]:\n\n- oil\n- steps\n- light\n- fog",
    "She names the steps [@tower]:\n\n- 120 of them\n- others",
    "It says:\n\n- 120 steps [@tower]\n- 40 per cent [@oil]",
    "Four tools serve: oil, steps, light and fog [@tower]. They last.",
    "### Up 120 steps\n\nThey are old [@tower].",
    "Article 5 and the F-16, no one in the Second World War [@tower].",
    "[analysis] Of 120 steps not all are safe [@tower].",
    "It is in `code 77`, [here](https://light.example/2031) [@tower].",
    "Known is @tower, 77 steps.",  # R117 says so
    "Known is [@towers], 77 steps.",  # R201 says so
    "Known is [@ tower], 77 steps.",  # R117 says so
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_borne_or_no_number(folder: Path, text: str) -> None:
    assert [problem for problem in check(folder, text) if problem.code.startswith("E")] == []


@pytest.mark.parametrize(
    ("text", "code", "needle"),
    [
        ("Exactly 120 steps lead up [@tower].", "E202", "120 steps"),
        ("Nearly 120 steps lead up [@tower].", "E202", "120 steps"),
        ("A third of the steps are old [@tower].", "E201", "A third"),
        ("It is twice the height [@tower].", "E201", "twice"),
        ("Thousands of steps lead up [@tower].", "E201", "Thousands"),
        ("Up 120 to 140 steps [@tower].", "E201", "140 steps"),
        ("Built in 1871-72 [@built].", "E203", "72 [@"),
        ("Built between 1871 and 1880 [@built].", "E203", "1880"),
        ("It is the second-oldest [@built].", "E201", "second-oldest"),
        ("In 1871 it had 120 steps [@tower].", "E201", "1871"),
        ("By 1 boat it is known [@tower].", "E201", "1 boat"),
        ("Two experts say 120 steps [@tower].", "E201", "Two experts"),
        ("Five tools count: oil, steps and light [@tower].", "E201", "Five tools"),
        ("It says, with 77 of them:\n\n- steps [@tower]", "E201", "77 of"),
        ("It says [@tower]:\n\n- 77 steps\n- others [@built]", "E201", "77 steps"),
        ("At 3 per cent: oil, steps and light [@tower].", "E201", "3 per cent"),
        ("It has zero lamps [@tower].", "E201", "zero"),
        ("Steps, in 12 lots of 12 [@tower].", "E201", "12 lots"),
    ],
)
def test_what_is_not_borne(folder: Path, text: str, code: str, needle: str) -> None:
    found = check(folder, text)
    assert {problem.code for problem in found} == {code}
    first = found[0]
    assert first.excerpt is not None
    assert first.column is not None
    assert first.excerpt[first.column - 1 :].startswith(needle)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Two towns see it [@dusk].", WARNING),
        ("Twelve towns see it [@dusk].", WARNING),
        ("Thirteen towns see it [@dusk].", ERROR),
        ("2 towns see it [@dusk].", ERROR),
        ("At least two towns see it [@dusk].", ERROR),
        ("Two towns see it [@keepers].", ERROR),
        ("Two towns see it [@tower].", WARNING),
        ("Two per cent see it [@dusk].", ERROR),
        ("It burns for two years [@dusk].", ERROR),
    ],
)
def test_a_small_count_in_words_may_be_the_authors(folder: Path, text: str, severity: Severity) -> None:
    (found,) = check(folder, text)
    assert (found.code, found.severity) == ("E201", severity)


def test_each_number_has_its_own_place(folder: Path) -> None:
    found = check(folder, "It has 12 lots of 12 steps, 112\nin 12 [@tower].")
    assert [(problem.line, problem.column) for problem in found] == [(10, 14), (10, 25), (10, 35), (11, 10)]


def test_a_number_in_quotes_of_yaml_has_its_place(folder: Path) -> None:
    (found,) = check(folder, "It burns [@dusk].", title='"It\\u2019s 130 steps up"')
    assert (found.line, found.column) == (1, 19)


def test_title_and_heading_may_bear_what_stands_below(folder: Path) -> None:
    text = "It has 120 steps [@tower]."
    assert check(folder, text, title="120 steps up", heading="120 steps up") == ()
    (found,) = check(folder, text, bottom_line="Oil is 40 per cent dearer [@oil].", heading="40 per cent dearer")
    assert (found.line, found.column, found.code) == (8, 14, "E201")


def test_a_hint_lists_a_few_claims_only(folder: Path) -> None:
    shown = "over 120 steps (`tower`), 1871 and 1904 (`built`), 40 per cent (`oil`), three keepers (`keepers`)"
    (found,) = check(folder, "It has 77 steps [@tower; @built; @oil; @keepers; @dusk].")
    assert found.hint == f"the claims cited have {shown}"
    (found,) = check(folder, "It has 77 steps [@tower; @built; @oil; @keepers; @fog].")
    assert found.hint == f"the claims cited have {shown} and 1 more"
