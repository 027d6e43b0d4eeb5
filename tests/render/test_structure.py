"""The tags of a PDF say what its HTML says, whatever the pages cut through."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pydyf
import pytest
import weasyprint

import reportgen
from reportgen.render import boxes, conformance, structure, tags
from reportgen.render.pdf import _mend_tags
from tests.render.memos import NOTES, ferry, render
from tests.render.tagtree import Tag, Tags
from tests.verapdf.verapdf import VeraPdf

PAGE = """<html lang="en"><head><title>Ferries</title><style>
@page { size: 120mm 80mm; margin: 10mm; @top-left { content: "Harbour Notes" } }
body { margin: 0 } table { width: 100% } .fn { float: footnote } ::footnote-marker, ::footnote-call { content: none }
</style></head><body><h1>Ferries</h1>BODY</body></html>"""

FLEET = "".join(f"<tr><td>Boat {number}</td><td>{'sails when it can ' * 12}.</td></tr>" for number in range(8))
HEADED = "".join(f"<tr><th scope='row'>Pier {n}</th><td>{'sand ' * 90}</td><td>{n}</td></tr>" for n in range(3))

SAMPLES = {
    "long table": f"""<table><caption>The fleet</caption><thead><tr><th>Boat</th><th>State</th></tr></thead>
        <tfoot><tr><td>All</td><td>eight</td></tr></tfoot><tbody>{FLEET}</tbody></table>""",
    "row headers": f"""<table><thead><tr><td></td><th>Sand</th><th>No.</th></tr></thead><tbody>{HEADED}</tbody>
        </table>""",
    "headers without a head": "<table><tr><th>A</th><th>B</th></tr><tr><th>C</th><td>1</td></tr></table>",
    "long paragraph": f"<section><h2>Sand</h2><p>{'The bar moves with each pier. ' * 60}It does.</p></section>",
    "long runs": f"""<p>See <em>{"how the sand moves " * 12}</em>and
        <a href="https://example.org/">{"read all about the bar " * 12}</a>, <q>soon</q>, <code>x</code>,
        <span lang="fr">demain</span>, on the 4<sup>th</sup>.</p>""",
    "lists": """<ul><li>Boats<ol style="list-style: lower-alpha"><li>old</li><li>new</li></ol></li>
        <li><p>Piers</p><p>two</p></li></ul>
        <ul style="list-style: none"><li>bare</li></ul>""",
    "terms": "<dl><dt>To</dt><dd>Council</dd><dt>Re</dt><dd>Piers</dd><dd>Sand</dd><dt>From</dt></dl><p>End</p>",
    "terms in groups": """<dl><div><dt>To</dt><dd>Council</dd></div><div><dt>Re</dt><dd>Piers</dd></div></dl>
        <dl><dd>alone</dd></dl>""",
    "columns": f"""<div style="columns: 2"><ol>{"".join(f"<li>item {n}</li>" for n in range(6))}</ol></div>""",
    "grid": f"""<div style="display: grid; grid-template-columns: 1fr 1fr"><div><p>{"left " * 200}</p></div>
        <div><p>{"right " * 200}</p></div></div>""",
    "figure": """<figure style="margin: 0"><svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm">
        <title>A pier</title><rect width="40" height="20"/></svg><figcaption>Figure 1</figcaption></figure>
        <aside><h2>Aside</h2><p>Piers are dear.</p></aside>""",
    "contents": """<nav role="doc-toc"><ol><li><a href="#a">Boats</a><ol><li><a href="#b">Old</a></li></ol></li></ol>
        </nav>        <h2 id="a">Boats</h2><h3 id="b">Old</h3><p>They rot.</p>""",
    "footnotes": """<p>One<sup><a href="#t">1</a></sup><span class="fn"><span role="doc-footnote"><a href="#t">1</a>
        first</span><span role="doc-footnote">second</span></span> goes on. <b>Two</b> more
        <span class="fn"><span role="doc-footnote">third</span></span>words.</p><p id="t">Target</p>""",
    "margin notes": """<p>One<sup><a href="#t">1</a></sup><span style="float: right"><span><span
        role="doc-footnote"><a href="#t">1</a> first</span><span role="doc-footnote">second</span></span></span> goes on
        for some words more, to the end of its line and beyond, so that the float comes late.</p>
        <p id="t">Target</p>""",
    "a note in mid-text": """<p>One <b>bold</b> word <span style="float: right"><span role="doc-footnote">aside</span>
        </span> and more.</p><section><p>First</p><p><span role="doc-footnote">Head</span> of a paragraph.</p></section>
        <p>Known<b style="display: none">gone</b><span style="float: right"><span role="doc-footnote">late</span></span>
        </p><p>A<b>b</b><span>span and <span role="doc-footnote">note</span></span></p>
        <span role="doc-footnote" style="display: block">By itself</span>""",
    "spaces": "<p>Two<span> </span><b>words</b></p>",
    "mixed": "<div>Before<p>in</p>between<p>and</p>after</div>",
    "positioned": """<div style="position: relative"><p>Here</p><p style="position: absolute; right: 0">There</p></div>
        <p>Text <span style="display: inline-block">in a box</span> of its own</p>""",
    "running": """<p style="position: running(head)">Moved <b>up</b></p><p>Stays</p>
        <style>@page { @top-right { content: element(head) } }</style>""",
}


def write(body: str, *, mend: bool = True) -> bytes:
    """A page through the renderer and the mending, which must know its boxes."""

    def finish(document: weasyprint.Document, pdf: Any) -> None:
        conformance.claim_ua(pdf)
        if mend:
            assert _mend_tags(tags.Tree(pdf), document), "the renderer's boxes are not those that are known"

    html = weasyprint.HTML(string=PAGE.replace("BODY", body))
    data: bytes = html.write_pdf(pdf_variant="pdf/a-3a", finisher=finish)
    return data


def read(name: str) -> Tag:
    """The tags of a sample, without those of its title."""
    document = Tags(write(SAMPLES[name])).document
    assert document.tags[0].kind == "H1"
    del document.kids[0]
    return document


@pytest.mark.parametrize("name", SAMPLES)
def test_the_tree_is_sound_and_no_text_is_lost(name: str) -> None:
    mended, plain = Tags(write(SAMPLES[name])), Tags(write(SAMPLES[name], mend=False))
    assert mended.flaws() == []
    drawn = [*mended.content.values(), *(text for artifacts in mended.artifacts for text in artifacts)]
    assert Counter(filter(str.strip, drawn)) == Counter(filter(str.strip, plain.content.values()))


def test_what_is_wrong_with_the_renderers_own_tags_is_seen() -> None:
    """The checks of this file can fail."""
    tree = Tags(write(SAMPLES["long table"], mend=False))
    assert len(tree.document.all("Table")) > 1
    assert any("is held 0 times" in flaw for flaw in tree.flaws()), "the running head"


def test_a_table_over_pages_is_one_table_with_one_head() -> None:
    table = read("long table").one("Table")
    assert [tag.kind for tag in table.tags] == ["Caption", "THead", "TBody", "TFoot"]
    assert [tag.own for tag in table.all("TH")] == ["Boat", "State"]
    assert [tag.kind for tag in table.one("TBody").tags] == ["TR"] * 8
    assert [tag.text for tag in table.one("TFoot").all("TD")] == ["All", "eight"]
    heads = [str(tag.raw.ID) for tag in table.all("TH")]
    for row in table.one("TBody").tags:
        assert [[str(name) for name in cell.raw.A.Headers] for cell in row.tags] == [[heads[0]], [heads[1]]]


def test_a_row_over_pages_is_one_row() -> None:
    table = read("row headers").one("Table")
    rows = table.one("TBody").tags
    assert [row.shape for row in rows] == ["TR(TH TD TD)"] * 3
    assert [row.tags[1].text.count("sand") for row in rows] == [90] * 3
    pier = rows[2].tags[0]
    assert [str(name) for name in rows[2].tags[2].raw.A.Headers] == [
        str(pier.raw.ID),
        str(table.one("THead").all("TH")[1].raw.ID),
    ]


@pytest.mark.parametrize(
    ("name", "scopes"),
    [
        ("row headers", ["/Column", "/Column", "/Row", "/Row", "/Row"]),
        ("headers without a head", ["/Column", "/Column", "/Row"]),
    ],
)
def test_header_cells_say_what_they_head(name: str, scopes: list[str]) -> None:
    assert [str(tag.raw.A.Scope) for tag in read(name).all("TH")] == scopes


def test_what_is_drawn_again_or_at_the_margin_is_an_artifact() -> None:
    tree = Tags(write(SAMPLES["long table"]))
    assert len(tree.artifacts) > 2
    assert all("Harbour Notes" in artifacts for artifacts in tree.artifacts)
    assert [{"Boat", "State"} <= set(artifacts) for artifacts in tree.artifacts] == [
        False,
        *[True] * (len(tree.artifacts) - 1),
    ]


def test_what_is_drawn_apart_from_its_page_keeps_its_tags() -> None:
    """Half-transparent text is drawn in a group, where the page's own operators do not tell it from others."""

    def finish(document: weasyprint.Document, pdf: Any) -> None:
        tree = tags.Tree(pdf)
        assert _mend_tags(tree, document)
        reached = {element.reference for element in tree.walk(tree.document)}
        (lost,) = tree.owners() - reached
        assert tree.elements[tree.elements[lost]["P"]]["Type"] == "/StructElem"

    head = "<style>@page { @top-left { opacity: 0.5 } }</style>"
    weasyprint.HTML(string=PAGE.replace("BODY", head)).write_pdf(pdf_variant="pdf/a-3a", finisher=finish)


