"""Where the passages that a dataset rests on stand in a new edition of their text.

By digests, which need no words; and what is nowhere to be found so, by likeness, which needs both texts. What is not
word for word the same, together, in the same order and said in the same role, is for a person to decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from reportgen.evidence import blocks
from reportgen.evidence.editions import Edition, Part, Run, express, run_of
from reportgen.evidence.likeness import PHRASE, wording
from reportgen.evidence.relocation import Candidate, Fate, Relocation
from reportgen.evidence.similar import REACH, Index, index_words, likeness, similar
from reportgen.evidence.worddiff import folded, word_diff
from reportgen.model.transcript import Role


def relocate(locators: Iterable[str], old: Edition, new: Edition) -> tuple[Relocation, ...]:
    """What became of each passage, in order. `new` needs its text; without that of `old` only digests are compared.

    Raises `ValueError` for a locator that `old` has no place for.
    """
    runs: dict[str, Run] = {}
    for locator in locators:
        run = run_of(locator, old)
        if run is None:
            raise ValueError(f"the old index has no place {locator}")
        runs[locator] = run
    found = {locator: _by_digest(locator, run, old, new) for locator, run in runs.items()}
    index = index_words(old, new) if old.text is not None and not all(found.values()) else None
    return tuple(
        found[locator] or (_by_likeness(locator, run, old, index) if index else _untold(locator, run, old, new))
        for locator, run in runs.items()
    )


def _by_digest(locator: str, run: Run, old: Edition, new: Edition) -> Relocation | None:
    """What the digests tell of a passage; None where one of its sentences is nowhere word for word."""
    found = blocks.find(run, old, new)
    if not found.places:
        return _no_longer_together(locator, run, old, new)
    candidates = tuple(Candidate(express(place, new, locator), score=1.0) for place in found.places)
    if not found.certain:
        note = "the same words stand there" if len(candidates) > 1 else "what stood at several places stands at one"
        return Relocation(locator, Fate.AMBIGUOUS, candidates, note)
    otherwise = _said_otherwise(run, found.places[0], old, new)
    if otherwise:
        return Relocation(locator, Fate.CHANGED, candidates, f"the same words, {otherwise}")
    if candidates[0].places == (locator,):
        return Relocation(locator, Fate.EXACT, candidates)
    few = len(wording(new.words(found.places[0]) or "").words) < PHRASE
    if few and _digest_before(run, old) != _digest_before(found.places[0], new):
        return Relocation(locator, Fate.AMBIGUOUS, candidates, "the same few words, after others than before")
    return Relocation(locator, Fate.MOVED, candidates)


def _digest_before(run: Run, of: Edition) -> str | None:
    """What the words follow: from that, a few words have their meaning."""
    return of.parts[run[0] - 1].digest if run[0] else None


def _no_longer_together(locator: str, run: Run, old: Edition, new: Edition) -> Relocation | None:
    """A passage all of whose sentences are there, with something between them or in another order."""
    places = [_certain(number, old, new) for number in range(*run)]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return None
    hull = min(known), max(known) + 1
    in_order = all(before < after for before, after in itertools.pairwise(known))
    close = hull[1] - hull[0] <= 2 * len(known) + REACH
    if in_order and close and _in_one_place(hull, new):
        kept = " ".join(new.words((number, number + 1)) or "" for number in known)
        return _changed(locator, run, hull, old, new, was=kept)
    parts = tuple(place for block in _in_blocks(known) for place in express(block, new, locator))
    note = "the same words, no longer together" if in_order else "the same words, in another order"
    return Relocation(locator, Fate.CHANGED, (Candidate(parts),), note)


def _by_likeness(locator: str, run: Run, old: Edition, index: Index) -> Relocation:
    """What the words tell of a passage that stands nowhere word for word."""
    matches = similar(run, old, index, locator)
    was, new = old.words(run) or "", index.new
    if not matches:
        place, note = _in_its_place(locator, run, old, new)
        return Relocation(locator, Fate.LOST, place, note)
    if len(matches) == 1:
        return _changed(locator, run, matches[0].run, old, new, was=was)
    candidates = tuple(
        Candidate(express(match.run, new, locator), match.score, word_diff(was, new.words(match.run) or "") or None)
        for match in matches
    )
    return Relocation(locator, Fate.AMBIGUOUS, candidates, "near words stand there")


def _changed(locator: str, run: Run, place: Run, old: Edition, new: Edition, *, was: str) -> Relocation:
    now = new.words(place) or ""
    candidate = Candidate(express(place, new, locator), likeness(was, place, new), word_diff(was, now) or None)
    notes = (_difference(was, now), _said_otherwise(run, place, old, new))
    return Relocation(locator, Fate.CHANGED, (candidate,), ", ".join(note for note in notes if note) or None)


def _untold(locator: str, run: Run, old: Edition, new: Edition) -> Relocation:
    """What is left to say of a passage whose words are not at hand."""
    place, note = _in_its_place(locator, run, old, new)
    kept = sum(_certain(number, old, new) is not None for number in range(*run))
    still = f"{kept} of its {run[1] - run[0]} sentences {'is' if kept == 1 else 'are'} still there" if kept else None
    return Relocation(locator, Fate.UNKNOWN, place, ", ".join(part for part in (still, note) if part) or None)


def _in_its_place(locator: str, run: Run, old: Edition, new: Edition) -> tuple[tuple[Candidate, ...], str | None]:
    """What stands between the passage's old neighbours, where they are still near one another."""
    before = _certain(run[0] - 1, old, new) if run[0] else -1
    after = _certain(run[1], old, new) if run[1] < len(old.parts) else len(new.parts)
    if before is None or after is None or not 0 < after - before <= 2 * (run[1] - run[0]) + REACH:
        return (), None
    between = before + 1, after
    if before + 1 == after:
        return (), "what stood around it now stands side by side"
    asks = {part.is_question for part in new.parts[slice(*between)]}
    if asks != {old.parts[run[0]].is_question} or not _in_one_place(between, new):
        return (), None
    return (Candidate(express(between, new, locator)),), None


