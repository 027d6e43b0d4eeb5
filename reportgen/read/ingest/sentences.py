"""Where the sentences of a paragraph stand."""

from __future__ import annotations

import itertools
import re


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in a text, without the white space around it. `language` is a BCP 47 tag."""
    from sentencex import segment  # here, for what never ingests

    # One plain space for each white space: wrapped lines and no-break spaces then end nothing, and sentencex 1.0
    # panics on "A", a no-break space and a stop. Lengths stay, so positions hold.
    pieces: list[str] = segment(language.partition("-")[0].lower(), re.sub(r"\s", " ", text))
    ends = itertools.accumulate(map(len, pieces))
    return [
        (end - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
        for piece, end in zip(pieces, ends, strict=True)
        if piece.strip()
    ]
