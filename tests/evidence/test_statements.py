"""Paragraphs, list items and subheadings of a Markdown text, and what each rests on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.compose import markdown
from reportgen.evidence.statements import find, without_citations

TEXT = """\
Boats run late, for these reasons [@tide;
@wind]:

- the tide
  is low
- [analysis] the wind turns [@gale]

  more of the wind

  1. nested
- the crew

### Hulls

[Analysis]  Hulls wear out:

* paint
* tar [@tar].

No list.

- alone
  [@one-boat, @two]
"""


def test_each_statement_stands_where_it_starts() -> None:
    found = find(TEXT)
    assert [statement.text.splitlines()[0] for statement in found] == [
        "Boats run late, for these reasons [@tide;",
        "the tide",
        "the wind turns [@gale]",
        "more of the wind",
        "nested",
        "the crew",
        "Hulls",
        "Hulls wear out:",
        "paint",
        "tar [@tar].",
        "No list.",
        "alone",
    ]
    for statement in found:
        assert TEXT.startswith(statement.text, statement.start)
    assert [statement.heading for statement in found].index(True) == 6
    assert [statement.item for statement in found] == [False, *[True] * 5, False, False, True, True, False, True]


def test_a_list_shares_claims_and_mark_with_what_introduces_it() -> None:
    introduction, tide, gale, more, nested, crew, _, hulls, paint, tar, no_list, alone = find(TEXT)
    assert introduction.cited == ("tide", "wind", "gale")
    assert (introduction.items, introduction.carried, introduction.analysis) == (3, True, False)
    assert tide.cited == crew.cited == more.cited == nested.cited == ("tide", "wind")
    assert gale.cited == ("gale", "tide", "wind")
    assert [item.analysis for item in (tide, gale, more, nested, crew)] == [False, True, False, False, False]
    assert (hulls.cited, hulls.analysis, hulls.carried) == (("tar",), True, True)
    assert [(item.cited, item.analysis) for item in (paint, tar)] == [((), True), (("tar",), True)]
    assert [(item.cited, item.analysis, item.carried, item.items) for item in (no_list, alone)] == [
        ((), False, False, 0)
    ] * 2
    assert (alone.unclear, no_list.unclear) == (True, False)


def test_the_citations_of_a_statement_are_offsets_within_it() -> None:
    introduction = find(TEXT)[0]
    (group,) = introduction.groups
    assert introduction.text[group.start : group.end] == "[@tide;\n@wind]"


def test_citations_leave_blanks() -> None:
    (statement,) = find("It [@a] burns [@b; @c].")
    assert without_citations(statement) == "It      burns         ."


def test_what_stands_after_an_at_sign_is_kept_apart() -> None:
    (statement,) = find("So says @tide, and [@wind].")
    assert (statement.bare, statement.cited, statement.unclear) == (("tide",), ("wind",), False)


@pytest.mark.parametrize(
    "text", ["Reasons: [@a]\n\n- x", "**Reasons:** [@a]\n- x", "Reasons [@a]:\n\n1. x", "“Reasons [@a]:”\n\n- x"]
)
def test_what_introduces_a_list_ends_in_a_colon_citations_aside(text: str) -> None:
    introduction, item = find(text)
    assert (introduction.items, item.cited) == (1, ("a",))


@pytest.mark.parametrize("text", ["Reasons [@a].\n\n- x", "Reasons: one [@a]\n\n- x", "### Reasons:\n\n- x", "- x"])
def test_other_lists_stand_alone(text: str) -> None:
    *_, item = find(text)
    assert (item.item, item.cited) == (True, ())


def test_an_item_lends_its_claims_to_what_goes_below_it() -> None:
    above, below = find("- Hulls [@a]\n  - paint")
    assert (above.cited, below.cited) == (("a",), ("a",))


PIECES = ("[analysis] ", "[@a] ", "[@b; @c]. ", "word ", "colon: ", "\n", "\n\n", "- ", "  - ", "1. ", "### ", "*it* ")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_statements_are_the_paragraphs_that_are_set(text: str) -> None:
    assume(not markdown.unsupported(text))
    pairs = itertools.pairwise(markdown.parse(text))
    opened = [(first, second) for first, second in pairs if first.type in ("paragraph_open", "heading_open")]
    found = find(text)
    assert [statement.text.split() for statement in found] == [inline.content.split() for _, inline in opened]
    for statement, (opening, _) in zip(found, opened, strict=True):
        assert statement.analysis or not opening.meta.get("analysis")
        assert statement.heading == (opening.type == "heading_open")
        assert text.startswith(statement.text, statement.start)
