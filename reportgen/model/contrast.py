"""Contrast of colours as WCAG 2.2 counts it (1.4.3, relative luminance of sRGB). Colours are `#rrggbb`."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

TEXT = 4.5
"""What text needs against its background."""
_STEPS = 512

Rgb = tuple[float, float, float]


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, whichever is the lighter."""
    low, high = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (high + 0.05) / (low + 0.05)


def nearest(colour: str, grounds: Sequence[str], least: float = TEXT) -> str | None:
    """The colour of the same hue and saturation, as near in lightness as can be, that stands out from all grounds.

    None where no lightness will do.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    for step in sorted(range(_STEPS + 1), key=lambda step: abs(step / _STEPS - lightness)):
        candidate = _hex(colorsys.hls_to_rgb(hue, step / _STEPS, saturation))
        if all(ratio(candidate, ground) >= least for ground in grounds):
            return candidate
    return None


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
