"""A PDF read back for tests: its tag tree, text runs, links, places and headings."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

HEADINGS = ("H1", "H2", "H3")


@dataclass(frozen=True)
class Run:
    """A piece of text on a page, with its box in points from the page's lower left."""

    page: int
    mark: int
    """The number of its marked content; -1 for none."""
    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True)
class Link:
    page: int
    left: float
    bottom: float
    right: float
    top: float
    words: str
    target: str | None
    """The named place inside the file."""
    url: str | None = None


@dataclass
class Tag:
    """An element of the tag tree; `content` holds elements and (page, mark) of marked content, in order."""

    role: str
    alt: str | None = None
    title: str | None = None
    content: list[Tag | tuple[int, int]] = field(default_factory=list)

    def walk(self, *roles: str) -> Iterator[Tag]:
        """The elements below, of these roles where some are named, in order."""
        for child in self.content:
            if isinstance(child, Tag):
                if not roles or child.role in roles:
                    yield child
                yield from child.walk(*roles)

    def marks(self) -> Iterator[tuple[int, int]]:
        """All marked content below, in order."""
        for child in self.content:
            if isinstance(child, Tag):
                yield from child.marks()
            else:
                yield child


class Pdf:
    """One file, read when asked."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        self.file = pikepdf.open(path)
        self._pages = {page.objgen: number for number, page in enumerate(self.file.pages)}

    @functools.cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in points."""
        boxes = [[float(number) for number in page.mediabox] for page in self.file.pages]
        return [(right - left, top - bottom) for left, bottom, right, top in boxes]

    @functools.cached_property
    def runs(self) -> list[Run]:
        """All text, in the order it is drawn."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [run for number, page in enumerate(document) for run in _runs(page, number)]

    @functools.cached_property
    def texts(self) -> list[str]:
        """The text of each page, as a reader copies it."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [page.get_textpage().get_text_bounded() for page in document]

    @functools.cached_property
    def tags(self) -> Tag:
        """The root of the tag tree."""
        root = Tag("StructTreeRoot")
        self._read_kids(self.file.Root.StructTreeRoot, root, None)
        return root

    def text(self, tag: Tag) -> str:
        """The text an element holds, spaces collapsed."""
        return " ".join("".join(map(self.run_text, tag.marks())).split())

    def run_text(self, mark: tuple[int, int]) -> str:
        """The text of one piece of marked content, by its page and number."""
        return self._by_mark.get(mark, "")

    def runs_of(self, tag: Tag) -> list[Run]:
        """The runs an element holds, in the order they are drawn."""
        marks = set(tag.marks())
        return [run for run in self.runs if (run.page, run.mark) in marks]

    @functools.cached_property
    def places(self) -> dict[str, tuple[int, float, float]]:
        """Named places: page, and x and y from the lower left."""
        names = list(self.file.Root.Names.Dests.Names) if "/Names" in self.file.Root else []
        pairs = zip(names[::2], names[1::2], strict=True)
        return {str(name): (self._pages[at[0].objgen], float(at[2]), float(at[3])) for name, at in pairs}

    @functools.cached_property
    def links(self) -> list[Link]:
        return [
            Link(number, *_box(item.Rect), str(item.get("/Contents", "")), _target(item), _url(item))
            for number, page in enumerate(self.file.pages)
            for item in page.get("/Annots", [])
            if item.Subtype == "/Link"
        ]

    @functools.cached_property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Depth, title and page of each, in order."""
        with self.file.open_outline() as outline:
            return list(self._bookmarks(outline.root, 0))

    def _bookmarks(self, items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            assert item.destination is not None
            yield depth, item.title, self._pages[item.destination[0].objgen]
            yield from self._bookmarks(item.children, depth + 1)

    @functools.cached_property
    def _by_mark(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for run in self.runs:
            key = (run.page, run.mark)
            found[key] = found.get(key, "") + run.text
        return found

    def _read_kids(self, source: pikepdf.Object, into: Tag, page: int | None) -> None:
        kids = source.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                into.content.append((page, kid))
            elif kid.get("/Type") == "/OBJR":
                continue
            elif "/S" in kid:
                own = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                child = Tag(str(kid.S)[1:], _text(kid, "/Alt"), _text(kid, "/T"))
                into.content.append(child)
                self._read_kids(kid, child, own)
            else:
                into.content.append((self._pages[kid.Pg.objgen] if "/Pg" in kid else page or 0, int(kid.MCID)))


def _text(item: pikepdf.Object, key: str) -> str | None:
    return str(item[key]) if key in item else None


def _box(rectangle: pikepdf.Object) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(number) for number in rectangle)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _target(item: pikepdf.Object) -> str | None:
    return str(item.Dest) if "/Dest" in item else None


def _url(item: pikepdf.Object) -> str | None:
    return str(item.A.URI) if "/A" in item else None


def _runs(page: pypdfium2.PdfPage, number: int) -> Iterator[Run]:
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        length = pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFTextObj_GetText(item.raw, textpage.raw, pointer, length)
        text = buffer.raw.decode("utf-16-le").rstrip("\0")
        mark, box = pdfium.FPDFPageObj_GetMarkedContentID(item.raw), item.get_bounds()
        form = item.container
        while form is not None:  # drawn in a form, whose place and marked content are its own
            mark = mark if mark >= 0 else pdfium.FPDFPageObj_GetMarkedContentID(form.raw)
            box = form.get_matrix().on_rect(*box)
            form = form.container
        yield Run(number, mark, *box, text)


@functools.cache
def read(path: Path) -> Pdf:
    """The file at a path that does not change."""
    return Pdf(path)
