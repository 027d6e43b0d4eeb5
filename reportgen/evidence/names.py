"""Names that the terms of a source protect: who they are, what they are called instead, and where a text gives them.

Protected are the family name as a word, the literal or the only given name where there is none, and the affiliation,
each part of it that would tell: all are looked for as written or in capitals, in addresses and ids in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.dataset import Dataset, Person, Source, Terms

ADDRESS = re.compile(r"[^\s()<>\[\]]*[/@][^\s()<>\[\]]*")
"""A web or mail address, as near as need be."""
_APOSTROPHES = str.maketrans("’‘ʼ′", "''''")
LEAST = 4
"""Letters from which a family name is looked for inside the words of an address."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Someone who spoke not for attribution or on background."""

    person: str
    """Person id."""
    source: str
    attribution: str
    """What they are called instead."""
    names: tuple[str, ...]
    affiliations: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text names them."""
        straight = straightened(text)
        for words, flags in _forms(self.names, self.affiliations):
            for found in re.finditer(_pattern(words), straight, flags):
                yield found.span()
        for address in ADDRESS.finditer(straight):
            for name in self.names:
                if (at := _in_address(name, address[0])) >= 0:
                    yield address.start() + at, address.end()

    def in_id(self, id_: str) -> bool:
        """Whether an id, whose words stand between hyphens, gives the name."""
        own = id_.split("-")
        return any(own[at : at + len(words)] == words for words in self.id_words for at in range(len(own)))

    @property
    def id_words(self) -> list[list[str]]:
        """Each name as the words of an id."""
        return [re.split(r"[^a-z0-9]+", in_ascii(name).replace("'", "")) for name in self.names]


def protected(dataset: Dataset) -> tuple[Protected, ...]:
    """Those whom the dataset protects, by source; not who speaks on the record in another of its sources."""
    people = {person.id: person for person in dataset.people}
    named = {source.interviewee for source in dataset.sources if source.terms is Terms.ON_RECORD}
    return tuple(
        Protected(
            person=source.interviewee,
            source=source.id,
            attribution=called(source),
            names=tuple(_names(people[source.interviewee])),
            affiliations=tuple(_affiliations(people[source.interviewee])),
        )
        for source in dataset.sources
        if source.terms is not Terms.ON_RECORD and source.interviewee in people and source.interviewee not in named
    )


def occurs(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word or words of its own, as written or in capitals."""
    return any(
        re.search(_pattern(words), text.translate(_APOSTROPHES), flags)
        for words, flags in _forms([name.translate(_APOSTROPHES)] if name else [], [])
    )


def called(source: Source) -> str:
    """What the interviewee of a source that is not on the record is called."""
    return source.attribution or "an interviewee"


def gives_away(text: str, people: Iterable[Protected]) -> bool:
    """Whether a text names anyone protected."""
    return any(True for person in people for _ in person.find(text))


def straightened(text: str) -> str:
    """A text whose apostrophes are all of one form, character by character."""
    return text.translate(_APOSTROPHES)


def _names(person: Person) -> Iterator[str]:
    name = person.name.family or person.name.literal or person.name.given
    if name:
        yield straightened(name)


def _affiliations(person: Person) -> Iterator[str]:
    """The affiliation as a whole, its first part, and those of its parts that are more than one word."""
    if person.affiliation:
        first, *rest = (part.strip() for part in straightened(person.affiliation).split(","))
        yield from dict.fromkeys([first, *(part for part in rest if len(part.split()) > 1)])


def _forms(names: Iterable[str], affiliations: Iterable[str]) -> Iterator[tuple[str, int]]:
    for name in names:
        yield name, 0
        if name != name.upper():
            yield name.upper(), 0
    for affiliation in affiliations:
        yield affiliation, re.IGNORECASE if " " in affiliation else 0


def _pattern(words: str) -> str:
    together = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){together}(?!\w)"


def _in_address(name: str, address: str) -> int:
    squeezed = squeeze(name)
    if len(squeezed) >= LEAST:
        return _squeezed_find(address, squeezed)
    return next((found.start() for found in re.finditer(_pattern(name), address, re.IGNORECASE)), -1)


def squeeze(text: str) -> str:
    """The letters and digits of a text, as addresses have them."""
    return "".join(character for character in in_ascii(text) if character.isalnum())


def _squeezed_find(text: str, squeezed: str) -> int:
    """Where letters stand in a text whose other characters do not count; -1 where they do not."""
    letters = [(at, letter) for at, character in enumerate(text) for letter in in_ascii(character) if letter.isalnum()]
    found = "".join(letter for _, letter in letters).find(squeezed)
    return letters[found][0] if found >= 0 else -1


def in_ascii(text: str) -> str:
    """A text as ids and addresses have it: small letters without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").casefold()
