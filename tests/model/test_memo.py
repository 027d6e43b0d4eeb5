"""What a cited claim says of its places."""

from __future__ import annotations

from reportgen.model.dataset import Kind
from reportgen.model.memo import CitedClaim, Evidence


def claim(*locators: tuple[str, str]) -> CitedClaim:
    return CitedClaim(
        number=1,
        id="late-boat",
        text="The late boat is full.",
        kind=Kind.FACT,
        speaker="Jonas Ek",
        speaker_short="Ek",
        source=locators[0][0].partition("/")[0],
        evidence=tuple(
            Evidence(locator=locator, place=short, short=short, start=0, end=1) for locator, short in locators
        ),
        themes=(),
        anchors=(),
    )


def test_a_place_is_named_once() -> None:
    assert claim(("ek/q1.p2.s1", "answer 1, ¶2"), ("ek/q1.p2.s3", "answer 1, ¶2")).short == "answer 1, ¶2"


def test_a_place_in_another_interview_names_it() -> None:
    places = claim(("ek/q1.p2", "answer 1, ¶2"), ("lind/q1.p2", "answer 1, ¶2"))
    assert places.short == "answer 1, ¶2; lind, answer 1, ¶2"
