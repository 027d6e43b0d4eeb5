"""Numbers for cited claims, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.prose import Cite, Mark


class Numbering:
    """Hands out claim numbers and anchors while a memo is composed from top to bottom.

    A claim keeps its number; each citation gets an anchor of its own. `part` starts a new part of the memo, in which
    each claim is noted anew, once.
    """

    def __init__(self) -> None:
        self._anchors: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._noted: set[str] = set()

    def part(self) -> None:
        """A new part begins: a reader there has the notes of the last one out of sight."""
        self._noted.clear()

    def number(self, claim: str) -> int:
        """The claim's number; the next free one when it is new."""
        return self._numbers.setdefault(claim, len(self._numbers) + 1)

    def cite(self, claims: Sequence[str]) -> Cite:
        """The marks of one citation group, in the order given."""
        return Cite(marks=tuple(self._mark(claim) for claim in dict.fromkeys(claims)))

    def _mark(self, claim: str) -> Mark:
        number = self.number(claim)
        anchors = self._anchors.setdefault(claim, [])
        anchors.append(f"cite-{number}-{len(anchors) + 1}")
        noted = claim not in self._noted
        self._noted.add(claim)
        return Mark(number=number, claim=claim, anchor=anchors[-1], noted=noted, first=len(anchors) == 1)

    def numbered(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """Claim id, number and anchors of all claims numbered so far, by number."""
        return tuple((claim, number, tuple(self._anchors.get(claim, ()))) for claim, number in self._numbers.items())
