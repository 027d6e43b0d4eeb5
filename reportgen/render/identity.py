"""What a finished file carries of how it was made, read from its tail or its head alone.

A PDF's `/ID` (ISO 32000-1, 14.4) has two elements: the build key, and the digest of the inputs by which a later build
tells from bytes alone that nothing has changed. The second is nothing but zeros in a file that its key does not settle:
one made with complaints of the renderer, which no later build would repeat.
A web page carries both as `meta` elements.
"""

from __future__ import annotations

import os
import pathlib
import re

from reportgen.model.formats import Format

UNSETTLED = b"0" * 32

_TAIL, _HEAD, _DICTIONARY = 128, 1 << 16, 1024
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
_ID = re.compile(rb"/ID ?\[ ?\(([0-9a-f]{64})\) ?\(([0-9a-f]{32})\) ?\]")
_META = re.compile(
    rb'<meta name="reportgen:key" content="([0-9a-f]{64})">'
    rb'(?:\n<meta name="reportgen:inputs" content="([0-9a-f]{32})">)?'
)


def key_in(path: pathlib.Path, format_: Format) -> str | None:
    """The key of a finished file, in hexadecimal digits; None where there is none, or none that settles it."""
    found = _carried(path, format_)
    return found[1].decode("ascii") if found else None


def inputs_in(path: pathlib.Path, format_: Format) -> str | None:
    """The digest of the inputs that a finished file was stamped with; None where it has none, or no key.

    A PDF that was never stamped has other digits in its place, which no inputs give.
    """
    found = _carried(path, format_)
    return found[2].decode("ascii") if found and found[2] else None


def _carried(path: pathlib.Path, format_: Format) -> re.Match[bytes] | None:
    """The key and the inputs' digest, of a file that its key settles."""
    try:
        with path.open("rb") as file:
            if format_ is Format.HTML:
                return _META.search(file.read(_HEAD))
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            start = _START.search(file.read())
            if start is None:
                return None
            file.seek(int(start[1]))
            found = _ID.search(file.read(_DICTIONARY))
    except OSError:
        return None
    return found if found and found[2] != UNSETTLED else None


def stamped(data: bytes, format_: Format, inputs: str) -> bytes:
    """The finished file with the digest of its inputs, 32 hexadecimal digits; one that is not settled as it is.

    A PDF keeps its length, and so its offsets. Raises `ValueError` for a file without a key of ours.
    """
    if format_ is Format.PDF:
        found = _id(data)
        return data if found[2] == UNSETTLED else _with_second(data, found, inputs.encode("ascii"))
    meta = _META.search(data)
    if meta is None:
        raise ValueError("the page has no build key")
    before, after = data[: meta.end(1)], data[meta.end() :]
    return before + f'">\n<meta name="reportgen:inputs" content="{inputs}">'.encode("ascii") + after


def unsettled(pdf: bytes) -> bytes:
    """The PDF, saying that its key does not settle it. Raises `ValueError` where it has no `/ID` of ours."""
    return _with_second(pdf, _id(pdf), UNSETTLED)


def _id(pdf: bytes) -> re.Match[bytes]:
    start = _START.search(pdf, max(0, len(pdf) - _TAIL))
    found = _ID.search(pdf, int(start[1])) if start else None
    if found is None:
        raise ValueError("the file has no build key")
    return found


def _with_second(pdf: bytes, found: re.Match[bytes], digits: bytes) -> bytes:
    if len(digits) != len(UNSETTLED):
        raise ValueError(f"{len(digits)} digits, where there is room for {len(UNSETTLED)}")
    return pdf[: found.start(2)] + digits + pdf[found.end(2) :]
