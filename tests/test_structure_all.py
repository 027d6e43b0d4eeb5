"""The tags of every template's PDF: sound as a tree, headings in order, everything named that needs a name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import reportgen
from tests.house import House
from tests.memos_for_print import TEMPLATES, VARIANTS, template_memo
from tests.pdfs import Pdf
from tests.pdfs import Tag as ReadTag
from tests.render.tagtree import Tags

PAPERS = ("a4", "letter")
EMPTY = {"TD", "TH"}
"""What may hold nothing: a cell without a value."""


@pytest.fixture(
    scope="module", params=[(name, paper) for name in (*TEMPLATES, *VARIANTS) for paper in PAPERS], ids="-".join
)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry memo in each template and on each paper."""
    name, paper = request.param
    memo = template_memo(name, **{"output.page": paper})
    path = tmp_path_factory.mktemp("structure") / "memo.pdf"
    path.write_bytes(reportgen.render_pdf(memo))
    return path


@pytest.fixture
def tags(pdf: Path) -> Tags:
    return Tags(pdf.read_bytes())


def test_the_tree_is_sound(tags: Tags) -> None:
    assert tags.flaws() == []


def test_there_is_one_title_and_no_level_is_skipped(tags: Tags) -> None:
    levels = [int(tag.kind[1:]) for tag in tags.document.walk() if tag.kind in ("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 3
    for above, below in itertools.pairwise(levels):
        assert below <= above + 1


def test_no_heading_is_empty(tags: Tags) -> None:
    headings = [tag for tag in tags.document.walk() if tag.kind in ("H1", "H2", "H3", "H4")]
    assert all(tag.text.strip() for tag in headings)


def test_every_figure_says_what_it_shows(tags: Tags) -> None:
    figures = tags.document.all("Figure")
    assert figures  # the logo at least
    for figure in figures:
        assert len(str(figure.raw.get("/Alt", ""))) > 3
        assert "/BBox" in figure.raw.A


def test_every_link_says_where_it_leads(tags: Tags) -> None:
    links = [item for page in tags.pdf.pages for item in page.get("/Annots", []) if item.Subtype == "/Link"]
    assert links
    for link in links:
        assert str(link.get("/Contents", "")).strip()
    held = {item.objgen for tag in tags.document.all("Link") for item in tag.annotations}
    assert {link.objgen for link in links} <= held
    assert all(any(isinstance(kid, pikepdf.Object) for kid in tag.kids) for tag in tags.document.all("Link"))


def test_every_table_has_headers_of_a_known_scope(tags: Tags) -> None:
    for table in tags.document.all("Table"):
        rows = table.all("TR")
        assert rows
        headers = table.all("TH")
        assert headers
        assert {str(header.raw.A.Scope) for header in headers} <= {"/Column", "/Row"}
        captions = [number for number, kid in enumerate(table.tags) if kid.kind == "Caption"]
        assert captions in ([], [0])
        widths = {sum(int(cell.raw.get("/A", {}).get("/ColSpan", 1)) for cell in row.tags) for row in rows}
        assert len(widths) == 1


def test_every_list_holds_items_and_every_item_a_body(tags: Tags) -> None:
    for tag in tags.document.walk():
        if tag.kind == "L":
            assert {kid.kind for kid in tag.tags} == {"LI"}
        elif tag.kind == "LI":
            assert [kid.kind for kid in tag.tags if kid.kind == "LBody"] == ["LBody"]
            assert {kid.kind for kid in tag.tags} <= {"Lbl", "LBody"}


def test_no_tag_is_empty(tags: Tags) -> None:
    empty = [tag.kind for tag in tags.document.walk() if not tag.kids and tag.kind not in EMPTY]
    assert empty == []


def test_it_is_read_in_the_order_of_the_page(pdf: Path) -> None:
    read = Pdf(pdf)
    assert len([*_in_flow(read.tags)]) > 20
    assert out_of_order(read) == []


def out_of_order(read: Pdf) -> list[str]:
    """Headings and paragraphs that stand neither below the one before nor in a column, or on a page, after it."""
    firsts = [read.runs_of(tag)[0] for tag in _in_flow(read.tags) if read.runs_of(tag)]
    return [
        below.text
        for above, below in itertools.pairwise(firsts)
        if below.page < above.page
        or (below.page == above.page and below.bottom >= above.top and below.left <= above.right)
    ]


def _in_flow(tag: ReadTag) -> Iterator[ReadTag]:
    """Headings and paragraphs of the text: not of what stands beside it, in pictures or in tables."""
    for child in tag.content:
        if isinstance(child, tuple) or child.role in ("Note", "Aside", "Figure", "Table"):
            continue
        if child.role in ("H1", "H2", "H3", "P"):
            yield child
        else:
            yield from _in_flow(child)


def test_what_is_read_in_another_order_than_it_stands_is_seen(good_project: Path, tmp_path: Path) -> None:
    house = House(good_project)
    house.body("<h1>One</h1><p>Two</p><p style='position: relative; top: -40mm'>Three</p><p>Four</p>")
    path = tmp_path / "memo.pdf"
    path.write_bytes(house.pdf())
    assert out_of_order(Pdf(path)) == ["Three"]
