"""What each paragraph is: who asks, what opens an exchange, where the answers begin and end."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.errors import UsageError
from reportgen.model.nearest import did_you_mean
from reportgen.read.ingest.labels import INTERVIEWEE, INTERVIEWER, key_of
from reportgen.read.ingest.letters import asks
from reportgen.read.ingest.paragraphs import Paragraph
from reportgen.read.ingest.speakers import Speakers
from reportgen.read.ingest.unmarked import body_end, closes, opens, title_lines


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user says of a text, against what is read from it."""

    speaker_pattern: str | None = None
    interviewers: tuple[str, ...] = ()
    questions: tuple[int, ...] = ()
    """The lines of all questions."""
    add_questions: tuple[int, ...] = ()
    drop_questions: tuple[int, ...] = ()
    answers_until: int | None = None
    """The line at which the last answer ends."""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The paragraphs of a text by their numbers, from 0."""

    titles: frozenset[int]
    questions: frozenset[int]
    """Adjacent ones are one question."""
    end: int
    """Of the answers: the number of the first closing note."""
    speakers: tuple[str | None, ...]
    """Who says each paragraph: a name, `interviewer`, `interviewee`, or nobody."""
    marked: bool = False
    """Whether the text itself says who speaks."""
    roles: Mapping[str, str] | None = None
    """`interviewer`, `interviewee` or `other` by name, where the text names its speakers."""
    unsure: str | None = None
    """Why it is uncertain who asks."""

    @property
    def first(self) -> int:
        """The number of the first question, looked for at each call."""
        return min(self.questions)


def plan(paragraphs: Sequence[Paragraph], speakers: Speakers, corrections: Corrections, language: str) -> Plan | None:
    """What each paragraph is; None where no question is recognised. Raises `UsageError` for what corrects nothing."""
    sides = {one.key for one in speakers.labels.values()}
    marked = len(sides) > 1 or (speakers.alone and any(p.label and asks(p.text, language) for p in paragraphs))
    if corrections.interviewers and not marked:
        raise UsageError("the text does not name its speakers", hint="name the lines of the questions with --questions")
    found: Plan | None
    if marked:
        found = _marked(paragraphs, speakers, corrections, language)
    else:
        found = _unmarked(paragraphs, corrections, language)
    questions = _corrected(paragraphs, found.questions if found else frozenset(), corrections)
    if not questions:
        return None
    if found is None or questions != found.questions:
        found = _again(paragraphs, found, questions, language)
    if corrections.answers_until is not None:
        last = at_line(paragraphs, corrections.answers_until)
        if last <= min(questions):
            raise UsageError(f"line {corrections.answers_until} stands before the first answer")
        found = replace(found, end=last + 1, questions=frozenset(n for n in questions if n <= last))
    return found


def _unmarked(paragraphs: Sequence[Paragraph], corrections: Corrections, language: str) -> Plan | None:
    titles = title_lines(paragraphs, language)
    numbers = range(len(paragraphs))
    first = next((n for n in numbers if n not in titles and opens(paragraphs, n, language)), None)
    if first is None:
        return None
    end = body_end(paragraphs, first, titles, language)
    body = paragraphs[:end]
    questions = frozenset(n for n in range(first, end) if opens(body, n, language))
    return Plan(titles, questions, end, _by_role(paragraphs, questions, end))


def _marked(paragraphs: Sequence[Paragraph], speakers: Speakers, corrections: Corrections, language: str) -> Plan:
    said = _turns(paragraphs, speakers.alone)
    names = {p.label.key: p.label.name for p in reversed(paragraphs) if p.label}
    if speakers.alone:
        names[INTERVIEWEE] = INTERVIEWEE
    asking, unsure = _who_asks(paragraphs, said, names, corrections, language)
    first = next(n for n, key in enumerate(said) if key in asking) if asking & set(said) else None
    if first is None:
        raise UsageError("the interviewer named says nothing", hint="speakers: " + ", ".join(names.values()))
    titles = title_lines(paragraphs[:first], language)
    end = len(paragraphs)
    while end > first + 2 and not paragraphs[end - 1].label and closes(paragraphs, end - 1, first, titles, language):
        end -= 1
    questions = frozenset(n for n in range(first, end) if said[n] in asking)
    spoken = Counter[str]()
    for key, paragraph in zip(said, paragraphs, strict=True):
        if key and key not in asking:
            spoken[key] += len(paragraph.text)
    answering = spoken.most_common(1)[0][0] if spoken else None
    roles = {
        name: INTERVIEWER if key in asking else INTERVIEWEE if key == answering else "other"
        for key, name in names.items()
    }
    who = tuple(names.get(key or "") for key in said)
    return Plan(titles, questions, end, who, True, roles, unsure)


def _turns(paragraphs: Sequence[Paragraph], alone: bool) -> list[str | None]:
    """Who says each paragraph, by key: whoever the last label names. Where one side alone is marked, the other."""
    said: list[str | None] = []
    for paragraph in paragraphs:
        if paragraph.label:
            said.append(paragraph.label.key)
        elif not said or said[-1] is None:
            said.append(None)
        else:
            said.append(INTERVIEWEE if alone else said[-1])
    return said


def _who_asks(
    paragraphs: Sequence[Paragraph],
    said: Sequence[str | None],
    names: Mapping[str, str],
    corrections: Corrections,
    language: str,
) -> tuple[set[str], str | None]:
    """The keys of those who ask, and why that is uncertain, if it is."""
    if corrections.interviewers:
        return {_named(name, names) for name in corrections.interviewers}, None
    if INTERVIEWER in names:
        return {INTERVIEWER}, None
    if INTERVIEWEE in names and len(names) == 2:
        return set(names) - {INTERVIEWEE}, None
    asked = Counter[str]()
    for key, turn in itertools.groupby(zip(said, paragraphs, strict=True), key=lambda item: item[0]):
        if key:
            asked[key] += any(asks(paragraph.text, language) for _, paragraph in turn)
    (most, count), *others = asked.most_common()
    if not count:
        return {most}, f"nobody asks: {names[most]}, who speaks first, is taken for the interviewer"
    second = next((item for item in others if item[1] * 2 >= count), None)
    why = None
    if second:
        both = f"{names[most]} asks {_times(count)}, {names[second[0]]} {_times(second[1])}"
        why = f"{both}: {names[most]} is taken for the interviewer"
    return {most}, why


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _named(name: str, names: Mapping[str, str]) -> str:
    """The key of a speaker by their name, or by a part of it that only one of them has."""
    key = key_of(name)
    alike = [other for other in names if other == key] or [other for other in names if key in other.split()]
    if len(alike) == 1:
        return alike[0]
    hint = did_you_mean(name, names.values()) or "speakers: " + ", ".join(names.values())
    raise UsageError(f"no speaker is called `{name}`" if not alike else f"`{name}` is part of several names", hint=hint)


def _by_role(paragraphs: Sequence[Paragraph], questions: frozenset[int], end: int) -> tuple[str | None, ...]:
    first = min(questions)
    return tuple(
        None if not first <= n < end else INTERVIEWER if n in questions else INTERVIEWEE for n in range(len(paragraphs))
    )


def _corrected(paragraphs: Sequence[Paragraph], questions: frozenset[int], corrections: Corrections) -> frozenset[int]:
    if corrections.questions:
        questions = _at_lines(paragraphs, corrections.questions)
    added = _at_lines(paragraphs, corrections.add_questions)
    dropped = _at_lines(paragraphs, corrections.drop_questions)
    for number in dropped - questions:
        raise UsageError(f"line {paragraphs[number].line} is no question that could be dropped")
    return (questions | added) - dropped


def _at_lines(paragraphs: Sequence[Paragraph], lines: Iterable[int]) -> frozenset[int]:
    return frozenset(at_line(paragraphs, line) for line in lines)


def at_line(paragraphs: Sequence[Paragraph], line: int) -> int:
    """The number of the paragraph on a line of the file. Raises `UsageError` where there is none."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.line <= line <= paragraph.last:
            return number
    last = paragraphs[-1].last
    raise UsageError(f"line {line} holds no words" if line <= last else f"the text ends at line {last}, before {line}")


def _again(paragraphs: Sequence[Paragraph], found: Plan | None, questions: frozenset[int], language: str) -> Plan:
    """The plan once the questions are others."""
    first = min(questions)
    titles = title_lines(paragraphs[:first], language)
    end = max(body_end(paragraphs, first, titles, language), max(questions) + 1)
    if found is None or not found.marked:
        return Plan(titles, questions, end, _by_role(paragraphs, questions, end))
    return replace(found, titles=titles, questions=questions, end=max(found.end, max(questions) + 1))
