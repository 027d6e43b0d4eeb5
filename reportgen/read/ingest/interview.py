"""A transcript's file to its stand-off index, with what is uncertain about the reading."""

from __future__ import annotations

import os
import pathlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.errors import ProblemsError, UsageError
from reportgen.model.problem import Problem
from reportgen.model.transcript import Transcript
from reportgen.read.ingest.doubts import doubts
from reportgen.read.ingest.formats import read_script
from reportgen.read.ingest.letters import asks, language_of
from reportgen.read.ingest.names import Known, known
from reportgen.read.ingest.paragraphs import paragraphs
from reportgen.read.ingest.pattern import find_by_pattern
from reportgen.read.ingest.plan import Corrections, plan
from reportgen.read.ingest.script import PLAIN, Script, plain
from reportgen.read.ingest.segments import digest, segments
from reportgen.read.ingest.speakers import Unit, find_speakers, header
from reportgen.read.transcript import FORMAT

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_NO_QUESTION = (
    "where nobody is named, a question is a paragraph of its own that ends with a question mark and is followed by its"
    " answer; `--questions 5,9` names the lines of the questions"
)


@dataclass(frozen=True, slots=True)
class Interview:
    """What was read: the index, and what goes into no index."""

    path: pathlib.Path
    transcript: Transcript
    doubts: tuple[Problem, ...]
    """Warnings R121, in the order of their lines."""
    known: Known
    """Title and people, as far as the text says."""
    lines: dict[str, int] = field(repr=False)
    """The line of the file at which each segment begins, by the segment's id."""


def read_interview(
    path: str | os.PathLike[str],
    *,
    speaker_pattern: str | None = None,
    interviewers: Sequence[str] = (),
    questions: Sequence[int] = (),
    add_questions: Sequence[int] = (),
    drop_questions: Sequence[int] = (),
    answers_until: int | None = None,
    language: str | None = None,
) -> Interview:
    """The interview in a file: plain text, Markdown, WebVTT, SubRip or DOCX.

    What is given corrects what is recognised: a regular expression with a group `speaker` (and `time`), who asks, the
    lines of all questions or those to add or drop, the line at which the last answer ends, the language (BCP 47) by
    which sentences are told. Raises `ProblemsError`: R101 to R104 and R120 for the file, R119 without a question; and
    `UsageError` for a correction that cannot be meant.
    """
    corrections = Corrections(
        speaker_pattern,
        tuple(interviewers),
        tuple(questions),
        tuple(add_questions),
        tuple(drop_questions),
        answers_until,
        language,
    )
    return _interview(pathlib.Path(path), read_script(path), corrections)


def ingest(path: str | os.PathLike[str]) -> Transcript:
    """The index of a transcript's file as it is read without corrections. Raises as `read_interview`."""
    return read_interview(path).transcript


def read_text(path: str | os.PathLike[str], media_type: str | None = None) -> str:
    """The text whose code points an index counts, from the original file.

    Its media type, if it is given, is that of the index; otherwise it is told as `ingest` does. Raises
    `ProblemsError`: R101 to R104 and R120.
    """
    return read_script(path, media_type).text


def index_text(text: str, media_type: str = PLAIN, *, file: str = "<text>") -> Transcript:
    """The index of a plain text, normalised first. `file` is what problems name.

    Raises `ProblemsError`: R103 when there is nothing but white space, R119 when no paragraph is a question.
    """
    return _interview(pathlib.Path(file), plain(text, file=file, media_type=media_type), Corrections()).transcript


def _interview(path: pathlib.Path, script: Script, corrections: Corrections) -> Interview:
    language = corrections.language or language_of(script.text)
    if not _LANGUAGE.fullmatch(language):
        raise UsageError(f"`{language}` is no language", hint="give its BCP 47 tag, such as `de` or `ja`")
    record = header(script.lines)
    if corrections.speaker_pattern is not None:
        speakers = find_by_pattern(script, corrections.speaker_pattern)
    else:
        speakers = find_speakers(
            script,
            lambda labels: [Unit(p.label, asks(p.text, language)) for p in paragraphs(script, labels, record)],
        )
    parts = paragraphs(script, speakers.labels, record)
    found = plan(parts, speakers, corrections, language)
    if found is None:
        message = "the text has no question that can be recognised"
        raise ProblemsError([script.problem("R119", message, hint=_NO_QUESTION)])
    transcript = Transcript(
        format=FORMAT,
        media_type=script.media_type,
        normalization=script.normalization,
        length=len(script.text),
        sha256=digest(script.text),
        language=language,
        segments=tuple(segments(script.text, parts, found, language)),
    )
    starts = {part.start: part.line for part in parts}
    unsure = doubts(script, parts, speakers, found, language, questions_given=bool(corrections.questions))
    return Interview(
        path=path,
        transcript=transcript,
        doubts=tuple(sorted(unsure, key=lambda doubt: doubt.line or 0)),
        known=known(script.text, transcript, found.roles or {}, dict(record.values())),
        lines={segment.id: starts[segment.start] for segment in transcript.segments},
    )
