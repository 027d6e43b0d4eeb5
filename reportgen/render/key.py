"""The build key: one digest of all that decides a PDF's bytes. WeasyPrint is not imported for it."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import hashlib
import importlib.metadata
import pathlib
from collections.abc import Iterable

from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.render import places

DISTRIBUTIONS = ("reportgen-memo", "weasyprint", "pydyf", "fonttools", "pyphen", "tinycss2")
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0.dylib", "libpango-1.0-0.dll")


def build_key(memo: Memo, folders: tuple[pathlib.Path, ...]) -> bytes:
    """SHA-256 over the canonical memo.json, the template's files, the fonts they name and the versions: 32 bytes.

    It is the first element of the PDF's `/ID` (ISO 32000-1, 14.4).
    """
    digest = hashlib.sha256()
    for name, value in _ingredients(memo, folders):
        digest.update(f"{name}\0{len(value)}\0".encode())
        digest.update(value)
    return digest.digest()


def _ingredients(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Iterable[tuple[str, bytes]]:
    yield "memo.json", memos.encode(memo)
    fonts: set[tuple[str, str]] = set()
    for name, path in places.template_files(memo.template, folders):
        data = path.read_bytes()
        fonts.update(places.FONT_URL.findall(data.decode("utf-8", "replace")))
        yield f"template {name}", hashlib.sha256(data).digest()
    for package, file in sorted(fonts):
        found = places.font_file(package, file)
        yield f"font {package}/{file}", hashlib.sha256(found.read_bytes()).digest() if found else b"missing"
    for name in DISTRIBUTIONS:
        yield f"version {name}", importlib.metadata.version(name).encode()
    yield "version pango", pango_version().encode()


@functools.cache
def pango_version() -> str:
    """The version of the Pango library on this machine, such as `1.50.12`; `unknown` where none loads."""
    for name in (*_PANGO, ctypes.util.find_library("pango-1.0")):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library is not None:
            library.pango_version_string.restype = ctypes.c_char_p
            return str(library.pango_version_string().decode("ascii"))
    return "unknown"
