"""The memo: the composed, self-contained document.

All that a template may see, and what the PDF carries as memo.json.
"""

from __future__ import annotations

import datetime

import msgspec

from reportgen.model.asset import Asset, Value
from reportgen.model.brief import Output
from reportgen.model.dataset import Kind, Quantity, Terms
from reportgen.model.prose import Block, Cite, Inline, Mark

FORMAT = "reportgen-memo/1"


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


class MemoRecommendation(Value, frozen=True, kw_only=True):
    """What the author thinks someone should do."""

    number: int
    actor: str
    blocks: tuple[Block, ...]
    rests_on: Cite


class Quotation(Value, frozen=True, kw_only=True):
    """Words of a source, proved to stand there."""

    text: str
    """As printed: whitespace folded, cuts marked by an ellipsis, insertions in brackets."""
    source: str
    """Source id."""
    locator: str
    place: str
    speaker: str
    start: int
    """Place in the normalised text (`TextPositionSelector`): code points, from 0, end exclusive."""
    end: int


class Evidence(Value, frozen=True, kw_only=True):
    """One place a claim rests on."""

    locator: str
    place: str
    """For people: `answer 3, paragraph 2, sentence 6`."""
    short: str
    """For notes: `answer 3, ¶2`."""
    start: int
    """Place in the normalised text (`TextPositionSelector`): code points, from 0, end exclusive."""
    end: int
    passage: str | None = None
    """The words there, when the text is at hand and the source's terms allow them to be quoted."""
    prefix: str | None = None
    """Up to 32 code points before, with a passage (`TextQuoteSelector`)."""
    suffix: str | None = None
    """Up to 32 code points after."""


class CitedClaim(Value, frozen=True, kw_only=True):
    """A claim as the memo cites it."""

    number: int
    id: str
    text: str
    kind: Kind
    speaker: str
    """Full name."""
    speaker_short: str
    source: str
    """Source id."""
    evidence: tuple[Evidence, ...]
    themes: tuple[str, ...]
    """Names of themes, parents first: `NATO: Summits`."""
    anchors: tuple[str, ...]
    """Where it is cited, in reading order."""
    attributed_to: str | None = None
    quantity: Quantity | None = None
    when: str | None = None

    @property
    def place(self) -> str:
        return "; ".join(item.place for item in self.evidence)

    @property
    def short(self) -> str:
        """The places for a note; those in another interview than the first name it by its id."""
        own = f"{self.source}/"
        named = (
            item.short if item.locator.startswith(own) else f"{item.locator.partition('/')[0]}, {item.short}"
            for item in self.evidence
        )
        return "; ".join(dict.fromkeys(named))


class PersonRecord(Value, frozen=True, kw_only=True):
    """Someone behind a source, as the source describes them."""

    name: str
    family: str | None = None
    given: str | None = None
    role: str | None = None
    affiliation: str | None = None


class CitedSource(Value, frozen=True, kw_only=True):
    """An interview the memo draws on."""

    id: str
    title: str
    interviewee: PersonRecord
    reference: tuple[Inline, ...]
    """The entry for a list of sources, in the brief's citation form."""
    note: str
    """The first note's citation, without the place: `Paul O’Shea, interview by …, n.d.`"""
    text_sha256: str
    text_length: int
    """In code points, after normalisation."""
    media_type: str
    """Of the text that was indexed."""
    sentences: int
    """Sentences in all answers."""
    coded: int
    """Sentences that are evidence for a claim."""
    set_aside: int
    interviewer: PersonRecord | None = None
    publisher: str | None = None
    issued: str | None = None
    """EDTF, as the dataset has it."""
    terms: Terms = Terms.ON_RECORD
    text_at_hand: bool = False
    """Whether the memo was made with the text: its quotations were proved against it."""
    dated: str | None = None
    """The same in words, for print."""

    @property
    def uncoded(self) -> int:
        """Sentences in answers that are neither."""
        return self.sentences - self.coded - self.set_aside


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
    output: Output
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
