"""Numbers, anchors and notes of cited claims."""

from __future__ import annotations

from reportgen.compose.numbering import Numbering
from reportgen.model.prose import Cite


def numbers(cite: Cite) -> list[int]:
    return [mark.number for mark in cite.marks]


def test_claims_are_numbered_as_they_come_and_keep_their_number() -> None:
    numbering = Numbering()
    assert numbers(numbering.cite(["b", "a"])) == [1, 2]
    assert numbers(numbering.cite(["c", "b"])) == [3, 1]


def test_every_citation_has_an_anchor_of_its_own() -> None:
    numbering = Numbering()
    for claims in (["a"], ["b", "a"], ["a"]):
        numbering.cite(claims)
    assert numbering.numbered() == (("a", 1, ("cite-1-1", "cite-1-2", "cite-1-3")), ("b", 2, ("cite-2-1",)))


def test_a_claim_stands_once_in_a_group() -> None:
    assert numbers(Numbering().cite(["a", "b", "a"])) == [1, 2]


def test_a_note_stands_once_in_each_part_and_a_footnote_once_in_all() -> None:
    numbering = Numbering()
    here = [numbering.cite(["a"]).marks[0] for _ in range(2)]
    numbering.part()
    there = [numbering.cite(["a"]).marks[0] for _ in range(2)]
    assert [mark.noted for mark in (*here, *there)] == [True, False, True, False]
    assert [mark.first for mark in (*here, *there)] == [True, False, False, False]


def test_what_a_recommendation_rests_on_takes_no_note_from_the_prose() -> None:
    numbering = Numbering()
    (listed,) = numbering.cite(["a"], noted=False).marks
    (cited,) = numbering.cite(["a"]).marks
    assert (listed.noted, listed.first) == (False, False)
    assert (cited.noted, cited.first) == (True, True)
    assert (listed.number, listed.anchor, cited.anchor) == (1, "cite-1-1", "cite-1-2")
