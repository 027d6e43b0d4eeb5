"""The brief: the YAML file that defines one memo. Frozen values; no input or output."""

from __future__ import annotations

import datetime
import functools
from typing import Annotated

import msgspec
from msgspec import Meta

from reportgen.model.dataset import Claim, Id, Input, Kind, Locator, Text, ThemePath
from reportgen.model.figure import Figure
from reportgen.model.page import Citation, Language, Notes, Page, Relative
from reportgen.model.style import Organisation, Style
from reportgen.model.template import Scalar

Prose = Annotated[str, Meta(min_length=1, description="Markdown, with citations as `[@claim-id; @other-id]`.")]


class Select(Input, frozen=True, kw_only=True, dict=True):
    """Which claims the memo may draw on."""

    themes: tuple[ThemePath, ...] = ()
    """Themes, with all below them; none named means all."""
    kinds: tuple[Kind, ...] = tuple(Kind)
    exclude: tuple[Id, ...] = ()
    """Claims left out by id."""

    def takes(self, claim: Claim) -> bool:
        """Whether the selection takes this claim in: by theme (with all below it), by kind, and not excluded."""
        if claim.kind not in self.kinds or claim.id in self._excluded:
            return False
        return not self.themes or any(f"{path}/".startswith(self._openings) for path in claim.themes)

    @functools.cached_property
    def _excluded(self) -> frozenset[str]:
        return frozenset(self.exclude)

    @functools.cached_property
    def _openings(self) -> tuple[str, ...]:
        """How a path begins that is within one of the themes: `nato/` is within `nato`, `natopolicy/` is not."""
        return tuple(f"{theme}/" for theme in self.themes)


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
    figure: Figure | None = None
    """Drawn from claims, after the text."""


class Recommendation(Input, frozen=True, kw_only=True):
    """What the author thinks someone should do."""

    actor: Text
    text: Prose
    """Starts with a verb: "{actor} should" is understood."""
    rests_on: Annotated[tuple[Id, ...], Meta(min_length=1)]


class Output(Input, frozen=True, kw_only=True):
    """How the memo is set. What is left open is the style's, then the program's."""

    page: Page | None = None
    notes: Notes | None = None
    language: Language | None = None
    citation: Citation | None = None
    max_pages: Annotated[int, Meta(ge=1)] | None = None
    """Pages the memo proper may fill before its annex; the template's limit when absent."""
    comments: bool = True
    """Whether each citation mark carries a PDF comment with its evidence."""
    options: dict[str, Scalar] = msgspec.field(default_factory=dict)
    """The template's own options, by name."""


class Brief(Input, frozen=True, kw_only=True):
    """One memo: its words, its selection of claims, its setting."""

    title: Text
    """States the finding."""
    date: datetime.date
    """The memo's own date, the only one."""
    dataset: Relative
    """The dataset's folder."""
    bottom_line: Prose | None = None
    takeaways: tuple[Prose, ...] = ()
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    limits: Prose | None = None
    """What the expert could not know, and the view against."""
    template: Text = "policy-memo"
    """Which of these parts a brief needs is said by its template."""
    style: Text | Style | None = None
    """A style by its name, or written out; `templates/style.yaml` when absent, where there is one."""
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
