"""What a template says of itself in its `template.yaml`. Frozen values; no input or output."""

from __future__ import annotations

import enum
from typing import Annotated

import msgspec
from msgspec import Meta

from reportgen.model.dataset import Input, Text
from reportgen.model.formats import Format
from reportgen.model.page import Notes, Page

Scalar = int | float | bool | str
"""What an option may be."""


class Shows(enum.StrEnum):
    """What a template sets."""

    MEMO = "memo"
    """The brief's own words, resting on claims."""
    TRANSCRIPT = "transcript"
    """The interview itself, with its coding."""
    CODEBOOK = "codebook"
    """The themes, with what is coded to them."""


class Backing(enum.StrEnum):
    """What a template prints of each claim that a memo cites."""

    CLAIMS = "claims"
    """The claim in our words, with its place."""
    PLACES = "places"
    """Who says so, and where."""


class OptionType(enum.StrEnum):
    """What sort of value an option takes."""

    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"


class Option(Input, frozen=True, kw_only=True):
    """A choice that a template leaves to the brief: `output.options.<name>`."""

    type: OptionType
    default: Scalar
    description: Text
    choices: tuple[Scalar, ...] = ()
    """The values allowed; any of the type when empty."""
    notes: dict[str, Annotated[tuple[Notes, ...], Meta(min_length=1)]] = msgspec.field(default_factory=dict)
    """Where notes may stand, by value as YAML writes it, for values that leave them less room than the rest."""


class Limits(Input, frozen=True, kw_only=True):
    """What a memo of the template may not exceed."""

    pages: Annotated[int, Meta(ge=1)] | None = None
    """Pages before the annex."""
    total_pages: Annotated[int, Meta(ge=1)] | None = None
    """Pages of the whole document; what runs over them is a problem that says by how many lines."""
    words: Annotated[int, Meta(ge=1)] | None = None
    """Words of the brief's text, without its citations."""


class Manifest(Input, frozen=True, kw_only=True):
    """A template's `template.yaml`."""

    title: Text
    purpose: Text
    """One sentence: for whom, and what it is good for."""
    extends: Text | None = None
    """The template whose options, needs and limits it takes on where it says nothing of its own."""
    shows: Shows = Shows.MEMO
    needs: tuple[Text, ...] = ()
    """Keys that a brief must give."""
    evidence: Backing = Backing.CLAIMS
    sizes: Annotated[tuple[Page, ...], Meta(min_length=1)] = tuple(Page)
    notes: Annotated[tuple[Notes, ...], Meta(min_length=1)] = tuple(Notes)
    """Where notes may stand; the first, unless the brief or its style names another of them."""
    formats: Annotated[tuple[Format, ...], Meta(min_length=1)] = tuple(Format)
    options: dict[str, Option] = msgspec.field(default_factory=dict)
    limits: Limits = msgspec.field(default_factory=Limits)
