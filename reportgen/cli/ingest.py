"""`reportgen ingest`: the index of an interview, and a dataset to begin with."""

from __future__ import annotations

import pathlib
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import click

import reportgen
from reportgen.cli.console import Table, errors_printed, exit_code, print_problems, print_table
from reportgen.cli.reports import print_report, problem_record

if TYPE_CHECKING:
    from reportgen import Interview, ReportgenError

NAME = "transcript.json"
DATASET = "dataset.yaml"
DATASETS = (DATASET, "dataset.json")
SHOWN = 20
"""Doubts that are printed; a text with more has some other flaw."""


def _questions(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dict[str, Any]:
    """`5,9,15` as the lines of all questions, `+57,-80` as lines to add and to drop."""
    parts = [part.strip() for part in (value or "").split(",")] if value is not None else []
    if not all(re.fullmatch(r"[+-]?[1-9][0-9]{0,8}", part) for part in parts):
        raise click.BadParameter("give line numbers: 5,9,15 for all questions, +57,-80 to add one and drop another")
    added = tuple(int(part) for part in parts if part[0] == "+")
    dropped = tuple(-int(part) for part in parts if part[0] == "-")
    listed = tuple(int(part) for part in parts if part[0].isdigit())
    if listed and (added or dropped):
        raise click.BadParameter("either list all questions (5,9,15), or add and drop some (+57,-80)")
    return {"questions": listed, "add_questions": added, "drop_questions": dropped}


@click.command()
@click.argument("text", metavar="TEXT", type=click.Path(path_type=pathlib.Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=pathlib.Path),
    help=f"The dataset's folder; {NAME} is written there, and {DATASET} where there is none.",
)
@click.option("--force", is_flag=True, help="Replace an index that differs.")
@click.option("--interviewer", "interviewers", metavar="NAME", multiple=True, help="Who asks. May be repeated.")
@click.option(
    "--speaker-pattern",
    metavar="REGEX",
    help="What stands before a speaker's words, with a group (?P<speaker>...) and, if you like, (?P<time>...).",
)
@click.option(
    "--questions",
    metavar="LINES",
    callback=_questions,
    help="The lines of all questions (5,9,15), or those to add and drop (+57,-80).",
)
@click.option(
    "--answers-until", metavar="LINE", type=click.IntRange(min=1), help="The line at which the last answer ends."
)
@click.option("--language", metavar="TAG", help="The text's language, such as de; told by its script otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON report, for other programs.")
@click.pass_context
def ingest(
    context: click.Context,
    text: pathlib.Path,
    folder: pathlib.Path,
    force: bool,
    interviewers: tuple[str, ...],
    speaker_pattern: str | None,
    questions: dict[str, Any],
    answers_until: int | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Index the interview in TEXT: plain text, Markdown, WebVTT, SubRip or DOCX.

    The index says where each question, paragraph and sentence stands, and holds none of the words. Who speaks is told
    by labels such as `Q:` or `Name:`; where there are none, a question is a paragraph that ends with a question mark.
    What is uncertain is printed, with the option that corrects it.
    """
    try:
        with nullcontext() if as_json else errors_printed():
            interview = reportgen.read_interview(
                text,
                speaker_pattern=speaker_pattern,
                interviewers=interviewers,
                answers_until=answers_until,
                language=language,
                **questions,
            )
            written = _write(interview, folder, force)
    except reportgen.ReportgenError as error:
        _report_refusal(error)
        context.exit(exit_code(error))
    if as_json:
        _report(interview, written)
        return
    print_table(_table(interview), sys.stdout)
    print_problems(interview.doubts[:SHOWN], sys.stderr)
    if len(interview.doubts) > SHOWN:
        print(f"{len(interview.doubts) - SHOWN} more warnings: --json shows them all", file=sys.stderr)
    for path, state in written:
        click.echo(f"{path}: {state}", err=True)


def _write(interview: Interview, folder: pathlib.Path, force: bool) -> list[tuple[pathlib.Path, str]]:
    """The files, and what became of each. Nothing is written before both are made."""
    path, dataset = folder / NAME, folder / DATASET
    data = reportgen.encode_transcript(interview.transcript)
    old = _existing(path)
    if old is not None and old != data and not force:
        raise reportgen.UsageError(
            f"{path} indexes another text, or this one otherwise",
            hint="give each source a folder of its own, or replace the index with --force",
        )
    # A folder below a dataset's is that of one of its sources.
    is_new = not any((place / name).exists() for place in (folder, folder.resolve().parent) for name in DATASETS)
    skeleton = reportgen.dataset_skeleton(interview, folder) if is_new else None
    if old != data:
        reportgen.write_file(path, data)
    written = [(path, "unchanged" if old == data else "written")]
    if skeleton is not None:
        reportgen.write_file(dataset, skeleton)
        written.append((dataset, "written; its claims are yours to fill in"))
    return written


def _existing(path: pathlib.Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


class _Part(NamedTuple):
    """What an exchange, or what stands before or after all of them, consists of."""

    part: str
    line: int
    paragraphs: int
    sentences: int


def _parts(interview: Interview) -> Iterator[_Part]:
    """Each part of the text, in its order; questions count as neither paragraphs nor sentences."""
    parts: dict[str, _Part] = {}
    for segment in interview.transcript.segments:
        name = segment.id.partition(".")[0]
        part = parts.get(name) or _Part(name, interview.lines[segment.id], 0, 0)
        is_paragraph = segment.role != "question"
        parts[name] = _Part(
            name, part.line, part.paragraphs + is_paragraph, part.sentences + len(segment.sentences)
        )  # fmt: skip
    yield from parts.values()


def _table(interview: Interview) -> Table:
    parts = list(_parts(interview))
    rows = tuple((part.part, str(part.paragraphs), str(part.sentences)) for part in parts)
    total = ("total", str(sum(part.paragraphs for part in parts)), str(sum(part.sentences for part in parts)))
    return Table(head=("Part", "Paragraphs", "Sentences"), rows=rows, numbers=2, total=total)


def _report(interview: Interview, written: list[tuple[pathlib.Path, str]]) -> None:
    print_report(
        True,
        files=[{"path": str(path), "state": state.partition(";")[0]} for path, state in written],
        speakers=list(_speakers(interview)),
        parts=[part._asdict() for part in _parts(interview)],
        doubts=[problem_record(doubt) for doubt in interview.doubts],
    )


def _speakers(interview: Interview) -> Iterator[dict[str, str]]:
    """Who is known to speak, as far as the text says."""
    known = interview.known
    yield from ({"name": name, "role": "interviewer"} for name in known.interviewers)
    if known.interviewee:
        yield {"name": known.interviewee, "role": "interviewee"}
    yield from ({"name": name, "role": "other"} for name in known.others)


def _report_refusal(error: ReportgenError) -> None:
    problems = error.problems if isinstance(error, reportgen.ProblemsError) else ()
    print_report(False, error, problems=[problem_record(problem) for problem in problems])
