"""The build key that a finished file carries, read from its tail or its head alone.

It is the first element of a PDF's `/ID` (ISO 32000-1, 14.4), and a `meta` element of a web page. The second element of
`/ID` is a digest of the file; it is nothing but zeros in a file that its key does not settle: one made with complaints
of the renderer, which no later build would repeat, or from files that the key does not cover.
"""

from __future__ import annotations

import os
import pathlib
import re

from reportgen.model.template import Format

UNSETTLED = b"0" * 32

_TAIL, _HEAD, _DICTIONARY = 128, 4096, 1024
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_ID = re.compile(rb"/ID ?\[ ?\(([0-9a-f]{64})\) ?\(([0-9a-f]{32})\) ?\]")
_META = re.compile(rb'<meta name="reportgen:key" content="([0-9a-f]{64})">')


def key_in(path: pathlib.Path, format_: Format) -> str | None:
    """The key of a finished file, in hexadecimal digits; None where there is none, or none that settles it."""
    try:
        with path.open("rb") as file:
            if format_ is Format.HTML:
                meta = _META.search(file.read(_HEAD))
                return meta[1].decode("ascii") if meta else None
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            start = _START.search(file.read())
            if start is None:
                return None
            file.seek(int(start[1]))
            found = _ID.search(file.read(_DICTIONARY))
    except OSError:
        return None
    return found[1].decode("ascii") if found and found[2] != UNSETTLED else None


def unsettled(pdf: bytes) -> bytes:
    """The PDF, saying that its key does not settle it. Raises `ValueError` where it has no `/ID` of ours."""
    start = _START.search(pdf)
    found = _ID.search(pdf, int(start[1])) if start else None
    if found is None:
        raise ValueError("the file has no build key")
    return pdf[: found.start(2)] + UNSETTLED + pdf[found.end(2) :]
