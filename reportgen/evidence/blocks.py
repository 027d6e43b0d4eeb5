"""Where a run of sentences stands word for word in another edition, by digests alone.

Words that stand once in each edition are found by themselves. Where they stand several times, what stands around
them decides, and only where it leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportgen.evidence.editions import Edition, Run

HORIZON = 50
"""Parts looked at on each side of a run."""


class Found(NamedTuple):
    """The places with a run's words: none, or the one that is its own, or those among which there is doubt."""

    places: tuple[Run, ...]
    certain: bool = False
    """Whether the one place is the run's own. In doubt there may be one place too: what two runs have become."""


def find(run: Run, old: Edition, new: Edition) -> Found:
    """The places in `new` with the words of a run of `old`."""
    key = old.digests(run)
    before, here = occurrences(key, old), occurrences(key, new)
    if not here:
        return Found(())
    if len(before) == len(here) == 1:
        return Found(here, certain=True)
    chosen = _by_surroundings(run, before, here, old, new)
    return Found((chosen,), certain=True) if chosen else Found(here)


def occurrences(key: tuple[str, ...], of: Edition) -> tuple[Run, ...]:
    """Every place where these digests follow one another."""
    rarest = min(range(len(key)), key=lambda number: len(of.places.get(key[number], ())))
    starts = (place - rarest for place in of.places.get(key[rarest], ()))
    runs = ((start, start + len(key)) for start in starts if start >= 0)
    return tuple(run for run in runs if of.digests(run) == key)


def _by_surroundings(run: Run, before: Iterable[Run], here: tuple[Run, ...], old: Edition, new: Edition) -> Run | None:
    """The place whose surroundings are those of the run, and of none of the runs with the same words as much.

    A place of the same address is taken where no other is better. Any other is taken only where the words have not
    become more frequent: what was doubled is in doubt.
    """
    others = [other for other in before if other != run]
    alike = {place: surroundings(run, place, old, new) for place in here}
    best = max(alike.values())
    same = next((place for place in here if _address(place, new) == _address(run, old)), None)
    if same is not None and alike[same] == best:
        rival = max((surroundings(other, same, old, new) for other in others), default=0)
        if rival <= best and (best > 0 or len(here) == len(others) + 1):
            return same
    tops = [place for place in here if alike[place] == best]
    if best == 0 or len(tops) > 1 or len(here) > len(others) + 1:
        return None
    rival = max((surroundings(other, tops[0], old, new) for other in others), default=0)
    return tops[0] if rival < best else None


def surroundings(run: Run, place: Run, old: Edition, new: Edition) -> int:
    """How many parts in a row are the same just before and just after the two runs; `HORIZON` on each side at most."""
    count = 0
    for step, mine, other in ((-1, run[0] - 1, place[0] - 1), (1, run[1], place[1])):
        for distance in range(HORIZON):
            left, right = mine + step * distance, other + step * distance
            inside = 0 <= left < len(old.parts) and 0 <= right < len(new.parts)
            if not inside or old.parts[left].digest != new.parts[right].digest:
                break
            count += 1
    return count


def _address(run: Run, of: Edition) -> tuple[str, int | None]:
    part = of.parts[run[0]]
    return part.segment.id, part.number
