"""A figure's specification to SVG, through vl-convert. The only file that imports it, and only where one is drawn."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import pathlib
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree

from reportgen.errors import MissingDependencyError, ProblemsError
from reportgen.model import vegalite
from reportgen.model.figure import MemoFigure
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.model.style import SANS, Face, Family, Style
from reportgen.render import ahead, chart_look, places

if TYPE_CHECKING:
    import types

DISTRIBUTION = "vl-convert-python"
REQUIREMENT = "vl-convert-python>=1.9,<2"
_SVG = "http://www.w3.org/2000/svg"
_POINTS = 0.75
"""Points in a pixel."""
_DROPPED = re.compile(r"class|role|aria-.*|pointer-events|version|font-family")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_NAMED = re.compile(r"url\(#([^)]+)\)")
_TRY = "try its specification in the Vega-Lite editor, with data of the same fields"
_SHAPES = ("path", "rect", "line", "circle")
_DRAWING: ContextVar[ahead.Drawing | None] = ContextVar("drawing", default=None)
"""What is being drawn elsewhere."""


class _RefusedError(ValueError):
    """A specification that may not be drawn: why, and what to do."""


def draw(
    figure: MemoFigure,
    look: Style,
    folders: tuple[pathlib.Path, ...] = (),
    medium: Literal["print", "web"] = "print",
    *,
    file: str = "",
) -> str:
    """The figure as an `<svg>` for HTML, in the look's colours and fonts, its words as text; the same bytes each time.

    For print its `<title>` is the figure's alt text, which the renderer makes the Alt of the PDF's tag; on the web the
    words are a `<desc>` that names it, since browsers show titles when the mouse rests on them. Nothing is fetched.

    Raises `ProblemsError` (R220, against `file`) for a specification that cannot be drawn or reaches out of the memo,
    `MissingDependencyError` where vl-convert is not installed.
    """
    family, fonts = _font(look.fonts.apparatus, folders)
    try:
        _check(figure.spec)
        drawn = _convert(figure.spec, _config(look, family), fonts)
    except ValueError as error:
        hint = error.args[1] if isinstance(error, _RefusedError) else _TRY
        raise ProblemsError([_cannot_be_drawn(figure, str(error.args[0]), hint, file)]) from error
    own = look.fonts.apparatus or SANS
    called = f"{own.name}, {own.beyond}" if own.beyond else own.name
    return _dressed(drawn, figure, called, look.size / 10 * _POINTS, medium)


@contextmanager
def drawn_ahead(memo: Memo, folders: tuple[pathlib.Path, ...] = ()) -> Iterator[None]:
    """Draws a memo's figures in a process of its own while the block runs, where that gains time (see `ahead`).

    `draw` takes them from there.
    """
    if not memo.figures or not ahead.gains():
        yield
        return
    family, fonts = _font(memo.look.fonts.apparatus, folders)
    config = _config(memo.look, family)
    figures = [ahead.Figure(figure.spec, config) for figure in memo.figures if _is_sound(figure.spec)]
    with ahead.drawing(figures, fonts) as drawing:
        before = _DRAWING.set(drawing)
        try:
            yield
        finally:
            _DRAWING.reset(before)


def _config(look: Style, family: str) -> str:
    return json.dumps(chart_look.config(look.colours, family), sort_keys=True)


def _check(text: str) -> None:
    """Raises `ValueError` for a specification that may not be drawn."""
    spec = vegalite.parse(text.encode("utf-8"))
    datasets = spec.get("datasets", {}) if isinstance(spec, dict) else {}
    refused = next(vegalite.faults(spec, names=datasets), None)
    if refused is not None:
        raise _RefusedError(f"{refused.at}: {refused.message}", refused.hint)


def _is_sound(text: str) -> bool:
    try:
        _check(text)
    except ValueError:
        return False
    return True


@functools.lru_cache(maxsize=64)
def _convert(spec: str, config: str, fonts: pathlib.Path) -> str:
    """The SVG that Vega draws. Kept, since a memo is rendered for pages and for browsers."""
    drawing = _DRAWING.get()
    drawn = None if drawing is None else drawing.svg(ahead.Figure(spec, config))
    if drawn is not None:
        return drawn
    converter = _converter()
    _register(fonts)
    svg: str = converter.vegalite_to_svg(spec, config=json.loads(config), show_warnings=False, allowed_base_urls=[])
    return svg


@functools.cache
def _register(folder: pathlib.Path) -> None:
    _converter().register_font_directory(str(folder))


def version() -> str:
    """The version of vl-convert on this machine, or that it is missing."""
    try:
        return importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _converter() -> types.ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingDependencyError(
            "this machine lacks vl-convert, which draws the figures",
            hint=f'{sys.executable} -m pip install "{REQUIREMENT}"',
        ) from error
    return vl_convert


def _font(family: Family | None, folders: tuple[pathlib.Path, ...]) -> tuple[str, pathlib.Path]:
    """The family by which text is measured, and the folder of its files.

    A family of the system, and web fonts, which Vega cannot read, are measured as Source Sans: the same everywhere.
    """
    face = min(family.faces, key=_plainness) if family and family.faces else None
    path = _file(face, folders) if face else None
    if path is None or not chart_look.is_readable(path):
        path = _file(min(SANS.faces, key=_plainness), folders)
        assert path is not None, "the font packages are dependencies"
    return chart_look.family_of(path), path.parent


def _plainness(face: Face) -> tuple[bool, int]:
    return face.italic, abs(face.weight - 400)


def _file(face: Face, folders: tuple[pathlib.Path, ...]) -> pathlib.Path | None:
    match = places.FONT_URL.fullmatch(face.file)
    return places.font_file(match["package"], match["file"]) if match else places.find_file(face.file, folders)


def _cannot_be_drawn(figure: MemoFigure, reason: str, hint: str, file: str) -> Problem:
    said = next((line for line in reason.splitlines() if line.startswith("Error: ")), reason)
    message = f"figure {figure.number} cannot be drawn: {said.removeprefix('Error: ').splitlines()[0]}"
    return Problem(code="R220", message=message, file=file, hint=hint)


def _dressed(svg: str, figure: MemoFigure, family: str, scale: float, medium: str) -> str:
    """The SVG with its words for those who do not see it, without what only browsers' inspectors read."""
    root = ElementTree.fromstring(svg)
    found = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]  # counted by the process
    ids = {old: f"{figure.anchor}-{number}" for number, old in enumerate(found, start=1)}
    for element in root.iter():
        _clean(element, ids)
    _prune(root)
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    name = f"{figure.anchor}-words"
    root.attrib.clear()
    root.attrib |= {
        "xmlns": _SVG,
        "width": f"{width * scale:.2f}pt",
        "height": f"{height * scale:.2f}pt",
        "viewBox": f"0 0 {width:g} {height:g}",
        "font-family": family,
        "role": "img",
        "aria-labelledby": name,
    }
    words = ElementTree.Element("title" if medium == "print" else "desc", {"id": name})
    words.text = figure.alt
    root.insert(0, words)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, ids: Mapping[str, str]) -> None:
    """Plain names, short numbers, and ids that no other figure of the page has."""
    element.tag = element.tag.rpartition("}")[2]
    for name, value in list(element.attrib.items()):
        if _DROPPED.fullmatch(name) or "}" in name or (name, value) == ("opacity", "1"):
            del element.attrib[name]
        elif name == "id":
            element.attrib[name] = ids[value]
        else:
            named = _NAMED.sub(lambda match: f"url(#{ids[match[1]]})", value)
            element.attrib[name] = _LONG.sub(_short, named)


def _short(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")


def _prune(element: ElementTree.Element) -> None:
    """Takes out what draws nothing."""
    for child in list(element):
        _prune(child)
        if (child.tag == "g" and not len(child)) or (child.tag in _SHAPES and not _is_seen(child)):
            element.remove(child)


def _is_seen(shape: ElementTree.Element) -> bool:
    if shape.get("display") == "none" or (shape.tag == "path" and not shape.get("d")):
        return False
    return any(shape.get(paint, "none") not in ("none", "transparent") for paint in ("fill", "stroke"))
