"""The brief: the YAML file that defines one memo. Frozen values; no input or output."""

from __future__ import annotations

import datetime
import enum
from typing import Annotated

import msgspec
from msgspec import Meta

from reportgen.model.dataset import Claim, Id, Input, Kind, Locator, Text, ThemePath, within

Prose = Annotated[str, Meta(min_length=1, description="Markdown, with citations as `[@claim-id; @other-id]`.")]
Relative = Annotated[str, Meta(min_length=1, description="A path relative to the brief, inside its folder.")]


class Page(enum.StrEnum):
    """Paper size."""

    A4 = "a4"
    LETTER = "letter"


class Notes(enum.StrEnum):
    """Where the notes to the citations stand."""

    MARGIN = "margin"
    FOOT = "foot"
    END = "end"


class Citation(enum.StrEnum):
    """The form in which the interview is cited."""

    CHICAGO = "chicago"
    APA = "apa"


class Language(enum.StrEnum):
    """Language of the memo: hyphenation, dates and fixed words."""

    EN_GB = "en-GB"
    EN_US = "en-US"


class Select(Input, frozen=True, kw_only=True):
    """Which claims the memo may draw on."""

    themes: tuple[ThemePath, ...] = ()
    """Themes, with all below them; none named means all."""
    kinds: tuple[Kind, ...] = tuple(Kind)
    exclude: tuple[Id, ...] = ()
    """Claims left out by id."""

    def takes(self, claim: Claim) -> bool:
        """Whether the selection takes this claim in: by theme (with all below it), by kind, and not excluded."""
        return (
            claim.id not in self.exclude
            and claim.kind in self.kinds
            and (not self.themes or any(within(path, theme) for path in claim.themes for theme in self.themes))
        )


class Quote(Input, frozen=True, kw_only=True):
    """A passage to print word for word, set apart. It is left out where the text is not at hand."""

    at: Locator
    from_: Text | None = msgspec.field(default=None, name="from")
    """Words inside the passage to begin with; its beginning when absent."""
    to: Text | None = None
    """Words inside the passage to end with; its end when absent."""


class Section(Input, frozen=True, kw_only=True):
    """One section of the memo."""

    heading: Text
    """Says something: a finding, not a topic."""
    text: Prose
    themes: tuple[ThemePath, ...] = ()
    """What the section is about; each must hold a selected claim."""
    key_claims: tuple[Id, ...] = ()
    """Claims set apart as the expert's key points."""
    quote: Quote | None = None
    """A passage set apart after the text."""


class Recommendation(Input, frozen=True, kw_only=True):
    """What the author thinks someone should do."""

    actor: Text
    text: Prose
    """Starts with a verb: "{actor} should" is understood."""
    rests_on: Annotated[tuple[Id, ...], Meta(min_length=1)]


class Organisation(Input, frozen=True, kw_only=True):
    """The body that publishes the memo."""

    name: Text
    logo: Relative | None = None
    """SVG or PNG."""
    contact: Text | None = None


class Output(Input, frozen=True, kw_only=True):
    """How the memo is set."""

    page: Page = Page.A4
    notes: Notes = Notes.MARGIN
    language: Language = Language.EN_GB
    citation: Citation = Citation.CHICAGO
    max_pages: Annotated[int, Meta(ge=1)] | None = None
    """Pages the memo proper may fill before its annex."""
    comments: bool = True
    """Whether each citation mark carries a PDF comment with its evidence."""


class Brief(Input, frozen=True, kw_only=True):
    """One memo: its words, its selection of claims, its setting."""

    title: Text
    """States the finding."""
    date: datetime.date
    """The memo's own date, the only one."""
    dataset: Relative
    """The dataset's folder."""
    bottom_line: Prose
    takeaways: Annotated[tuple[Prose, ...], Meta(min_length=1)]
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    recommendations: tuple[Recommendation, ...] = ()
    limits: Prose | None = None
    """What the expert could not know, and the view against."""
    template: Text = "policy-memo"
    select: Select = msgspec.field(default_factory=Select)
    subtitle: Text | None = None
    organisation: Organisation | None = None
    series: Text | None = None
    number: Text | None = None
    authors: tuple[Text, ...] = ()
    """Bodies or persons who answer for the memo."""
    to: Text | None = None
    from_: Text | None = msgspec.field(default=None, name="from")
    re: Text | None = None
    keywords: tuple[Text, ...] = ()
    description: Text | None = None
    """One sentence for catalogues; the PDF's subject."""
    funding: Text | None = None
    licence: Text | None = None
    output: Output = msgspec.field(default_factory=Output)

    def __repr__(self) -> str:
        return f"<Brief {self.title!r}, {len(self.sections)} sections>"
