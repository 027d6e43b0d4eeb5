"""Whether pages say what a memo says, and in which order."""

from __future__ import annotations

import datetime

import pytest

from reportgen.build.printed import departures, statements
from reportgen.model.memo import FORMAT, Memo, MemoSection, Method, Setting
from reportgen.model.prose import Cite, Inline, Mark, Paragraph, TextRun

MARK = Mark(number=1, claim="late-boat", anchor="cite-1-1")


def paragraph(*content: Inline) -> Paragraph:
    return Paragraph(content=content)


def memo(*sections: Paragraph) -> Memo:
    return Memo(
        format=FORMAT,
        generator="reportgen 0",
        template="policy-memo",
        title="The late boat stays",
        date=datetime.date(2026, 11, 24),
        bottom_line=(
            paragraph(
                TextRun(text="Night workers "), Cite(marks=(MARK,), lead="need it."), TextRun(text=" So keep it.")
            ),
        ),
        takeaways=(),
        sections=tuple(
            MemoSection(anchor=f"section-{number}", heading=f"Finding {number} stands", blocks=(block,))
            for number, block in enumerate(sections, start=1)
        ),
        recommendations=(),
        claims=(),
        sources=(),
        method=Method(claims_cited=0, claims_selected=0, claims_total=0, themes=(), dataset="ferry"),
        output=Setting(),
    )


MEMO = memo(
    paragraph(TextRun(text="The harbour office counts forty heads.")), paragraph(TextRun(text="The bus is slower."))
)
PAGES = (
    (
        "The late boat\r\nstays\r\nNight workers need it.1\r\n So keep it.\r\n"
        "Finding 1 stands\r\nThe harbour office co\ufffeunts\r\n1 a note"
    ),
    "header\r\nforty heads.\r\nFinding 2 stands\r\nThe bus is slower.\r\n",
)


def test_pages_that_say_it() -> None:
    assert departures(MEMO, PAGES) == ()


def test_marks_cut_a_statement_in_two() -> None:
    assert [item.text for item in statements(MEMO)][1:3] == ["Night workers need it.", " So keep it."]


def test_punctuation_behind_a_mark_is_looked_for_behind_its_note() -> None:
    cite = Cite(marks=(MARK,), lead="nuit", tail=" ;")
    french = memo(paragraph(TextRun(text="Ils passent la "), cite, TextRun(text=" puis rentrent.")))
    assert [item.text for item in statements(french)][4:] == ["Ils passent la nuit", " ;", " puis rentrent."]
    pages = (PAGES[0].partition("The harbour")[0] + "Ils passent la nuit1 ;\r\n1 une note\r\npuis rentrent.",)
    assert departures(french, pages) == ()
    assert [item.statement.text for item in departures(french, (pages[0].replace(" ;", ","),))] == [" ;"]


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("boat", "bus", "the title"),
        ("need it", "want it", "the bottom line"),
        ("keep it", "keep", "the bottom line"),
        ("Finding 1 stands", "", "the heading of section 1"),
        ("harbour office", "harbor office", "section 1"),
    ],
)
def test_a_changed_word_is_found(before: str, after: str, where: str) -> None:
    (found,) = departures(MEMO, (PAGES[0].replace(before, after), PAGES[1]))
    assert (found.statement.where, found.moved) == (where, False)


def test_a_changed_number_is_found_behind_a_page_break() -> None:
    (found,) = departures(MEMO, (PAGES[0], PAGES[1].replace("forty", "fifty")))
    assert (found.statement.where, found.moved) == ("section 1", False)


def test_swapped_pages_are_out_of_order() -> None:
    found = departures(MEMO, PAGES[::-1])
    assert {item.statement.where for item in found} == {"section 1", "the heading of section 2", "section 2"}
    assert [item.moved for item in found if item.statement.where != "section 1"] == [True, True]


def test_a_missing_page_is_missed() -> None:
    found = departures(MEMO, PAGES[:1])
    assert [item.statement.where for item in found] == ["section 1", "the heading of section 2", "section 2"]
    assert not any(item.moved for item in found)


def _broken_after(words: str, *, on_the_page_before: str) -> tuple[str, str]:
    """The pages of a memo whose last run, "So keep it.", ends on the next page from `words` on."""
    head = f"The late boat stays\r\nNight workers need it.1,12\r\n{on_the_page_before}\r\n1 a note that fills a line"
    return head, f"header\r\n{words}\r\nFinding 1 stands\r\nThe harbour office counts forty heads."


def test_a_text_of_which_a_page_has_but_a_word() -> None:
    short = memo(paragraph(TextRun(text="The harbour office counts forty heads.")))
    assert departures(short, _broken_after("keep it.", on_the_page_before="So")) == ()


def test_a_word_elsewhere_on_the_page_before_is_not_the_one_that_is_missing() -> None:
    short = memo(paragraph(TextRun(text="The harbour office counts forty heads.")))
    pages = _broken_after("keep it.", on_the_page_before="Another paragraph. So there.")
    assert [found.statement.text.strip() for found in departures(short, pages)] == ["So keep it."]
