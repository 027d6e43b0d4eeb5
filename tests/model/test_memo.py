"""What a cited claim says of its places."""

from __future__ import annotations

import msgspec

from reportgen.model.cited import CitedClaim, Evidence
from reportgen.model.dataset import Kind


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


def test_places_are_joined_as_the_memo_s_language_does() -> None:
    two = claim(("ek/q1.p2", "回答1、第2段落"), ("ek/q3.p1", "回答3、第1段落"))
    japanese = msgspec.structs.replace(two, joint="；")
    assert japanese.place == japanese.short == "回答1、第2段落；回答3、第1段落"


def test_a_kind_is_called_what_the_memo_s_language_calls_it() -> None:
    english = claim(("ek/q1", "answer 1"))
    assert english.kind_name == "fact"
    assert msgspec.structs.replace(english, kind_called="Tatsache").kind_name == "Tatsache"
