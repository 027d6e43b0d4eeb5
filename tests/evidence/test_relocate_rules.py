"""What a person has to decide of a new text, and what their decisions come to."""

from __future__ import annotations

import pytest

from reportgen.errors import UsageError
from reportgen.evidence.editions import Edition, edition
from reportgen.evidence.relocation import Candidate, Fate, Relocation, used
from reportgen.evidence.rules_relocate import decide, undecided
from reportgen.model.dataset import Dataset
from reportgen.model.problem import SourceMap
from reportgen.read.decode import decode
from reportgen.read.ingest import index_text
from reportgen.read.yaml import parse_yaml

TEXT = "Who works?\nAll do. Each has a pan.\nWhy?\nSalt sells. It keeps.\n"
YAML = """\
id: salt
title: Salt
sources:
- {id: quist, title: Salt, interviewee: ada, transcript: quist/transcript.json}
- {id: stern, title: More salt, interviewee: ada}
people: [{id: ada, name: {given: Ada}}]
themes: [{id: work, name: Work, definition: Who works.}]
claims:
- {id: one, text: One., kind: fact, speaker: ada, themes: [work], evidence: [quist/q1.p1.s1, stern/q1]}
- {id: two, text: Two., kind: fact, speaker: ada, themes: [work], evidence: ["quist/q2", quist/q1.p1.s1]}
set_aside:
- {at: quist/q1.p1.s2, reason: Idle.}
"""
EXACT = Relocation("quist/q2", Fate.EXACT, (Candidate(("quist/q2",), 1.0),))
MOVED = Relocation("quist/q1.p1.s2", Fate.MOVED, (Candidate(("quist/q2.p1.s1",), 1.0),))
CHANGED = Relocation("quist/q1.p1.s1", Fate.CHANGED, (Candidate(("quist/q1.p1.s2",), 0.876, "[-a-] {+b+}"),), "a note")
AMBIGUOUS = Relocation(
    "quist/q1.p1.s2", Fate.AMBIGUOUS, (Candidate(("quist/q1",), 1.0), Candidate(("quist/q2.p1.s2",), 0.9, "{+c+}"))
)
LOST = Relocation("quist/q2", Fate.LOST, (Candidate(("quist/q1.q",)),), "it was cut out")
UNKNOWN = Relocation("quist/q2", Fate.UNKNOWN)
NAME_IT = "take it out of the dataset, or name its place: `--accept quist/q2=PLACE`"


@pytest.fixture(scope="module")
def new() -> Edition:
    return edition("quist", index_text(TEXT), TEXT)


@pytest.fixture(scope="module")
def dataset() -> tuple[Dataset, SourceMap]:
    raw, lines = parse_yaml(YAML, "dataset.yaml")
    return decode(raw, Dataset, lines), lines


def test_uses_are_those_of_the_source_by_locator(dataset: tuple[Dataset, SourceMap]) -> None:
    assert used(dataset[0], "quist") == {
        "quist/q1.p1.s1": (("claims", 0, "evidence", 0), ("claims", 1, "evidence", 1)),
        "quist/q2": (("claims", 1, "evidence", 0),),
        "quist/q1.p1.s2": (("set_aside", 0, "at"),),
    }


def test_of_a_change_that_no_diff_shows_the_note_says_what_it_is(dataset: tuple[Dataset, SourceMap]) -> None:
    same = Relocation("quist/q2", Fate.CHANGED, (Candidate(("quist/q1",), 1.0),), "only white space differs")
    (problem,) = undecided([same], dataset[0], "quist", dataset[1])
    assert problem.hint == "only white space differs\n`quist/q1` (1.00): `--accept quist/q2` takes it"


