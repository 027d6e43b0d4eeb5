"""`reportgen ingest`: the index of an interview's text, written beside the dataset."""

from __future__ import annotations

import pathlib
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

import reportgen
from reportgen.cli.console import Table, errors_printed, print_table

if TYPE_CHECKING:
    from reportgen import Transcript

NAME = "transcript.json"


@click.command()
@click.argument("text", metavar="TEXT", type=click.Path(path_type=pathlib.Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=pathlib.Path),
    help=f"The dataset's folder; the index is written there as {NAME}.",
)
@click.option("--force", is_flag=True, help="Replace an index that differs.")
def ingest(text: pathlib.Path, folder: pathlib.Path, force: bool) -> None:
    """Index the interview in TEXT, a plain text file in UTF-8.

    The index says where each question, paragraph and sentence stands, and holds none of the words. A question is a
    paragraph that ends with a question mark; what precedes the first is front matter.
    """
    path = folder / NAME
    with errors_printed():
        transcript = reportgen.ingest(text)
        data = reportgen.encode_transcript(transcript)
        old = _existing(path)
        if old is not None and old != data and not force:
            raise click.UsageError(
                f"{path} indexes another text, or this one otherwise. Give each source a folder of its own, or replace"
                " the index with --force."
            )
        if old != data:
            reportgen.write_file(path, data)
    print_table(_counts(transcript), sys.stdout)
    click.echo(f"{path}: {'unchanged' if old == data else 'written'}", err=True)


def _existing(path: pathlib.Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


def _counts(transcript: Transcript) -> Table:
    """Paragraphs and sentences of each part of the text, in its order; questions count as neither."""
    paragraphs: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    for segment in transcript.segments:
        part = segment.id.partition(".")[0]
        paragraphs[part] += segment.role != "question"
        sentences[part] += len(segment.sentences)
    rows = tuple((part, str(count), str(sentences[part])) for part, count in paragraphs.items())
    total = ("total", str(paragraphs.total()), str(sentences.total()))
    return Table(head=("Part", "Paragraphs", "Sentences"), rows=rows, numbers=2, total=total)
