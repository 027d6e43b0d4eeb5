"""What of a new edition a person has to decide, as problems; and their decisions, taken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.errors import ReportgenError, UsageError
from reportgen.evidence.editions import Edition, run_of
from reportgen.evidence.relocation import Candidate, Fate, Relocation, used
from reportgen.model.dataset import Dataset
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Path, Problem, SourceMap, in_order

Accepted = Mapping[str, Sequence[str]]
"""By locator, the places to take for it; none of them takes the one that was found."""


class Decided(NamedTuple):
    """Where each passage is to stand, and those of which that is not decided."""

    places: Mapping[str, tuple[str, ...]]
    """By old locator; those that stay as they are left out."""
    open: tuple[Relocation, ...]


def decide(found: Iterable[Relocation], accept: Accepted, new: Edition) -> Decided:
    """Takes what is exact or moved, and of the rest what is accepted.

    Raises `UsageError` for what cannot be accepted: a locator that is not used or needs no decision, a place that
    the new text does not have, no place where there is more than one or none.
    """
    relocations = {relocation.locator: relocation for relocation in found}
    taken = {locator: _taken(locator, places, relocations, new) for locator, places in accept.items()}
    places: dict[str, tuple[str, ...]] = {}
    still: list[Relocation] = []
    for locator, relocation in relocations.items():
        if locator in taken:
            places[locator] = taken[locator]
        elif relocation.fate in {Fate.EXACT, Fate.MOVED}:
            places[locator] = relocation.places
        else:
            still.append(relocation)
    return Decided({key: value for key, value in places.items() if value != (key,)}, tuple(still))


def _taken(locator: str, places: Sequence[str], relocations: Mapping[str, Relocation], new: Edition) -> tuple[str, ...]:
    """The places accepted for a locator."""
    relocation = relocations.get(locator)
    if relocation is None:
        hint = did_you_mean(locator, relocations)
        raise UsageError(f"`{locator}` cannot be accepted: nothing in the dataset stands on it", hint=hint)
    if relocation.fate in {Fate.EXACT, Fate.MOVED}:
        message = f"`{locator}` needs no decision: it is {relocation.fate}"
        raise UsageError(message, hint=f"leave out --accept {locator}")
    for place in places:
        if not _stands(place, new):
            raise UsageError(f"`{locator}` cannot become `{place}`: the new text has no such place")
    if not places and not relocation.places:
        named = " or ".join(f"`--accept {locator}={_as_one(one)}`" for one in relocation.candidates)
        hint = named or f"name its place with `--accept {locator}=PLACE`, or take it out of the dataset"
        raise UsageError(f"`{locator}` is {relocation.fate}: accepting it does not say where it stands", hint=hint)
    return tuple(places) or relocation.places


def _stands(place: str, new: Edition) -> bool:
    try:
        return place.startswith(f"{new.source}/") and run_of(place, new) is not None
    except ReportgenError:  # it is not written as a locator
        return False


def undecided(
    relocations: Iterable[Relocation], dataset: Dataset, source: str, lines: SourceMap
) -> tuple[Problem, ...]:
    """A problem at each use of a passage that is changed (E402), lost (E403) or ambiguous (E404)."""
    uses = used(dataset, source)
    return in_order(
        _problem(relocation, path, dataset, lines) for relocation in relocations for path in uses[relocation.locator]
    )


def _problem(relocation: Relocation, path: Path, dataset: Dataset, lines: SourceMap) -> Problem:
    locator = relocation.locator
    if path[0] == "claims":
        what = f"claim `{dataset.claims[int(path[1])].id}` rests on `{locator}`, which"
    else:
        what = f"`{locator}`, which is set aside,"
    if relocation.fate is Fate.CHANGED:
        code, message = "E402", f"{what} has changed"
    elif relocation.fate is Fate.AMBIGUOUS:
        count = len(relocation.candidates)
        code, message = "E404", f"{what} may be at {f'{count} places' if count > 1 else 'another place'}"
    else:
        lost = "is not in the new text" if relocation.fate is Fate.LOST else "has changed or is lost"
        code, message = "E403", f"{what} {lost}"
    return lines.problem(code, message, path, hint="\n".join(_hint(relocation)), needle=locator)


def _hint(relocation: Relocation) -> Iterator[str]:
    """What was found, a line for each thing, and what to do."""
    locator, candidates = relocation.locator, relocation.candidates
    if relocation.note:
        yield relocation.note
    if relocation.fate is Fate.CHANGED:
        if candidates[0].diff:
            yield candidates[0].diff
        yield f"{_described(candidates[0])}: `--accept {locator}` takes it"
    elif relocation.fate is Fate.AMBIGUOUS:
        for candidate in candidates:
            yield f"{_described(candidate)}{f': {candidate.diff}' if candidate.diff else ''}"
        yield f"choose: `--accept {locator}={_as_one(candidates[0])}`"
    else:
        yield from (f"in its place stands `{_as_one(candidate)}`" for candidate in candidates)
        if relocation.fate is Fate.UNKNOWN:
            yield "give the old text with --old FILE to see which"
        yield f"take it out of the dataset, or name its place: `--accept {locator}=PLACE`"


def _described(candidate: Candidate) -> str:
    # Rounded down: 1.00 is no difference but in typography.
    score = "" if candidate.score is None else f" ({math.floor(candidate.score * 100) / 100:.2f})"
    return f"`{_as_one(candidate)}`{score}"


def _as_one(candidate: Candidate) -> str:
    """The places as `--accept` takes them."""
    return ",".join(candidate.places)
