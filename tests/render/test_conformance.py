"""The finishing touches, on small files made by hand; the whole files are checked in `test_pdf.py`."""

from __future__ import annotations

import pydyf
import pytest

from reportgen.render import conformance


def metadata(text: str) -> pydyf.Stream:
    return pydyf.Stream([text.encode()], extra={"Type": "/Metadata", "Subtype": "/XML"})


def document(*objects: pydyf.Object) -> pydyf.PDF:
    pdf = pydyf.PDF()
    for item in objects:
        pdf.add_object(item)
    return pdf


def element(kind: str, *kids: bytes, **keys: object) -> pydyf.Dictionary:
    return pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}", "K": pydyf.Array(kids), "Pg": b"9 0 R", **keys})


def test_the_claim_to_pdf_ua_goes_into_the_packet_that_is_there() -> None:
    stream = metadata("<x><rdf:RDF><a/></rdf:RDF></x>")
    conformance.claim_ua(document(stream))
    (packet,) = stream.stream
    text = packet.decode()
    assert text.startswith("<x><rdf:RDF><a/><rdf:Description")
    assert text.endswith("</rdf:Description></rdf:RDF></x>")
    assert text.count("<pdfuaid:part>1</pdfuaid:part>") == 1


@pytest.mark.parametrize("objects", [(), (metadata("<x/>"),)], ids=["no metadata", "no rdf:RDF"])
def test_without_a_packet_the_claim_is_not_made_in_silence(objects: tuple[pydyf.Object, ...]) -> None:
    with pytest.raises(ValueError, match="metadata"):
        conformance.claim_ua(document(*objects))


def test_an_attached_file_is_named_once() -> None:
    pdf = document()
    pdf.catalog["AF"] = pydyf.Array([b"4 0 R", "4 0 R", b"5 0 R"])
    conformance.mend_associated_files(pdf)
    assert list(pdf.catalog["AF"]) == [b"4 0 R", b"5 0 R"]
    bare = document()
    conformance.mend_associated_files(bare)
    assert "AF" not in bare.catalog


def test_an_article_becomes_analysis_with_a_title_and_a_role() -> None:
    article, section, root = element("Art"), element("Sect"), pydyf.Dictionary({"Type": "/StructTreeRoot"})
    conformance.tag_analysis(document(article, section, root), "The author's")
    assert article["S"] == "/Analysis"
    assert article["T"].string == "The author's"
    assert section["S"] == "/Sect"
    assert root["RoleMap"] == {"Analysis": "/Sect"}


def test_without_analysis_there_is_no_role() -> None:
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    conformance.tag_analysis(document(element("Sect"), root), "The author's")
    assert "RoleMap" not in root


def test_blocks_of_a_list_item_are_gathered_in_a_body() -> None:
    label, first, second = element("Lbl"), element("P"), element("P")
    pdf = document(label, first, second)
    item = element("LI", label.reference, first.reference, second.reference)
    pdf.add_object(item)
    conformance.mend_list_items(pdf)
    body = pdf.objects[-1]
    assert (body["S"], body["P"], body["Pg"]) == ("/LBody", item.reference, item["Pg"])
    assert list(body["K"]) == [first.reference, second.reference]
    assert list(item["K"]) == [label.reference, body.reference]
    assert first["P"] == second["P"] == body.reference


def test_a_list_item_that_has_its_body_is_left_alone() -> None:
    label, body = element("Lbl"), element("LBody")
    pdf = document(label, body)
    item = element("LI", label.reference, body.reference)
    pdf.add_object(item)
    before = len(pdf.objects)
    conformance.mend_list_items(pdf)
    assert list(item["K"]) == [label.reference, body.reference]
    assert len(pdf.objects) == before


def test_links_inside_the_file_are_described_where_there_are_words() -> None:
    def link(**keys: object) -> pydyf.Dictionary:
        return pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", **keys})

    known, other, outside = link(Dest=pydyf.String("a")), link(Dest=pydyf.String("b")), link(A=b"1 0 R")
    comment = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Text"})
    conformance.describe_links(document(known, other, outside, comment), {"a": "To the top"}.get)
    assert known["Contents"].string == "To the top"
    assert [annotation for annotation in (other, outside, comment) if "Contents" in annotation] == []