@pytest.mark.parametrize(
    ("relocation", "places", "code", "message", "hint"),
    [
        (
            CHANGED,
            [(9, 78), (10, 90)],
            "E402",
            "claim `one` rests on `quist/q1.p1.s1`, which has changed",
            "a note\n[-a-] {+b+}\n`quist/q1.p1.s2` (0.87): `--accept quist/q1.p1.s1` takes it",
        ),
        (
            LOST,
            [(10, 79)],
            "E403",
            "claim `two` rests on `quist/q2`, which is not in the new text",
            f"it was cut out\nin its place stands `quist/q1.q`\n{NAME_IT}",
        ),
        (
            UNKNOWN,
            [(10, 79)],
            "E403",
            "claim `two` rests on `quist/q2`, which has changed or is lost",
            f"give the old text with --old FILE to see which\n{NAME_IT}",
        ),
        (
            AMBIGUOUS,
            [(12, 8)],
            "E404",
            "`quist/q1.p1.s2`, which is set aside, may be at 2 places",
            "`quist/q1` (1.00)\n`quist/q2.p1.s2` (0.90): {+c+}\nchoose: `--accept quist/q1.p1.s2=quist/q1`",
        ),
    ],
    ids=lambda value: value.fate.value if isinstance(value, Relocation) else None,
)
def test_each_use_of_what_is_undecided_is_a_problem_at_the_locator(
    relocation: Relocation,
    places: list[tuple[int, int]],
    code: str,
    message: str,
    hint: str,
    dataset: tuple[Dataset, SourceMap],
) -> None:
    problems = undecided([relocation], dataset[0], "quist", dataset[1])
    assert [(p.line, p.column) for p in problems] == places
    assert {p.code for p in problems} == {code}
    assert (problems[0].message, problems[0].hint) == (message, hint)
    for problem in problems:
        assert problem.excerpt
        assert problem.excerpt[(problem.column or 0) - 1 :].startswith(relocation.locator)


def test_exact_and_moved_need_no_decision_and_all_else_does(new: Edition) -> None:
    decided = decide([EXACT, MOVED, CHANGED], {}, new)
    assert decided.places == {"quist/q1.p1.s2": ("quist/q2.p1.s1",)}
    assert decided.open == (CHANGED,)
    for relocation in (AMBIGUOUS, LOST, UNKNOWN):
        assert decide([relocation], {}, new) == ({}, (relocation,))


@pytest.mark.parametrize(
    ("relocation", "places", "taken"),
    [
        (CHANGED, (), ("quist/q1.p1.s2",)),
        (CHANGED, ("quist/q2.p1",), ("quist/q2.p1",)),
        (AMBIGUOUS, ("quist/q2.p1.s2",), ("quist/q2.p1.s2",)),
        (LOST, ("quist/q1.q",), ("quist/q1.q",)),
        (UNKNOWN, ("quist/q1.p1", "quist/q2.p1.s2"), ("quist/q1.p1", "quist/q2.p1.s2")),
    ],
)
def test_what_is_accepted_is_taken(
    relocation: Relocation, places: tuple[str, ...], taken: tuple[str, ...], new: Edition
) -> None:
    assert decide([relocation], {relocation.locator: places}, new) == ({relocation.locator: taken}, ())


def test_what_is_accepted_to_stay_needs_no_change(new: Edition) -> None:
    assert decide([CHANGED], {"quist/q1.p1.s1": ("quist/q1.p1.s1",)}, new) == ({}, ())


@pytest.mark.parametrize(
    ("locator", "places", "message", "hint"),
    [
        ("quist/q1.p1.s9", (), "nothing in the dataset stands on it", "did you mean `quist/q1.p1.s2`?"),
        ("quist/q2", (), "it is exact", "leave out --accept quist/q2"),
        ("quist/q1.p1.s1", ("quist/q9",), "no such place", None),
        ("quist/q1.p1.s1", ("stern/q1",), "no such place", None),
        ("quist/q1.p1.s1", ("quist/q1.p1.s2-s1",), "no such place", None),
        (
            "quist/q1.p1.s2",
            (),
            "is ambiguous",
            "--accept quist/q1.p1.s2=quist/q1` or `--accept quist/q1.p1.s2=quist/q2",
        ),
    ],
)
def test_what_cannot_be_accepted_is_refused(
    locator: str, places: tuple[str, ...], message: str, hint: str | None, new: Edition
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        decide([EXACT, CHANGED, AMBIGUOUS], {locator: places}, new)
    assert (hint is None) == (caught.value.hint is None)
    assert (hint or "") in (caught.value.hint or "")


def test_what_is_lost_is_accepted_only_with_a_place(new: Edition) -> None:
    with pytest.raises(UsageError, match="does not say where") as caught:
        decide([UNKNOWN], {"quist/q2": ()}, new)
    assert caught.value.hint == "name its place with `--accept quist/q2=PLACE`, or take it out of the dataset"
    with pytest.raises(UsageError, match="no such place"):
        decide([UNKNOWN], {"quist/q2": ("quist/nowhere",)}, new)
