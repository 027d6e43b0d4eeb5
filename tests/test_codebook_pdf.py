"""Facts of finished codebooks: of the repository's interview, of the ferry, and of studies of several sizes."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import reportgen
from reportgen import Memo
from reportgen.build.printed import departures
from reportgen.model.page import Page
from tests import codebooks, ferry
from tests.builds import EVERY_BRIEF
from tests.conftest import FIXTURES
from tests.markup import parse
from tests.pdfs import HEADINGS, Pdf, Run, Tag
from tests.verapdf.verapdf import VeraPdf
from tests.words import letters

MILLIMETRE = 72 / 25.4
MARGINS: Mapping[Page, tuple[float, float]] = {Page.A4: (24, 23), Page.LETTER: (26.5, 26.4)}
"""Left and right of what is set, in millimetres."""


def japan(folder: Path, **overrides: str) -> tuple[Memo, Path]:
    project = reportgen.load_project(EVERY_BRIEF["codebook"], overrides=overrides)
    return reportgen.compose_memo(project), project.root


def crossing(folder: Path) -> tuple[Memo, Path]:
    project = Path(shutil.copytree(FIXTURES / "good", folder / "good"))
    return codebooks.memo(project, *ferry.SOURCES), project


MEMOS: Mapping[str, Callable[[Path], tuple[Memo, Path | None]]] = {
    "a4": japan,
    "screen": lambda folder: japan(folder, style="screen"),
    "letter": lambda folder: japan(folder, **{"output.page": "letter"}),
    "ferry": crossing,
    "long interview": lambda folder: (codebooks.study(1, 40, 2, 2), None),
    "many interviews": lambda folder: (codebooks.study(20, 2, 6, 2), None),
}

every_codebook = pytest.mark.parametrize("name", MEMOS)


@dataclass
class Codebooks:
    """Memos with their PDFs, each made when it is first asked for."""

    folder: Path
    made: dict[str, tuple[Memo, Pdf]] = field(default_factory=dict)

    def get(self, name: str) -> tuple[Memo, Pdf]:
        if name not in self.made:
            memo, root = MEMOS[name](self.folder)
            path = self.folder / f"{name}.pdf"
            path.write_bytes(reportgen.render_pdf(memo, root=root))
            self.made[name] = memo, Pdf(path)
        return self.made[name]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Codebooks:
    return Codebooks(tmp_path_factory.mktemp("codebooks"))


@pytest.mark.slow
def test_both_standards_are_kept(verapdf: VeraPdf, made: Codebooks) -> None:
    for name in MEMOS:
        made.get(name)
    files = sorted(made.folder.glob("*.pdf"))
    assert len(files) == len(MEMOS)
    verdicts = verapdf.validate(files, ["ua1", "3a"])
    assert len(verdicts) == 2 * len(files)
    assert [str(verdict) for verdict in verdicts if not verdict.compliant] == []


@every_codebook
def test_nothing_runs_off_the_page(name: str, made: Codebooks) -> None:
    memo, pdf = made.get(name)
    own, usual = memo.look.margins, MARGINS[memo.output.page]
    left, right = ((own.left or usual[0]) * MILLIMETRE, (own.right or usual[1]) * MILLIMETRE)
    assert len(pdf.runs) > 300
    for run in pdf.runs:
        width, height = pdf.sizes[run.page]
        assert left - 1 < run.left <= run.right < width - right + 1, run
        assert 18 < run.bottom < run.top < height - 18, run


@every_codebook
def test_no_cell_stands_in_its_neighbour(name: str, made: Codebooks) -> None:
    _, pdf = made.get(name)
    for row in pdf.tags.walk("TR"):
        cells = [pdf.runs_of(cell) for cell in row.walk("TH", "TD")]
        for cell, neighbour in itertools.pairwise(cells):
            assert not any(_overlap(one, other) for one in cell for other in neighbour), pdf.text(row)


def _overlap(one: Run, other: Run) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    return one.page == other.page and across > 0.2 and down > 0.5


@every_codebook
def test_the_pages_say_what_the_memo_says(name: str, made: Codebooks) -> None:
    memo, pdf = made.get(name)
    with pypdfium2.PdfDocument(pdf.data) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert departures(memo, pages) == ()


@every_codebook
def test_every_cell_of_a_table_has_its_heads(name: str, made: Codebooks) -> None:
    _, pdf = made.get(name)
    tables = list(pdf.tags.walk("Table"))
    assert len(tables) >= 6
    for table in tables:
        head, *body = table.walk("TR")
        assert {cell.role for cell in _cells(head)} == {"TH"}
        assert body
        for row in body:
            assert len(_cells(row)) == len(_cells(head))
            assert [cell.role for cell in _cells(row)].count("TH") == 1
    scopes = Counter(str(item.A.Scope) for item in _structure(pdf) if item.get("/S") == "/TH")
    assert scopes["/Row"] == sum(len(list(table.walk("TR"))) - 1 for table in tables)
    assert scopes["/Column"] == sum(len(_cells(next(table.walk("TR")))) for table in tables)


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.content if isinstance(child, Tag)]


def _structure(pdf: Pdf) -> list[pikepdf.Dictionary]:
    """The elements of the tag tree, as the file has them."""
    found, waiting = [], [pdf.file.Root.StructTreeRoot]
    while waiting:
        item = waiting.pop()
        kids = item.get("/K", [])
        inside = [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if not isinstance(kid, int)]
        waiting += [kid for kid in inside if "/S" in kid]
        found.append(item)
    return found


@every_codebook
def test_the_bookmarks_are_the_headings(name: str, made: Codebooks) -> None:
    memo, pdf = made.get(name)
    page = parse(reportgen.render_html(memo, medium="print"))
    headings = [(int(item.tag[1]) - 1, letters(item.text)) for item in page.walk("h1", "h2", "h3")]
    assert [(depth, letters(title)) for depth, title, _ in pdf.bookmarks] == headings
    assert [letters(pdf.text(tag)) for tag in pdf.tags.walk(*HEADINGS)] == [title for _, title in headings]


@every_codebook
def test_every_mark_has_a_comment_and_every_link_says_where_it_leads(name: str, made: Codebooks) -> None:
    memo, pdf = made.get(name)
    comments = [
        str(item.NM) for page in pdf.file.pages for item in page.get("/Annots", []) if item.Subtype == "/Highlight"
    ]
    assert sorted(comments) == sorted(anchor for claim in memo.claims for anchor in claim.anchors)
    codes = {code.anchor: f"Code {code.number}: {code.name}" for code in codebooks.book(memo).codes}
    for link in pdf.links:
        assert link.target in pdf.places
        assert link.right - link.left > 1
        assert link.top - link.bottom > 5
        if link.target in codes:
            assert link.words == codes[link.target]
        else:
            assert link.words.startswith(("Evidence ", "Back to citation "))
    assert {link.target for link in pdf.links} >= set(codes)


@every_codebook
def test_a_heading_stays_with_what_it_heads(name: str, made: Codebooks) -> None:
    _, pdf = made.get(name)
    order = [mark for mark in pdf.tags.marks() if pdf.run_text(mark).strip()]
    at = {mark: number for number, mark in enumerate(order)}
    labels = [
        tag for tag in pdf.tags.walk("P") if pdf.text(tag) in ("Example", "Claims", "Other claims", "Coded here too")
    ]
    assert labels
    for heading in (*pdf.tags.walk("H2", "H3", "Caption"), *labels):
        marks = [mark for mark in heading.marks() if mark in at]
        following = [page for page, _ in order[at[marks[-1]] + 1 : at[marks[-1]] + 3]]
        assert set(following) == {marks[-1][0]}, f"{pdf.text(heading)!r} is the last on its page"


@every_codebook
def test_pages_are_read_in_their_order(name: str, made: Codebooks) -> None:
    _, pdf = made.get(name)
    pages = [page for page, _ in pdf.tags.marks()]
    assert pages == sorted(pages)


def test_a_label_stands_beside_what_it_labels(made: Codebooks) -> None:
    _, pdf = made.get("a4")
    labels = [
        item for item in pdf.tags.walk("LI") if isinstance(item.content[0], Tag) and item.content[0].role == "Lbl"
    ]
    defined = [item for item in labels if pdf.text(item).startswith("Definition")]
    assert len(defined) == 14
    for item in defined:
        label, body = (pdf.runs_of(part) for part in _cells(item))
        first = max(run.top for run in body)
        assert label[0].page == body[0].page
        assert abs(label[0].top - first) < 4
        assert label[0].right < min(run.left for run in body)


def test_a_long_interview_s_matrix_is_cut_and_many_interviews_are_listed(made: Codebooks) -> None:
    long_, many = (" ".join("".join(made.get(name)[1].texts).split()) for name in ("long interview", "many interviews"))
    assert [long_.count(f"Table 2{part}. Codes by answer") for part in "abcd"] == [1, 1, 1, 0]
    assert [many.count(f"Table 3{part}. Codes by interview") for part in "abc"] == [1, 1, 0]
    assert "Where each code is found" in many


def test_with_the_text_each_example_is_quoted_and_proved(interview_text: Path, tmp_path: Path) -> None:
    sources = {"oshea": str(interview_text)}
    path = reportgen.build_memo(EVERY_BRIEF["codebook"], tmp_path, sources=sources, strict=True)
    found = reportgen.verify_pdf(path, sources=sources)
    assert found.complete
    assert "14 quotations" in next(item.detail for item in found.findings if item.check == "quotations")


def test_the_same_memo_gives_the_same_bytes(made: Codebooks) -> None:
    memo, pdf = made.get("ferry")
    assert reportgen.render_pdf(memo, root=made.folder / "good") == pdf.data
