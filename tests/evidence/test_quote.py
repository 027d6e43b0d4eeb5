"""What of a quotation may differ from the text, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.quote import canonical, count_words, parts_of, words_of
from reportgen.evidence.regions import Region

TEXT = (
    "We don’t say “never” to the long-term plan. The skipper’s boat ran aground, twice; its crew of U.S. and Danish"
    " sailors rowed home.\n\nThe boats’ owners paid $12,000 — all of it. Who knew?"
)
REGION = Region("log", "q1", canonical(TEXT, 100))


def stands(quotation: str) -> str | None:
    """The words of the text a quotation is found at."""
    found = REGION.find(parts_of(quotation))
    return TEXT[found[0] - 100 : found[1] - 100] if found else None


@pytest.mark.parametrize(
    "quotation",
    [
        "We don’t say",
        "We don't say",
        "We donʼt say “never” to",
        "We don’t say 'never' to",
        "We don’t say never to",
        "The skipper's\u00a0boat  ran\naground",
        "The skip\u00adper’s boat",
        "the long\u2011term plan",
        "the long-term plan.",
        "ran aground,",
        "ran aground.",
        "sailors rowed home. The boats’ owners",
        "paid $12,000 — all of it",
        "all of it. Who knew?",
        "Who knew",
        "the long-term",
        "crew of U.S. and Danish",
    ],
)
def test_typography_may_differ(quotation: str) -> None:
    assert stands(quotation)


@pytest.mark.parametrize(
    "quotation",
    [
        "we don’t say",
        "We do not say",
        "We dont say",
        "the long term plan",
        "term plan",
        "he skipper’s boat",
        "The skipper",
        "ran aground twice",
        "ran aground; twice",
        "rowed home!",
        "paid $12,000 - all of it",
        "paid $12.000",
        "aground ran",
        "Danish and U.S. sailors",
        "crew of U.S. and Danish sailor",
    ],
)
def test_words_order_case_and_punctuation_may_not(quotation: str) -> None:
    assert stands(quotation) is None


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        (
            "The skipper’s boat … rowed home",
            "The skipper’s boat ran aground, twice; its crew of U.S. and Danish sailors",
        ),
        ("The skipper’s boat ... rowed home", "The skipper’s boat ran"),
        ("The skipper’s boat [...] rowed home", "The skipper’s boat ran"),
        ("The skipper’s boat [ … ] rowed home", "The skipper’s boat ran"),
        ("The skipper’s boat. . . . Who knew?", "The skipper’s boat ran"),
        ("… the long-term plan …", "the long-term plan"),
        ("… paid $12,000", "paid $12,000"),
        ("[w]e don’t say", "We don’t say"),
        ("[W]e don’t say", "We don’t say"),
        ("[M]e don’t say", None),
        ("[t]he skipper’s boat", "The skipper’s boat"),
        ("The skipper’s [old] boat", "The skipper’s boat"),
        ("[The owners] paid $12,000", "paid $12,000"),
        ("[its crew] of U.S. and Danish sailors", "of U.S. and Danish sailors"),
        ("boat r[u]n[ning] aground", None),
        ("its crew [of all sorts] rowed home", None),
        ("its crew of [many] sailors", "its crew of U.S. and Danish sailors"),
        ("The skipper’s boat ran aground [on sand], twice", "The skipper’s boat ran aground, twice"),
        ("rowed home [sic]", "rowed home"),
        ("sailor[s] rowed home", "sailors rowed home"),
        ("row[ing] home", "rowed home"),
        ("rowed home … The skipper’s boat", None),
        ("rowed home [and] The skipper’s boat", None),
    ],
)
def test_what_is_left_out_or_put_in_is_marked(quotation: str, found: str | None) -> None:
    place = stands(quotation)
    assert (place is None) == (found is None)
    assert (place or "").startswith(found or "")


def test_places_are_those_of_the_text() -> None:
    assert stands("boats' owners paid") == "boats’ owners paid"
    assert stands("say never to the") == "say “never” to the"


def test_a_part_is_found_inside_one_of_the_places_given() -> None:
    start = 100 + TEXT.index("The skipper")
    end = 100 + TEXT.index("; its")
    assert REGION.find(parts_of("ran aground"), [(start, end)])
    assert REGION.find(parts_of("aground, twice; its"), [(start, end)]) is None
    assert REGION.find(parts_of("The boat"), [(start, end)]) is None
    again = Region("log", "q2", canonical("It ran. It ran. It ran."))
    assert again.find(parts_of("It ran"), [(8, 15)]) == (8, 14)
    assert again.find(parts_of("It ran … It ran"), [(0, 7), (16, 23)]) == (0, 22)


def test_words_of_scripts_without_spaces_have_no_edges() -> None:
    text = "橋は砂を動かす。船は古い。"
    region = Region("log", "q1", canonical(text))
    assert region.find(parts_of("砂を動かす")) == (2, 7)
    assert region.find(parts_of("砂が動かす")) is None


@pytest.mark.parametrize(
    ("quotation", "count"),
    [
        ("we go", 2),
        ("free and open Indo-Pacific", 4),
        ("don’t pay $12,000 … U.S. [or Danish] money", 5),
        ("橋は砂を動かす", 4),
        ("…", 0),
        ("", 0),
    ],
)
def test_words_are_counted_without_what_stands_in_brackets(quotation: str, count: int) -> None:
    assert count_words(quotation) == count


@pytest.mark.parametrize("quotation", ["", "…", "[ ]", "[only this]", " . ", "“”"])
def test_what_holds_no_word_is_no_quotation(quotation: str) -> None:
    assert parts_of(quotation) == ()
    assert words_of(quotation) == ()


@given(st.text(alphabet="ab '’“”\n\u00a0\u00ad-‑.…[]", max_size=40), st.integers(0, 9))
def test_every_canonical_character_knows_its_place(text: str, base: int) -> None:
    canon = canonical(text, base)
    assert len(canon.text) == len(canon.offsets)
    assert list(canon.offsets) == sorted(set(canon.offsets))
    for character, offset in zip(canon.text, canon.offsets, strict=True):
        original = text[offset - base]
        assert character == original or (character, original) in {
            ("'", "’"),
            ("-", "‑"),
            (" ", "\n"),
            (" ", "\u00a0"),
        }, original
    assert "  " not in canon.text
    assert canon.text == canonical(canon.text).text


@given(st.data())
def test_any_run_of_words_is_found_where_it_stands(data: st.DataObject) -> None:
    words = TEXT.replace(" —", "").split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    run = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assert (stands(run) is None) == ("$12,000 all" in run)
