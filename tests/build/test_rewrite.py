"""New locators into a dataset's YAML: only their own characters change, or nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.rewrite import rewrite
from reportgen.errors import ReportgenError
from reportgen.model.dataset import Dataset
from reportgen.model.project import Loaded
from reportgen.read.decode import decode
from reportgen.read.yaml import parse_yaml

HEAD = """\
# Coded in winter.
id: salt   # not for sale
title: Salt
sources: [{id: quist, title: Salt, interviewee: ada}]
people: [{id: ada, name: {given: Ada}}]
themes: [{id: work, name: Work, definition: "quist/q1 is no locator here"}]
claims:
"""
CLAIM = "- {{id: c{0}, text: Of quist/q1., kind: fact, speaker: ada, themes: [work], evidence: {1}}}\n"
BLOCK = """\
- id: c0
  text: Of quist/q1.
  kind: fact
  speaker: ada
  themes: [work]
"""
ONE = {"quist/q1": ("quist/q2",)}
LONG_REASON = "    reason: Idle talk,\n      and long.\n"
FOLDED = "    reason: >\n      Idle.\n"
NEXT = "  # what follows\n  - {at: quist/q9, reason: No.}\n"
TWO = {"quist/q1": ("quist/q2.p1", "quist/q3.p2.s1-s2")}


def loaded(text: str) -> Loaded[Dataset]:
    raw, lines = parse_yaml(text, "dataset.yaml")
    return Loaded(decode(raw, Dataset, lines), Path("dataset.yaml"), lines)


def rewritten(text: str, places: dict[str, tuple[str, ...]]) -> str:
    return rewrite(loaded(text), places)[0]


@pytest.mark.parametrize(
    ("before", "one", "two"),
    [
        ("[quist/q1]", "[quist/q2]", "[quist/q2.p1, quist/q3.p2.s1-s2]"),
        (
            "[quist/q4, quist/q1, quist/q10]",
            "[quist/q4, quist/q2, quist/q10]",
            "[quist/q4, quist/q2.p1, quist/q3.p2.s1-s2, quist/q10]",
        ),
        ("['quist/q1']", "['quist/q2']", "['quist/q2.p1', 'quist/q3.p2.s1-s2']"),
        ('["quist/q1", quist/q1]', '["quist/q2", quist/q2]', None),
        ("[quist/q1,   quist/q4.q]", "[quist/q2,   quist/q4.q]", "[quist/q2.p1, quist/q3.p2.s1-s2,   quist/q4.q]"),
        ("[&here quist/q1]", "[&here quist/q2]", "[&here quist/q2.p1, quist/q3.p2.s1-s2]"),
    ],
)
def test_in_a_list_on_one_line(before: str, one: str, two: str | None) -> None:
    text = HEAD + CLAIM.format(0, before)
    assert rewritten(text, ONE) == HEAD + CLAIM.format(0, one)
    if two:
        assert rewritten(text, TWO) == HEAD + CLAIM.format(0, two)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("dash", "quote"), [("- ", ""), ("  -   ", ""), ("  - ", '"')])
def test_in_a_list_on_lines_each_place_gets_its_own(dash: str, quote: str, ending: str) -> None:
    def listed(*places: str) -> str:
        items = (f"  {dash}{quote}{place.partition(' ')[0]}{quote}{place.partition(' ')[2]}" for place in places)
        return "\n".join([f"{HEAD}{BLOCK}  evidence:  # in order", *items, ""]).replace("\n", ending)

    text = listed("quist/q4   # first", "quist/q1   # then", "quist/q5")
    assert rewritten(text, ONE) == listed("quist/q4   # first", "quist/q2   # then", "quist/q5")
    assert rewritten(text, TWO) == listed("quist/q4   # first", "quist/q2.p1", "quist/q3.p2.s1-s2   # then", "quist/q5")


def test_a_list_in_brackets_over_several_lines_keeps_them() -> None:
    text = HEAD + CLAIM.format(0, "[\n    quist/q4,  # first\n    quist/q1,\n  ]")
    new = rewritten(text, TWO)
    assert new == text.replace("    quist/q1,", "    quist/q2.p1, quist/q3.p2.s1-s2,")


def test_places_are_swapped_and_not_chained() -> None:
    text = HEAD + CLAIM.format(0, "[quist/q1, quist/q2]") + CLAIM.format(1, "[quist/q2]")
    swapped = {"quist/q1": ("quist/q2",), "quist/q2": ("quist/q1",)}
    assert rewritten(text, swapped) == (HEAD + CLAIM.format(0, "[quist/q2, quist/q1]") + CLAIM.format(1, "[quist/q1]"))


def test_every_use_is_replaced_and_other_words_never() -> None:
    text = HEAD + CLAIM.format(0, "[quist/q1]") + CLAIM.format(1, "[quist/q12, quist/q1.p1, quist/q1]")
    text += "set_aside:\n- {at: quist/q1, reason: Of quist/q1.}\n"
    new = rewritten(text, ONE)
    assert new.count("quist/q2") == 3
    assert new.count("Of quist/q1.") == 3
    assert "[quist/q12, quist/q1.p1, quist/q2]" in new
    assert '"quist/q1 is no locator here"' in new


def test_without_new_places_the_text_is_the_same() -> None:
    text = HEAD + CLAIM.format(0, "[quist/q1]")
    assert rewritten(text, {}) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- {at: quist/q1, reason: Idle.}  # a note\n",
            "- {at: quist/q2.p1, reason: Idle.}\n- {at: quist/q3.p2.s1-s2, reason: Idle.}  # a note\n",
        ),
        (
            "- {reason: Idle., at: 'quist/q1'}\n",
            "- {reason: Idle., at: 'quist/q2.p1'}\n- {reason: Idle., at: 'quist/q3.p2.s1-s2'}\n",
        ),
        (
            f"  - at: quist/q1\n{LONG_REASON}{NEXT}",
            f"  - at: quist/q2.p1\n{LONG_REASON}  - at: quist/q3.p2.s1-s2\n{LONG_REASON}{NEXT}",
        ),
        (
            f"  - at: quist/q1\n{FOLDED}{NEXT}",
            f"  - at: quist/q2.p1\n{FOLDED}  - at: quist/q3.p2.s1-s2\n{FOLDED}{NEXT}",
        ),
        (
            "- reason: Idle.\n  at: quist/q1\n",
            "- reason: Idle.\n  at: quist/q2.p1\n- reason: Idle.\n  at: quist/q3.p2.s1-s2\n",
        ),
    ],
)
def test_what_is_set_aside_at_several_places_is_several_entries(before: str, after: str) -> None:
    head = HEAD + CLAIM.format(0, "[quist/q5]") + "set_aside:\n"
    assert rewritten(head + before, TWO) == head + after
    assert rewritten(head + before, ONE) == head + before.replace("quist/q1", "quist/q2")


def test_in_a_list_of_brackets_the_entries_follow_after_a_comma() -> None:
    head = HEAD + CLAIM.format(0, "[quist/q5]")
    new = rewritten(f"{head}set_aside: [{{at: quist/q1, reason: Idle.}}]\n", TWO)
    assert new == (f"{head}set_aside: [{{at: quist/q2.p1, reason: Idle.}}, {{at: quist/q3.p2.s1-s2, reason: Idle.}}]\n")


def test_a_list_named_twice_changes_once() -> None:
    text = HEAD + CLAIM.format(0, "&same [quist/q1, quist/q4]") + CLAIM.format(1, "*same")
    assert rewritten(text, TWO) == text.replace("[quist/q1,", "[quist/q2.p1, quist/q3.p2.s1-s2,")


@pytest.mark.parametrize(
    ("evidence", "places", "why"),
    [
        ("[&here quist/q1, *here]", TWO, "more than locators would change"),
        (r'["quist\x2fq1"]', ONE, "`quist/q1` is not written out there"),
        ("\n  -\n    quist/q1\n  themes: [work]", TWO, "the file would not be read any more"),
    ],
)
def test_what_cannot_be_replaced_in_place_is_refused(
    evidence: str, places: dict[str, tuple[str, ...]], why: str
) -> None:
    if evidence.startswith("\n"):
        text = HEAD + BLOCK.replace("  themes: [work]\n", "") + f"  evidence:{evidence}\n"
    else:
        text = HEAD + CLAIM.format(0, evidence) + CLAIM.format(1, "[quist/q4]")
    with pytest.raises(ReportgenError) as caught:
        rewritten(text, places)
    assert caught.value.message == f"the locators cannot be replaced: {why}"
    assert caught.value.location
    assert caught.value.location.file == "dataset.yaml"
    assert caught.value.hint
    assert "without anchors" in caught.value.hint
