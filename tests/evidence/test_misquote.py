"""The passage a misquotation comes from, and its words."""

from __future__ import annotations

import pytest

from reportgen.evidence.misquote import nearest
from reportgen.evidence.quote import canonical
from reportgen.evidence.regions import Region, joins

FIRST = "The tide turned at noon, and we lost the mast. Nobody had checked the stays. We drifted until the tug came by."
SECOND = "The tug’s crew asked for tea first. After that they towed us to the quay, slowly. It took the whole night."
REGIONS = (Region("log", "q1", canonical(FIRST)), Region("log", "q2", canonical(SECOND, 1000)))


@pytest.mark.parametrize(
    ("quotation", "passage", "difference"),
    [
        (
            "The tide turned at dawn, and we lost the mast",
            "The tide turned at noon, and we lost the mast",
            "the text has: The tide turned at [noon], and we lost the mast\n- dawn + noon",
        ),
        (
            "Nobody checked the stays",
            "Nobody had checked the stays",
            "the text has: Nobody [had] checked the stays\n+ had",
        ),
        (
            "We drifted until the big tug came",
            "We drifted until the tug came",
            "the text has: We drifted until the tug came\n- big",
        ),
        (
            "they slowly towed us to the quay",
            "they towed us to the quay",
            "the text has: they towed us to the quay\n- slowly",
        ),
        ("asked for coffee first", "asked for tea first", "the text has: asked for [tea] first\n- coffee + tea"),
        ("it took the whole night", "It took the whole night", "the text has: [It] took the whole night\n- it + It"),
        (
            "turned at noon and we lost the mast",
            "turned at noon, and we lost the mast",
            "the text has: turned at noon[,] and we lost the mast\n+ ,",
        ),
        (
            "The tide turned at noon, and then we lost the mast. Nobody had checked the stays",
            "The tide turned at noon, and we lost the mast. Nobody had checked the stays",
            "the text has: … at noon, and we lost the … checked the stays\n- then",
        ),
        ("It took the whole day", "It took the whole night", "the text has: It took the whole [night]\n- day + night"),
    ],
)
def test_the_nearest_passage_is_shown_with_its_own_words(quotation: str, passage: str, difference: str) -> None:
    found = nearest(quotation, REGIONS)
    assert found is not None
    start, end = found.span
    assert (FIRST[start:end] if found.region is REGIONS[0] else SECOND[start - 1000 : end - 1000]) == passage
    assert difference in found.difference


def test_the_part_that_stands_nowhere_is_looked_for() -> None:
    found = nearest("lost the mast … asked for coffee first", REGIONS)
    assert found is not None
    assert (found.region.name, "tea" in found.difference) == ("q2", True)


def test_nothing_is_near_to_other_words() -> None:
    assert nearest("zebras graze beyond purple hills", REGIONS) is None


@pytest.mark.parametrize(
    ("quotation", "joined"),
    [
        ("Nobody had checked the stays … they towed us", ("q1", "q2")),
        ("they towed us … Nobody had checked", ("q2", "q1")),
        ("Nobody had checked the stays. After that they towed us", ("q1", "q2")),
        ("lost the mast … the tug came by", None),
        ("the tug came by … lost the mast", None),
        ("The tide turned at noon the tug came by", None),
        ("Nobody had checked the ropes … they towed us", None),
        ("we lost the mast", None),
    ],
)
def test_words_of_two_answers_are_told_from_words_of_one(quotation: str, joined: tuple[str, str] | None) -> None:
    found = joins(quotation, REGIONS)
    assert (tuple(region.name for region in found) if found else None) == joined
