"""What the comparison of pictures notices, and what it does not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest
from PIL import Image

import reportgen
from tests.house import House
from tests.memos_for_print import TEMPLATES, template_memo
from tests.visual.cases import DPI, FINER, GAP, drawn_pages, sheet
from tests.visual.compare import COLOUR, LIGHTNESS, compare


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A memo's PDF, and its picture as a reference."""

    memo: reportgen.Memo
    pdf: bytes
    picture: Image.Image


@pytest.fixture(scope="module", params=TEMPLATES)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    memo = template_memo(request.param)
    pdf = reportgen.render_pdf(memo)
    return Drawn(memo, pdf, sheet(pdf))


def together(pictures: list[Image.Image], like: Image.Image) -> Image.Image:
    whole = Image.new("RGB", like.size, "#808080")
    left = 0
    for picture in pictures:
        whole.paste(picture, (left, 0))
        left += picture.width + GAP
    return whole


def test_a_page_is_like_itself(drawn: Drawn) -> None:
    found = compare(sheet(drawn.pdf), drawn.picture)
    assert (found.lightness, found.colour, found.alike) == (0, 0, True)


@pytest.mark.parametrize("smoothing", [Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS])
def test_edges_smoothed_otherwise_are_not_noticed(drawn: Drawn, smoothing: Image.Resampling) -> None:
    made = [
        page.resize((-(-page.width // FINER), -(-page.height // FINER)), smoothing)
        for page in drawn_pages(drawn.pdf, DPI * FINER)
    ]
    assert compare(together(made, drawn.picture), drawn.picture).alike


def test_nor_is_a_page_drawn_at_another_resolution(drawn: Drawn) -> None:
    made = [page.reduce(3) for page in drawn_pages(drawn.pdf, DPI * 3)]
    assert compare(together(made, drawn.picture), drawn.picture).alike


@pytest.mark.parametrize(("across", "down"), [(3, 0), (0, 3), (-3, 0), (0, -3)])
def test_a_block_that_moves_is_noticed(drawn: Drawn, across: int, down: int) -> None:
    """A quarter of a page, by three pixels: two millimetres."""
    block = (30, 90, 200, 230)
    moved = drawn.picture.convert("RGB")
    part = moved.crop(block)
    moved.paste("white", block)
    moved.paste(part, (block[0] + across, block[1] + down))
    found = compare(moved, drawn.picture)
    assert not found.alike
    assert found.lightness > LIGHTNESS


def test_a_single_line_that_moves_is_noticed(good_project: Path) -> None:
    house = House(good_project)
    pictures = []
    for top in ("0", "2mm"):
        house.body(f"<p>One line of text.</p><p style='position: relative; top: {top}'>And one below it.</p>")
        pictures.append(sheet(house.pdf()))
    assert not compare(pictures[1], pictures[0]).alike


@pytest.mark.parametrize("accent", ["#5c0b2f", "#1f3a93", "#0b5c1f"])
def test_another_accent_is_noticed(drawn: Drawn, accent: str) -> None:
    colours = msgspec.structs.replace(drawn.memo.look.colours, accent=accent)
    memo = msgspec.structs.replace(drawn.memo, look=msgspec.structs.replace(drawn.memo.look, colours=colours))
    found = compare(sheet(reportgen.render_pdf(memo)), drawn.picture)
    assert not found.alike
    assert found.colour > COLOUR


def test_text_that_is_gone_is_noticed(drawn: Drawn) -> None:
    gone = drawn.picture.convert("RGB")
    gone.paste("white", (50, 130, 90, 137))
    assert gone.tobytes() != drawn.picture.convert("RGB").tobytes()
    assert not compare(gone, drawn.picture).alike


def test_a_page_more_or_less_is_noticed(drawn: Drawn) -> None:
    longer = Image.new("RGB", (drawn.picture.width + 300, drawn.picture.height), "white")
    longer.paste(drawn.picture, (0, 0))
    found = compare(longer, drawn.picture)
    assert (found.alike, found.sized) == (False, False)
    assert found.difference.size == longer.size


def test_where_they_differ_is_shown(drawn: Drawn) -> None:
    changed = drawn.picture.convert("RGB")
    changed.paste("#ff0000", (100, 200, 120, 220))
    shown = compare(changed, drawn.picture).difference
    assert shown.getpixel((110, 210)) == 255
    assert shown.getpixel((10, 10)) == 0
