"""What makes one file both PDF/A-3a and PDF/UA-1: finishing touches on the renderer's PDF objects.

WeasyPrint claims one of the two standards. The claim to the other goes into the same XMP packet, with the extension
schema that PDF/A-3 (ISO 19005-3, 6.6.2.3) asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pydyf

from reportgen.render import roles, tags

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
_POINTS = 0.75
"""Points in a CSS pixel."""
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


def mend_associated_files(pdf: pydyf.PDF, media_types: Mapping[str, str]) -> None:
    """Names each attached file once in `/AF`, and says what it is (ISO 19005-3, 6.8; ISO 32000-1, 7.11).

    WeasyPrint 70 names each twice, asks the machine for the media type, leaves `UF` out of `EF`, and does not sort the
    tree of names.
    """
    files = list(tags.dictionaries(pdf, "/Filespec"))
    for item in files:
        item["EF"]["UF"] = item["EF"]["F"]
        if media_type := media_types.get(item["UF"].string):
            tags.resolve(pdf, item["EF"]["F"]).extra["Subtype"] = pydyf.name(media_type)
    if files:
        pdf.catalog["AF"] = pydyf.Array(item.reference for item in files)
        tree = tags.resolve(pdf, pdf.catalog["Names"]["EmbeddedFiles"])
        entries = sorted(zip(tree["Names"][::2], tree["Names"][1::2], strict=True), key=lambda entry: entry[0].string)
        tree["Names"] = pydyf.Array(part for entry in entries for part in entry)


def tag_analysis(tree: tags.Tree, title: str) -> None:
    """Says in the tag tree which parts are the author's: `<article>` becomes `Analysis`, role-mapped to `Sect`.

    Each carries a title (ISO 32000-1, 14.7.2, key `T`) that assistive software reads out.
    """
    for element in tree.elements.values():
        if element["S"] == "/Art":
            element["S"] = f"/{ANALYSIS}"
            element["T"] = pydyf.String(title)
            roles.map_role(tree.root, ANALYSIS, "/Sect")


def measure_figures(tree: tags.Tree, pages: Sequence[Any]) -> None:
    """Gives each figure its box in points from the lower left (ISO 32000-1, 14.8.5.4.3).

    WeasyPrint 70 gives it in pixels from the upper left.
    """
    numbers = {reference: number for number, reference in enumerate(tree.pdf.page_references)}
    for element in tree.elements.values():
        if element["S"] == "/Figure" and "A" in element:
            x1, y1, x2, y2 = element["A"]["BBox"]
            height = pages[numbers[element["Pg"]]].height
            box = (x1, height - y2, x2, height - y1)
            element["A"]["BBox"] = pydyf.Array(round(value * _POINTS, 3) for value in box)


def scope_headers(tree: tags.Tree) -> None:
    """Says of each header cell what it heads (14.8.5.7): columns in a head or a row of headers, else its row."""
    for row in [element for element in tree.elements.values() if element["S"] == "/TR"]:
        cells = list(tree.children(row))
        columns = tree.elements[row["P"]]["S"] == "/THead" or all(cell["S"] == "/TH" for cell in cells)
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if columns else "/Row"


def index_ids(tree: tags.Tree) -> None:
    """Lists the elements that have an ID (14.7.2), as a file must that has any."""
    named = {element["ID"].string: element.reference for element in tree.walk(tree.document) if "ID" in element}
    if named:
        names = pydyf.Array(item for name in sorted(named) for item in (pydyf.String(name), named[name]))
        tree.root["IDTree"] = pydyf.Dictionary({"Names": names})


def describe_links(pdf: pydyf.PDF, describe: Callable[[str], str | None]) -> None:
    """Gives each link inside the document a description for people in place of its target's name.

    `describe` answers a target such as `evidence-3` with words, or None to leave it.
    """
    for annotation in tags.dictionaries(pdf, "/Annot"):
        if annotation.get("Subtype") == "/Link" and "Dest" in annotation:
            words = describe(annotation["Dest"].string)
            if words:
                annotation["Contents"] = pydyf.String(words)


def _streams(pdf: pydyf.PDF, kind: str) -> Iterator[pydyf.Stream]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == kind:
            yield item
