"""The passages of another edition that are most like one whose words are nowhere.

They are looked for among what is new in that edition: a sentence that both have is not what another has become. From
the parts that share the rarest words with the passage, each is grown and shrunk as long as that makes it more alike.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.evidence import locate
from reportgen.evidence.editions import Edition, Run
from reportgen.evidence.likeness import Wording, alike, contained, terms, together, wording

THRESHOLD = 0.5
"""The likeness from which a passage counts as the other one, changed."""
MARGIN = 0.05
"""Two places whose likeness differs by less are both named."""
SEEDS = 8
REACH = 3
"""Parts by which a passage grows or shrinks at once: what is put in between is often more than one sentence."""
WHOLE = 0.15
"""How much less alike a whole paragraph or answer may be for its form to be kept."""
COMMON = 0.1
"""The share of the new parts up to which a word tells anything."""


class Match(NamedTuple):
    """A passage of the other edition, and how like it is."""

    run: Run
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """The words of the parts that are new in an edition, by the parts they stand in."""

    new: Edition
    parts: Mapping[str, tuple[int, ...]] = field(repr=False)
    count: int
    """How many parts are new."""


def index_words(old: Edition, new: Edition) -> Index:
    """The words of what `new` has and `old` has not. A sentence that has become more frequent counts as new."""
    found: dict[str, list[int]] = {}
    count = 0
    for digest, places in new.places.items():
        if len(places) > len(old.places.get(digest, ())):
            count += len(places)
            for place in places:
                for term in set(terms(new.words((place, place + 1)) or "")):
                    found.setdefault(term, []).append(place)
    return Index(new, {term: tuple(places) for term, places in found.items()}, count)


def similar(run: Run, old: Edition, index: Index, like: str) -> tuple[Match, ...]:
    """The passages most like a run of `old`, best first: those within `MARGIN` of the best, none below `THRESHOLD`.

    They do not overlap. `like` is the run's locator: what was a whole answer or paragraph is compared with whole ones
    too. Both editions need their text.
    """
    new, wanted = index.new, _wording(run, old)
    asks = old.parts[run[0]].is_question
    grown: dict[Run, float] = {}
    for seed in _seeds(run, old, index):
        known = any(first <= seed < last for first, last in grown)
        if new.parts[seed].is_question == asks and not known:
            best = _fit(_around(seed, run, old, new), wanted, new)
            best = _whole(best, wanted, new, like)
            grown[best.run] = best.score
    ranked = sorted((Match(place, score) for place, score in grown.items()), key=lambda m: (-m.score, m.run))
    chosen: list[Match] = []
    for match in ranked:
        apart = all(match.run[1] <= other.run[0] or other.run[1] <= match.run[0] for other in chosen)
        if apart and match.score >= THRESHOLD and match.score > ranked[0].score - MARGIN:
            chosen.append(match)
    return tuple(chosen)


def likeness(was: str, run: Run, new: Edition) -> float:
    """How like a wording a passage of `new` is; where it is one sentence, how much of the wording is part of it."""
    return _score(wording(was), run, new)


def _seeds(run: Run, old: Edition, index: Index) -> Iterable[int]:
    """Parts to begin with: those that share the rarest words, and those that stand in the run word for word."""
    weights: dict[int, float] = {}
    known = sorted({term for term in terms(old.words(run) or "") if term in index.parts})
    telling = [term for term in known if len(index.parts[term]) <= max(COMMON * index.count, SEEDS)]
    for term in telling or known:
        weight = math.log(1 + index.count / len(index.parts[term]))
        for place in index.parts[term]:
            weights[place] = weights.get(place, 0.0) + weight
    seeds = heapq.nsmallest(SEEDS, weights, key=lambda place: (-weights[place], place))
    kept = {digest: index.new.places.get(digest, ()) for digest in old.digests(run)}
    rare = sorted((places for places in kept.values() if 0 < len(places) <= 2), key=len)[:SEEDS]
    return dict.fromkeys([*seeds, *(place for places in rare for place in places)])


def _around(seed: int, run: Run, old: Edition, new: Edition) -> Run:
    """As many parts as the run has, so placed that the seed stands where what it is most like stands in the run."""
    words = _wording((seed, seed + 1), new)
    nearest = max(range(*run), key=lambda number: alike(words, _wording((number, number + 1), old)))
    bounds = _bounds(seed, new)
    first = seed - (nearest - run[0])
    return max(first, bounds[0]), min(first + run[1] - run[0], bounds[1])


def _fit(run: Run, wanted: Wording, new: Edition) -> Match:
    """A run, grown and shrunk at both ends as long as that makes it more alike."""
    bounds = _bounds(run[0], new)
    best = Match(run, _score(wanted, run, new))
    reaches = [reach for reach in range(-REACH, REACH + 1) if reach]
    while True:
        first, last = best.run
        steps = [(first - reach, last) for reach in reaches] + [(first, last + reach) for reach in reaches]
        inside = [step for step in steps if bounds[0] <= step[0] < step[1] <= bounds[1]]
        matches = [Match(step, _score(wanted, step, new)) for step in inside]
        better = max(matches, key=lambda match: match.score, default=best)
        if better.score <= best.score:
            return best
        best = better


def _whole(match: Match, wanted: Wording, new: Edition, like: str) -> Match:
    """The whole paragraph or answer around a match, where `like` is one and it is nearly as much alike."""
    form, part = locate.parse(like), new.parts[match.run[0]]
    if form.is_question or form.first is not None:
        return match
    run = new.segments[part.region if form.segment is None else part.segment.id]
    if run[1] < match.run[1]:
        return match
    whole = Match(run, _score(wanted, run, new))
    return whole if whole.score >= max(THRESHOLD, match.score - WHOLE) else match


def _bounds(number: int, new: Edition) -> Run:
    """How far a passage may reach: the answer, or what stands before or after; a question by itself."""
    part = new.parts[number]
    return new.segments[part.segment.id if part.is_question else part.region]


def _score(wanted: Wording, run: Run, new: Edition) -> float:
    there = _wording(run, new)
    return max(alike(wanted, there), contained(wanted, there) if run[1] - run[0] == 1 else 0.0)


def _wording(run: Run, of: Edition) -> Wording:
    return together([wording(of.words((number, number + 1)) or "") for number in range(*run)])
