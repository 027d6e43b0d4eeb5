"""The codebook as HTML: every claim marked and registered, links both ways, tables with heads, in both media."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from tests import codebooks, ferry
from tests.builds import EVERY_BRIEF
from tests.markup import Element, parse

MEDIA = ("print", "web")


def pages(memo: Memo) -> list[Element]:
    return [parse(reportgen.render_html(memo, medium=medium)) for medium in MEDIA]  # type: ignore[arg-type]


@pytest.fixture
def memo(good_project: Path) -> Memo:
    return codebooks.memo(good_project, *ferry.SOURCES)


@pytest.fixture(params=MEDIA)
def page(request: pytest.FixtureRequest, memo: Memo) -> Element:
    return parse(reportgen.render_html(memo, medium=request.param))


def rows(page: Element, kind: str, nth: int = 0) -> list[list[str]]:
    """The cells of the nth table of a kind, row by row, its head first."""
    table = [table for table in page.walk("table") if kind in table.classes][nth]
    return [[cell.text for cell in row.walk("th", "td")] for row in table.walk("tr")]


def test_ids_are_unique_and_links_lead_somewhere(page: Element) -> None:
    ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    links = {a.attributes["href"] for a in page.walk("a")}
    assert {link for link in links if link.startswith("#") and link[1:] not in ids} == set()


def test_each_mark_leads_to_its_row_and_the_row_back_to_each_mark(memo: Memo, page: Element) -> None:
    marks = {a.attributes["id"]: a for a in page.walk("a") if a.attributes.get("id", "").startswith("cite-")}
    assert sorted(marks) == sorted(anchor for claim in memo.claims for anchor in claim.anchors)
    for claim in memo.claims:
        (row,) = [row for row in page.walk("tr") if row.attributes.get("id") == f"evidence-{claim.number}"]
        assert [a.attributes["href"] for a in row.walk("a")] == [f"#{anchor}" for anchor in claim.anchors]
        for anchor in claim.anchors:
            assert marks[anchor].attributes["href"] == f"#evidence-{claim.number}"
            assert marks[anchor].text == str(claim.number)


def test_headings_go_by_the_tree(page: Element) -> None:
    headings = [(item.tag, item.text) for item in page.walk("h1", "h2", "h3")]
    assert headings == [
        ("h1", "Money and boats are spoken of together"),
        ("h2", "At a glance"),
        ("h2", "1 Money"),
        ("h3", "1.1 Fares"),
        ("h3", "1.2 Subsidy"),
        ("h2", "2 Fleet"),
        ("h2", "3 Alternatives"),
        ("h2", "4 Passengers"),
        ("h2", "Where the codes occur"),
        ("h2", "What is not coded"),
        ("h2", "Reporting checklist (COREQ)"),
        ("h2", "How this codebook was made"),
        ("h2", "Sources"),
        ("h2", "Suggested citation"),
        ("h2", "Register of claims"),
    ]


def test_an_entry_has_its_parts_in_order(page: Element) -> None:
    (fleet,) = [part for part in page.walk("section") if next(part.walk("h2"), Element("")).text == "2 Fleet"]
    assert [item.text for item in fleet.walk("dt")] == ["Definition", "Exclude"]
    assert [item.text for item in fleet.walk("p") if "list-label" in item.classes] == ["Example", "Other claims"]
    (counts,) = [item.text for item in fleet.walk("p") if "counts" in item.classes]
    assert counts == "fleet · 3 claims · 5 sentences · 2 passages · 1 interview"
    (words,) = fleet.walk("blockquote")
    assert words.text.startswith("“What worries me is the hull.")
    items = list(fleet.walk("li"))
    assert [next(item.walk("a")).text for item in items] == ["2", "3", "6"]
    places = [item.text for item in fleet.walk("span") if "place" in item.classes]
    assert places == [
        "fact, Maran, maran/q1.p2.s1-s2",
        "assessment, Maran, maran/q1.p2.s3",
        "forecast, Maran, maran/q3.p1",
    ]


def test_a_claim_that_is_printed_elsewhere_says_where(page: Element) -> None:
    (also,) = [item for item in page.walk("p") if "also" in item.classes]
    number, place = next(also.walk("a")).text, also.text.rpartition(" ")[2]
    assert (number, place) == ("8", "(1.1)")


def test_the_tables_say_what_the_values_say(page: Element) -> None:
    assert rows(page, "glance")[:2] == [
        ["Code", "Claims", "Sentences", "Passages", "Interviews"],
        ["1 Money", "3", "5", "3", "2"],
    ]
    assert rows(page, "matrix")[1:3] == [["1 Money", "3", "2", "5"], ["1.1 Fares", "0", "2", "2"]]
    assert rows(page, "matrix", 1)[0] == ["Code", "q1", "q2", "q3", "All"]
    assert rows(page, "matrix", 1)[-1] == ["Any code", "5", "3", "2", "10"]
    assert rows(page, "matrix", 3)[-1] == ["4 Passengers", "2", "2", "0", "0", "0", "5"]
    assert rows(page, "participants")[1] == [
        *("1", "Ilse Maran (maran), Harbour manager, Port Ansel", "3", "13", "10", "3", "0")
    ]
    assert rows(page, "aside")[1] == ["maran/q1.p1.s3", "1", "An aside without a finding."]
    assert rows(page, "coreq")[3] == ["14", "Where the data were collected", "Not reported"]


def test_every_column_and_every_row_of_a_matrix_has_a_head(page: Element) -> None:
    for table in page.walk("table"):
        head, *body = table.walk("tr")
        assert all(cell.tag == "th" and cell.attributes["scope"] == "col" for cell in head.walk("th", "td"))
        for row in body:
            assert [cell.attributes["scope"] for cell in row.walk("th")] == ["row"]
            assert len(list(row.walk("th", "td"))) == len(list(head.walk("th")))


def test_tables_are_numbered_through(page: Element) -> None:
    captions = [item.text for item in page.walk("caption", "p") if item.text.startswith("Table ")]
    assert [caption.partition(".")[0] for caption in captions] == [f"Table {number}" for number in range(1, 10)]


def test_tints_go_with_numbers_and_none_stands_for_nothing(page: Element) -> None:
    cells = [cell for table in page.walk("table") if "matrix" in table.classes for cell in table.walk("td")]
    for cell in cells:
        tinted = any(name.startswith("shade-") for name in cell.classes)
        assert tinted == (cell.text not in ("", "0") and "total" not in cell.classes and _is_cell(cell, page))


def _is_cell(cell: Element, page: Element) -> bool:
    """Whether a cell is one of the matrix, not of its last row."""
    totals = [item for row in page.walk("tr") if "any" in row.classes for item in row.walk("td")]
    return not any(cell is item for item in totals)


def test_the_summary_says_how_far_the_coding_reaches(memo: Memo, good_project: Path) -> None:
    def overview(memo: Memo) -> str:
        return next(item.text for item in pages(memo)[0].walk("p") if "overview" in item.classes)

    assert overview(memo) == (
        "Of the 18 sentences of the answers, 15 are coded, in 9 claims under 6 codes. "
        "The answers come from 2 interviews."
    )
    whole = reportgen.compose_memo(reportgen.load_project(EVERY_BRIEF["codebook"]))
    assert overview(whole) == (
        "All 61 sentences of the answers are coded, in 90 claims under 14 codes. "
        "So are 4 sentences before or after the questions. "
        "Most claims are coded to Deterring China (24) and to Japan and Russia (18)."
    )


def test_what_is_not_coded_is_said(memo: Memo, good_project: Path) -> None:
    def text(memo: Memo) -> str:
        (part,) = [part for part in pages(memo)[0].walk("section") if "What is not coded" in part.text[:20]]
        return part.text

    assert "15 are evidence for a claim (83.3 per cent)" in text(memo)
    assert "Another 3 are set aside with a reason (16.7 per cent). None is left without either." in text(memo)
    ferry.change_dataset(good_project, ("  - at: maran/q2.p2\n    reason: An anecdote on the café trade.\n", ""))
    left = text(codebooks.memo(good_project))
    assert "The remaining 2 are not coded (11.1 per cent)." in left
    assert "Not coded: maran/q2.p2.s1-s2." in left


def test_parts_that_an_option_leaves_out_leave_no_trace(good_project: Path) -> None:
    more = "output: {options: {examples: false, matrices: false, coreq: false}}\n"
    page = pages(codebooks.memo(good_project, *ferry.SOURCES, more=more))[1]
    kinds = [name for table in page.walk("table") for name in table.classes]
    assert sorted(set(kinds)) == ["aside", "glance", "register"]
    assert not list(page.walk("blockquote"))
    labels = [item.text for item in page.walk("p") if "list-label" in item.classes]
    assert set(labels) == {"Claims", "Coded here too"}
    assert "example of a code" not in page.text


def test_the_method_tells_of_terms_and_selection(good_project: Path) -> None:
    terms = "    terms: background\n    attribution: a regular rider\n"
    old = "    interviewee: ben-okoro\n"
    ferry.change_dataset(good_project, (old, old + terms), ("id: okoro\n", "id: rider\n"), ("okoro/q", "rider/q"))
    memo = codebooks.memo(good_project, more="select: {themes: [passengers]}\n")
    (method,) = [part for part in pages(memo)[0].walk("section") if part.classes == ["method"]]
    assert "1 interviewee spoke on background" in method.text
    assert "It shows 3 of the 9 claims there, under these themes: Passengers." in method.text


def test_on_a_screen_a_number_opens_the_passage(memo: Memo, good_project: Path) -> None:
    with_text, without = pages(memo)[1], pages(codebooks.memo(good_project))[1]
    described = [a for a in with_text.walk("a") if a.attributes.get("role") == "doc-noteref"]
    assert len(described) == sum(len(claim.anchors) for claim in memo.claims)
    ids = {element.attributes.get("id") for element in with_text.walk()}
    assert {a.attributes["aria-describedby"] for a in described} <= ids
    described = [a.attributes["id"] for a in without.walk("a") if a.attributes.get("role") == "doc-noteref"]
    assert described == ["cite-8-2"]  # its claim is printed elsewhere: there is something to read


def test_many_interviews_are_listed(memo: Memo) -> None:
    page = pages(codebooks.study(6, 2, 2, 2))[0]
    assert rows(page, "found")[0] == ["Code", "Answers (sentences)"]
    assert rows(page, "found")[1][1].startswith("interview-1 q1 (")
    assert len([table for table in page.walk("table") if "matrix" in table.classes]) == 2
