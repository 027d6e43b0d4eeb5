"""What is drawn: the ferry memo in each template, style and paper, its pages side by side in one small picture."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

import reportgen
from tests.memos_for_print import TEMPLATES, VARIANTS, template_memo

REFERENCES = Path(__file__).parent / "references"
DPI, FINER = 40, 4
"""Dots per inch, and by how much finer a page is drawn first."""
COLOURS = 96
GAP = 4
"""Grey pixels between pages."""
_STYLES = ("plain", "modern", "print", "screen")
_PAPERS = ("a4", "letter")
_SHORT = {"sections": "[]", "limits": "", "subtitle": ""}
"""What one page cannot hold in large type."""


def _settings(template: str, style: str, paper: str) -> Mapping[str, str]:
    chosen = {} if style == "plain" else {"style": style}
    short = _SHORT if (template, style) == ("one-page", "screen") else {}
    return {"output.page": paper, **chosen, **short}


CASES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    f"{template}-{style}-{paper}": (template, _settings(template, style, paper))
    for template, style, paper in (
        *itertools.product(TEMPLATES, _STYLES, _PAPERS),
        *((variant, "plain", "a4") for variant in VARIANTS),
    )
}
"""By name: the way to set a template, and keys of the brief."""


def draw(name: str) -> Image.Image:
    """The pages of a case, in few colours."""
    template, settings = CASES[name]
    return sheet(reportgen.render_pdf(template_memo(template, **settings)))


def sheet(pdf: bytes) -> Image.Image:
    """A PDF's pages side by side, in few colours.

    Drawn large and made small, so that letters are grey by what they cover and not by how a renderer smooths them.
    """
    pages = [page.reduce(FINER) for page in drawn_pages(pdf, DPI * FINER)]
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "#808080")
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + GAP
    return whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def drawn_pages(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """A PDF's pages as pictures; through no file, which takes most of the time."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")


def reference(name: str) -> Path:
    return REFERENCES / f"{name}.png"
