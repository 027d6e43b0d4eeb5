"""What makes one file both PDF/A-3a and PDF/UA-1: finishing touches on the renderer's PDF objects.

WeasyPrint claims one of the two standards. The claim to the other goes into the same XMP packet, with the extension
schema that PDF/A-3 (ISO 19005-3, 6.6.2.3) asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

_UA_CLAIM = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
ANALYSIS = "Analysis"
_END = b"</rdf:RDF>"


def claim_ua(pdf: pydyf.PDF) -> None:
    """Adds the claim to PDF/UA-1 to the metadata, inside the same `rdf:RDF`."""
    for stream in _streams(pdf, "/Metadata"):
        packet = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in stream.stream)
        head, end, tail = packet.partition(_END)
        if not end:
            raise ValueError("the renderer's metadata has no rdf:RDF to add to")
        stream.stream = [head + _UA_CLAIM.encode() + end + tail]
        return
    raise ValueError("the renderer wrote no metadata")


def mend_associated_files(pdf: pydyf.PDF) -> None:
    """Names each attached file once in the catalogue's `/AF` (WeasyPrint 70 names it twice)."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(bytes(_as_bytes(item)) for item in pdf.catalog["AF"]))


def tag_analysis(pdf: pydyf.PDF, title: str) -> None:
    """Says in the tag tree which parts are the author's: `<article>` becomes `Analysis`, role-mapped to `Sect`.

    Each carries a title (ISO 32000-1, 14.7.2, key `T`) that assistive software reads out.
    """
    found = False
    for element in _dictionaries(pdf, "/StructElem"):
        if element.get("S") == "/Art":
            element["S"] = f"/{ANALYSIS}"
            element["T"] = pydyf.String(title)
            found = True
    if found:
        for root in _dictionaries(pdf, "/StructTreeRoot"):
            root["RoleMap"] = pydyf.Dictionary({ANALYSIS: "/Sect"})


def mend_list_items(pdf: pydyf.PDF) -> None:
    """Gathers what stands in a list item beside its label in an `LBody` (ISO 32000-1, 14.8.4.3.3).

    WeasyPrint 70 leaves block children of an item outside it.
    """
    elements = {item.reference: item for item in _dictionaries(pdf, "/StructElem")}
    for item in [element for element in elements.values() if element["S"] == "/LI"]:
        loose = [kid for kid in item["K"] if kid in elements and elements[kid]["S"] not in ("/Lbl", "/LBody")]
        if not loose:
            continue
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose), "Pg": item["Pg"], "P": item.reference}
        )
        pdf.add_object(body)
        for kid in loose:
            elements[kid]["P"] = body.reference
        item["K"] = pydyf.Array([*(kid for kid in item["K"] if kid not in loose), body.reference])


def describe_links(pdf: pydyf.PDF, describe: Callable[[str], str | None]) -> None:
    """Gives each link inside the document a description for people in place of its target's name.

    `describe` answers a target such as `evidence-3` with words, or None to leave it.
    """
    for annotation in _dictionaries(pdf, "/Annot"):
        if annotation.get("Subtype") == "/Link" and "Dest" in annotation:
            words = describe(annotation["Dest"].string)
            if words:
                annotation["Contents"] = pydyf.String(words)


def _streams(pdf: pydyf.PDF, kind: str) -> Iterator[pydyf.Stream]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == kind:
            yield item


def _dictionaries(pdf: pydyf.PDF, kind: str) -> Iterator[pydyf.Dictionary]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == kind:
            yield item


def _as_bytes(item: Any) -> bytes:
    return item if isinstance(item, bytes) else str(item).encode("ascii")
