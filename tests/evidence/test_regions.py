"""Which texts may hold a quotation, told by a few of its words: never fewer than do hold it, or a part of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.evidence.quote import canonical, parts_of
from reportgen.evidence.regions import _HALF, Region, Texts

WORDS = ["so", "the", "boat", "Boat", "don’t", "don't", "café", "co-op", "co‐op", "“", "”", "…", "[the]", "[w]e", "we"]
WORDS += ["so\u00adthe", ",", "—", "...", "橋は", "'", "boat.", "the,", "12"]


def texts(*held: str) -> Texts:
    sources = [SimpleNamespace(id=f"s{number}") for number in range(len(held))]
    loaded = SimpleNamespace(
        value=SimpleNamespace(sources=sources), texts={f"s{n}": text for n, text in enumerate(held)}
    )
    return Texts(cast("Any", loaded))


def pieces(quotation: str) -> list[str]:
    """What `joins` looks for: the whole, and where no ellipsis cuts it, what stands before and after each word."""
    words = quotation.split()
    cuts = range(_HALF, len(words) - _HALF + 1) if len(parts_of(quotation)) == 1 else ()
    return [quotation, *(" ".join(part) for cut in cuts for part in (words[:cut], words[cut:]))]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
    st.lists(st.sampled_from(WORDS), max_size=9),
    st.booleans(),
    st.sampled_from([" ", "\n", "  "]),
)
@example(["don't", "so", "the", "boat", "we", "12"], ["so"], True, " ")
@example(["…", "so", "the", "boat", "we", "12", "…"], ["so", "the"], False, " ")
@example(["“", "so", "the", "boat", "we", "12"], ["so", "the"], False, " ")
def test_no_text_that_holds_it_is_passed_over(quoted: list[str], around: list[str], within: bool, space: str) -> None:
    quotation = " ".join(quoted)
    text = space.join([*around, *(quoted[: len(quoted) // 2 + 1] if within else ()), *around])
    region = Region("s0", "q1", canonical(text))
    holds = any(region.find((part,)) for piece in pieces(quotation) for part in parts_of(piece))
    if holds:
        assert list(texts(text).may_hold(quotation)) == ["s0"]


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("the boat does not sail today", ["s0", "s2"]),
        ("it sails when the boat does", ["s0", "s2"]),
        ("a boat … the boat does", ["s0", "s2"]),
        ("a word that nobody says", ["s2"]),
        ("[the] word that nobody says", ["s0", "s1", "s2"]),
    ],
)
def test_few_texts_are_taken_apart(quotation: str, expected: list[str]) -> None:
    held = texts("I say that “the\nboat” does sail.", "I say that the ferry does sail.", "a sail\u00ading boat")
    assert list(held.may_hold(quotation)) == expected
