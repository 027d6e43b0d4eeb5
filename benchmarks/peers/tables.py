"""What was found of each tool, as bounds, tables and plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.measure import Spread
from benchmarks.peers.facts import Facts
from benchmarks.report import shown
from benchmarks.result import Bound, Table


class Found(NamedTuple):
    """All that was found of one tool. Seconds and MiB; ratios to reportgen."""

    name: str
    version: str
    cold: Spread
    ratio: Spread
    """Cold, to reportgen's run of the same round."""
    peak: float
    warm: float | None
    """None for a program that makes one memo a process."""
    again: float
    """All memos after some have changed."""
    facts: Facts
    ua: bool | None
    """Whether PDF/UA-1 is kept; None where that was not checked."""
    archive: bool | None
    """The same of PDF/A-3a."""


def bounds(found: Sequence[Found]) -> tuple[Bound, ...]:
    """Each tool's cold time to ours."""
    ours, *others = found
    return tuple(
        Bound(
            what=f"{one.name} / reportgen, cold, wall",
            found=one.ratio,
            figures=f"{one.cold.median:.2f} s, {ours.cold.median:.2f} s",
        )
        for one in others
    )


def costs(found: Sequence[Found]) -> Table:
    """What each takes, in parts of what reportgen takes."""
    ours = found[0]
    rows = []
    for one in found:
        warm = _part(one.warm, ours.warm) if one.warm is not None else "one a process"
        rows.append(
            (one.name, one.version, shown(one.ratio), warm, _part(one.again, ours.again), f"{one.peak:.0f} MiB")
        )
    return Table(("tool", "version", "cold", "warm", "all, after some changed", "peak, cold"), tuple(rows))


def _part(theirs: float, ours: float | None) -> str:
    return f"{theirs / ours:.2f} ({theirs:.2f} s)" if ours else f"{theirs:.2f} s"


def outputs(found: Sequence[Found]) -> Table:
    """What is in each file."""
    head = ("tool", "size", "pages", "tagged", "PDF/UA-1", "PDF/A-3a", "words lost", "notes", "bookmarks", "links")
    rows = tuple(_output(one) for one in found)
    return Table((*head, "comments", "attached"), rows)


def _output(one: Found) -> tuple[str, ...]:
    made = one.facts
    return (
        one.name,
        f"{made.size / 1000:.0f} kB",
        str(made.pages),
        _yes(made.tagged),
        _yes(one.ua),
        _yes(one.archive),
        f"{made.lost:.1%}",
        f"{made.notes:.0%}",
        *map(str, (made.bookmarks, made.links, made.comments, made.attached)),
    )


def _yes(said: bool | None) -> str:
    return {True: "yes", False: "no", None: "not checked"}[said]


def sentences(found: Sequence[Found]) -> Iterator[str]:
    """For each tool where it is faster than reportgen, and what its file leaves out that ours has."""
    ours, *others = found
    for one in others:
        faster = [f"{word} ({ratio:.2f})" for word, ratio in _ratios(one, ours) if ratio < 1]
        slower = [f"{word} ({ratio:.2f})" for word, ratio in _ratios(one, ours) if ratio >= 1]
        said = [f"faster {_listed(faster)}"] if faster else []
        said += [f"slower {_listed(slower)}"] if slower else []
        left = list(_left_out(one, ours))
        yield f"**{one.name}**: {', '.join(said)}. {'Left out: ' + '; '.join(left) if left else 'Nothing left out'}."


def _ratios(one: Found, ours: Found) -> Iterator[tuple[str, float]]:
    yield "cold", one.ratio.median
    if one.warm is not None and ours.warm:
        yield "warm", one.warm / ours.warm
    yield "when some of many changed", one.again / ours.again


def _left_out(one: Found, ours: Found) -> Iterator[str]:
    """What our file has and this one has not."""
    theirs, our = one.facts, ours.facts
    if our.tagged and not theirs.tagged:
        yield "tags"
    if ours.ua and one.ua is False:
        yield "PDF/UA-1"
    if ours.archive and one.archive is False:
        yield "PDF/A-3a"
    if theirs.lost > our.lost + 0.001:
        yield f"{theirs.lost:.1%} of the words"
    if theirs.notes < our.notes:
        yield f"{our.notes - theirs.notes:.0%} of the notes"
    for what in ("bookmarks", "links", "comments"):
        if getattr(our, what) and not getattr(theirs, what):
            yield what
    if our.attached and not theirs.attached:
        yield "the attached data"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
