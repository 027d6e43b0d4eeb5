"""The annotated transcript: each passage with its locator, its codes and the claims that rest there. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from reportgen.compose.apparatus import carried, may_carry_passages
from reportgen.compose.edition_index import Coded, covered, people
from reportgen.compose.numbering import Numbering
from reportgen.compose.terms import Callings
from reportgen.model.dataset import Claim, Dataset, SetAside, Source, Terms
from reportgen.model.edition import Aside, EditedSource, Edition, Part, Passage, Resting, Sentence, Unprinted
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Role, Segment, Span, Transcript


def edition(loaded: LoadedDataset, claims: Sequence[Claim], numbering: Numbering, callings: Callings) -> Edition:
    """The interviews that some claims rest on, in the dataset's order; the claims are numbered in that of the text.

    Words are left out where the text is not at hand or may not be printed, and sentences where they give a protected
    name.
    """
    coded = Coded(loaded.value, claims)
    drawn_on = {locator.partition("/")[0] for claim in claims for locator in claim.evidence}
    sources = tuple(
        _Interview(loaded, source, claims, coded, callings).edited(numbering)
        for source in loaded.value.sources
        if source.id in drawn_on
    )
    codes = tuple(coded.with_places(sources, loaded.transcripts))
    return Edition(codes=codes, sources=sources, people=people(loaded, claims, sources, callings))


class _Interview:
    """One source on its way to print."""

    def __init__(
        self, loaded: LoadedDataset, source: Source, claims: Sequence[Claim], coded: Coded, callings: Callings
    ) -> None:
        self._source, self._coded, self._callings = source, coded, callings
        self._transcript = loaded.transcripts[source.id]
        self._unprinted = _unprinted(source, loaded)
        self._text = None if self._unprinted else loaded.texts[source.id]
        self._whole = loaded.texts.get(source.id)
        self._covering: dict[str, list[Claim]] = {}
        self._beginning: dict[str, list[tuple[Claim, str]]] = {}
        for claim, locator in _places(claims, source.id):
            places = covered(locator, self._transcript)
            self._beginning.setdefault(places[0], []).append((claim, locator))
            for place in places:
                self._covering.setdefault(place, []).append(claim)
        self._aside = _asides(loaded.value, source.id, self._transcript, self._covering)
        self._speakers = _Speakers(loaded.value, source, self._transcript, callings)

    def edited(self, numbering: Numbering) -> EditedSource:
        numbering.part()
        regions: dict[str, list[Segment]] = {}
        for segment in self._transcript.segments:
            regions.setdefault(segment.id.partition(".")[0], []).append(segment)
        parts = tuple(self._part(region, segments, numbering) for region, segments in regions.items())
        return EditedSource(id=self._source.id, language=self._source.language, parts=parts, unprinted=self._unprinted)

    def _part(self, region: str, segments: Sequence[Segment], numbering: Numbering) -> Part:
        passages: list[Passage] = []
        before: str | None = None
        for segment in segments:
            speaker = self._speakers.of(segment)
            shown, before = (speaker if speaker != before else None), speaker
            passages.append(self._passage(segment, shown, numbering))
        exchange = int(region[1:]) if region[0] == "q" else None
        return Part(anchor=f"{self._source.id}/{region}", label=region, exchange=exchange, passages=tuple(passages))

    def _passage(self, segment: Segment, speaker: str | None, numbering: Numbering) -> Passage:
        spans = segment.sentences or (Span(id=segment.id, start=segment.start, end=segment.end, digest=segment.digest),)
        following = (*(span.start for span in spans[1:]), None)
        return Passage(
            anchor=f"{self._source.id}/{segment.id}",
            label=segment.id,
            role=segment.role,
            speaker=speaker,
            time=None if segment.time is None else _clock(segment.time),
            sentences=tuple(
                self._sentence(span, segment, after, numbering) for span, after in zip(spans, following, strict=True)
            ),
        )

    def _sentence(self, span: Span, segment: Segment, after: int | None, numbering: Numbering) -> Sentence:
        words, aside = self._words(span, segment), self._aside.get(span.id)
        beginning = self._beginning.get(span.id, [])
        marks = numbering.cite([claim.id for claim, _ in beginning]).marks
        locators = {claim.id: locator for claim, locator in reversed(beginning)}
        kinds = {claim.id: claim for claim, _ in beginning}
        return Sentence(
            anchor=f"{self._source.id}/{span.id}",
            label=span.id.removeprefix(segment.id).lstrip("."),
            start=span.start,
            end=span.end,
            text=words,
            withheld=self._text is not None and words is None,
            spaced=after is None or self._whole is None or self._whole[span.end : after] != "",
            codes=self._coded.codes(self._covering.get(span.id, ())),
            resting=tuple(
                Resting(
                    mark=mark,
                    label=_label(locators[mark.claim], segment.id),
                    codes=self._coded.codes([kinds[mark.claim]]),
                )
                for mark in marks
            ),
            aside=Aside(label=_label(aside.at, segment.id), reason=aside.reason) if aside else None,
        )

    def _words(self, span: Span, segment: Segment) -> str | None:
        """The sentence as it stands; none where it may not be printed.

        What closes an interview describes its interviewee: not for attribution, it is withheld whole.
        """
        if segment.role is Role.BIO and self._source.terms is not Terms.ON_RECORD:
            return None
        return carried(self._text, span.start, span.end, self._callings)


class _Speakers:
    """Who says what, as it may be printed."""

    def __init__(self, dataset: Dataset, source: Source, transcript: Transcript, callings: Callings) -> None:
        self._dataset, self._source, self._callings = dataset, source, callings
        self._main = {
            role: _commonest(segment.speaker for segment in transcript.segments if segment.role is role)
            for role in (Role.QUESTION, Role.ANSWER)
        }

    def of(self, segment: Segment) -> str | None:
        """Whoever the text names most for questions or answers is the interviewer or the interviewee."""
        if segment.role not in self._main:
            return None
        asks = segment.role is Role.QUESTION
        if segment.speaker is None or segment.speaker == self._main[segment.role]:
            person = self._source.interviewer if asks else self._source.interviewee
            return self._callings.shown(person, self._source.id).short if person else None
        return self._further(segment.speaker)

    def _further(self, label: str) -> str:
        """Someone else whom the text names: a person of the dataset, or as the text has it."""
        sought = label.casefold()
        for person in self._dataset.people:
            names = (person.name.full, person.name.short, person.name.given or "")
            if sought in {name.casefold() for name in names}:
                return self._callings.shown(person.id, self._source.id).short
        on_record = self._source.terms is Terms.ON_RECORD
        return label if on_record and not self._callings.watch.finds(label) else "Another speaker"


def _unprinted(source: Source, loaded: LoadedDataset) -> Unprinted | None:
    if not may_carry_passages(source):
        return Unprinted.BACKGROUND if source.terms is Terms.BACKGROUND else Unprinted.ALLOWANCE
    return None if source.id in loaded.texts else Unprinted.ABSENT


def _places(claims: Iterable[Claim], source: str) -> Iterator[tuple[Claim, str]]:
    """Each claim with each of its places in a source."""
    for claim in claims:
        yield from ((claim, locator) for locator in claim.evidence if locator.startswith(f"{source}/"))


def _asides(dataset: Dataset, source: str, transcript: Transcript, coded: Container[str]) -> Mapping[str, SetAside]:
    """What was set aside, by the first of its sentences that no claim rests on."""
    found: dict[str, SetAside] = {}
    for passage in dataset.set_aside:
        if passage.at.startswith(f"{source}/"):
            first = next((place for place in covered(passage.at, transcript) if place not in coded), None)
            if first is not None:
                found[first] = passage
    return found


def _label(locator: str, segment: str) -> str:
    """A place as it is printed beside its paragraph: without what the paragraph's own locator says."""
    place = locator.partition("/")[2]
    own = place.removeprefix(f"{segment}.")
    return (own if own != place else place).replace("-", "–")


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _commonest(labels: Iterable[str | None]) -> str | None:
    counted = Counter(label for label in labels if label is not None)
    return max(counted, key=lambda label: counted[label], default=None)  # the first of those that are as frequent
