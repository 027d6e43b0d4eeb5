"""Citations in prose: what is one, what is meant as one, and what only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.citations import Bare, CitationGroup, Malformed, find, scan
from reportgen.model.dataset import ID


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("It holds [@dusk].", [(("dusk",), 9, 16)]),
        ("[@a; @b-c;@d1]", [(("a", "b-c", "d1"), 0, 14)]),
        ("[ @a ;\n@b ]", [(("a", "b"), 0, 11)]),
        ("🛥 é [@a][@b]", [(("a",), 4, 8), (("b",), 8, 12)]),
        ("[link [@a]](https://ferry.example)", [(("a",), 6, 10)]),
        ("*[@a]* and **[@b]**", [(("a",), 1, 5), (("b",), 13, 17)]),
        ("`[@a]` is code, [@b] is not", [(("b",), 16, 20)]),
        ("``a ` [@a] `` [@b]", [(("b",), 14, 18)]),
        ("a ` b [@a]", [(("a",), 6, 10)]),
        ("a ` b\n\nc ` [@a]", [(("a",), 11, 15)]),
        ("\\\\[@a]", [(("a",), 2, 6)]),
        ("[@a; @a]", [(("a", "a"), 0, 8)]),
        ("array[0] [@a]", [(("a",), 9, 13)]),
        ("[analysis] Because [@a]", [(("a",), 19, 23)]),
    ],
)
def test_citations(text: str, groups: list[tuple[tuple[str, ...], int, int]]) -> None:
    found = find(text)
    assert [(group.ids, group.start, group.end) for group in found] == groups
    assert list(scan(text)) == found
    for group in found:
        assert text[group.start] == "["
        assert text[group.end - 1] == "]"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\\[@a]",
        "`[@a]`",
        "[a]",
        "[]",
        "[analysis]",
        "x@y.org",
        "[write to x@y.org]",
        "[\\@a]",
        "\\@a",
        "[x](y)",
        "[ ]",
    ],
)
def test_what_is_no_citation_and_not_meant_as_one(text: str) -> None:
    assert scan(text) == ()


@pytest.mark.parametrize(
    ("text", "written", "hint"),
    [
        ("[@ a]", "[@ a]", "[@a]"),
        ("[@a, @b]", "[@a, @b]", "[@a; @b]"),
        ("[@a @b]", "[@a @b]", "[@a; @b]"),
        ("so [@a and on", "[@a and on", "[@a]"),
        ("so [@a\n\nnext]", "[@a", "[@a]"),
        ("so [@a [@b]", "[@a ", "[@a]"),
        ("[@A_b]", "[@A_b]", "[@a-b]"),
        ("[@Aid Pledged]", "[@Aid Pledged]", "[@aid]"),
        ("[@a;]", "[@a;]", "[@a]"),
        ("[@a; b]", "[@a; b]", "[@a]"),
        ("[@a--b]", "[@a--b]", "[@a]"),
        ("[@a, p. 3]", "[@a, p. 3]", "[@a]"),
        ("[-@a]", "[-@a]", "[@a]"),
        ("[see @a]", "[see @a]", "[@a]"),
        ("[@]", "[@]", "[@claim-id; @other-id]"),
        ("[@é]", "[@é]", "[@é]"),
    ],
)
def test_what_is_meant_as_a_citation(text: str, written: str, hint: str) -> None:
    found = [item for item in scan(text) if isinstance(item, Malformed)]
    assert len(found) == 1
    assert found[0].text == text[found[0].start : found[0].end] == written
    assert f"write `{hint}`" in found[0].hint
    shown = " ".join(written.split())
    assert found[0].message in (f"`{shown}` is no citation", f"the citation `{shown}` is never closed")


def test_a_long_mistake_is_shown_in_part() -> None:
    (item,) = scan("[@a, " + "and so on " * 20)
    assert isinstance(item, Malformed)
    assert len(item.message) < 100


def test_a_citation_after_a_mistake_is_found() -> None:
    assert [type(item) for item in scan("[@a, @b] then [@c]; [@d then [@e]")] == [
        *(Malformed, CitationGroup, Malformed, CitationGroup),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@dusk says", ["dusk"]),
        ("(@dusk) and @a-b.", ["dusk", "a-b"]),
        ("[@a] as @b", ["b"]),
        ("x@dusk, https://x.example/@dusk, \\@dusk, @Dusk, @@dusk, `@dusk`", []),
    ],
)
def test_words_after_an_at_sign_outside_brackets(text: str, ids: list[str]) -> None:
    assert [item.id for item in scan(text) if isinstance(item, Bare)] == ids


IDS = st.lists(st.text("ab19", min_size=1, max_size=4), min_size=1, max_size=3).map("-".join)
FILLER = st.text("ab é🛥.,;()*\n", max_size=10).filter(lambda text: not re.search(r"\n\s*\n", text))
Group = tuple[tuple[str, ...], str]
GROUPS = st.lists(IDS, min_size=1, max_size=4).flatmap(
    lambda ids: st.sampled_from(["; ", ";", " ;  ", ";\n"]).map(
        lambda mark: (tuple(ids), "[" + mark.join(f"@{id_}" for id_ in ids) + "]")
    )
)


@given(st.lists(st.tuples(FILLER, GROUPS), max_size=5), FILLER)
def test_every_citation_is_found_where_it_stands(parts: list[tuple[str, Group]], end: str) -> None:
    text = "".join(before + written for before, (_, written) in parts) + end
    assert [(group.ids, text[group.start : group.end]) for group in find(text)] == [group for _, group in parts]


@given(st.text(alphabet="[]@;`\\ab- \n,A_é", max_size=40))
def test_any_text_is_scanned_in_order_and_without_overlap(text: str) -> None:
    end = 0
    for item in scan(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        if isinstance(item, CitationGroup):
            assert all(re.search(ID, id_) for id_ in item.ids)


@pytest.mark.parametrize("part", ["[@a ", "[", "`", "` `` ", "@a", "\\", "[@a\n", "` \n\n"])
def test_no_text_takes_long(part: str) -> None:
    assert isinstance(scan(part * 50_000), tuple)
