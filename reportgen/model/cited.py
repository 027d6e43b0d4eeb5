"""What a memo cites: claims with the places they rest on, sources with the people behind them, quotations. Values."""

from __future__ import annotations

from reportgen.model.asset import Value
from reportgen.model.dataset import Kind, Quantity, Terms
from reportgen.model.prose import Inline


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
    kind_called: str | None = None
    """The kind in the memo's language, where that is not English."""
    joint: str = "; "
    """What stands between places, in the memo's language."""

    @property
    def kind_name(self) -> str:
        """The kind as the memo prints it."""
        return self.kind_called or self.kind.value

    @property
    def place(self) -> str:
        return self.joint.join(item.place for item in self.evidence)

    @property
    def short(self) -> str:
        """The places for a note; those in another interview than the first name it by its id."""
        own = f"{self.source}/"
        named = (
            item.short if item.locator.startswith(own) else f"{item.locator.partition('/')[0]}, {item.short}"
            for item in self.evidence
        )
        return self.joint.join(dict.fromkeys(named))


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
