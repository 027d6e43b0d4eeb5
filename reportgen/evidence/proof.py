"""What becomes of a quotation in prose: proved against the passages cited beside it, unproved, or wrong."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.evidence import misquote
from reportgen.evidence.quote import canonical, count_words, parts_of
from reportgen.evidence.quoted import LEAST, Quoted, is_title
from reportgen.evidence.regions import Region, Texts, cited_places, joins, locator_of
from reportgen.model.dataset import Claim, Terms
from reportgen.model.project import LoadedDataset

NEAR = 85
"""Per cent of likeness from which words in a title or heading are taken for a misquotation."""
_OWN_WORDS = "put it in your own words, without quotation marks"


class Place(NamedTuple):
    """Where words stand: code points of the normalised text, from 0, end exclusive."""

    source: str
    start: int
    end: int


class Fault(NamedTuple):
    """What is wrong with a quotation."""

    code: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation of three words or more, and what was found. Without place and fault it is unproved."""

    quoted: Quoted
    text: str
    """The reading that was judged."""
    source: str | None
    """Whose words it is taken to be; None where that cannot be said."""
    place: Place | None = None
    fault: Fault | None = None


class Judge:
    """Judges the quotations of one dataset's memos and claims."""

    def __init__(self, loaded: LoadedDataset, titles: Iterable[str] = ()) -> None:
        dataset = loaded.value
        self._loaded = loaded
        self._texts = Texts(loaded)
        self._claims = dataset.claims_by_id
        self._terms = {source.id: source.terms for source in dataset.sources}
        self._own_titles = tuple(titles)

    def judge(self, quoted: Quoted) -> Judged | None:
        """What was found; None for a term, a title, and what stands beside no claim of the dataset."""
        readings = [reading for reading in quoted.readings if count_words(reading) >= LEAST and parts_of(reading)]
        claims = [self._claims[id_] for id_ in quoted.claims if id_ in self._claims]
        places = cited_places(claims, self._loaded)
        if not readings or not places:
            return None
        sources = tuple(dict.fromkeys(source for source, _ in places))
        for reading in readings:
            for source, name in places:
                for region in self._texts.regions(source):
                    if region.name == name and (span := region.find(parts_of(reading), places[source, name])):
                        return self._proved(quoted, reading, Place(source, *span))
        text = readings[-1]
        if is_title(text) or _folded(text) in self._titles:
            return None
        whose = sources[0] if len(sources) == 1 else None
        if quoted.beside and all(self._terms.get(source) is Terms.BACKGROUND for source in sources):
            return Judged(quoted, text, whose, fault=on_background(sources[0]))
        if not all(source in self._texts for source in sources):
            return Judged(quoted, text, whose) if quoted.beside else None
        fault = self._fault(quoted, text, sources, [name for _, name in places])
        return Judged(quoted, text, whose, fault=fault) if fault else None

    @functools.cached_property
    def _titles(self) -> frozenset[str]:
        """Titles of the dataset, of its sources and of the memo, which are no quotations."""
        dataset = self._loaded.value
        own = [dataset.title, *(name for source in dataset.sources for name in (source.title, source.full_title))]
        return frozenset(_folded(title) for title in (*own, *self._own_titles))

    def _proved(self, quoted: Quoted, text: str, place: Place) -> Judged:
        background = self._terms.get(place.source) is Terms.BACKGROUND
        fault = on_background(place.source) if background else None
        return Judged(quoted, text, place.source, place, fault)

    def _fault(self, quoted: Quoted, text: str, sources: tuple[str, ...], names: list[str]) -> Fault | None:
        """E101, E102, E103 or E105, for words that stand in no passage cited beside them."""
        cited = [region for source in sources for region in self._texts.regions(source)]
        cited.sort(key=lambda region: region.name not in names)  # stable: those with a cited place first
        elsewhere = (id_ for id_ in self._texts.may_hold(text) if id_ not in sources)
        others = [region for id_ in elsewhere for region in self._texts.regions(id_)]
        parts = parts_of(text)
        for region in (*cited, *others):
            if span := region.find(parts):
                return self._elsewhere(Place(region.source, *span))
        if quoted.beside and (joined := joins(text, (*cited, *others))):
            first, second = (f"{region.source}/{region.name}" for region in joined)
            message = f"the quotation joins words of `{first}` and of `{second}` as if they were one statement"
            return Fault("E102", message, "quote each by itself")
        if len(parts) > 1 and (home := _in_another_order(text, cited)):
            message = f"the quotation changes the order of the words in `{home.source}/{home.name}`"
            return Fault("E101", message, "quote them in the order of the text, an ellipsis between them")
        return self._misquoted(text, cited, beside=quoted.beside)

    def _elsewhere(self, place: Place) -> Fault:
        if self._terms.get(place.source) is Terms.BACKGROUND:
            return on_background(place.source)
        locator = self._locator(place)
        claims = self._loaded.value.claims_by_source.get(place.source, ())
        there = [claim.id for claim in claims if self._rests_on(claim, place)]
        hint = f"cite `[@{'; @'.join(there[:3])}]`" if there else "no claim rests on it: add one to the dataset"
        return Fault("E105", f"these words stand in `{locator}`, which is not among the evidence given here", hint)

    def _misquoted(self, text: str, cited: list[Region], *, beside: bool) -> Fault | None:
        found = misquote.nearest(text, cited)
        if found and (beside or found.likeness >= NEAR):
            locator = self._locator(Place(found.region.source, *found.span))
            return Fault("E101", f"these are not the words of `{locator}`", found.difference)
        named = " or ".join(f"`{source}`" for source in dict.fromkeys(region.source for region in cited))
        hint = f"{_OWN_WORDS}; set a title in *italics*"
        return Fault("E101", f"no passage of {named} has these words, or words like them", hint) if beside else None

    def _locator(self, place: Place) -> str:
        return locator_of(place.source, self._loaded.transcripts[place.source], place.start, place.end)

    def _rests_on(self, claim: Claim, place: Place) -> bool:
        spans = cited_places([claim], self._loaded)
        return any(
            start <= place.start and place.end <= end
            for (source, _), found in spans.items()
            for start, end in found
            if source == place.source
        )


def on_background(source: str) -> Fault:
    """E103."""
    return Fault("E103", f"`{source}` spoke on background, and is not quoted", _OWN_WORDS)


def _in_another_order(text: str, regions: Iterable[Region]) -> Region | None:
    """The region that has every part of a quotation, though not one after the other."""
    parts = parts_of(text)
    return next((region for region in regions if all(region.find((part,)) for part in parts)), None)


def _folded(title: str) -> str:
    return " ".join(canonical(title).text.casefold().split()).rstrip(".,")
