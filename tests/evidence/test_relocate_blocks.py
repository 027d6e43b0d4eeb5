"""Passages found again by digests alone: repeated words, few words, and what stands around them."""

from __future__ import annotations

import pytest

from reportgen.evidence.blocks import HORIZON, find, surroundings
from reportgen.evidence.editions import Edition, edition, express, run_of
from reportgen.evidence.relocate import relocate
from reportgen.evidence.relocation import Fate, Relocation
from reportgen.read.ingest import index_text

LONG = [f"Basin {number} is emptied in the week after the fair." for number in range(HORIZON + 10)]
SLUICE = "The sluice is shut by hand."


def as_edition(text: str, *, words: bool = True) -> Edition:
    return edition("quist", index_text(text), text if words else None)


def only(locator: str, old: str, new: str) -> Relocation:
    (found,) = relocate([f"quist/{locator}"], as_edition(old), as_edition(new))
    return found


def answers(*paragraphs: str) -> str:
    return "\n".join(["How is the salt made?", *paragraphs, ""])


def test_no_more_is_compared_around_a_passage_than_the_horizon() -> None:
    old = as_edition(answers(*LONG, SLUICE, *LONG))
    (middle,) = find((len(LONG) + 1, len(LONG) + 2), old, old).places
    assert surroundings(middle, middle, old, old) == 2 * HORIZON
    assert surroundings((1, 2), (1, 2), old, old) == 1 + HORIZON  # the question, and what follows


def test_a_doubled_passage_is_where_it_stood_and_not_where_the_copy_does() -> None:
    old, new = answers(*LONG, SLUICE, *LONG[:5]), answers(*LONG, SLUICE, *LONG[:5], SLUICE)
    assert only(f"q1.p{len(LONG) + 1}", old, new).fate is Fate.EXACT


def test_of_two_that_became_one_neither_is_it_where_both_are_as_much_alike() -> None:
    old = "Is it wet?\nIt always is, here.\nIs it wet?\nIt always is, here.\n"
    found = only("q1.p1", old, "Is it cold?\nNo.\nIs it wet?\nIt always is, here.\n")
    assert (found.fate, found.note) == (Fate.AMBIGUOUS, "what stood at several places stands at one")
    assert [candidate.places for candidate in found.candidates] == [("quist/q2.p1",)]


@pytest.mark.parametrize(
    ("words", "fate"), [("Never.", Fate.AMBIGUOUS), ("Not at all.", Fate.AMBIGUOUS), ("Not while I live.", Fate.MOVED)]
)
def test_a_few_words_that_follow_others_than_before_are_for_a_person_to_decide(words: str, fate: Fate) -> None:
    """The same two words in answer to another question are another answer."""
    old = f"Will the works close?\n{words}\nWho owns them?\nThe families do.\n"
    new = f"Will the works close?\nPerhaps in ten years.\nWould you sell?\n{words}\nWho owns them?\nThe families do.\n"
    found = only("q1.p1", old, new)
    assert found.fate is fate
    assert [candidate.places for candidate in found.candidates] == [("quist/q2.p1",)]
    assert (found.places == ()) is (fate is Fate.AMBIGUOUS)


def test_a_few_words_that_follow_the_same_have_moved() -> None:
    old = "Will the works close?\nNever.\nWho owns them?\nThe families do.\n"
    found = only("q1.p1", old, f"Is it cold?\nIt is.\n{old}")
    assert (found.fate, found.places) == (Fate.MOVED, ("quist/q2.p1",))


def test_a_whole_answer_that_now_stands_before_the_questions_is_its_paragraphs() -> None:
    """There is no locator for all that stands before."""
    answer = "Eleven families hold a strip each.\nMine was my aunt's once."
    old = f"Who works the pans?\n{answer}\nWill it last?\nIt may well last.\n"
    found = only("q1", old, f"{answer}\nWill it last?\nIt may well last.\n")
    assert (found.fate, found.note) == (Fate.CHANGED, "the same words, now in the text around the answers")
    assert found.places == ("quist/front.p1", "quist/front.p2")
    new = as_edition(f"{answer}\nWill it last?\nIt may well last.\n")
    assert all(run_of(place, new) for place in found.places)


def test_parts_that_still_follow_one_another_are_one_range() -> None:
    old = answers("One man rakes. Two men carry. Three men weigh the salt.")
    new = answers("Three men weigh the salt. One man rakes. Two men carry.")
    found = only("q1.p1", old, new)
    assert (found.fate, found.note) == (Fate.CHANGED, "the same words, in another order")
    assert found.places == ("quist/q1.p1.s2-s3", "quist/q1.p1.s1")


def test_a_question_in_its_place_is_not_what_an_answer_has_become() -> None:
    old = answers("The rake is wood.", "Nobody sings at work any more.", "The cart is iron.")
    new = answers("The rake is wood.", "Who weighs it?", "The cart is iron.")
    found = only("q1.p2", old, new)
    assert (found.fate, found.candidates) == (Fate.LOST, ())


def test_without_its_text_an_edition_has_no_words() -> None:
    text = answers(SLUICE)
    assert as_edition(text).words((1, 2)) == SLUICE
    assert as_edition(text, words=False).words((1, 2)) is None


def test_a_run_is_written_in_the_form_of_its_locator() -> None:
    text = as_edition(answers("One man rakes. Two men carry.", SLUICE))
    assert express((1, 4), text, "quist/q7") == ("quist/q1",)
    assert express((1, 4), text, "quist/q7.p1") == ("quist/q1.p1", "quist/q1.p2")
    assert express((1, 4), text, "quist/q7.p1.s1-s3") == ("quist/q1.p1.s1-s2", "quist/q1.p2.s1")
    assert express((1, 2), text, "quist/q7") == ("quist/q1.p1.s1",)
