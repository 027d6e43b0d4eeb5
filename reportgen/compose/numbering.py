"""Numbers for cited claims, in the order a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.model.prose import Cite, Mark


class Numbering:
    """Hands out claim numbers and anchors while a memo is composed from top to bottom.

    A claim keeps its number; each citation gets an anchor of its own. `part` starts a new part of the memo, in which
    each claim is noted anew, once.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}
        self._noted: set[str] = set()
        self._noted_here: set[str] = set()

    def number(self, claims: Iterable[str]) -> None:
        """Numbers claims in the order given, before any of them is cited."""
        for claim in claims:
            self._numbers.setdefault(claim, len(self._numbers) + 1)
            self._anchors.setdefault(claim, [])

    def part(self) -> None:
        """A new part begins: a reader there has the notes of the last one out of sight."""
        self._noted_here.clear()

    def cite(self, claims: Sequence[str], *, noted: bool = True) -> Cite:
        """The marks of one citation group, in the order given. Without `noted`, no note ever stands at them."""
        return Cite(marks=tuple(self._mark(claim, noted) for claim in dict.fromkeys(claims)))

    def _mark(self, claim: str, noted: bool) -> Mark:
        number = self._numbers.setdefault(claim, len(self._numbers) + 1)
        anchors = self._anchors.setdefault(claim, [])
        anchors.append(f"cite-{number}-{len(anchors) + 1}")
        mark = Mark(
            number=number,
            claim=claim,
            anchor=anchors[-1],
            noted=noted and claim not in self._noted_here,
            first=noted and claim not in self._noted,
        )
        if noted:
            self._noted_here.add(claim)
            self._noted.add(claim)
        return mark

    def numbered(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """Claim id, number and anchors of all claims numbered so far, by number."""
        return tuple((claim, number, tuple(self._anchors[claim])) for claim, number in self._numbers.items())