def _certain(number: int, old: Edition, new: Edition) -> int | None:
    found = blocks.find((number, number + 1), old, new)
    return found.places[0][0] if found.certain else None


def _in_one_place(run: Run, new: Edition) -> bool:
    """Whether a run stays within one answer, or within what stands before or after the questions."""
    return len({(part.region, part.is_question) for part in new.parts[slice(*run)]}) == 1


def _in_blocks(numbers: Sequence[int]) -> list[Run]:
    """Numbers that follow one another, as runs."""
    found: list[Run] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = found[-1][0], number + 1
        else:
            found.append((number, number + 1))
    return found


def _difference(was: str, now: str) -> str | None:
    """What a diff does not show, or shows without saying that it is all there is."""
    if was == now:
        return "the same words, cut into sentences otherwise"
    if was.split() == now.split():
        return "only white space differs"
    return "only quotation marks, dashes or spaces differ" if folded(was) == folded(now) else None


def _said_otherwise(run: Run, place: Run, old: Edition, new: Edition) -> str | None:
    """In which other role the words stand now, or who else says them.

    Speakers are compared where the new edition knows the old name: another format may name them otherwise.
    """
    for before, after in zip(old.parts[slice(*run)], new.parts[slice(*place)], strict=False):
        if _role(before) != _role(after):
            return f"now in {_role(after)}"
        speaker = before.segment.speaker
        if speaker != after.segment.speaker and speaker in {part.segment.speaker for part in new.parts}:
            return f"now said by {after.segment.speaker or 'nobody'}"
    return None


def _role(part: Part) -> str:
    return {Role.QUESTION: "a question", Role.ANSWER: "an answer"}.get(part.segment.role, "the text around the answers")
