"""How far two pictures of pages are apart to the eye: what has moved or changed colour, not how edges are smoothed.

Both are blurred a little, so that an edge smoothed otherwise is the same edge. Lightness and colour are looked at apart
(ITU-T T.871): smoothing changes how light the points of an edge are, and hardly their colour. The differences are
averaged over small tiles: a line that has moved fills a tile, an edge does not.
"""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

BLUR = 1.0
"""Pixels."""
TILE = 6
"""Pixels on each side."""
LIGHTNESS, COLOUR = 22, 4
"""The most that a tile may differ on average, of 255."""


class Comparison(NamedTuple):
    """Two pictures against each other. Differences are the largest of a tile, of 255."""

    lightness: float
    colour: float
    difference: Image.Image
    """Where they differ, white on black."""
    sized: bool = True
    """Whether they are of one size."""

    @property
    def alike(self) -> bool:
        return self.sized and self.lightness <= LIGHTNESS and self.colour <= COLOUR


def compare(actual: Image.Image, expected: Image.Image) -> Comparison:
    """The comparison of two pictures."""
    size = max(actual.width, expected.width), max(actual.height, expected.height)
    blurred = [_on(size, picture).filter(ImageFilter.GaussianBlur(BLUR)) for picture in (actual, expected)]
    luma, *chroma = ImageChops.difference(*(picture.convert("YCbCr") for picture in blurred)).split()
    either = ImageChops.lighter(*chroma)
    shown = ImageChops.lighter(luma, either.point(lambda value: min(255, value * LIGHTNESS // COLOUR)))
    return Comparison(
        _worst(luma), _worst(either), shown.point(lambda value: min(255, value * 4)), actual.size == expected.size
    )


def _worst(difference: Image.Image) -> float:
    """The tile that differs most; tiles that start half a tile later count too, so that no border hides anything."""
    shifted = ImageChops.offset(difference, TILE // 2, TILE // 2)
    return float(max(picture.reduce(TILE).getextrema()[1] for picture in (difference, shifted)))


def _on(size: tuple[int, int], picture: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", size, "#808080")
    sheet.paste(picture.convert("RGB"), (0, 0))
    return sheet
