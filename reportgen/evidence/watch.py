"""Which of many protected names a text may give: told at a glance, so that few need be looked for.

A corpus protects hundreds of people, and every text that a memo prints is searched for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.evidence.names import ADDRESS, Protected, squeeze, straightened

_WORD = re.compile(r"\w+")
_ODD_CASES = str.maketrans({"İ": "i", "ı": "i", "\u0345": " "})
"""What a search that disregards case takes for an i, and a mark that becomes a letter when case is folded."""


class Watch:
    """People whose names may not be given."""

    def __init__(self, people: Sequence[Protected]) -> None:
        self.people = people
        self._squeezed = [[squeeze(name) for name in person.names] for person in people]
        self._by_id_word: dict[str, list[int]] = {}
        for number, person in enumerate(people):
            for own in person.id_words:
                self._by_id_word.setdefault(own[0], []).append(number)
        forms = [
            (number, frozenset(_WORD.findall(_folded(form))))
            for number, person in enumerate(people)
            for form in (*person.names, *person.affiliations)
        ]
        common = Counter(word for _, words in forms for word in words)
        self._by_word: dict[str, list[tuple[int, frozenset[str]]]] = {}
        """By its rarest word, whatever gives someone away: who it is, and all its words."""
        for number, words in forms:
            rarest = min(words, key=lambda word: (common[word], word), default="")
            self._by_word.setdefault(rarest, []).append((number, words))

    def may(self, text: str) -> Iterator[Protected]:
        """Those whom a text may name, in order: of all others it certainly gives no name."""
        words = set(_WORD.findall(_folded(text)))
        forms = (form for word in (*words, "") for form in self._by_word.get(word, ()))
        found = {number for number, form in forms if form <= words}
        addresses = [squeeze(address) for address in ADDRESS.findall(straightened(text))] if self.people else ()
        for address in addresses:
            found.update(n for n, names in enumerate(self._squeezed) if any(name in address for name in names))
        return (self.people[number] for number in sorted(found))

    def finds(self, text: str) -> bool:
        """Whether a text names anyone."""
        return any(True for person in self.may(text) for _ in person.find(text))

    def in_id(self, id_: str) -> Iterator[Protected]:
        """Those whose name an id gives, in order."""
        may = {number for word in id_.split("-") for number in self._by_id_word.get(word, ())}
        return (self.people[number] for number in sorted(may) if self.people[number].in_id(id_))


def _folded(text: str) -> str:
    """A text in which whatever a search without regard to case takes for the same is the same."""
    return straightened(text).translate(_ODD_CASES).casefold()
