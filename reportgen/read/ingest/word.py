"""A Word document (DOCX, ISO/IEC 29500) as a script: one line for each paragraph and each line break in one.

Read through python-docx, which leaves entities unresolved. Before it sees the file, the archive is held to limits, and
XML that declares a document type is refused: none is needed in a DOCX, and entities can expand without bound.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.parsers import expat

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.files import MIB
from reportgen.read.ingest.script import DOCX, NORMAL_FORM, Raw, Script, assemble

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

UNPACKED = 64 * MIB
MEMBERS = 2_000
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_TRIPPED = (AttributeError, LookupError, RuntimeError, SyntaxError, TypeError, ValueError)
"""What code that reads a package trips over where parts of it are not what they should be."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError)
_AGAIN = "open it in a word processor and save it again as .docx"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "p"})
"""What is struck out, said twice, or no text of this paragraph."""


def read_docx(data: bytes, *, file: str) -> Script:
    """The paragraphs of a document's body: those of tables and text boxes too, tracked changes as if accepted.

    Headers, footers, footnotes, comments and the numbers of lists are no part of it. Raises `ProblemsError`: R103
    without any words, R104 for an archive that unpacks to more than `UNPACKED` bytes, R120 for what is no document.
    """
    _check(data, file)
    # Here, since lxml and its 170 modules are only for those who read such a file.
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        raws = list(_raws(docx.Document(io.BytesIO(data))))
    except (PythonDocxError, OpcError, *_TRIPPED) as error:
        raise _refused(file, "R120", f"this is no DOCX document: {error}", _AGAIN) from error
    return assemble(
        raws,
        file=file,
        media_type=DOCX,
        normalization=f"one line for each paragraph and line break, {NORMAL_FORM}",
        layout="line",
    )


def _raws(document: Document) -> Iterator[Raw]:
    from docx.oxml.ns import qn

    headings = {
        style.style_id
        for style in document.styles
        if (style.name or "").lower().startswith(("heading", "title", "subtitle"))
    }
    number = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        if _is_left_out(paragraph):
            continue
        for line in "".join(_words(paragraph)).split("\n"):
            if line.strip():
                number += 1
                yield Raw(line, number, number, heading=getattr(paragraph, "style", None) in headings)


def _words(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        name = _local(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            # A break of page or column is none of the text.
            yield " " if any(value in ("page", "column") for value in child.attrib.values()) else _BREAKS[name]
        elif name not in _LEFT_OUT:
            yield from _words(child)


def _is_left_out(paragraph: BaseOxmlElement) -> bool:
    return any(_local(above) in ("Fallback", "del", "moveFrom") for above in paragraph.iterancestors())


def _local(element: BaseOxmlElement) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _check(data: bytes, file: str) -> None:
    """Refuses what is no archive, what unpacks without bound, and XML with a document type."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(file, "R120", f"this is no DOCX document: {error}", _AGAIN) from error
    with archive:
        members = archive.infolist()
        if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
            message = f"unpacked, the file has more than {UNPACKED // MIB} MiB or {MEMBERS} parts"
            raise _refused(file, "R104", message, "take the pictures out of it, or save it as plain text")
        if any(member.flag_bits & 1 for member in members):
            raise _refused(file, "R120", "the document is locked with a password", "save it without one")
        if any(member.compress_type not in _METHODS for member in members):
            raise _refused(file, "R120", "the document is packed in a way that DOCX does not know", _AGAIN)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels")):
                try:
                    # `read` gives at most the size declared, so the sum above bounds what is unpacked.
                    _refuse_doctype(archive.read(member), member.filename, file)
                except (*_DAMAGED, *_TRIPPED) as error:
                    message = f"`{member.filename}` in the document is damaged: {error}"
                    raise _refused(file, "R120", message, _AGAIN) from error


def _refuse_doctype(data: bytes, part: str, file: str) -> None:
    def refuse(*_: object) -> None:
        raise _refused(file, "R120", f"`{part}` in the document declares a document type", _AGAIN)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _refused(file: str, code: str, message: str, hint: str) -> ProblemsError:
    return ProblemsError([Problem(code=code, message=message, file=file, hint=hint)])
