"""The build key: one digest of all that decides the bytes of a PDF or a web page. WeasyPrint is not imported for it.

What goes into it besides the memo is the recipe: template, fonts, versions. A PDF carries its recipe as `build.json`,
so that its key can be worked out again on any machine, whatever is installed there.
"""

from __future__ import annotations

import functools
import hashlib
import pathlib
from collections.abc import Iterator, Mapping

import msgspec

from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.model.style import Family
from reportgen.render import charts, libraries, places, system_fonts, versions
from reportgen.render.fonts import families as fonts_of

FORMAT = "reportgen-build/1"
DISTRIBUTIONS = versions.PDF
WEB_DISTRIBUTIONS = versions.WEB
_SYSTEM_FONT = "system font "

Recipe = Mapping[str, str]
"""What a PDF is made with besides its memo: `version weasyprint` to a version, `template bundled …` to a SHA-256."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`build.json`: what a PDF was made with."""

    format: str
    recipe: dict[str, str]


def build_key(memo: Memo, folders: tuple[pathlib.Path, ...]) -> bytes:
    """SHA-256 over the canonical memo.json, the template's files, the fonts they name and the versions: 32 bytes.

    It is the first element of the PDF's `/ID` (ISO 32000-1, 14.4).
    """
    return key_of(memos.encode(memo), recipe(memo, folders))


def key_of(memo: bytes, recipe: Recipe) -> bytes:
    """The key of a memo.json and a recipe."""
    digest = hashlib.sha256()
    for name, value in [("memo.json", hashlib.sha256(memo).hexdigest()), *sorted(recipe.items())]:
        digest.update(f"{name}\0{value}\n".encode())
    return digest.digest()


def encode(recipe: Recipe) -> bytes:
    """The recipe as canonical JSON, for `build.json`."""
    return msgspec.json.format(msgspec.json.encode(Record(format=FORMAT, recipe=dict(sorted(recipe.items()))))) + b"\n"


def decode(data: bytes) -> Recipe:
    """The recipe back. Raises `msgspec.ValidationError` or `msgspec.DecodeError` where it is not one."""
    record = msgspec.json.decode(data, type=Record)
    if record.format != FORMAT:
        raise msgspec.ValidationError(f"format is {record.format}, not {FORMAT}")
    return record.recipe


def recipe(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Recipe:
    """What this machine would make a memo of that template and that look with, as a PDF."""
    return dict(_ingredients(memo, folders))


def web_recipe(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Recipe:
    """What this machine would make it with as a web page: without what sets pages, and the fonts of the machine."""
    files = {name: value for name, value in _files(memo, folders) if not name.startswith(_SYSTEM_FONT)}
    made_by = {f"version {name}": versions.version_of(name) for name in WEB_DISTRIBUTIONS}
    return {"medium": "web", **files, **made_by}


def _ingredients(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Iterator[tuple[str, str]]:
    yield from _files(memo, folders)
    for name in DISTRIBUTIONS:
        yield f"version {name}", versions.version_of(name)
    yield from _libraries()


def _files(memo: Memo, folders: tuple[pathlib.Path, ...]) -> Iterator[tuple[str, str]]:
    families = fonts_of(memo.look)
    fonts = set(places.FONT_URL.findall(" ".join(face.url for family in families for face in family.faces)))
    for name, path in places.template_files(memo.template, folders):
        data = path.read_bytes()
        fonts.update(places.FONT_URL.findall(data.decode("utf-8", "replace")))
        yield f"template {name}", hashlib.sha256(data).hexdigest()
    for package, file in sorted(fonts):
        found = places.font_file(package, file)
        yield f"font {package}/{file}", hashlib.sha256(found.read_bytes()).hexdigest() if found else "missing"
    yield from _of_look(families, folders)
    if memo.figures:
        yield f"version {charts.DISTRIBUTION}", charts.version()


def _of_look(families: tuple[Family, ...], folders: tuple[pathlib.Path, ...]) -> Iterator[tuple[str, str]]:
    """The project's own font files, and the families of the system, that the house style names."""
    for family in families:
        if not family.faces:
            yield f"{_SYSTEM_FONT}{family.name}", system_fonts.digest(family.name)
        for face in family.faces:
            if not face.packaged:
                found = places.find_file(face.file, folders)
                yield f"font {face.file}", hashlib.sha256(found.read_bytes()).hexdigest() if found else "missing"


@functools.cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """Pango breaks the lines; HarfBuzz shapes the text and cuts the fonts down to what is used."""
    return (
        ("library pango", libraries.version_of(libraries.PANGO, "pango_version_string")),
        ("library harfbuzz", libraries.version_of(libraries.HARFBUZZ, "hb_version_string")),
    )
