"""Facts of the finished PDFs: the seven briefs of the repository, on both papers."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

import reportgen
from reportgen.model.prose import plain
from reportgen.render import key, places
from reportgen.render.key import build_key
from tests.builds import BRIEFS, NOTES, PAPERS, Builds, compose, every_memo, every_page, every_setting
from tests.markup import parse
from tests.pdfs import HEADINGS, Pdf, Tag, read
from tests.verapdf.verapdf import VeraPdf
from tests.words import letters, paragraphs, prose

SIZES = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}


# Conformance


@pytest.mark.slow
def test_every_setting_of_every_memo_keeps_both_standards(verapdf: VeraPdf, builds: Builds) -> None:
    files = [path for memos in builds.all().values() for path in memos.values()]
    assert len(files) == len(BRIEFS) * len(PAPERS) * len(NOTES)
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda flavour: verapdf.validate(files, [flavour]), ("ua1", "3a"))
        verdicts = [verdict for each in found for verdict in each]
    assert len(verdicts) == 2 * len(files)
    assert [f"{verdict.file.parent.name}/{verdict}" for verdict in verdicts if not verdict.compliant] == []


@every_memo
def test_the_claim_to_pdf_ua_stands_once_in_the_one_packet(name: str, builds: Builds) -> None:
    file = read(builds.get()[name]).file
    packet = file.Root.Metadata.read_bytes().decode()
    assert packet.count("<rdf:RDF") == packet.count("</rdf:RDF>") == 1
    inside = packet.partition("<rdf:RDF")[2].partition("</rdf:RDF>")[0]
    assert inside.count("<pdfuaid:part>1</pdfuaid:part>") == packet.count("pdfuaid:part") / 2 == 1
    assert 'pdfaid:part="3"' in inside
    assert 'pdfaid:conformance="A"' in inside


# What the file says of itself


@every_memo
def test_title_author_language_and_subject(name: str, builds: Builds) -> None:
    pdf, memo = read(builds.get()[name]), compose(name)
    info = pdf.file.docinfo
    assert str(info["/Title"]) == memo.title
    assert str(info["/Author"]) == ", ".join(memo.authors)
    assert str(info["/Keywords"]) == ", ".join(memo.keywords)
    assert str(info["/Subject"]) == memo.description
    assert str(info["/Creator"]) == f"reportgen {reportgen.__version__}"
    assert str(pdf.file.Root.Lang) == memo.output.language.value
    assert pdf.file.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.file.Root.MarkInfo.Marked
    with pdf.file.open_metadata() as metadata:
        assert metadata["dc:title"] == memo.title
        assert metadata["dc:creator"] == list(memo.authors)
        assert metadata["xmp:CreateDate"] == memo.date.isoformat()


@every_page
def test_the_paper_is_the_one_asked_for(name: str, paper: str, builds: Builds) -> None:
    sizes = read(builds.get(paper)[name]).sizes
    assert 2 <= len(sizes) <= 8
    for size in sizes:
        assert size == pytest.approx(SIZES[paper], abs=0.01)


@every_page
def test_the_first_part_of_the_id_is_the_build_key(name: str, paper: str, builds: Builds) -> None:
    identifier = read(builds.get(paper)[name]).file.trailer.ID
    key = build_key(compose(name, paper), places.search_path(BRIEFS[name].parent))
    assert bytes(identifier[0]).decode() == key.hex()


@every_memo
def test_the_memo_is_attached_as_data(name: str, builds: Builds) -> None:
    file, memo = read(builds.get()[name]).file, compose(name)
    kinds = {
        "memo.json": ("/Data", "application/json"),
        "evidence.jsonld": ("/Supplement", "application/ld+json"),
        "build.json": ("/Data", "application/json"),
    }
    assert sorted(file.attachments) == sorted(kinds)
    relations = {str(item.UF): str(item.AFRelationship) for item in file.Root.AF}
    assert relations == {file_name: relation for file_name, (relation, _) in kinds.items()}
    assert len(file.Root.AF) == len(kinds)
    midnight = datetime.datetime.combine(memo.date, datetime.time(), datetime.UTC)
    for file_name, (_, media_type) in kinds.items():
        attached = file.attachments[file_name].get_file()
        assert attached.mime_type == media_type
        assert attached.creation_date == attached.mod_date == midnight
    data = file.attachments["memo.json"].get_file().read_bytes()
    assert data == reportgen.encode_memo(memo)
    assert reportgen.decode_memo(data) == memo
    made_with = key.decode(file.attachments["build.json"].get_file().read_bytes())
    assert key.key_of(data, made_with).hex() == str(file.trailer.ID[0])


@every_page
def test_fonts_are_the_template_s_embedded_and_cut_down(name: str, paper: str, builds: Builds) -> None:
    objects = [item for item in read(builds.get(paper)[name]).file.objects if isinstance(item, pikepdf.Dictionary)]
    described = [item for item in objects if item.get("/Type") == "/FontDescriptor"]
    assert {str(item.FontFamily) for item in described} == {"Memo Serif", "Memo Sans"}
    for item in described:
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(item.FontName))
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys())
    for font in (item for item in objects if item.get("/Type") == "/Font"):
        if "/DescendantFonts" in font:
            assert "/ToUnicode" in font
        else:
            assert "/FontDescriptor" in font


# Bookmarks and tags


@every_page
def test_the_bookmarks_are_the_headings(name: str, paper: str, builds: Builds) -> None:
    pdf = read(builds.get(paper)[name])
    page = parse(reportgen.render_html(compose(name, paper), medium="print"))
    headings = [(int(element.tag[1]) - 1, element.text) for element in page.walk("h1", "h2", "h3")]
    assert [(depth, title) for depth, title, _ in pdf.bookmarks] == headings
    assert [letters(pdf.text(tag)) for tag in pdf.tags.walk(*HEADINGS)] == [letters(text) for _, text in headings]


@every_memo
def test_the_tags_tell_the_author_s_part_from_the_expert_s(name: str, builds: Builds) -> None:
    pdf, memo = read(builds.get()[name]), compose(name)
    assert {key: str(value) for key, value in pdf.file.Root.StructTreeRoot.RoleMap.items()} == {"/Analysis": "/Sect"}
    tagged = [letters(pdf.text(tag)) for tag in pdf.tags.walk("Analysis")]
    assert {tag.title for tag in pdf.tags.walk("Analysis")} == {"Analysis by the author, not the interviewee"}
    assert not list(pdf.tags.walk("Art"))
    expected = [letters(plain(block.content)) for block in prose(memo) if block.analysis]
    expected += [letters(plain(block.content)) for item in memo.recommendations for block in paragraphs(item.blocks)]
    together = "".join(tagged)
    assert [text for text in expected if text not in together] == []
    cited = [letters(plain(block.content)) for block in prose(memo) if not block.analysis]
    assert [text for text in cited if text in together] == []


@every_memo
def test_the_tree_has_its_lists_tables_and_a_heading_of_each_column(name: str, builds: Builds) -> None:
    pdf = read(builds.get()[name])
    tables = list(pdf.tags.walk("Table"))
    assert tables
    for table in tables:
        assert len(list(table.walk("TH"))) >= (2 if "Figure" in pdf.text(next(table.walk("Caption"))) else 5)
        rows = list(table.walk("TR"))
        assert len({len(list(row.walk("TH", "TD"))) for row in rows}) == 1
    for item in pdf.tags.walk("LI"):
        assert {child.role for child in item.content if isinstance(child, Tag)} <= {"Lbl", "LBody"}
    assert all(figure.alt for figure in pdf.tags.walk("Figure"))


# Links


@every_setting
def test_every_link_leads_to_a_place_says_so_and_can_be_hit(name: str, paper: str, notes: str, builds: Builds) -> None:
    pdf, memo = read(builds.get(paper, notes)[name]), compose(name, paper, notes)
    inside = [link for link in pdf.links if link.target is not None]
    assert {link.target for link in inside} <= set(pdf.places)
    assert all(link.url and link.url.startswith("https:") for link in pdf.links if link.target is None)
    for link in pdf.links:
        width, height = pdf.sizes[link.page]
        assert 0 <= link.left < link.right <= width
        assert 0 <= link.bottom < link.top <= height
        assert link.right - link.left > 1
        assert link.top - link.bottom > 5
    for link in inside:
        match = re.fullmatch(r"evidence-(\d+)", link.target or "")
        if match:
            claim = memo.claim(int(match[1]))
            assert link.words == f"Evidence {claim.number}: {claim.speaker_short}, {claim.short} ({claim.kind.value})"
        else:
            _, number, nth = (link.target or "").split("-")
            assert link.words == f"Back to citation {nth} of evidence {number}"


@every_page
def test_a_mark_leads_to_its_row_and_the_row_back_to_the_mark(name: str, paper: str, builds: Builds) -> None:
    pdf, memo = read(builds.get(paper)[name]), compose(name, paper)
    targets = Counter(link.target for link in pdf.links)
    for claim in memo.claims:
        page, _, y = pdf.places[f"evidence-{claim.number}"]
        row = _text_below(pdf, page, y)
        assert row.startswith(letters(f"{claim.number}{claim.text}"))
        assert targets[f"evidence-{claim.number}"] >= len(claim.anchors)
        for anchor in claim.anchors:
            assert targets[anchor] == 1
            page, x, y = pdf.places[anchor]
            beside = [link for link in pdf.links if link.target == f"evidence-{claim.number}" and link.page == page]
            assert any(abs(link.left - x) < 3 and link.bottom < y < link.top + 40 for link in beside)


def _text_below(pdf: Pdf, page: int, y: float) -> str:
    """Letters of the tag tree from the table row on whose first line starts below a height."""
    for row in pdf.tags.walk("TR"):
        runs = [run for run in pdf.runs_of(row) if run.page == page]
        if runs and max(run.top for run in runs) <= y + 1 and y - max(run.top for run in runs) < 12:
            return letters(pdf.text(row))
    return ""
