"""What became of a passage in a new edition of its text. Values; no input or output."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.dataset import Dataset
from reportgen.model.problem import Path


class Fate(enum.StrEnum):
    """What became of a passage."""

    EXACT = "exact"
    """The same words at the same place."""
    MOVED = "moved"
    """The same words at one other place."""
    CHANGED = "changed"
    """Near words at one place; or the same, but not as they stood."""
    AMBIGUOUS = "ambiguous"
    """The same or near words at several places."""
    LOST = "lost"
    """Nothing near."""
    UNKNOWN = "unknown"
    """Changed or lost: without the old text that cannot be told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the new text that may be a passage's."""

    places: tuple[str, ...]
    """Its locators in the order of its words: one, or several where it is cut up."""
    score: float | None = None
    """How alike it is, from 0 to 1; None where no words were compared."""
    diff: str | None = None
    """What changed, in a line or two; None where no word did, or none were compared."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """What became of one passage."""

    locator: str
    fate: Fate
    candidates: tuple[Candidate, ...] = ()
    """Best first: one of what is exact, moved or changed. Of what is lost or unknown: what stands in its place."""
    note: str | None = None
    """What neither places nor diff say."""

    @property
    def places(self) -> tuple[str, ...]:
        """The new locators; none where there is no one place."""
        known = self.fate in {Fate.EXACT, Fate.MOVED, Fate.CHANGED}
        return self.candidates[0].places if known else ()


def used(dataset: Dataset, source: str) -> Mapping[str, tuple[Path, ...]]:
    """Each locator of a source that the dataset uses, in the order of first use, with the paths it stands at."""
    found: dict[str, tuple[Path, ...]] = {}
    for path, locator in _locators(dataset):
        if locator.startswith(f"{source}/"):
            found[locator] = (*found.get(locator, ()), path)
    return found


def _locators(dataset: Dataset) -> Iterator[tuple[Path, str]]:
    for index, claim in enumerate(dataset.claims):
        for number, locator in enumerate(claim.evidence):
            yield ("claims", index, "evidence", number), locator
    for index, passage in enumerate(dataset.set_aside):
        yield ("set_aside", index, "at"), passage.at
