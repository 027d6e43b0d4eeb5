"""What a figure is drawn from, and what drawing it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reportgen.compose.figures.layout import Spec
from reportgen.model.dataset import Claim


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with all that a figure says of it, in the memo's language."""

    claim: Claim
    number: int
    """Its number in the memo."""
    label: str
    date: str
    """Its `when` in words; nothing where it has none."""
    amount: str
    """Its quantity without the unit, hedged as the source has it; nothing where it has none."""
    speaker: str
    themes: tuple[str, ...]
    """Names, parents first."""


class Picture(NamedTuple):
    """A figure's drawing instructions, with the same in words."""

    columns: tuple[str, ...]
    """Heads of the data table."""
    rows: tuple[tuple[str, ...], ...]
    spec: Spec
    alt: str


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!", "。")) else f"{text}."
