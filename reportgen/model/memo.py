"""The memo: the composed, self-contained document.

All that a template may see, and what the PDF carries as memo.json.
"""

from __future__ import annotations

import datetime

import msgspec

from reportgen.model.asset import Asset, Value
from reportgen.model.cited import CitedClaim, CitedSource, Quotation
from reportgen.model.codebook import Codebook
from reportgen.model.edition import Edition
from reportgen.model.figure import MemoFigure
from reportgen.model.page import Citation, Language, Notes, Page
from reportgen.model.prose import Block, Cite, Mark
from reportgen.model.style import PLAIN, Style
from reportgen.model.template import Backing, Scalar, Shows

FORMAT = "reportgen-memo/1"


class Setting(Value, frozen=True, kw_only=True):
    """How the memo is set: what the brief says, then its style, then the program."""

    page: Page = Page.A4
    notes: Notes = Notes.MARGIN
    language: Language = Language.EN_GB
    citation: Citation = Citation.CHICAGO
    max_pages: int | None = None
    """Pages the memo proper may fill before its annex."""
    max_pages_given: bool = False
    """Whether the brief says so; else its template does."""
    total_pages: int | None = None
    """Pages the whole document may fill."""
    evidence: Backing = Backing.CLAIMS
    """What is printed of each claim."""
    comments: bool = True
    """Whether each citation mark carries a PDF comment with its evidence."""
    options: dict[str, Scalar] = msgspec.field(default_factory=dict)
    """The template's own options, each with its value or its default."""


class Publisher(Value, frozen=True, kw_only=True):
    """The body that publishes the memo."""

    name: str
    logo: Asset | None = None
    contact: str | None = None


class MemoSection(Value, frozen=True, kw_only=True):
    """A section, its claims numbered."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    key_claims: tuple[Mark, ...] = ()
    """The claims set apart, each with its mark."""
    quote: Quotation | None = None
    """The passage set apart after the text."""
    figure: MemoFigure | None = None
    """Drawn after the text."""


class MemoRecommendation(Value, frozen=True, kw_only=True):
    """What the author thinks someone should do."""

    number: int
    actor: str
    blocks: tuple[Block, ...]
    rests_on: Cite


class Method(Value, frozen=True, kw_only=True):
    """The counts that "How this memo was made" reports."""

    claims_cited: int
    claims_selected: int
    claims_total: int
    themes: tuple[str, ...]
    """Names of the themes selected; all top-level ones when the brief names none."""
    dataset: str
    """The dataset's title."""
    quotations_left_out: int = 0
    """Passages the brief sets apart that are not printed: the text is not at hand."""
    quotations_unproved: int = 0
    """Quotations in prose that could not be proved: the text is not at hand."""


class Memo(Value, frozen=True, kw_only=True):
    """One memo, ready for a template."""

    format: str
    generator: str
    """Program and version: `reportgen 0.1.0`."""
    template: str
    title: str
    date: datetime.date
    bottom_line: tuple[Block, ...]
    takeaways: tuple[tuple[Block, ...], ...]
    sections: tuple[MemoSection, ...]
    recommendations: tuple[MemoRecommendation, ...]
    claims: tuple[CitedClaim, ...]
    """In order of number."""
    sources: tuple[CitedSource, ...]
    method: Method
    output: Setting
    look: Style = PLAIN
    """The house style, its fonts resolved."""
    shows: Shows = Shows.MEMO
    edition: Edition | None = None
    """The interview with its coding, for a template that shows it."""
    codebook: Codebook | None = None
    """The themes with what is coded to them, for a template that shows them."""
    quotations: tuple[Quotation, ...] = ()
    """Every quotation printed and proved, set apart or in prose, in reading order."""
    limits: tuple[Block, ...] = ()
    subtitle: str | None = None
    organisation: Publisher | None = None
    series: str | None = None
    number: str | None = None
    authors: tuple[str, ...] = ()
    to: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    re: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    funding: str | None = None
    licence: str | None = None

    def __repr__(self) -> str:
        return f"<Memo {self.title!r}: {len(self.sections)} sections, {len(self.claims)} claims cited>"

    @property
    def figures(self) -> tuple[MemoFigure, ...]:
        """The figures, in reading order."""
        return tuple(section.figure for section in self.sections if section.figure)

    def claim(self, number: int) -> CitedClaim:
        """The claim with this number."""
        return self.claims[number - 1]

    def note_form(self, number: int, *, first: bool = True) -> str:
        """How a note names its source: in full the first time a source's interviewee is cited, then by speaker."""
        claim = self.claim(number)
        source = next(source for source in self.sources if source.id == claim.source)
        heard = (item for item in self.claims if item.source == source.id and item.speaker == source.interviewee.name)
        return source.note if first and next(heard, None) is claim else claim.speaker_short

    def speakers(self, marks: tuple[Mark, ...]) -> tuple[str, ...]:
        """Short names of those who say what the marks cite, each once."""
        return tuple(dict.fromkeys(self.claim(mark.number).speaker_short for mark in marks))


def encode(memo: Memo) -> bytes:
    """The memo as canonical JSON: fixed key order, UTF-8, two-space indentation, a final newline."""
    return msgspec.json.format(msgspec.json.encode(memo), indent=2) + b"\n"


def decode(data: bytes) -> Memo:
    """The memo back from its JSON. Raises `msgspec.ValidationError` where it is not one."""
    return msgspec.json.decode(data, type=Memo)
