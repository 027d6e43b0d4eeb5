"""Where the sentences of an annotated transcript stand on a laid-out page: an area for each line they run over.

A template names a sentence's runs in `data-sentence`. Boxes are the renderer's own affair (see `boxes`): where they are
not as expected there are no areas, and a comment stays on its mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left."""

_POINTS = 0.75
"""Points in a CSS pixel."""
_LINE = 2.0
"""Pixels by which runs of one line may stand higher or lower."""


def sentences(page: Any) -> Mapping[str, tuple[Area, ...]]:
    """The areas of each sentence on a page, from top to bottom, by the name its runs bear."""
    found: dict[str, list[list[float]]] = {}
    try:
        for name, (left, top, width, height) in _runs(getattr(page, "_page_box")):  # noqa: B009 (private)
            lines = found.setdefault(name, [])
            if lines and abs(lines[-1][1] - top) < _LINE:
                lines[-1][2] = max(lines[-1][2], left + width)
            else:
                lines.append([left, top, left + width, top + height])
        return {
            name: tuple(
                (left * _POINTS, (page.height - bottom) * _POINTS, right * _POINTS, (page.height - top) * _POINTS)
                for left, top, right, bottom in lines
            )
            for name, lines in found.items()
        }
    except AttributeError:
        return {}


def _runs(box: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Name, left, top, width and height of each run, in reading order."""
    if type(box).__name__ == "InlineBox" and (name := box.element.get("data-sentence")) and box.width > 0:
        yield name, (box.position_x, box.position_y, box.width, box.height)
    for child in getattr(box, "children", ()):
        yield from _runs(child)
