"""Passages found again by likeness: how alike two wordings are, and which part of a new text is meant."""

from __future__ import annotations

import pytest

from reportgen.evidence.editions import Edition, edition
from reportgen.evidence.likeness import LONG, MERGED, alike, contained, terms, together, wording
from reportgen.evidence.relocate import relocate
from reportgen.evidence.relocation import Fate
from reportgen.evidence.similar import THRESHOLD, index_words, similar
from reportgen.read.ingest import index_text

WORDS = [f"word{number}" for number in range(LONG // 5)]


def as_edition(*paragraphs: str) -> Edition:
    text = "\n".join(["How is the salt made?", *paragraphs, ""])
    return edition("quist", index_text(text), text)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("The gulls leave.", "The gulls leave.", 1.0),
        ("The gulls leave.", "“the GULLS” leave", 0.77),
        ("The gulls leave.", "The terns leave.", 0.71),
        ("The gulls leave.", "A dyke road.", 0.14),
        ("東風が塩を作ります。", "西風が塩を作ります。", 0.9),
    ],
)
def test_likeness_is_of_words_and_of_characters(one: str, other: str, score: float) -> None:
    assert alike(wording(one), wording(other)) == pytest.approx(score, abs=0.02)
    assert alike(wording(other), wording(one)) == alike(wording(one), wording(other))


def test_of_long_passages_words_alone_are_compared() -> None:
    long, other = " ".join(WORDS), " ".join(["other" if word == "word7" else word for word in WORDS])
    assert len(long) > LONG
    assert alike(wording(long), wording(other)) == 1 - 1 / len(WORDS)


def test_a_sentence_within_a_longer_one_is_part_of_it_and_a_phrase_is_not() -> None:
    longer = wording("We watch the gulls, which leave the mud before a storm, and we bring in the boats.")
    assert contained(wording("which leave the mud before a storm"), longer) == pytest.approx(MERGED)
    assert contained(wording("before a storm"), longer) == 0
    assert contained(longer, wording("which leave the mud before a storm")) == 0
    assert contained(wording("The council has not voted on the dyke road"), longer) == 0


def test_wordings_put_together_are_those_of_the_text_together() -> None:
    assert together([wording("One rakes."), wording("Two carry.")]) == wording("One rakes. Two carry.")
    assert list(terms("One “rakes”.")) == ["one", "rakes"]
    assert list(terms("塩を作る")) == ["塩を", "を作", "作る", "る"]


def test_only_what_is_new_is_looked_through() -> None:
    old, new = as_edition("The rake is wood.", "The cart is iron."), as_edition("The rake is wood.", "The cart is new.")
    index = index_words(old, new)
    assert index.count == 1
    assert set(index.parts) == {"the", "cart", "is", "new"}
    (match,) = similar((2, 3), old, index, "quist/q1.p2")
    assert match.run == (2, 3)
    assert THRESHOLD < match.score < 1


def test_a_paragraph_that_has_grown_is_still_the_paragraph() -> None:
    was = "One man rakes the pans at dawn. Two men carry the baskets to the scales."
    found = relocate(
        ["quist/q1.p1", "quist/q1.p1.s1-s2"],
        as_edition(was, "The rest is sold."),
        as_edition(f"{was.replace('dawn', 'noon')} Nobody is paid.", "The rest is sold."),
    )
    assert [(item.fate, item.places) for item in found] == [
        (Fate.CHANGED, ("quist/q1.p1",)),
        (Fate.CHANGED, ("quist/q1.p1.s1-s2",)),
    ]


def test_what_is_half_as_long_is_not_widened_to_the_whole() -> None:
    more = " ".join(f"Basin {number} is emptied after the fair." for number in range(12))
    was = "One man rakes the pans at dawn."
    (found,) = relocate(["quist/q1.p1"], as_edition(was), as_edition(f"{was.replace('dawn', 'noon')} {more}"))
    assert (found.fate, found.places) == (Fate.CHANGED, ("quist/q1.p1.s1",))


def test_an_answer_s_words_are_not_sought_among_the_questions() -> None:
    old = as_edition("They say that the sea is rising by a hand each year.")
    text = "How is the salt made?\nBy hand.\nDo they say that the sea is rising by a hand each year?\nSome do.\n"
    (found,) = relocate(["quist/q1.p1"], old, edition("quist", index_text(text), text))
    assert (found.fate, found.places) == (Fate.LOST, ())


def test_a_paragraph_that_has_doubled_is_its_own_sentences_in_it() -> None:
    was = "One man rakes the pans at dawn."
    grown = f"{was.replace('dawn', 'noon')} Nobody is paid before."
    (found,) = relocate(["quist/q1.p1"], as_edition(was), as_edition(grown))
    assert (found.fate, found.places) == (Fate.CHANGED, ("quist/q1.p1.s1",))


def test_a_short_sentence_put_into_a_long_one_is_found_there() -> None:
    was = "One man rakes the pans at dawn."
    long = "While the carts are loaded and the children run after the gulls, one man rakes the pans at dawn, and sings."
    (found,) = relocate(["quist/q1.p1.s1"], as_edition(was), as_edition(long))
    assert (found.fate, found.places) == (Fate.CHANGED, ("quist/q1.p1.s1",))
    assert alike(wording(was), wording(long)) < THRESHOLD
