"""The seven real briefs say what their claims bear; a fault planted in a copy is found, and where it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

import reportgen
from tests import builds

BRIEFS = Path(__file__).parents[1] / "briefs"
NAMES = sorted([*builds.BRIEFS, "one-page"])
"""The briefs with words of their own."""


class Fault(NamedTuple):
    """Words of a brief, what is put in their place, and the code it must give where `⟦` stands."""

    what: str
    brief: str
    old: str
    new: str
    code: str


PLEDGED, MET = "exceed 12 billion dollars", "more than 25 times"
SHOCKED = "Russia has promised help with the missile programme all the same, and it is this that shocked Tokyo"
PLEASED = "Still, the fallout likely pleased Moscow"
FAULTS = [
    Fault("a larger number", "one-page", "more than 12 billion", "more than ⟦14 billion", "E201"),
    Fault("number", "overview", PLEDGED, "exceed ⟦15 billion dollars", "E201"),
    Fault("order of magnitude", "overview", PLEDGED, "exceed ⟦12 million dollars", "E201"),
    Fault("money unit", "overview", PLEDGED, "exceed ⟦12 billion euros", "E201"),
    Fault("money unit before the number", "overview", PLEDGED, "exceed ⟦€12bn", "E201"),
    Fault("unit", "overview", PLEDGED, "exceed ⟦12 per cent", "E201"),
    Fault("year", "overview", "over Crimea in 2014", "over Crimea in ⟦2015", "E203"),
    Fault("year at the start of a sentence", "overview", "In 2022 Kishida", "In ⟦2021 Kishida", "E203"),
    Fault("percentage of the other claim", "capacity", "rise to 2 per cent", "rise to ⟦60 per cent", "E204"),
    Fault("percentage", "capacity", "to reach 2 per cent", "to reach ⟦3 per cent", "E201"),
    Fault("number word", "capacity", "to reach 2 per cent", "to reach ⟦three per cent", "E201"),
    Fault("fraction", "capacity", "a rise of 60 per cent", "a rise of ⟦two-thirds", "E201"),
    Fault("half", "capacity", "a rise of 60 per cent", "a rise by ⟦half", "E201"),
    Fault("multiple", "capacity", "a rise of 60 per cent", "⟦twice what it was", "E201"),
    Fault("range", "capacity", "increase at 60 per cent", "increase at 60 to ⟦70 per cent", "E201"),
    Fault("hedge added", "capacity", "increase at 60 per cent", "increase at less than ⟦60 per cent", "E202"),
    Fault("rank", "capacity", "world’s third-largest", "world’s ⟦second-largest", "E201"),
    Fault("rank in digits", "capacity", "world’s third-largest", "world’s ⟦4th-largest", "E201"),
    Fault("decade", "capacity", "break since 1955", "break since the ⟦1960s", "E203"),
    Fault("year inside an interval", "capacity", "break since 1955", "break since ⟦1965", "E203"),
    Fault("short range of years", "capacity", "break since 1955", "break in 1955-⟦93", "E203"),
    Fault("heading", "capacity", "heading: The plans are large", "heading: Plans for ⟦4 per cent", "E201"),
    Fault("recommendation", "capacity", "will pay for defence", "will pay ⟦3 per cent", "E201"),
    Fault("analysis", "capacity", "A budget can be voted;", "A budget of ⟦$50bn can be voted;", "E201"),
    Fault("limits", "capacity", "by how much;", "by ⟦a third;", "E201"),
    Fault("over to under", "russia-north-korea", MET, "fewer than ⟦25 times", "E202"),
    Fault("compound number word", "russia-north-korea", MET, "more than ⟦thirty-five times", "E201"),
    Fault("digits transposed", "russia-north-korea", "took in 1945", "took in ⟦1954", "E203"),
    Fault(
        "paragraph uncited",
        "russia-north-korea",
        f"{SHOCKED}\n      [@russia-missile-pledge; @tokyo-shocked].",
        f"⟦{SHOCKED}.",
        "E301",
    ),
    Fault("takeaway uncited", "russia-north-korea", f"{PLEASED} [@fallout-pleased-russia].", f"⟦{PLEASED}.", "E301"),
    Fault("over to short of", "ukraine-support", PLEDGED, "fall short of ⟦12 billion dollars", "E202"),
    Fault("over to exactly", "ukraine-support", "more than 12 billion", "exactly ⟦12 billion", "E202"),
    Fault("magnitude", "ukraine-support", PLEDGED, "come to ⟦hundreds of billions of dollars", "E201"),
    Fault("number of a claim not cited", "ukraine-support", "of several kinds", "of ⟦25 kinds", "E201"),
    Fault("more exact than the claim", "taiwan-deterrence", "he said in 2022", "he said in ⟦May 2022", "E203"),
    Fault("list item", "taiwan-deterrence", "- new military capab", "- ⟦20 new military capab", "E201"),
    Fault("analysis without its mark", "taiwan-deterrence", "[analysis] The reading", "⟦The reading", "E301"),
    Fault("count for several", "nato", "took part in several of", "took part in ⟦seven of", "E201"),
    Fault("title", "partners", "title: Tokyo adds partners", "title: Tokyo adds ⟦30 partners", "E201"),
    Fault("years for several", "partners", "several\n      frozen years", "\n      ⟦seven frozen years", "E201"),
    Fault("dozens", "partners", "chooses the partners", "chooses ⟦dozens of partners", "E201"),
]

HARMLESS = [
    ("overview", PLEDGED, "exceed twelve billion dollars"),
    ("overview", PLEDGED, "exceed $12 billion"),
    ("overview", PLEDGED, "exceed US$12bn"),
    ("overview", PLEDGED, "come to more than 12,000 million US dollars"),
    ("overview", PLEDGED, "come to billions of dollars"),
    ("overview", "Taiwan is the worry", "The two go together, for one reason: Taiwan is the worry"),
    ("overview", "In 2022 Kishida", "Early in 2022, Kishida"),
    ("capacity", "to reach 2 per cent", "to reach two percent"),
    ("capacity", "increase at 60 per cent", "increase at sixty %"),
    ("capacity", "increase at 60 per cent", "increase at three-fifths"),
    ("capacity", "world’s third-largest", "world’s 3rd largest"),
    ("capacity", "break since 1955", "break since the mid-1950s"),
    ("capacity", "heading: The plans are large", "heading: Spending is to rise by 60 per cent"),
    ("capacity", "will pay for defence", "will pay 2 per cent"),
    ("capacity", "A budget can be voted;", "First, a budget can be voted; second,"),
    ("russia-north-korea", MET, "at least twenty-five times"),
    ("russia-north-korea", MET, "at more than 25 meetings"),
    ("russia-north-korea", "took in 1945", "took in 1945, after the Second World War"),
    ("taiwan-deterrence", "O’Shea lists the means:", "O’Shea lists four tools:"),
    ("nato", "and would\n      test", "and in no one’s eyes would\n      test"),
    ("partners", "The Quad of Japan", "The Quad, unlike the Group of Seven or Article 9, of Japan"),
]


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    """A copy of the real briefs with their dataset, free to be changed."""
    return Path(shutil.copytree(BRIEFS, tmp_path / "briefs"))


def changed(brief: Path, old: str, new: str) -> None:
    text = brief.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    brief.write_text(text.replace(old, new), encoding="utf-8")


def marked(brief: Path) -> tuple[int, int]:
    """The line and column at which `⟦` stands, which goes."""
    text = brief.read_text(encoding="utf-8")
    at = text.index("⟦")
    brief.write_text(text.replace("⟦", ""), encoding="utf-8")
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def found(brief: Path) -> list[tuple[str, int | None, int | None]]:
    return [(problem.code, problem.line, problem.column) for problem in reportgen.check_brief(brief)]


def test_faults_are_planted_in_every_brief() -> None:
    assert len(NAMES) == 8
    assert {fault.brief for fault in FAULTS} == set(NAMES)
    assert len(FAULTS) >= 20


@pytest.mark.parametrize("name", builds.EVERY_BRIEF)
def test_a_real_brief_has_no_fault(name: str) -> None:
    assert found(BRIEFS / f"{name}.yaml") == []


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.what}, {fault.brief}" for fault in FAULTS])
def test_a_planted_fault_is_found_where_it_stands(fault: Fault, briefs: Path) -> None:
    brief = briefs / f"{fault.brief}.yaml"
    changed(brief, fault.old, fault.new)
    line, column = marked(brief)
    assert found(brief) == [(fault.code, line, column)]


def test_a_bottom_line_uncited_is_found(briefs: Path) -> None:
    brief = briefs / "nato.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(
        re.sub(r"bottom_line: >-\n.*?\n\n", "bottom_line: >-\n  ⟦Japan looks to Europe.\n\n", text, flags=re.DOTALL),
        encoding="utf-8",
    )
    line, column = marked(brief)
    assert found(brief) == [("E301", line, column)]


@pytest.mark.parametrize(("name", "old", "new"), HARMLESS, ids=[f"{new}, {name}" for name, _, new in HARMLESS])
def test_the_same_in_other_words_is_no_fault(name: str, old: str, new: str, briefs: Path) -> None:
    brief = briefs / f"{name}.yaml"
    changed(brief, old, new)
    assert found(brief) == []
