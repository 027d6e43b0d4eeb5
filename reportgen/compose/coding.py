"""What is coded where: the claims, sentences and passages that bear each code, with those below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.evidence import locate
from reportgen.model.dataset import Claim, Dataset, Theme, within
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Transcript

FRONT, BACK = "front", "back"


@dataclass(frozen=True, slots=True)
class Coded:
    """What bears one code or one below it."""

    claims: set[str] = field(default_factory=set)
    """Ids."""
    sentences: set[str] = field(default_factory=set)
    """Locators, each of one sentence."""
    passages: set[str] = field(default_factory=set)
    """Locators of paragraphs and questions."""

    @property
    def sources(self) -> set[str]:
        return {locator.partition("/")[0] for locator in self.passages}

    def add(self, claim: str, sentences: Iterable[str], passages: Iterable[str]) -> None:
        self.claims.add(claim)
        self.sentences.update(sentences)
        self.passages.update(passages)


@dataclass(frozen=True, slots=True)
class Coding:
    """A selection of claims by code."""

    whole: Coded
    """All of it."""
    codes: Mapping[str, Coded]
    """By theme path; nothing coded where a path is not there."""

    def of(self, path: str) -> Coded:
        return self.codes.get(path) or Coded()


def coding(claims: Sequence[Claim], loaded: LoadedDataset) -> Coding:
    """The claims' codes. Each sentence counts once for a code, however many claims rest on it."""
    whole, codes = Coded(), defaultdict[str, Coded](Coded)
    for claim in claims:
        sentences = [one for place in claim.evidence for one in _sentences(place, loaded)]
        passages = [one for place in claim.evidence for one in _passages(place, loaded)]
        whole.add(claim.id, sentences, passages)
        for path in {above for theme in claim.themes for above in lineage(theme)}:
            codes[path].add(claim.id, sentences, passages)
    return Coding(whole, dict(codes))


def lineage(path: str) -> Iterator[str]:
    """A theme path and all above it: `nato/summits`, `nato`."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def shown(dataset: Dataset, themes: Sequence[str]) -> tuple[tuple[str, str, Theme], ...]:
    """Number, path and theme of the codes that a selection shows, parents first; of all where it names none."""
    return tuple(
        (number, path, theme)
        for number, path, theme in _numbered("", "", dataset.themes)
        if not themes or any(within(path, selected) for selected in themes)
    )


def _numbered(number: str, path: str, themes: Sequence[Theme]) -> Iterator[tuple[str, str, Theme]]:
    for place, theme in enumerate(themes, start=1):
        yield f"{number}{place}", f"{path}{theme.id}", theme
        yield from _numbered(f"{number}{place}.", f"{path}{theme.id}/", theme.themes)


def regions(source: str, transcript: Transcript, coded: Coded) -> tuple[str, ...]:
    """The exchanges of an interview as locators, with what stands before and after them where that is coded."""
    found = dict.fromkeys(f"{source}/{segment.id.partition('.')[0]}" for segment in transcript.segments)
    outside = {f"{source}/{FRONT}", f"{source}/{BACK}"} - {region(sentence) for sentence in coded.sentences}
    return tuple(one for one in found if one not in outside)


def region(locator: str) -> str:
    """The exchange a place lies in, or what stands before or after: `maran/q1.p2.s3` gives `maran/q1`."""
    source, _, place = locator.partition("/")
    return f"{source}/{place.partition('.')[0]}"


def is_answer(locator: str) -> bool:
    """Whether a sentence is one of an answer."""
    return not region(locator).endswith((f"/{FRONT}", f"/{BACK}"))


def _sentences(locator: str, loaded: LoadedDataset) -> Iterator[str]:
    source = locator.partition("/")[0]
    for sentence in locate.sentences(locator, loaded.transcripts[source]):
        yield f"{source}/{sentence}"


def _passages(locator: str, loaded: LoadedDataset) -> Iterator[str]:
    """The paragraphs of a place, or the question it is."""
    if locate.parse(locator).is_question:
        yield locator
    for sentence in _sentences(locator, loaded):
        yield sentence.rpartition(".")[0]
