"""How far the coding of a dataset reaches: interview by interview, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import NullTranslations

from reportgen.compose.terms import Callings
from reportgen.evidence import locate
from reportgen.evidence.coverage import Coverage
from reportgen.model.codebook import Aside, Participant
from reportgen.model.project import LoadedDataset


def participants(loaded: LoadedDataset, covered: Coverage, callings: Callings) -> Iterator[Participant]:
    """The interviews in the dataset's order, by who is interviewed."""
    for number, source in enumerate(loaded.value.sources, start=1):
        own = [answer for answer in covered.exchanges if answer.exchange.startswith(f"{source.id}/")]
        person = callings.person(source.interviewee, source.id)
        yield Participant(
            number=number,
            source=source.id,
            name=person.name.full,
            role=", ".join(filter(None, (person.role, person.affiliation))) or None,
            exchanges=len(own),
            sentences=sum(answer.total for answer in own),
            coded=sum(answer.evidenced for answer in own),
            set_aside=sum(answer.set_aside for answer in own),
        )


def aside(loaded: LoadedDataset, covered: Coverage, words: NullTranslations) -> Iterator[Aside]:
    """What is set aside, with its reason; then what is not coded, each run of sentences of a paragraph as one place."""
    for passage in loaded.value.set_aside:
        yield _passage(passage.at, loaded, words, passage.reason)
    for places in _runs(covered.uncovered):
        first, last = places[0], places[-1].rpartition(".s")[2]
        yield _passage(f"{first}-s{last}" if len(places) > 1 else first, loaded, words)


def _passage(locator: str, loaded: LoadedDataset, words: NullTranslations, reason: str | None = None) -> Aside:
    transcript = loaded.transcripts[locator.partition("/")[0]]
    count = len(locate.sentences(locator, transcript))
    return Aside(locator=locator, place=locate.describe(locator, transcript, words), sentences=count, reason=reason)


def _runs(sentences: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Sentences that follow each other in a paragraph, together."""
    run: list[str] = []
    for sentence in sentences:
        paragraph, _, number = sentence.rpartition(".s")
        if run and run[-1] != f"{paragraph}.s{int(number) - 1}":
            yield tuple(run)
            run = []
        run.append(sentence)
    if run:
        yield tuple(run)
