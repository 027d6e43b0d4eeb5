"""Facts of the page's HTML: every statement marked, every mark linked both ways, analysis told apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from reportgen import Memo
from reportgen.model.prose import Block, ListBlock, Paragraph, Subheading, plain
from tests.builds import BRIEFS, NOTES
from tests.house import House
from tests.markup import Element, parse


@pytest.fixture(params=[*BRIEFS, "ferry"])
def memo(request: pytest.FixtureRequest, good_project: Path) -> Memo:
    path = BRIEFS.get(request.param, good_project / "ferry.yaml")
    return reportgen.compose_memo(reportgen.load_project(path))


@pytest.fixture
def page(memo: Memo) -> Element:
    return parse(reportgen.render_html(memo, medium="print"))


def ids(page: Element) -> list[str]:
    return [element.attributes["id"] for element in page.walk() if "id" in element.attributes]


def targets(page: Element) -> list[str]:
    links = [element.attributes["href"] for element in page.walk("a")]
    return [link.removeprefix("#") for link in links if link.startswith("#")]


def test_ids_are_unique_and_every_link_inside_leads_somewhere(page: Element) -> None:
    assert [name for name, count in Counter(ids(page)).items() if count > 1] == []
    assert set(targets(page)) <= set(ids(page))


def test_every_mark_leads_to_its_row_and_every_row_back_to_its_marks(memo: Memo, page: Element) -> None:
    rows = {row.attributes["id"]: row for row in page.walk("tr") if "id" in row.attributes}
    assert list(rows) == [f"evidence-{claim.number}" for claim in memo.claims]
    marks = {a.attributes["id"]: a for a in page.walk("a") if "id" in a.attributes}
    for claim in memo.claims:
        row = rows[f"evidence-{claim.number}"]
        assert targets(row) == list(claim.anchors)
        assert claim.text in row.text
        assert claim.kind.value in row.text
        for anchor in claim.anchors:
            assert marks[anchor].attributes["href"] == f"#evidence-{claim.number}"
            assert marks[anchor].text == str(claim.number)


def test_the_head_names_the_memo(memo: Memo, page: Element) -> None:
    (html,) = page.walk("html")
    assert html.attributes["lang"] == memo.output.language.value
    title, *_of_pictures = page.walk("title")
    assert title.text == memo.title
    meta = {element.attributes.get("name"): element.attributes.get("content") for element in page.walk("meta")}
    assert meta["author"] in (*memo.authors, *((memo.organisation.name,) if memo.organisation else ()))
    assert meta["keywords"] == ", ".join(memo.keywords)
    assert meta["generator"] == f"reportgen {reportgen.__version__}"
    assert meta["dcterms.created"] == meta["dcterms.modified"] == memo.date.isoformat()


def test_one_title_and_headings_without_a_gap(memo: Memo, page: Element) -> None:
    levels = [int(element.tag[1]) for element in page.walk("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    (heading,) = page.walk("h1")
    assert heading.text == memo.title


def test_all_that_was_composed_stands_on_the_page_in_its_order(memo: Memo, page: Element) -> None:
    headings = [element.text for element in page.walk("h2")]
    wanted = [section.heading for section in memo.sections]
    assert [heading for heading in headings if heading in wanted] == wanted
    (main,) = page.walk("main")
    words = re.sub(r"\s+", "", "".join(_words(main)))
    at = 0
    for blocks in (memo.bottom_line, *memo.takeaways, *(section.blocks for section in memo.sections), memo.limits):
        for block in flat(blocks):
            text = re.sub(r"\s+", "", plain(block.content))
            found = words.find(text, at)
            assert found >= 0, plain(block.content)
            at = found + len(text)


def flat(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Subheading]:
    """Paragraphs and headings, those in lists among them, in reading order."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from flat(item)
        else:
            yield block


def _words(element: Element) -> list[str]:
    """The text below, without marks and notes."""
    if {"cite", "note", "footnote"} & set(element.classes):
        return []
    parts: list[str] = []
    for child in element.children:
        parts += [child] if isinstance(child, str) else _words(child)
    return parts


def test_analysis_is_told_apart_and_says_so(memo: Memo, page: Element) -> None:
    prose = [memo.bottom_line, *memo.takeaways, *(section.blocks for section in memo.sections), memo.limits]
    expected = [block for blocks in prose for block in flat(blocks) if isinstance(block, Paragraph) and block.analysis]
    shown = [element for element in page.walk("article") if "analysis" in element.classes]
    assert len(shown) == len(expected)
    for element, block in zip(shown, expected, strict=True):
        assert element.text.startswith("Analysis ")
        assert plain(block.content).split()[0] in element.text


def test_recommendations_say_whose_they_are_and_what_they_rest_on(memo: Memo, page: Element) -> None:
    if not memo.recommendations:
        assert "recommendations" not in ids(page)
        return
    (article,) = [element for element in page.walk("article") if "recommendations" in element.classes]
    assert "author’s, not the interviewee’s" in article.text
    for item in memo.recommendations:
        assert item.actor in article.text
        for mark in item.rests_on.marks:
            assert f"evidence-{mark.number}" in targets(article)


@pytest.mark.parametrize("place", NOTES)
def test_notes_stand_where_the_brief_puts_them(place: str, house: House) -> None:
    memo = house.memo("policy-memo", **{"output.notes": place})
    page = parse(reportgen.render_html(memo, medium="print"))
    found = {
        "margin": [element for element in page.walk() if "note" in element.classes],
        "foot": [element for element in page.walk() if "footnote" in element.classes],
        "end": [element for element in page.walk() if "endnotes" in element.classes],
    }
    assert [name for name, elements in found.items() if elements] == [place]
    text = " ".join(element.text for element in found[place])
    for claim in memo.claims:
        assert claim.short in text
    assert text.count(memo.note_form(1)) == 1
