"""One file that keeps PDF/A-3a and PDF/UA-1, with the memo and its evidence attached."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pydyf
import pytest

import reportgen
from reportgen.model import memo as memos
from reportgen.render import conformance, pdf, web_annotations
from tests.builds import BRIEFS
from tests.render.memos import NOTES, ferry, render
from tests.render.tagtree import Tags
from tests.verapdf.verapdf import VeraPdf

LONG = "9"
"""Pages enough for any setting: a brief's own limit is meant for its own."""


@pytest.fixture
def tree(good_project: Path) -> Tags:
    return Tags(render(ferry(good_project)))


def files(tree: Tags) -> dict[str, Any]:
    return {str(item.UF): item for item in tree.pdf.Root.AF}


def test_memo_and_evidence_are_attached_each_once(tree: Tags, good_project: Path) -> None:
    memo = ferry(good_project)
    assert len(tree.pdf.Root.AF) == len(files(tree)) >= 2
    found = files(tree)
    assert found["memo.json"].EF.F.read_bytes() == memos.encode(memo)
    assert found["evidence.jsonld"].EF.F.read_bytes() == web_annotations.encode(memo)
    assert json.loads(found["evidence.jsonld"].EF.F.read_bytes())["total"] > 0
    names = list(tree.pdf.Root.Names.EmbeddedFiles.Names)
    assert [str(name) for name in names[::2]] == sorted(found)
    assert [item.objgen for item in names[1::2]] == [found[name].objgen for name in sorted(found)]


@pytest.mark.parametrize(
    ("name", "relationship", "media_type"),
    [("memo.json", "/Data", "/application/json"), ("evidence.jsonld", "/Supplement", "/application/ld+json")],
)
def test_an_attachment_says_what_it_is(tree: Tags, name: str, relationship: str, media_type: str) -> None:
    item = files(tree)[name]
    assert str(item.AFRelationship) == relationship
    assert str(item.F) == str(item.UF) == name
    assert str(item.Desc).startswith("The ")
    assert item.EF.F.objgen == item.EF.UF.objgen
    stream = item.EF.F
    assert str(stream.Subtype) == media_type
    assert int(stream.Params.Size) == len(stream.read_bytes())
    assert str(stream.Params.ModDate) == str(stream.Params.CreationDate) == "D:20260504000000Z"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("data.csv", b"/application#2foctet-stream"), ("evidence.jsonld", b"/application#2fld+json")],
)
def test_the_media_type_of_our_own_files_does_not_hang_on_the_machine(name: str, media_type: bytes) -> None:
    """WeasyPrint asks the machine's tables; a file that a template attaches keeps what it was given."""
    document = pydyf.PDF()
    stream = pydyf.Stream([b"x"], {"Subtype": b"/application#2foctet-stream"})
    document.add_object(stream)
    files = pydyf.Dictionary({"F": stream.reference})
    item = pydyf.Dictionary({"Type": "/Filespec", "UF": pydyf.String(name), "EF": files})
    document.add_object(item)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(name.encode()), item.reference])})
    document.add_object(names)
    document.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": names.reference})
    conformance.mend_associated_files(document, pdf.MEDIA_TYPES)
    assert stream.extra["Subtype"] == media_type
    assert document.catalog["AF"] == [item.reference]


def test_nothing_attached_is_nothing_associated() -> None:
    document = pydyf.PDF()
    conformance.mend_associated_files(document, pdf.MEDIA_TYPES)
    assert "AF" not in document.catalog


def test_the_authors_parts_are_tagged_as_analysis(tree: Tags) -> None:
    tagged = tree.document.all("Analysis")
    assert len(tagged) > 1
    assert {str(tag.raw.T) for tag in tagged} == {"Analysis by the author, not the interviewee"}
    assert str(tree.root.RoleMap.Analysis) == "/Sect"
    assert tree.document.all("Art") == []


def test_links_inside_the_memo_are_described(tree: Tags) -> None:
    links = [item for page in tree.pdf.pages for item in page.get("/Annots", []) if item.Subtype == "/Link"]
    said = {str(item.Dest): str(item.Contents) for item in links if "/Dest" in item}
    assert said["evidence-1"].startswith("Evidence 1: Maran, ")
    assert said["cite-1-2"] == "Back to citation 2 of evidence 1"


@pytest.mark.parametrize(
    ("packet", "message"), [(None, "wrote no metadata"), ([b"<x:xmpmeta/>"], "has no rdf:RDF to add to")]
)
def test_metadata_of_another_form_is_refused(packet: list[bytes] | None, message: str) -> None:
    document = pydyf.PDF()
    if packet is not None:
        document.add_object(pydyf.Stream(packet, {"Type": "/Metadata"}))
    with pytest.raises(ValueError, match=message):
        conformance.claim_ua(document)


def test_a_memo_keeps_both_standards(verapdf: VeraPdf, good_project: Path, tmp_path: Path) -> None:
    written = []
    for notes in NOTES:
        for name, options in (("full", {}), ("bare", {"with_texts": False, "comments": "false"})):
            written.append(tmp_path / f"{notes}-{name}.pdf")
            written[-1].write_bytes(render(ferry(good_project, notes=notes, **options)))  # type: ignore[arg-type]
    assert [str(verdict) for verdict in verapdf.validate(written) if not verdict.compliant] == []


@pytest.mark.slow
def test_all_memos_of_the_repository_keep_both_standards_in_all_settings(verapdf: VeraPdf, tmp_path: Path) -> None:
    assert len(BRIEFS) == 7
    written = []
    for brief in BRIEFS.values():
        for page in ("a4", "letter"):
            for notes in NOTES:
                setting = {"output.page": page, "output.notes": notes, "output.max_pages": LONG}
                project = reportgen.load_project(brief, overrides=setting)
                data = reportgen.render_pdf(reportgen.compose_memo(project), root=project.root)
                assert Tags(data).flaws() == []
                written.append(tmp_path / f"{brief.stem}-{page}-{notes}.pdf")
                written[-1].write_bytes(data)
    assert len(written) == 42
    assert [str(verdict) for verdict in verapdf.validate(written) if not verdict.compliant] == []
