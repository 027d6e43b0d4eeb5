"""Files a brief names: pictures, SVG or PNG, told by their content, and specifications of figures."""

from __future__ import annotations

import pathlib
from xml.parsers import expat

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.read.files import MIB, load_bytes
from reportgen.read.inside import inside

LIMIT = 5 * MIB
SPECIFICATION_LIMIT = MIB // 4

_PNG = b"\x89PNG\r\n\x1a\n"
_FORMATS = "use an SVG or a PNG file"


def load_asset(root: pathlib.Path, named: str) -> bytes:
    """The bytes of a picture below `root`.

    Raises `ReportgenError`: outside the folder, missing, larger than `LIMIT`, or neither SVG nor PNG.
    """
    data = _bytes(root, named, LIMIT)
    if data.startswith(_PNG):
        if data[12:16] != b"IHDR" or b"IEND" not in data:
            raise ReportgenError(f"`{named}`: the PNG is cut short", hint="export the picture again")
    else:
        _check_svg(named, data)
    return data


def load_specification(root: pathlib.Path, named: str) -> bytes:
    """The bytes of a Vega-Lite specification below `root`; what it holds is not looked at.

    Raises `ReportgenError`: outside the folder, missing, or larger than `SPECIFICATION_LIMIT`.
    """
    return _bytes(root, named, SPECIFICATION_LIMIT)


def _bytes(root: pathlib.Path, named: str, limit: int) -> bytes:
    path = inside(root, named)
    try:
        return load_bytes(path, limit=limit)
    except ProblemsError as error:
        problem = error.problems[0]
        raise ReportgenError(f"`{named}`: {problem.message}", hint=problem.hint) from error


def _check_svg(named: str, data: bytes) -> None:
    """Refuses what is not well-formed XML with an `svg` root, and entities, which can expand without bound."""
    names: list[str] = []

    def refuse_entity(name: str, *_: object) -> None:
        raise ReportgenError(f"`{named}`: the SVG declares the entity `{name}`", hint="export it as plain SVG")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.EntityDeclHandler = refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if b"<svg" in data[:4096]:
            raise ReportgenError(f"`{named}`: the SVG is not well-formed: {error}", hint="export it again") from error
        raise ReportgenError(f"`{named}` is neither SVG nor PNG", hint=_FORMATS) from error
    if names[0].rpartition(" ")[2] != "svg":
        raise ReportgenError(f"`{named}` is XML, but no SVG", hint=_FORMATS)
