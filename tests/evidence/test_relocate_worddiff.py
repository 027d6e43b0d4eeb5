"""Diffs of words: short enough to be read, and true to both wordings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.worddiff import LIMIT, folded, tokens, word_diff


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("the council voted twice", "the council has voted twice", "the council {+has+} voted twice"),
        ("the council voted twice", "the council has met twice", "the council [-voted-] {+has met+} twice"),
        ("We sail at nine.", "We sail at ten.", "We sail at [-nine.-] {+ten.+}"),
        ("We sail at nine.", "They sail at nine.", "[-We-] {+They+} sail at nine."),
        ("Sold. We sail.", "We sail.", "[-Sold.-] We sail."),
        ("We sail.", "We sail. Sold.", "We sail. {+Sold.+}"),
        # A short word by itself between two changes is not worth keeping apart; a longer one is.
        ("A boat on the bay", "The ship on a lake", "[-A boat on the bay-] {+The ship on a lake+}"),
        ("A boat near the bay", "The ship near a lake", "[-A boat-] {+The ship+} near [-the bay-] {+a lake+}"),
        ("He ate the ham at six", "He saw the sea at ten", "He [-ate the ham at six-] {+saw the sea at ten+}"),
        ("船は九時に出ます。", "船は十時に出ます。", "船は[-九-]{+十+}時に出ます。"),
        ("배는 아홉 시에 떠난다", "배는 열 시에 떠난다", "배는 [-아홉-] {+열+} 시에 떠난다"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("the  same\nwords", "the same words", ""),
    ],
)
def test_a_change_is_marked_among_its_words(old: str, new: str, diff: str) -> None:
    assert word_diff(old, new) == diff


WORDS = [f"word{number}" for number in range(200)]


def test_of_long_passages_the_words_around_a_change_are_shown() -> None:
    new = " ".join(["other" if word == "word100" else word for word in WORDS])
    diff = word_diff(" ".join(WORDS), new)
    assert re.fullmatch(r"… (?:word\d+ )+\[-word100-\] \{\+other\+\} (?:word\d+ )+…", diff)
    assert 100 < len(diff) <= LIMIT


def test_a_long_change_is_shortened_in_the_middle() -> None:
    diff = word_diff("a b", " ".join(["a", *WORDS, "b"]))
    assert re.fullmatch(r"a \{\+word0 (?:word\d+ )+… (?:word\d+ )*word199\+\} b", diff)
    assert len(diff) <= LIMIT


def test_of_many_changes_the_first_are_shown_whole() -> None:
    new = [f"new{number}" if number % 5 == 2 else word for number, word in enumerate(WORDS)]
    diff = word_diff(" ".join(WORDS), " ".join(new))
    assert diff.endswith(" …")
    assert diff.count("[-") == diff.count("-]") == diff.count("{+") == diff.count("+}") > 1
    assert len(diff) <= LIMIT


def test_very_long_passages_end_where_the_comparison_does() -> None:
    old = [f"w{number % 997}" for number in range(60_000)]
    diff = word_diff(" ".join(old), " ".join([*old[:9_000], "put", "in", *old[9_000:]]))
    assert diff.count("{+") == 1
    assert "{+put in+}" in diff
    assert "[-" not in diff


CHANGED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")
TEXT = st.lists(st.sampled_from(["sea", "salt", "of", "on", "pan", "gull.", "塩", "海"]), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_either_wording_can_be_read_out_of_an_uncut_diff(old: str, new: str) -> None:
    diff = word_diff(old, new, limit=10_000)
    if not diff:
        assert [token.text for token in tokens(old)] == [token.text for token in tokens(new)]
        return
    without_new = CHANGED.sub(lambda match: match[1] or "", diff)
    without_old = CHANGED.sub(lambda match: match[2] or "", diff)
    assert [t.text for t in tokens(without_new)] == [t.text for t in tokens(old)]
    assert [t.text for t in tokens(without_old)] == [t.text for t in tokens(new)]


@given(TEXT, TEXT, st.integers(20, 60))
def test_a_diff_keeps_to_its_limit_and_closes_its_marks(old: str, new: str, limit: int) -> None:
    diff = word_diff(old, new, limit=limit)
    assert len(diff) <= limit
    assert diff.count("[-") == diff.count("-]")
    assert diff.count("{+") == diff.count("+}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Yes,” he said", '"Yes," he said', True),
        ("the pilot’s – no", "the pilot's - no", True),
        ("a\u00a0b\nc", "a b c", True),
        ("half-past", "half past", False),
        ("Yes", "yes", False),
    ],
)
def test_typography_is_folded_and_nothing_else(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same
