"""Font files cut down to the characters of a page, as WOFF 2."""

from __future__ import annotations

import functools
import io

_FIGURES = ("onum", "lnum", "pnum", "tnum")
"""Figures of all forms, besides what fontTools keeps of itself (kerning, ligatures, marks, local forms)."""
_SMALL_CAPITALS = ("smcp", "c2sc")
_HYPHENS = frozenset("-\u2010")
"""What a browser ends a line with inside a word."""
_LEFT_OUT = ("DSIG", "MATH", "meta")


class UnreadableFontError(ValueError):
    """A file that is no font, or one that fontTools cannot read."""


@functools.lru_cache(maxsize=16)
def characters(data: bytes) -> frozenset[str]:
    """The characters that a font has glyphs for. Raises `UnreadableFontError`."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, OSError, ValueError, KeyError) as error:
        raise UnreadableFontError(str(error) or type(error).__name__) from error


@functools.lru_cache(maxsize=64)
def subset(data: bytes, kept: frozenset[str], small_capitals: bool = False) -> bytes:
    """The font with what these characters and hyphens need, without hints.

    The same bytes for the same input and versions.
    """
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont

    options = cutter.Options(
        flavor="woff2",
        hinting=False,
        desubroutinize=True,
        layout_features=[*cutter.Options().layout_features, *_FIGURES, *(_SMALL_CAPITALS if small_capitals else ())],
        name_IDs=[0, 1, 2, 13, 14],  # copyright, names and licence
        notdef_outline=True,
    )
    options.drop_tables = [*options.drop_tables, *_LEFT_OUT]
    with TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True) as font:
        work = cutter.Subsetter(options)
        work.populate(text="".join(sorted(kept | _HYPHENS)))
        work.subset(font)
        out = io.BytesIO()
        cutter.save_font(font, out, options)
        return out.getvalue()
