"""The annotated transcript: interviews as critical editions, as a template sets them. Values.

Every passage of an interview stands here with its locator, the codes (themes) that cover each sentence and the claims
that rest there; its words only where they are at hand and the terms of the source let them be printed.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator

from reportgen.model.asset import Value
from reportgen.model.prose import Mark
from reportgen.model.transcript import Role

_WORD = re.compile(r"\S+(?=\s)")
_LONG = 24
"""Letters from which a last word may stand apart from what follows it."""


class Unprinted(enum.StrEnum):
    """Why an interview's words are not printed."""

    ABSENT = "absent"
    """The text is not at hand."""
    BACKGROUND = "background"
    """The interviewee spoke on background, and is not quoted."""
    ALLOWANCE = "allowance"
    """The source counts the words that may be quoted."""


class Reference(Value, frozen=True, kw_only=True):
    """A place as an index prints it, and where it stands in the document."""

    label: str
    """The locator as printed: `q1.p2.s3–s4`, with its source where there are several."""
    anchor: str


class Code(Value, frozen=True, kw_only=True):
    """A theme under the short code that the margin prints."""

    code: str
    """A letter for a theme of the first level in the codebook's order, with numbers for those below: `C`, `C2`."""
    path: str
    name: str
    """Its own name, without its parents'."""
    definition: str
    depth: int
    """0 for a theme of the first level."""
    claims: int
    """Claims that bear the theme itself."""
    places: tuple[Reference, ...] = ()
    """Where they rest, in the order of the text."""


class Resting(Value, frozen=True, kw_only=True):
    """A claim where the passage begins that it rests on."""

    mark: Mark
    label: str
    """What of the text it rests on, from the paragraph on: `s2`, `s2–s3`; `q2.p1` or `q2` for more."""
    codes: tuple[str, ...]


class Aside(Value, frozen=True, kw_only=True):
    """A passage that bears no claim."""

    label: str
    """What is set aside, from the paragraph on."""
    reason: str


class Sentence(Value, frozen=True, kw_only=True):
    """A sentence; a question, which is not divided, is one."""

    anchor: str
    """Its locator: `oshea/q1.p2.s3`."""
    label: str
    """`s3`; empty for a question."""
    start: int
    """Place in the normalised text (`TextPositionSelector`): code points, from 0, end exclusive."""
    end: int
    text: str | None = None
    """Its words as they stand in the text, where they are printed."""
    withheld: bool = False
    """Whether the interview is printed, but not this: it gives a name that the terms of a source protect."""
    spaced: bool = True
    """Whether white space separates it from the next one: not in Japanese or Chinese."""
    codes: tuple[str, ...] = ()
    """Of all claims that rest on it, in the codebook's order."""
    resting: tuple[Resting, ...] = ()
    """The claims whose passage begins here."""
    aside: Aside | None = None
    """Why it and what follows it bear no claim, where they were set aside."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(item.mark for item in self.resting)

    @property
    def noted(self) -> bool:
        """Whether anything is said beside it."""
        return bool(self.resting or self.aside)

    @property
    def pieces(self) -> tuple[str, str, str]:
        """Its words cut in three: the first word, those between, and the last, which what follows may not part from.

        Either may be empty: a line may break within what has no spaces.
        """
        words = self.text or ""
        found = _WORD.match(words)
        first = found[0] if found else ""
        last = words[len(first) :].rpartition(" ")[2] if first else words
        if unicodedata.east_asian_width(last[-1:] or "a") in "WF":
            last = last[-2:]
        if len(last) > _LONG:
            last = ""
        return first, words[len(first) : len(words) - len(last)], last


class Passage(Value, frozen=True, kw_only=True):
    """A title line, a question, a paragraph of an answer, a closing note."""

    anchor: str
    """Its locator: `oshea/q1.p2`."""
    label: str
    """The same as printed beside it: `q1.p2`."""
    role: Role
    sentences: tuple[Sentence, ...]
    speaker: str | None = None
    """Who says it, where that changes: short name or attribution."""
    time: str | None = None
    """When it begins, from the start of the recording: `0:12:05`."""

    @property
    def resting(self) -> tuple[Resting, ...]:
        return tuple(item for sentence in self.sentences for item in sentence.resting)


class Part(Value, frozen=True, kw_only=True):
    """What stands before the first question, a question with its answer, or what stands behind."""

    anchor: str
    """`oshea/q1`, `oshea/front`, `oshea/back`."""
    label: str
    """`q1`, `front`, `back`."""
    exchange: int | None
    """The number of the question."""
    passages: tuple[Passage, ...]


class EditedSource(Value, frozen=True, kw_only=True):
    """One interview."""

    id: str
    language: str
    """BCP 47 tag."""
    parts: tuple[Part, ...]
    unprinted: Unprinted | None = None
    """Why its words are not here; None where they are."""

    @property
    def passages(self) -> Iterator[Passage]:
        return (passage for part in self.parts for passage in part.passages)

    @property
    def withheld(self) -> int:
        """Sentences left out of a text that is printed."""
        return sum(sentence.withheld for passage in self.passages for sentence in passage.sentences)


class PersonEntry(Value, frozen=True, kw_only=True):
    """Someone in the index of people."""

    name: str
    """Family name first, as an index has it."""
    role: str | None = None
    speaks: tuple[Reference, ...] = ()
    """The parts in which claims are theirs."""
    held: tuple[Reference, ...] = ()
    """Where a claim passes on their words or view."""
    named: tuple[Reference, ...] = ()
    """Where their name stands in the words that are printed."""


class Edition(Value, frozen=True, kw_only=True):
    """Interviews as critical editions, with a table of codes and an index of people."""

    codes: tuple[Code, ...]
    """The themes used, with those above them, in the codebook's order."""
    sources: tuple[EditedSource, ...]
    people: tuple[PersonEntry, ...] = ()

    def strands(self, codes: tuple[str, ...]) -> tuple[int, ...]:
        """The first-level themes of some codes, each once, by their place among those used, from 0."""
        above: dict[str, int] = {}
        first = -1
        for code in self.codes:
            first += not code.depth
            above[code.code] = first
        return tuple(dict.fromkeys(above[code] for code in codes))

    @property
    def sentences(self) -> Iterator[tuple[EditedSource, Sentence]]:
        """Every sentence in reading order, with its source."""
        for source in self.sources:
            for passage in source.passages:
                yield from ((source, sentence) for sentence in passage.sentences)
