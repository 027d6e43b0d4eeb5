"""The dataset: sources, people, the codebook and the claims. Frozen values; no input or output.

Names follow CSL (sources, names), REFI-QDA (codebook) and EDTF (dates). The same types give the JSON Schema.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

# `gc=False`, where there may be very many: the garbage collector need not look at what cannot hold itself.
# `$` alone would let a line end pass: msgspec and jsonschema search as Python's `re` does.
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
THEME = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$(?!\n)"
LOCATOR = (
    r"^[a-z0-9]+(-[a-z0-9]+)*/"
    r"(q[1-9][0-9]*(\.q|\.p[1-9][0-9]*(\.s[1-9][0-9]*(-s[1-9][0-9]*)?)?)?"
    r"|(front|back)\.p[1-9][0-9]*(\.s[1-9][0-9]*(-s[1-9][0-9]*)?)?)$(?!\n)"
)

Id = Annotated[str, Meta(pattern=ID, description="Lower-case letters, digits and single hyphens.")]
ThemePath = Annotated[str, Meta(pattern=THEME, description="A theme by its path, such as `nato/summits`.")]
Locator = Annotated[
    str,
    Meta(
        pattern=LOCATOR,
        max_length=200,
        description="A place in a source: `oshea/q3.p2.s2` (source / exchange . paragraph . sentence), "
        "`oshea/q3.p2.s2-s4`, `oshea/q3.p2`, `oshea/q3`, `oshea/q3.q` (the question), `oshea/front.p4.s2`, "
        "`oshea/back.p1`.",
    ),
]
Text = Annotated[str, Meta(min_length=1)]


class Kind(enum.StrEnum):
    """What sort of statement a claim is."""

    FACT = "fact"
    """Stated by the speaker as so."""
    ASSESSMENT = "assessment"
    """The speaker's own judgement."""
    FORECAST = "forecast"
    """What the speaker expects."""
    REPORTED = "reported"
    """Someone else's words or view, passed on by the speaker."""


class Qualifier(enum.StrEnum):
    """How a number is hedged in the source."""

    EXACTLY = "exactly"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class Terms(enum.StrEnum):
    """On what terms a source spoke, as newsrooms have them."""

    ON_RECORD = "on-record"
    """Named and quoted."""
    NOT_FOR_ATTRIBUTION = "not-for-attribution"
    """Quoted, and called by a description only, everywhere."""
    BACKGROUND = "background"
    """Paraphrased, called by a description only, never quoted."""


class Input(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all types read from a file have in common: frozen, and unknown keys refused."""


class Name(Input, frozen=True, kw_only=True):
    """A CSL name: `family` and `given` for a person, `literal` for a body or a group."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    family_first: bool = False
    """Printed family name first, as for Japanese, Korean and Chinese names."""

    @property
    def full(self) -> str:
        """The name as running text prints it."""
        if self.literal:
            return self.literal
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """The family name, or the literal name."""
        return self.literal or self.family or self.given or ""


class Person(Input, frozen=True, kw_only=True):
    """Someone who speaks, asks, publishes or is named as holding a view; a body or group by `name.literal`."""

    id: Id
    name: Name
    role: Text | None = None
    """As the source gives it, at the time of the interview."""
    affiliation: Text | None = None
    note: Text | None = None


class Source(Input, frozen=True, kw_only=True):
    """One interview: its bibliographic record in CSL terms, and where its index stands."""

    id: Id
    title: Text
    interviewee: Id
    """Person id. CSL calls the interviewee of an interview its author."""
    interviewer: Id | None = None
    publisher: Id | None = None
    """Person id of the body that published it."""
    issued: Text | None = None
    """EDTF date of publication; absent when the source does not say, and then printed as "n.d."."""
    url: Text | None = None
    language: Text = "en"
    """BCP 47 tag of the interview's language."""
    transcript: Text = "transcript.json"
    """The stand-off index, relative to the dataset's folder."""
    text: Text = "interview.txt"
    """The reader's own copy of the text, relative to the dataset's folder; it need not be there."""
    terms: Terms = Terms.ON_RECORD
    attribution: Text | None = None
    """What the interviewee is called unless on the record, such as `a European scholar of Japan`."""
    quotation_words: Annotated[int, Meta(ge=0)] | None = None
    """Words of the source that one memo may quote; no limit when absent."""
    note: Text | None = None
    subtitle: Text | None = None

    @property
    def full_title(self) -> str:
        """Title and subtitle, as a reference prints them."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


class Theme(Input, frozen=True, kw_only=True):
    """A code of the codebook (REFI-QDA `Code`), with its sub-themes."""

    id: Id
    name: Text
    definition: Text
    include: Text | None = None
    exclude: Text | None = None
    themes: tuple[Theme, ...] = ()


class Quantity(Input, frozen=True, kw_only=True, gc=False):
    """The number a claim bears."""

    value: float
    unit: Text
    """What is counted, such as `percent of GDP`, `billion USD`, `meetings`."""
    qualifier: Qualifier = Qualifier.EXACTLY
    label: Text
    """What the number is of, for a chart or a table."""


class Claim(Input, frozen=True, kw_only=True, gc=False):
    """One statement in our own words, and the passages it rests on."""

    id: Id
    text: Text
    """One sentence, complete without its neighbours."""
    kind: Kind
    speaker: Id
    """Person id of who says so."""
    themes: Annotated[tuple[ThemePath, ...], Meta(min_length=1)]
    evidence: Annotated[tuple[Locator, ...], Meta(min_length=1)]
    attributed_to: Id | None = None
    """Person id of whose words or view a `reported` claim passes on."""
    quantity: Quantity | None = None
    when: Text | None = None
    """EDTF level 0 or 1, only where the source says so."""


class SetAside(Input, frozen=True, kw_only=True):
    """A passage that bears no claim, and why."""

    at: Locator
    reason: Text


class Dataset(Input, frozen=True, kw_only=True, dict=True):
    """Everything known of one or more coded interviews."""

    id: Id
    title: Text
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    people: Annotated[tuple[Person, ...], Meta(min_length=1)]
    themes: Annotated[tuple[Theme, ...], Meta(min_length=1)]
    claims: Annotated[tuple[Claim, ...], Meta(min_length=1)]
    set_aside: tuple[SetAside, ...] = ()

    def __repr__(self) -> str:
        return f"<Dataset {self.id}: {len(self.sources)} sources, {len(self.claims)} claims>"

    @functools.cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for claim in self.claims}

    @functools.cached_property
    def claims_by_source(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that rest on each source, in their order."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for source in {locator.partition("/")[0] for locator in claim.evidence}:
                found.setdefault(source, []).append(claim)
        return {source: tuple(claims) for source, claims in found.items()}

    @functools.cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return {source.id: source for source in self.sources}

    def walk_themes(self) -> Iterator[tuple[str, Theme]]:
        """Each theme with its path, parents first."""
        stack = [(theme.id, theme) for theme in reversed(self.themes)]
        while stack:
            path, theme = stack.pop()
            yield path, theme
            stack.extend((f"{path}/{child.id}", child) for child in reversed(theme.themes))


def within(path: str, ancestor: str) -> bool:
    """Whether a theme path is `ancestor` or below it: `nato/summits` is within `nato`, `natopolicy` is not."""
    return path == ancestor or path.startswith(ancestor + "/")
