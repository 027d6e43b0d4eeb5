"""What an annotated transcript is looked up by: the codes of its themes, the places they cover, and its people."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.compose.terms import Callings
from reportgen.evidence import locate
from reportgen.evidence.names import occurs
from reportgen.model.dataset import Claim, Dataset, Name
from reportgen.model.edition import Code, EditedSource, PersonEntry, Reference
from reportgen.model.project import LoadedDataset
from reportgen.model.transcript import Transcript


class Coded:
    """The themes that some claims bear, each with its code."""

    def __init__(self, dataset: Dataset, claims: Sequence[Claim]) -> None:
        self._claims = claims
        used = {path for claim in claims for theme in claim.themes for path in _with_parents(theme)}
        self._codes = _lettered(dataset)
        self._order = {code: number for number, code in enumerate(self._codes.values())}
        self._themes = [(path, theme) for path, theme in dataset.walk_themes() if path in used]

    def codes(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The codes of some claims, each once, in the codebook's order."""
        found = {self._codes[path] for claim in claims for path in claim.themes}
        return tuple(sorted(found, key=self._order.__getitem__))

    def with_places(self, sources: Sequence[EditedSource], transcripts: Mapping[str, Transcript]) -> Iterator[Code]:
        """The codes, each with the places its claims rest on."""
        places = _Places(sources)
        for path, theme in self._themes:
            own = [claim for claim in self._claims if path in claim.themes]
            yield Code(
                code=self._codes[path],
                path=path,
                name=theme.name,
                definition=theme.definition,
                depth=path.count("/"),
                claims=len(own),
                places=places.references(anchor for claim in own for anchor in anchors(claim, transcripts)),
            )


def covered(locator: str, transcript: Transcript) -> tuple[str, ...]:
    """The sentences of a place by their ids; a question is one."""
    return locate.sentences(locator, transcript) or (locator.partition("/")[2],)


def anchors(claim: Claim, transcripts: Mapping[str, Transcript]) -> Iterator[str]:
    """The locators of all sentences that a claim rests on."""
    for locator in claim.evidence:
        source = locator.partition("/")[0]
        yield from (f"{source}/{place}" for place in covered(locator, transcripts[source]))


def people(
    loaded: LoadedDataset, claims: Sequence[Claim], sources: Sequence[EditedSource], callings: Callings
) -> tuple[PersonEntry, ...]:
    """Those who speak, whose views are passed on, or whose names stand in the words that are printed.

    Whoever is not named anywhere is entered by what they are called.
    """
    places, entries = _Places(sources), _Entries(callings)
    for claim in claims:
        source = claim.evidence[0].partition("/")[0]
        entry = entries.of(claim.speaker, source)
        entry.speaks.update(anchor.partition(".")[0] for anchor in claim.evidence)
        if claim.attributed_to:
            entries.of(claim.attributed_to, source).held.update(anchors(claim, loaded.transcripts))
    for edited, anchor, text in _printed(sources):
        for person in loaded.value.people:
            if occurs(person.name.short, text):
                entries.of(person.id, edited).named.add(anchor)
    return tuple(
        PersonEntry(
            name=entry.name,
            role=entry.role,
            speaks=places.parts(entry.speaks),
            held=places.references(entry.held),
            named=places.references(entry.named),
        )
        for entry in entries.sorted()
    )


@dataclass(slots=True)
class _Entry:
    """Someone in the index, with the anchors found so far."""

    name: str
    role: str | None
    speaks: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


class _Entries:
    """Entries by the name that may be printed."""

    def __init__(self, callings: Callings) -> None:
        self._callings = callings
        self._entries: dict[str, _Entry] = {}

    def of(self, person: str, source: str) -> _Entry:
        shown = self._callings.person(person, source)
        role = shown.role if shown.role and not self._callings.watch.finds(shown.role) else None
        return self._entries.setdefault(shown.name.full, _Entry(_upper(_inverted(shown.name)), role))

    def sorted(self) -> list[_Entry]:
        return sorted(self._entries.values(), key=lambda entry: _sorted_as(entry.name))


class _Places:
    """The places of a document in its order, and how an index prints them."""

    def __init__(self, sources: Sequence[EditedSource]) -> None:
        self._several = len(sources) > 1
        self._parts = [part.anchor for source in sources for part in source.parts]
        self._passages = {
            passage.anchor: [sentence.anchor for sentence in passage.sentences]
            for source in sources
            for passage in source.passages
        }
        self._printed = {source.id: source.unprinted is None for source in sources}

    def parts(self, wanted: Collection[str]) -> tuple[Reference, ...]:
        """Whole parts, in the document's order."""
        return tuple(self._reference(anchor, anchor) for anchor in self._parts if anchor in wanted)

    def references(self, found: Iterable[str]) -> tuple[Reference, ...]:
        """Sentences in the document's order: those that follow one another as a range, all of a paragraph as that."""
        return tuple(self._ranges(frozenset(found)))

    def _ranges(self, wanted: frozenset[str]) -> Iterator[Reference]:
        for passage, own in self._passages.items():
            if wanted.issuperset(own):
                yield self._reference(passage, passage)
                continue
            for first, last in _runs(own, wanted):
                label = first if first == last else f"{first}–{last.rpartition('.')[2]}"
                printed = self._printed[first.partition("/")[0]]
                yield self._reference(label, first if printed else passage)

    def _reference(self, place: str, anchor: str) -> Reference:
        return Reference(label=place if self._several else place.partition("/")[2], anchor=anchor)


def _printed(sources: Sequence[EditedSource]) -> Iterator[tuple[str, str, str]]:
    """Source, anchor and words of each sentence that is printed."""
    for source in sources:
        for passage in source.passages:
            yield from ((source.id, item.anchor, item.text) for item in passage.sentences if item.text)


def _runs(own: Sequence[str], wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """First and last of the wanted ones that stand side by side."""
    run: list[str] = []
    for anchor in (*own, ""):
        if anchor in wanted:
            run.append(anchor)
        elif run:
            yield run[0], run[-1]
            run = []


def _lettered(dataset: Dataset) -> dict[str, str]:
    """Each theme path's code: A to Z, AA, AB and so on; with numbers for those below: `C2`, `C2.1`."""
    codes: dict[str, str] = {}
    children: Counter[str] = Counter()
    for path, _ in dataset.walk_themes():
        parent = path.rpartition("/")[0]
        children[parent] += 1
        number = children[parent]
        dot = "." if "/" in parent else ""
        codes[path] = f"{codes[parent]}{dot}{number}" if parent else _letters(number)
    return codes


def _letters(number: int) -> str:
    """1 as A, 26 as Z, 27 as AA."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _with_parents(path: str) -> Iterator[str]:
    steps = path.split("/")
    return ("/".join(steps[:end]) for end in range(1, len(steps) + 1))


def _inverted(name: Name) -> str:
    """As an index has it: the family name first."""
    if name.literal or not (name.family and name.given):
        return name.full
    return f"{name.family} {name.given}" if name.family_first else f"{name.family}, {name.given}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sorted_as(name: str) -> tuple[str, str]:
    """Without accents, apostrophes and case."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in plain if character.isalnum() or character == " "), name
