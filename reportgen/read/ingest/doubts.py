"""Where the reading of a transcript is uncertain, and what corrects it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from reportgen.model.nearest import nearest
from reportgen.model.problem import Problem, Severity
from reportgen.read.ingest.labels import Label
from reportgen.read.ingest.letters import asks
from reportgen.read.ingest.paragraphs import Paragraph
from reportgen.read.ingest.plan import Plan
from reportgen.read.ingest.script import Script
from reportgen.read.ingest.speakers import Speakers
from reportgen.read.ingest.unmarked import SHORT

WORDS = 6
"""Of the text that a doubt may show."""
NAMES = 5
"""Doubtful names that are reported; with more, none of them is one."""
LONG = 600
"""Code points from which a question is looked at twice where nothing marks it."""

_ASKED = re.compile(
    r"(?:so,? |and |please |could you |can you )?(?:tell|describe|explain|walk|talk|say|give)\b", re.IGNORECASE
)
"""How questions begin that bear no question mark."""


def doubts(
    script: Script,
    paragraphs: Sequence[Paragraph],
    speakers: Speakers,
    plan: Plan,
    language: str,
    *,
    questions_given: bool = False,
) -> Iterator[Problem]:
    """Each uncertain place as a warning with its line, the reason and its first words; the hint is the correction.

    Which paragraphs are questions is beyond doubt where all of them were given.
    """
    yield from _names(script, speakers)
    if plan.unsure:
        paragraph = paragraphs[plan.first]
        yield _doubt(script, paragraph.line, plan.unsure, paragraph.text, "--interviewer NAME names another")
    if questions_given:
        return
    if script.layout == "cue" and not plan.marked:
        message = "the captions name nobody: questions are told by their question marks, paragraphs by pauses"
        yield _doubt(script, paragraphs[0].line, message, paragraphs[0].text, "--questions LINES names the questions")
    rule = _marked if plan.marked else _unmarked
    for number, message, remedy in rule(paragraphs, plan, language):
        paragraph = paragraphs[number]
        hint = f"otherwise: --questions {remedy}{paragraph.line}" if remedy in ("+", "-") else remedy
        yield _doubt(script, paragraph.line, message, paragraph.text, hint)


def _names(script: Script, speakers: Speakers) -> Iterator[Problem]:
    """Names that are none, or are one other name misspelt."""
    passed: dict[str, tuple[int, Label]] = {}
    for at, one in speakers.passed_over.items():
        passed.setdefault(one.key, (at, one))
    for at, one in list(passed.values())[:NAMES]:
        line = script.lines[at]
        hint = "if it is one: --speaker-pattern REGEX finds names"
        yield _doubt(script, line.raw.number, f"`{one.name}` is not taken for a speaker", line.text, hint)
    counts = Counter(one.key for one in speakers.labels.values())
    often = {one.name for one in speakers.labels.values() if counts[one.key] > 1}
    for at, one in speakers.labels.items():
        alike = nearest(one.name, often) if counts[one.key] == 1 else None
        if alike:
            line = script.lines[at]
            message = f"`{one.name}` speaks only once: is it `{alike}`?"
            yield _doubt(script, line.raw.number, message, line.text, "if so, mend the name in the file")


def _marked(paragraphs: Sequence[Paragraph], plan: Plan, language: str) -> Iterator[tuple[int, str, str]]:
    first = plan.first
    for number, paragraph in enumerate(paragraphs):
        if number < first and paragraph.label:
            what = "someone speaks before the first question: read as front matter"
            yield number, what, "if they ask: --interviewer NAME"
        elif number in plan.questions and number - 1 in plan.questions and not paragraph.label:
            asked, asking = asks(paragraphs[number - 1].text, language), asks(paragraph.text, language)
            if asked and not asking:
                yield number, "follows a question without a name of its own: read as part of the question", "-"


def _unmarked(paragraphs: Sequence[Paragraph], plan: Plan, language: str) -> Iterator[tuple[int, str, str]]:
    first = plan.first
    usual = median(len(paragraphs[number].text) for number in plan.questions)
    for number, paragraph in enumerate(paragraphs[: plan.end]):
        asking, is_question = asks(paragraph.text, language), number in plan.questions
        if asking and not is_question:
            what = "a title" if number in plan.titles else "the introduction" if number < first else "an answer"
            yield number, f"ends in a question: read as part of {what}", "+"
        elif is_question and len(paragraph.text) > max(LONG, 3 * usual):
            yield number, "is long for a question: an answer may end in one too", "-"
        elif number > first and not is_question and len(paragraph.text) <= SHORT and _ASKED.match(paragraph.text):
            yield number, "may ask without a question mark: read as part of an answer", "+"


def _doubt(script: Script, line: int, message: str, text: str, hint: str) -> Problem:
    words = text.split()
    start = " ".join(words[:WORDS])
    start = start if len(words) <= WORDS and len(start) <= 60 else f"{start[:60]}…"
    return Problem(
        code="R121",
        message=f"{message} (“{start}”)",
        file=script.file,
        severity=Severity.WARNING,
        line=line,
        hint=hint,
    )
