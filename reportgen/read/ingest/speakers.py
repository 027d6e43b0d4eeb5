"""Which of the labels that lines seem to begin with are names of speakers: those that recur, and whose words ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.read.ingest.labels import FORMS, INTERVIEWEE, Form, Label, find_label, is_full_name, label
from reportgen.read.ingest.letters import asks
from reportgen.read.ingest.script import Line, Raw, Script

HEADER = 20
"""Lines at the top in which a record of who meets whom may stand."""


class Unit(NamedTuple):
    """A paragraph, by the label it begins with and whether it asks."""

    label: Label | None
    asks: bool


Cut = Callable[[Mapping[int, Label]], Sequence[Unit]]
"""What the labels, by the number of their line, make of the text."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The labels that count, by the number of their line in the script."""

    labels: Mapping[int, Label] = field(default_factory=dict)
    alone: bool = False
    """Whether only one side is marked, and each of its labels holds for one paragraph."""
    passed_over: Mapping[int, Label] = field(default_factory=dict)
    """What looks like a label and is not taken for one."""


def find_speakers(script: Script, cut: Cut) -> Speakers:
    """The labels of the form that marks most of a text; none where no form holds."""
    if script.lines[0].raw.speaker or any(line.raw.speaker for line in script.lines):
        return Speakers(dict(_of_format(script.lines)))
    record = header(script.lines)
    best, rejected = Speakers(), Speakers()
    for form in FORMS:
        found = {
            number: one
            for number, line in enumerate(script.lines)
            if number not in record and (one := find_label(line, form))
        }
        if form == "own-line":
            counts = Counter(one.key for one in found.values())
            found = {number: one for number, one in found.items() if counts[one.key] > 1 or one.time is not None}
        if len(found) < 2 and not any(one.role for one in found.values()):
            continue
        tried = _tried(found, form, cut)
        if tried is None:
            rejected = (
                rejected if rejected.passed_over or form == "own-line" else Speakers(passed_over=_recurring(found))
            )
        elif len(tried.labels) > len(best.labels):
            best = tried
    return best if best.labels else rejected


def header(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Lines such as `Interviewer: Lena Brandt` above the first question, as role and name."""
    found: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(lines[:HEADER]):
        if asks(line.text):
            break
        one = find_label(line, "colon")
        name = line.text[one.length :].partition(",")[0] if one else ""
        if one and one.role and not one.dotted and is_full_name(name) and not name.endswith((".", "!")):
            found[number] = (one.role, name)
    return found


def named_captions(texts: Sequence[str]) -> list[tuple[str | None, str]] | None:
    """Captions as the name each begins with, or none, and the words behind it; None where they name nobody."""
    lines = [Line(0, len(text), text, number, Raw(text, number, number)) for number, text in enumerate(texts)]
    found = {number: one for number, line in enumerate(lines) if (one := find_label(line, "colon"))}

    def cut(labels: Mapping[int, Label]) -> list[Unit]:
        starts = sorted(labels)
        ends = [*starts[1:], len(texts)]
        return [Unit(labels[start], any(map(asks, texts[start:end]))) for start, end in zip(starts, ends, strict=True)]

    tried = _tried(found, "colon", cut) if len(found) > 1 else None
    if tried is None or tried.alone:
        return None
    labels = tried.labels
    return [
        (labels[number].name, text[labels[number].length :]) if number in labels else (None, text)
        for number, text in enumerate(texts)
    ]


def _of_format(lines: Sequence[Line]) -> Iterator[tuple[int, Label]]:
    for number, line in enumerate(lines):
        if line.raw.speaker:
            yield number, label(line.raw.speaker, 0, line.raw.time)


def _tried(found: Mapping[int, Label], form: Form, cut: Cut) -> Speakers | None:
    """The labels of one form that hold together as the speakers of an interview, if they do."""
    units = cut(found)
    counts = Counter(unit.label.key for unit in units if unit.label)
    if form == "own-line":  # a line below which nobody speaks is no name
        counts -= Counter({key: counts[key] for key in Counter(one.key for one in found.values()) - counts})
    by_key = {one.key: one for one in reversed(list(found.values())) if counts[one.key]}
    roles = {key for key, one in by_key.items() if one.role}
    if len(roles) < 2:  # without a `Q.` an `A.` is an initial
        by_key = {key: one for key, one in by_key.items() if not one.dotted}
        roles &= set(by_key)
    strong = {key for key in by_key if counts[key] > 1} | (roles if form in ("colon", "bracket") else set())
    strong |= {one.key for one in found.values() if one.time is not None and one.key in by_key}
    asking = [unit.asks for unit in units if unit.label and unit.label.key in by_key]
    keys, alone = set[str](), False
    if len(strong) > 1:
        keys = strong
    elif form != "own-line" and 2 <= len(by_key) <= 3 and asking[0]:
        keys = set(by_key)
    elif strong and form in ("colon", "bracket") and _is_one_side(by_key[min(strong)], asking):
        keys, alone = strong, True
    if not keys or not _holds(units, keys, form, alone):
        return None
    first = min(number for number, one in found.items() if one.key in keys)
    if form in ("colon", "bracket") and not alone:
        keys |= {one.key for number, one in found.items() if number > first and is_full_name(one.name)}
    labels = _without_initials({number: one for number, one in found.items() if one.key in keys})
    rest = {number: one for number, one in found.items() if number > first and one.key not in keys}
    return Speakers(labels, alone, {} if form == "own-line" else rest)


def _is_one_side(one: Label, asking: Sequence[bool]) -> bool:
    """Whether the only label marks the questions, or by its own word the answers."""
    return sum(asking) * 3 >= len(asking) * 2 or (one.role == INTERVIEWEE and len(asking) > 1)


def _holds(units: Sequence[Unit], keys: set[str], form: Form, alone: bool) -> bool:
    """Whether the questions of the text are theirs: not, where people only talk inside an unmarked answer."""
    if alone and not any(unit.asks for unit in units if unit.label):
        return True  # the answers are marked, and the questions stand between them
    labelled = [unit.label is not None and unit.label.key in keys for unit in units]
    first = labelled.index(True)
    before = any(unit.asks for unit in units[:first])
    if form in ("heading", "own-line"):
        return not before
    inside = sum(unit.asks for unit, marked in zip(units, labelled, strict=True) if marked)
    outside = sum(unit.asks for unit, marked in zip(units, labelled, strict=True) if not marked)
    return inside >= outside or not (before or alone)


def _without_initials(labels: Mapping[int, Label]) -> dict[int, Label]:
    """Leaves out `A.` where A speaks already: then it is the initial of a name."""
    kept: dict[int, Label] = {}
    speaking = None
    for number, one in labels.items():
        if not (one.dotted and one.key == speaking):
            kept[number] = one
        speaking = one.key
    return kept


def _recurring(found: Mapping[int, Label]) -> dict[int, Label]:
    counts = Counter(one.key for one in found.values())
    keys = {key for key, count in counts.items() if count > 1}
    return {number: one for number, one in found.items() if one.key in keys} if len(keys) > 1 else {}
