"""DOCX files made for tests: whole documents through python-docx, and archives with something wrong in them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from docx.oxml import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
EPOCH = datetime.datetime(2024, 5, 3, tzinfo=datetime.UTC)


def document(*paragraphs: str | tuple[str, str], xml: Sequence[str] = ()) -> bytes:
    """A document of paragraphs, each a text or a text with its style, and of raw elements behind them."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = EPOCH
    for paragraph in paragraphs:
        text, style = paragraph if isinstance(paragraph, tuple) else (paragraph, "Normal")
        made.add_paragraph(text, style)
    for element in xml:
        made.element.body.insert(-1, parse_xml(element.replace("NS", NAMESPACES, 1)))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member changed, or added where there is none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return stream.getvalue()
