"""Links say what they lead to, can be hit, and lead somewhere fit."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reportgen.render import links
from tests.house import House


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("evidence-1", "Evidence 1: Maran, answer 1, ¶2 (fact)"),
        ("evidence-8", "Evidence 8: Okoro, answer 1 (fact)"),
        ("evidence-0", None),
        ("evidence-9", None),
        ("cite-3-2", "Back to citation 2 of evidence 3"),
        ("evidence", None),
        ("section-1", None),
    ],
)
def test_a_link_says_what_it_leads_to(target: str, words: str | None, house: House) -> None:
    assert links.words(house.memo("policy-memo"))(target) == words


def link(kind: str, target: str, top: float, bottom: float) -> links.Link:
    return kind, target, (10.0, top, 20.0, bottom), SimpleNamespace(style={"font_size": 8.0})


@pytest.mark.parametrize(
    ("area", "expected"), [((50, 50), (46, 54)), ((50, 56), (49, 57)), ((50, 58), (50, 58)), ((50, 90), (50, 90))]
)
def test_a_link_is_as_high_as_its_type(area: tuple[float, float], expected: tuple[float, float]) -> None:
    _, _, (left, top, right, bottom), _ = links.hittable(link("internal", "evidence-1", *area))
    assert (left, right) == (10, 20)
    assert (top, bottom) == expected


def test_a_link_back_lands_above_its_mark() -> None:
    assert links.landing("cite-1-1", (1, 100, 2, 100)) == (1, 76, 2, 100)
    assert links.landing("cite-1-1", (1, 10, 2, 10)) == (1, 0, 2, 10)
    assert links.landing("evidence-1", (1, 100, 2, 110)) == (1, 100, 2, 110)


def test_a_link_astray_is_a_problem() -> None:
    good = [link("external", url, 1, 2) for url in ("https://a.example", "HTTP://a.example", "mailto:a@b.example")]
    assert list(links.astray([*good, link("internal", "evidence-1", 1, 2)], "m")) == []
    (found,) = links.astray([*good, link("external", "file:///home/x", 1, 2)], "m")
    assert (found.code, found.file) == ("P102", "m")
    assert "`file:///home/x`" in found.message
