"""One tiny brief for each statement that rests on nothing; and what is no fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.evidence.rules import check_brief
from reportgen.model.problem import Severity
from reportgen.read.project import load_project

BAD = Path(__file__).parents[1] / "fixtures" / "bad" / "prose"
HINT = "cite the claim it rests on as `[@claim-id]`, or begin it with `[analysis]`"

FAULTS: list[tuple[str, str, int, int, str, str]] = [
    ("bottom-line-uncited", "E301", 5, 3, "The climb", f"the bottom line cites no claim | {HINT}"),
    ("takeaway-uncited", "E301", 8, 5, "Oil is", f"the takeaway cites no claim | {HINT}"),
    ("paragraph-uncited", "E301", 14, 7, "It will", f"the paragraph cites no claim and is not marked | {HINT}"),
    ("item-uncited", "E301", 16, 9, "stone", f"the list item cites no claim | {HINT}"),
    ("limits-uncited", "E301", 15, 9, "Nobody", f"the paragraph cites no claim | {HINT}"),
    ("section-without-a-claim", "E302", 10, 14, "The tower", "the section cites no claim | cite the claims that its"),
]


@pytest.mark.parametrize(("name", "code", "line", "column", "needle", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_rests_on_nothing(name: str, code: str, line: int, column: int, needle: str, words: str) -> None:
    file = BAD / f"{name}.yaml"
    (found,) = check_brief(load_project(file))
    severity = Severity.WARNING if code == "E302" else Severity.ERROR
    assert (found.code, found.severity, found.line, found.column) == (code, severity, line, column)
    assert found.excerpt is not None
    assert found.excerpt[column - 1 :].startswith(needle)
    for part in words.split(" | "):
        assert part in f"{found.message} | {found.hint}"


def codes(tmp_path: Path, text: str, more: str = "") -> list[tuple[str, int | None]]:
    """The problems of a section that holds a text, each with its line; the text starts in line 9."""
    shutil.copytree(BAD / "dataset", tmp_path / "dataset", dirs_exist_ok=True)
    brief = tmp_path / "brief.yaml"
    body = "".join(f"      {line}\n" for line in text.splitlines())
    brief.write_text(
        "title: The light\ndate: 2026-05-04\ndataset: dataset\nbottom_line: It burns [@dusk].\n"
        f"takeaways: ['It burns [@dusk].']\nsections:\n  - heading: The lamp\n    text: |\n{body}{more}",
        encoding="utf-8",
    )
    return [(problem.code, problem.line) for problem in check_brief(load_project(brief))]


@pytest.mark.parametrize(
    "text",
    [
        "It burns [@dusk].",
        "[analysis] It might burn, as it does [@dusk].",
        "[ANALYSIS]\nIt might burn [@dusk].",
        "It burns [@dusk]:\n\n- oil\n- wicks",
        "It burns:\n\n- oil [@dusk]\n- wicks [@dusk]",
        "[analysis] It takes [@dusk]:\n\n- oil\n- wicks\n  - of wool",
        "- Oil [@dusk]\n  - of whales",
        "### Wicks\n\nIt burns [@dusk].",
        "It burns [@dusk].\n\n[analysis] It might not.",
    ],
)
def test_what_is_cited_or_marked(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It burns.", [9]),
        ("It burns [@dusk].\n\nIt burns.", [11]),
        ("It burns [@dusk].\n\n- oil\n- wicks [@dusk]", [11]),
        ("It burns:\n\n- oil\n- wicks", [9, 11, 12]),
        ("It burns:\n\n- oil [@dusk]\n- wicks", [12]),
        ("It burns \\[@dusk].", [9]),
        ("It burns `[@dusk]`.", [9]),
        ("It burns. [analysis]", [9]),
        ("\\[analysis] It burns.", [9]),
        ("It is @nobody’s [lamp](https://light.example).", [9]),
    ],
)
def test_what_is_neither_cited_nor_marked(tmp_path: Path, text: str, lines: list[int]) -> None:
    assert codes(tmp_path, text) == [("E301", line) for line in lines]


@pytest.mark.parametrize(
    ("text", "code"), [("It burns @dusk.", "R117"), ("It burns [@ dusk].", "R117"), ("[@dsk].", "R201")]
)
def test_one_mistake_is_one_problem(tmp_path: Path, text: str, code: str) -> None:
    assert codes(tmp_path, text) == [(code, 9)]


def test_a_section_with_a_key_claim_may_be_analysis(tmp_path: Path) -> None:
    text = "[analysis] It might burn."
    assert codes(tmp_path, text) == [("E302", 7)]
    assert codes(tmp_path, text, "    key_claims: [dusk]\n") == []
    assert codes(tmp_path, text, "    quote: {at: ada/q1}\n") == []


def test_a_recommendation_rests_on_what_it_lists(tmp_path: Path) -> None:
    more = "recommendations:\n  - {actor: The board, text: Buy oil., rests_on: [oil]}\n"
    assert codes(tmp_path, "It burns [@dusk].", more) == []