def test_a_page_without_artifacts_stays_as_it_is() -> None:
    plain = "<style>@page { @top-left { content: none } }</style><p>Text</p>"
    assert Tags(write(plain)).artifacts == [[]]


def test_no_tag_is_left_over() -> None:
    tree = Tags(write(SAMPLES["long table"]))
    made = [item.objgen for item in tree.pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    assert sorted(made) == sorted(tag.raw.objgen for tag in tree.document.walk())


def test_a_paragraph_over_pages_is_one_paragraph_in_one_section() -> None:
    document = read("long paragraph")
    assert document.shape == "Document(Sect(H2 P))"
    text = document.one("P").text
    assert text.count("pier.") == 60
    assert text.endswith("does.")
    kids = [kid if isinstance(kid, int) else str(kid.Type) for kid in document.one("P").raw.K]
    assert isinstance(kids[0], int), "on its first page by number alone"
    assert kids[-1] == "/MCR"


def test_runs_over_lines_and_pages_are_one_tag_each() -> None:
    document = read("long runs")
    assert document.shape == "Document(P(Link Quote Code Span))"
    link = document.one("Link")
    assert len(link.annotations) > 2, "a link for each line"
    assert link.text.count("about") == 12
    assert str(document.one("Span").raw.Lang) == "fr"


def test_a_list_in_an_item_is_part_of_it_and_says_how_it_is_numbered() -> None:
    document = read("lists")
    assert document.shape == (
        "Document(L(LI(Lbl LBody(L(LI(Lbl LBody) LI(Lbl LBody)))) LI(Lbl LBody(P P))) L(LI(LBody)))"
    )
    numberings = [str(tag.raw.A.ListNumbering) for tag in document.all("L")]
    assert numberings == ["/Disc", "/LowerAlpha", "/None"]


def test_a_list_in_columns_is_one_list() -> None:
    assert read("columns").one("L").shape == "L(" + " ".join(["LI(Lbl LBody)"] * 6) + ")"


def test_columns_of_a_grid_are_read_one_after_the_other() -> None:
    paragraphs = [tag.text.replace(" ", "") for tag in read("grid").all("P")]
    assert paragraphs == ["left" * 200, "right" * 200]


def test_a_term_labels_its_descriptions() -> None:
    document = read("terms")
    items = [[(tag.kind, tag.text) for tag in item.tags] for item in document.all("LI")]
    assert items == [
        [("Lbl", "To"), ("LBody", "Council")],
        [("Lbl", "Re"), ("LBody", "PiersSand")],
        [("Lbl", "From")],
    ]


def test_terms_in_groups_are_items_of_one_list() -> None:
    document = read("terms in groups")
    assert [tag.shape for tag in document.tags] == ["L(LI(Lbl LBody) LI(Lbl LBody))", "L(LI(LBody))"]


def test_a_figure_has_its_words_and_its_box_in_points_from_below() -> None:
    document = read("figure")
    assert document.shape == "Document(Div(Figure Caption(Span)) Aside(H2 P))"
    figure = document.one("Figure")
    assert str(figure.raw.Alt) == "A pier"
    x1, y1, x2, y2 = (float(value) for value in figure.raw.A.BBox)
    millimetre = 72 / 25.4
    assert x1 == pytest.approx(10 * millimetre, abs=0.01)
    assert (x2 - x1, y2 - y1) == pytest.approx((40 * millimetre, 20 * millimetre), abs=0.01)


def test_a_figures_box_is_where_it_stands_on_the_page() -> None:
    picture = """<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" style="position: absolute;
        top: 3mm; left: 5mm"><title>A pier</title><rect width="40" height="20"/></svg>"""
    tree = Tags(write(picture))
    box = [float(value) * 25.4 / 72 for value in tree.document.one("Figure").raw.A.BBox]
    assert box == pytest.approx([15, 47, 55, 67], abs=0.01), "in a page of 120 by 80 mm with margins of 10"


def test_types_of_our_own_stand_for_standard_ones() -> None:
    tree = Tags(write(SAMPLES["figure"]))
    assert str(tree.root.RoleMap.Aside) == "/Sect"


def test_a_contents_list_is_tagged_as_one() -> None:
    toc = "TOC(TOCI(Lbl Reference(Link)) TOC(TOCI(Lbl Reference(Link))))"
    assert read("contents").shape == f"Document({toc} H2 H3 P)"


@pytest.mark.parametrize("name", ["footnotes", "margin notes"])
def test_a_note_comes_after_its_mark_with_a_label(name: str) -> None:
    paragraph = read(name).tags[0]
    kinds = [tag.kind for tag in paragraph.tags]
    assert kinds[:3] == ["Reference", "Note", "Note"]
    assert paragraph.tags[1].shape == "Note(Lbl(Link))"
    assert paragraph.tags[2].text == "second"
    assert [str(tag.raw.ID) for tag in paragraph.all("Note")] == [f"note-{n + 1}" for n in range(kinds.count("Note"))]
    before, after = paragraph.text.split("second")
    assert before.startswith("One1")
    assert after.lstrip().startswith("goes on")


def test_a_footnote_whose_mark_follows_text_comes_where_it_was_called() -> None:
    text = " ".join(read("footnotes").tags[0].text.split())
    assert text.endswith("Two more thirdwords.")


def test_a_note_beside_text_that_tells_no_place_stays_where_it_is() -> None:
    document = read("a note in mid-text")
    assert document.shape == "Document(P(Note) Sect(P P(Note)) P(Note) P(Note) Note)"
    texts = [" ".join(tag.text.split()) for tag in document.walk() if tag.kind == "P"]
    assert texts[0].startswith("One bold word ")
    assert "aside" in texts[0]
    assert texts[1:] == ["First", "Head of a paragraph.", "Knownlate", "Abspan and note"]


def test_a_space_between_runs_is_said() -> None:
    assert read("spaces").text == "Two words"


def test_text_beside_paragraphs_keeps_its_place() -> None:
    document = read("mixed")
    assert document.shape == "Document(Div(Span P Span P Span))"
    assert document.text == "Beforeinbetweenandafter"


def test_text_in_other_flows_stays_in_its_place() -> None:
    document = read("positioned")
    assert document.shape == "Document(Div(P P) P)"
    assert document.tags[1].text == "Text in a box of its own"


@pytest.mark.parametrize("notes", NOTES)
def test_a_memo_is_read_in_order(good_project: Path, notes: str) -> None:
    tree = Tags(render(ferry(good_project, notes=notes)))
    assert tree.flaws() == []
    document = tree.document
    assert [tag.kind for tag in document.tags] == ["Part", "Sect"], "the memo and its annex, whatever their pages"
    assert len(document.all("Table")) == len(document.all("THead")) == 1
    assert len(document.all("Note")) == len({str(tag.raw.ID) for tag in document.all("Note")}) > 0
    levels = [int(tag.kind[1]) for tag in document.walk() if tag.kind in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {str(tag.raw.A.Scope) for tag in document.all("TH")} == {"/Column"}


@pytest.mark.parametrize("notes", ["margin", "foot"])
def test_each_note_of_a_memo_stands_behind_the_marks_it_is_for(good_project: Path, notes: str) -> None:
    document = Tags(render(ferry(good_project, notes=notes))).document
    for tag in document.walk():
        numbers: set[str] = set()
        for kid in tag.tags:
            if kid.kind == "Reference":
                numbers = {link.own for link in kid.all("Link")}
            elif kid.kind == "Note":
                assert kid.one("Lbl").text in numbers


def test_endnotes_are_notes_in_a_list(good_project: Path) -> None:
    document = Tags(render(ferry(good_project, notes="end"))).document
    notes = document.all("Note")
    assert [tag.one("Lbl").text for tag in notes] == [str(number + 1) for number in range(len(notes))]
    (section,) = (tag for tag in document.all("Sect") if tag.tags and tag.tags[0].text == "Notes")
    assert section.shape == f"Sect(H2 L({' '.join(['LI(LBody(Note(Lbl(Link))))'] * len(notes))}))"


# Where the renderer's boxes are not known


class _Bare:
    """Pages of another release: they have a height, and no boxes that are known."""

    def __init__(self, document: weasyprint.Document) -> None:
        self.pages = [SimpleNamespace(height=page.height) for page in document.pages]


def test_without_boxes_the_renderers_tags_stand_tidied() -> None:
    mended = []

    def finish(document: weasyprint.Document, pdf: Any) -> None:
        mended.append(_mend_tags(tags.Tree(pdf), _Bare(document)))

    html = weasyprint.HTML(string=PAGE.replace("BODY", SAMPLES["long table"]))
    tree = Tags(html.write_pdf(pdf_variant="pdf/a-3a", finisher=finish))
    assert mended == [False]
    assert tree.flaws() == []
    assert len(tree.document.all("Table")) == len(tree.document.all("THead")) > 2, "in pieces, but whole"
    assert all("Harbour Notes" in artifacts for artifacts in tree.artifacts)


@pytest.mark.parametrize("change", ["add", "drop", "move"])
def test_tags_that_do_not_fit_the_boxes_are_not_paired(change: str) -> None:
    def finish(document: weasyprint.Document, pdf: Any) -> None:
        tree = tags.Tree(pdf)
        assert boxes.pair(tree, document.pages)
        elements = list(tree.elements.values())
        if change == "add":
            tree.add("/P", tree.document, (), elements[1]["Pg"])
        elif change == "drop":
            tree.end(elements[-1])
        else:
            elements[-1]["P"] = elements[1].reference
        with pytest.raises(boxes.MisfitError):
            boxes.pair(tree, document.pages)

    weasyprint.HTML(string=PAGE.replace("BODY", SAMPLES["lists"])).write_pdf(pdf_variant="pdf/a-3a", finisher=finish)


def test_a_memo_whose_tags_could_not_be_mended_says_so(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def misfit(*_: object) -> None:
        raise boxes.MisfitError("another release")

    monkeypatch.setattr(structure.boxes, "pair", misfit)
    (outcome,) = reportgen.build_memos([good_project / "ferry.yaml"], good_project / "out")
    assert outcome.output is not None
    (problem,) = (problem for problem in outcome.problems if "tags" in problem.message)
    assert (problem.code, problem.severity) == ("P103", reportgen.Severity.WARNING)
    tree = Tags(outcome.output.read_bytes())
    assert tree.flaws() == []
    assert tree.document.all("Annot"), "its marks carry their comments all the same"


def test_a_tree_without_ids_has_no_index() -> None:
    pdf = SimpleNamespace(objects=[])
    element = pydyf.Dictionary({"K": []})
    tree = SimpleNamespace(pdf=pdf, document=element, root={}, walk=lambda _: iter([element]))
    conformance.index_ids(tree)
    assert tree.root == {}


def test_all_samples_keep_both_standards(verapdf: VeraPdf, tmp_path: Path) -> None:
    files = []
    for name, body in SAMPLES.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(write(body))
    assert [str(verdict) for verdict in verapdf.validate(files) if not verdict.compliant] == []
