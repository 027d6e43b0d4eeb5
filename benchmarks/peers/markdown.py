"""A document as Pandoc's Markdown: footnotes, pipe tables, figures. Every punctuation mark of a text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from benchmarks.peers.document import Document, Grid, Heading, Item, Mark, Note, Paragraph, Part, Picture, Run, Text

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_FENCES = {"": "", "emphasis": "*", "strong": "**"}


def markdown(made: Document, picture: str = "svg") -> str:
    """The document; `picture` is the ending of the files its figures stand in."""
    notes: list[str] = []
    blocks = [_part(part, notes, picture) for part in made.parts]
    body = "".join(_joined(made.parts, blocks))
    definitions = "".join(f"[^{number}]: {escaped(text)}\n\n" for number, text in enumerate(notes, start=1))
    return f"{_head(made)}\n{body}\n{definitions}"


def escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split(" ")))


def _head(made: Document) -> str:
    quoted = made.title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{quoted}"\nauthor: "{made.author}"\nlang: {made.language}\npapersize: a4\n---\n'


def _joined(parts: Sequence[Part], blocks: Sequence[str]) -> Iterator[str]:
    """Items of one list stand line by line, everything else apart."""
    for at, block in enumerate(blocks):
        again = at + 1 < len(parts) and isinstance(parts[at], Item) and isinstance(parts[at + 1], Item)
        yield block + ("\n" if again else "\n\n")


def _part(part: Part, notes: list[str], picture: str) -> str:
    if isinstance(part, Heading):
        return f"{'#' * part.level} {escaped(part.text)}"
    if isinstance(part, Paragraph):
        return _line(part.runs, notes)
    if isinstance(part, Item):
        return f"{'1.' if part.ordered else '-'} {_line(part.runs, notes)}"
    if isinstance(part, Picture):
        return f"![{escaped(part.caption)}]({part.name}.{picture})"
    return _table(part)


def _line(runs: Sequence[Run], notes: list[str]) -> str:
    line = "".join(_run(run, notes) for run in runs).strip()
    return line.replace("^^", ",")  # two numbers side by side are one superscript


def _run(run: Run, notes: list[str]) -> str:
    if isinstance(run, Note):
        notes.append(run.text)
        return f"[^{len(notes)}]"
    if isinstance(run, Mark):
        return f"^{run.number}^"
    return _text(run)


def _text(run: Text) -> str:
    """Marks of emphasis must touch their words, so spaces stand outside."""
    words, fence = run.text.strip(" "), _FENCES[run.style]
    if not words:
        return run.text
    before, _, after = run.text.partition(words)
    inner = f"{fence}{escaped(words)}{fence}"
    return f"{before}{f'[{inner}]({run.href})' if run.href else inner}{after}"


def _table(part: Grid) -> str:
    """A pipe table; the dashes give each column a share of the width by its longest cell."""
    columns = list(zip(part.head, *part.rows, strict=True))
    rule = "|".join("-" * min(60, max(4, *(len(cell) for cell in column))) for column in columns)
    lines = [_row(part.head), f"|{rule}|", *map(_row, part.rows), "", f"Table: {escaped(part.caption)}"]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"
