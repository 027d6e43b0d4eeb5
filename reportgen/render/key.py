"""The build key: one digest of all that decides a PDF's bytes. WeasyPrint is not imported for it."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import pathlib
from collections.abc import Iterable

from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.render import libraries, places

DISTRIBUTIONS = ("reportgen-memo", "weasyprint", "pydyf", "fonttools", "pyphen", "tinycss2")


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
    yield from _libraries()


@functools.cache
def _libraries() -> tuple[tuple[str, bytes], ...]:
    """Pango breaks the lines; HarfBuzz shapes the text and cuts the fonts down to what is used."""
    return (
        ("library pango", libraries.version_of(libraries.PANGO, "pango_version_string").encode()),
        ("library harfbuzz", libraries.version_of(libraries.HARFBUZZ, "hb_version_string").encode()),
    )
