"""Figures: what a brief asks for, and what a memo carries. Frozen values; no input or output."""

from __future__ import annotations

import enum

import msgspec

from reportgen.model.asset import Value
from reportgen.model.dataset import Id, Input, Text, ThemePath
from reportgen.model.page import Relative
from reportgen.model.prose import Cite

CLAIM_FIELDS = (
    *("id", "number", "text", "label", "kind", "speaker", "source", "theme", "themes"),
    *("value", "unit", "qualifier", "amount", "date", "start", "end"),
)
"""What a specification finds of each claim. `theme` is the first, with all above it; `amount` and `date` are in words,
`start` and `end` years with decimals."""


class FigureKind(enum.StrEnum):
    """What a figure draws."""

    TIMELINE = "timeline"
    """Claims with `when`, along time."""
    QUANTITIES = "quantities"
    """Bars of claims with `quantity` in one unit."""
    COVERAGE = "coverage"
    """Themes by exchanges: how many sentences are coded where."""
    THEMES = "themes"
    """Claims in each theme."""
    SPEC = "spec"
    """A Vega-Lite specification over the claims' data."""


class Figure(Input, frozen=True, kw_only=True):
    """A figure drawn from claims, after a section's text."""

    kind: FigureKind
    title: Text
    """States what the figure shows."""
    themes: tuple[ThemePath, ...] = ()
    """Whose claims it draws on; the section's themes when neither these nor `claims` are given."""
    claims: tuple[Id, ...] = ()
    """The claims themselves, by id."""
    labels: dict[Id, Text] = msgspec.field(default_factory=dict)
    """Short words for claims, by id, in place of their text or of the label of their quantity."""
    unit: Text | None = None
    """For `quantities`: the unit, where the claims have several."""
    spec: Relative | None = None
    """For `spec`: a Vega-Lite specification (JSON) over the data `claims`."""
    alt: Text | None = None
    """The figure in words; written from the data when absent, which for `spec` it may not be."""
    note: Text | None = None


class MemoFigure(Value, frozen=True, kw_only=True):
    """A figure as the memo carries it: its data and its drawing instructions, not its picture."""

    number: int
    anchor: str
    """Of the figure itself: `figure-1`."""
    kind: FigureKind
    title: str
    alt: str
    """What a reader who cannot see it needs: plain sentences, the finding first."""
    columns: tuple[str, ...]
    """Heads of its data table."""
    rows: tuple[tuple[str, ...], ...]
    """Its data in words, for the table in the annex."""
    spec: str
    """The Vega-Lite specification with its data, as canonical JSON, without fonts and colours.

    A pixel is 1/96 inch where the memo's text has 10 points.
    """
    source: Cite
    """The claims it draws on."""
    note: str | None = None
