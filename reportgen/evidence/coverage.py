"""How much of the interviews the claims account for, and what the claims are. Values; no input or output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.evidence.locate import sentences
from reportgen.model.dataset import Dataset, Kind
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Role, Transcript


@dataclass(frozen=True, slots=True)
class ExchangeCoverage:
    """The sentences of one answer. `evidenced`, `set_aside` and `uncovered` add up to `total`."""

    exchange: str
    """The locator of the answer, such as `oshea/q3`."""
    total: int
    evidenced: int
    """Sentences some claim rests on."""
    set_aside: int
    """Sentences set aside with a reason, and no claim's evidence."""
    uncovered: tuple[str, ...] = ()
    """The locators of all other sentences."""

    @property
    def share(self) -> float:
        """The part accounted for, from 0 to 1."""
        return 1 - len(self.uncovered) / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answers of all sources, in their order."""

    exchanges: tuple[ExchangeCoverage, ...] = field(repr=False)

    @property
    def total(self) -> int:
        return sum(exchange.total for exchange in self.exchanges)

    @property
    def evidenced(self) -> int:
        return sum(exchange.evidenced for exchange in self.exchanges)

    @property
    def set_aside(self) -> int:
        return sum(exchange.set_aside for exchange in self.exchanges)

    @property
    def uncovered(self) -> tuple[str, ...]:
        return tuple(place for exchange in self.exchanges for place in exchange.uncovered)

    @property
    def share(self) -> float:
        """The part accounted for, from 0 to 1."""
        return 1 - len(self.uncovered) / self.total if self.total else 1.0

    def __repr__(self) -> str:
        covered = self.total - len(self.uncovered)
        return f"<Coverage: {covered} of {self.total} sentences in {len(self.exchanges)} answers>"


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many claims bear a theme."""

    path: str
    name: str
    own: int
    """Claims that name the theme itself."""
    total: int
    """Claims that name it or one below it, each once."""


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How many claims someone makes, and how many pass on what they say."""

    id: str
    name: str
    role: str | None
    speaks: int
    attributed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A dataset at a glance: its codebook, claims, people and coverage."""

    id: str
    title: str
    sources: int
    claims: int
    kinds: Mapping[Kind, int]
    """Claims of every kind, in the kinds' order, zero included."""
    themes: tuple[ThemeCount, ...] = field(repr=False)
    """Parents first, as in the codebook."""
    people: tuple[PersonCount, ...] = field(repr=False)
    coverage: Coverage


def summarize(loaded: LoadedDataset) -> Summary:
    """A dataset at a glance."""
    dataset = loaded.value
    kinds = Counter(claim.kind for claim in dataset.claims)
    return Summary(
        id=dataset.id,
        title=dataset.title,
        sources=len(dataset.sources),
        claims=len(dataset.claims),
        kinds={kind: kinds[kind] for kind in Kind},
        themes=tuple(count_themes(dataset)),
        people=tuple(count_people(dataset)),
        coverage=coverage(dataset, loaded.transcripts),
    )


def coverage(dataset: Dataset, transcripts: Mapping[str, Transcript]) -> Coverage:
    """Which sentences of the answers bear claims, are set aside, or neither. `transcripts` go by source id.

    Questions and what stands before and after them are not counted; a locator of no place covers nothing. Only the
    sources whose transcripts are given are looked at.
    """
    evidenced = _covered((place for claim in dataset.claims for place in claim.evidence), transcripts)
    aside = _covered((passage.at for passage in dataset.set_aside), transcripts) - evidenced
    exchanges: list[ExchangeCoverage] = []
    for source in (source.id for source in dataset.sources if source.id in transcripts):
        for region, places in _answers(source, transcripts[source]):
            exchanges.append(
                ExchangeCoverage(
                    exchange=f"{source}/{region}",
                    total=len(places),
                    evidenced=sum(place in evidenced for place in places),
                    set_aside=sum(place in aside for place in places),
                    uncovered=tuple(place for place in places if place not in evidenced and place not in aside),
                )
            )
    return Coverage(tuple(exchanges))


def _answers(source: str, transcript: Transcript) -> Iterator[tuple[str, list[str]]]:
    """Each exchange with the locators of its answer's sentences."""
    answers: dict[str, list[str]] = {}
    for segment in transcript.segments:
        if segment.role is Role.ANSWER:
            places = answers.setdefault(segment.id.partition(".")[0], [])
            places += [f"{source}/{sentence.id}" for sentence in segment.sentences]
    yield from answers.items()


def _covered(locators: Iterable[str], transcripts: Mapping[str, Transcript]) -> frozenset[str]:
    """The locators of all sentences that some places cover."""
    found: set[str] = set()
    for locator in set(locators):
        source = locator.partition("/")[0]
        if source in transcripts:
            found.update(f"{source}/{sentence}" for sentence in sentences(locator, transcripts[source]))
    return frozenset(found)


def count_themes(dataset: Dataset) -> Iterator[ThemeCount]:
    """The claims of each theme, parents first."""
    own = Counter(path for claim in dataset.claims for path in set(claim.themes))
    total = Counter(path for claim in dataset.claims for path in set(_with_those_above(claim.themes)))
    for path, theme in dataset.walk_themes():
        yield ThemeCount(path=path, name=theme.name, own=own[path], total=total[path])


def _with_those_above(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        while path:
            yield path
            path = path.rpartition("/")[0]  # noqa: PLW2901 (upwards, to the root)


def count_people(dataset: Dataset) -> Iterator[PersonCount]:
    """The claims of each person, in the dataset's order."""
    speaks = Counter(claim.speaker for claim in dataset.claims)
    attributed = Counter(claim.attributed_to for claim in dataset.claims)
    for person in dataset.people:
        yield PersonCount(
            id=person.id,
            name=person.name.full,
            role=person.role,
            speaks=speaks[person.id],
            attributed=attributed[person.id],
        )
