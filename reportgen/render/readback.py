"""A finished PDF read back: its key, its attachments, its comments, and the text of its pages. Through PDFium."""

from __future__ import annotations

import contextlib
import ctypes
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.errors import ReportgenError

LIMIT = 64 * 2**20
"""Bytes of the largest file that is read, and of the largest attachment."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a PDF says."""

    identifier: str
    """The first element of `/ID`, as text; empty where there is none."""
    attachments: tuple[tuple[str, bytes], ...] = field(repr=False)
    """Name and content, in the file's order; a name may stand twice."""
    pages: tuple[str, ...] = field(repr=False)
    """The text of each page, in the order it is drawn."""
    comments: tuple[str, ...] = field(repr=False)
    """What each comment says, in the order of the pages."""


def read_pdf(path: pathlib.Path) -> ReadBack:
    """What stands in a PDF. Raises `ReportgenError` for a file that cannot be read or is no PDF, such as a web page."""
    import pypdfium2

    try:
        data = path.read_bytes() if path.stat().st_size <= LIMIT else None
    except OSError as error:
        raise ReportgenError(f"cannot read `{path}`: {(error.strerror or str(error)).lower()}") from error
    if data is None:
        raise ReportgenError(f"`{path}` is larger than {LIMIT // 2**20} MiB", hint="no memo is that large")
    if data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise ReportgenError(f"`{path}` is a web page, and only PDFs are verified", hint="build the memo as a PDF too")
    try:
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            return ReadBack(
                identifier=_identifier(document),
                attachments=tuple(_attachments(document)),
                pages=tuple(_text(document[number]) for number in range(len(document))),
                comments=tuple(comment for number in range(len(document)) for comment in _comments(document[number])),
            )
    except pypdfium2.PdfiumError as error:
        raise ReportgenError(f"`{path}` is no PDF that can be read: {str(error).lower()}") from error


def _identifier(document: object) -> str:
    from pypdfium2 import raw

    length = raw.FPDF_GetFileIdentifier(document, raw.FILEIDTYPE_PERMANENT, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDF_GetFileIdentifier(document, raw.FILEIDTYPE_PERMANENT, buffer, length)
    return buffer.value.decode("latin-1")


def _attachments(document: object) -> Iterator[tuple[str, bytes]]:
    for number in range(document.count_attachments()):  # type: ignore[attr-defined]
        attachment = document.get_attachment(number)  # type: ignore[attr-defined]
        yield attachment.get_name(), bytes(attachment.get_data())


def _text(page: object) -> str:
    with contextlib.closing(page.get_textpage()) as text:  # type: ignore[attr-defined]
        return str(text.get_text_range())


def _comments(page: object) -> Iterator[str]:
    from pypdfium2 import raw

    wanted = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT}
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) in wanted:
                yield _string(annotation, b"Contents")
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: object, key: bytes) -> str:
    from pypdfium2 import raw

    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2 or 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
