"""What in a dataset refers to nothing, or says the same twice."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.evidence import locate
from reportgen.model.dataset import Dataset, Kind, Theme
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Transcript


def duplicates(loaded: LoadedDataset) -> Iterator[Problem]:
    """R208: an id given twice among claims, people, sources, or the themes below one theme."""
    dataset, lines = loaded.value, loaded.dataset.source_map
    yield from _twice("claim", ("claims",), [claim.id for claim in dataset.claims], lines)
    yield from _twice("person", ("people",), [person.id for person in dataset.people], lines)
    yield from _twice("source", ("sources",), [source.id for source in dataset.sources], lines)
    yield from _twice_among_themes(dataset.themes, ("themes",), lines)


def _twice_among_themes(themes: Sequence[Theme], at: Path, lines: SourceMap) -> Iterator[Problem]:
    yield from _twice("theme", at, [theme.id for theme in themes], lines)
    for index, theme in enumerate(themes):
        yield from _twice_among_themes(theme.themes, (*at, index, "themes"), lines)


def _twice(what: str, at: Path, ids: Sequence[str], lines: SourceMap) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, id_ in enumerate(ids):
        before = first.setdefault(id_, index)
        if before == index:
            continue
        line = lines.problem("R208", "", (*at, before, "id")).line
        where = f", first in line {line}" if line else ""
        message = f"the {what} id `{id_}` is given twice{where}"
        yield lines.problem("R208", message, (*at, index, "id"), hint="give each its own id")


def themes(loaded: LoadedDataset) -> Iterator[Problem]:
    """R202: a claim's theme that the codebook does not have."""
    dataset, lines = loaded.value, loaded.dataset.source_map
    known = {path for path, _ in dataset.walk_themes()}
    hint = functools.cache(lambda path: did_you_mean(path, known))  # the same mistake may stand in very many claims
    for index, claim in enumerate(dataset.claims):
        for number, path in enumerate(claim.themes):
            if path not in known:
                message = f"claim `{claim.id}` names the theme `{path}`, which the codebook does not have"
                at = ("claims", index, "themes", number)
                yield lines.problem("R202", message, at, hint=hint(path))


def people(loaded: LoadedDataset) -> Iterator[Problem]:
    """R203: a speaker, interviewee, interviewer or publisher who is not among the people."""
    dataset, lines = loaded.value, loaded.dataset.source_map
    known = {person.id for person in dataset.people}
    hint = functools.cache(lambda id_: did_you_mean(id_, known) or "add the person under `people`")
    for path, id_ in _person_ids(dataset):
        if id_ is not None and id_ not in known:
            yield lines.problem("R203", f"`{path[-1]}` names `{id_}`, who is not under `people`", path, hint=hint(id_))


def _person_ids(dataset: Dataset) -> Iterator[tuple[Path, str | None]]:
    for index, source in enumerate(dataset.sources):
        yield ("sources", index, "interviewee"), source.interviewee
        yield ("sources", index, "interviewer"), source.interviewer
        yield ("sources", index, "publisher"), source.publisher
    for index, claim in enumerate(dataset.claims):
        yield ("claims", index, "speaker"), claim.speaker
        yield ("claims", index, "attributed_to"), claim.attributed_to


def attribution(loaded: LoadedDataset) -> Iterator[Problem]:
    """R212: a reported claim that is attributed to nobody, or another kind that is attributed to someone."""
    lines = loaded.dataset.source_map
    for index, claim in enumerate(loaded.value.claims):
        if claim.kind is Kind.REPORTED and claim.attributed_to is None:
            message = f"claim `{claim.id}` is reported, and nothing says whose words or view it passes on"
            hint = "add `attributed_to:` with a person's id"
            yield lines.problem("R212", message, ("claims", index, "kind"), hint=hint)
        elif claim.kind is not Kind.REPORTED and claim.attributed_to is not None:
            message = f"claim `{claim.id}` is attributed to `{claim.attributed_to}`, but its kind is {claim.kind}"
            at = ("claims", index, "attributed_to")
            yield lines.problem("R212", message, at, at_key=True, hint="make it `reported`, or remove `attributed_to`")


def names(loaded: LoadedDataset) -> Iterator[Problem]:
    """R213: a name of neither kind, or of both."""
    lines = loaded.dataset.source_map
    for index, person in enumerate(loaded.value.people):
        own = person.name.family is not None or person.name.given is not None
        literal = person.name.literal is not None
        if own == literal:
            has = "both `literal` and `family` or `given`" if own else "neither `family` or `given` nor `literal`"
            hint = "give a person `family` and `given`, a body or group `literal`"
            message = f"the name of `{person.id}` has {has}"
            yield lines.problem("R213", message, ("people", index, "name"), at_key=True, hint=hint)


def locators(loaded: LoadedDataset) -> Iterator[Problem]:
    """R210: a locator whose source is not in the dataset, or whose place is not in the source's index."""
    for path, locator in _locators(loaded.value):
        if found := no_place(locator, loaded):
            message, hint = found
            yield loaded.dataset.source_map.problem("R210", message, path, hint=hint)


def no_place(locator: str, loaded: LoadedDataset) -> tuple[str, str] | None:
    """Message and hint where a locator's source or place does not exist; None where it does."""
    source, _, place = locator.partition("/")
    transcript = loaded.transcripts.get(source)
    if transcript is None:
        hint = did_you_mean(source, loaded.transcripts) or f"sources: {', '.join(loaded.transcripts)}"
        return f"`{locator}`: there is no source `{source}`", hint
    if locate.resolve(locator, transcript) is None:
        return f"`{locator}`: `{source}` has no place `{place}`", _what_there_is(locate.parse(locator), transcript)
    return None


def _locators(dataset: Dataset) -> Iterator[tuple[Path, str]]:
    for index, claim in enumerate(dataset.claims):
        for number, locator in enumerate(claim.evidence):
            yield ("claims", index, "evidence", number), locator
    for index, passage in enumerate(dataset.set_aside):
        yield ("set_aside", index, "at"), passage.at


def _what_there_is(place: locate.Place, transcript: Transcript) -> str:
    """A hint at the places nearest to one that does not exist."""
    by_id = {segment.id: segment for segment in transcript.segments}
    if place.segment in by_id and place.first is not None and place.last is not None:
        count = len(by_id[place.segment].sentences)
        if place.last <= place.first <= count:
            return f"a range goes upwards: `s{place.last}-s{place.first}`, or `s{place.first}` for one sentence"
        return f"`{place.segment}` has {_run('sentence', 's', count)}"
    paragraphs = [id_ for id_ in by_id if id_.startswith(f"{place.region}.p")]
    if paragraphs:
        return f"`{place.region}` has {_run('paragraph', 'p', len(paragraphs))}"
    return f"the index has {', '.join(dict.fromkeys(id_.partition('.')[0] for id_ in by_id))}"


def _run(what: str, letter: str, count: int) -> str:
    if count > 1:
        return f"{what}s `{letter}1` to `{letter}{count}`"
    return f"one {what}, `{letter}1`" if count else f"no {what}s"


RULES: Sequence[Callable[[LoadedDataset], Iterable[Problem]]] = (
    duplicates,
    themes,
    people,
    attribution,
    names,
    locators,
)
