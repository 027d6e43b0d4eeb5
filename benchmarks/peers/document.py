"""A memo as plain blocks, for the tools that do not set our HTML: the same words, notes, tables and figures.

The words of a document are what it hands to a tool; what is missing in the tool's PDF was lost there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.model.memo import Memo, MemoSection
from reportgen.model.prose import Block, Break, Cite, Inline, Link, ListBlock, Subheading, TextRun
from reportgen.model.prose import Mark as Cited


class Text(NamedTuple):
    """Words in one style."""

    text: str
    style: str = ""
    """Nothing, `emphasis` or `strong`."""
    href: str = ""


class Note(NamedTuple):
    """A footnote that hangs here."""

    text: str


class Mark(NamedTuple):
    """The number of a note that hangs elsewhere."""

    number: int


Run = Text | Note | Mark


class Heading(NamedTuple):
    level: int
    text: str


class Paragraph(NamedTuple):
    runs: tuple[Run, ...]


class Item(NamedTuple):
    """One item of a list."""

    runs: tuple[Run, ...]
    ordered: bool = False


class Grid(NamedTuple):
    """A table; all cells are text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Picture(NamedTuple):
    """A figure, by its name in the document's folder without an ending."""

    name: str
    caption: str
    alt: str


Part = Heading | Paragraph | Item | Grid | Picture


class Document(NamedTuple):
    """What is set."""

    title: str
    author: str
    language: str
    parts: tuple[Part, ...]


def document(memo: Memo) -> Document:
    """The memo as blocks, in its order: summary, sections, recommendations, limits, sources, evidence, data."""
    author = ", ".join(memo.authors)
    return Document(memo.title, author, memo.output.language.value, tuple(_parts(memo)))


def _parts(memo: Memo) -> Iterator[Part]:
    for label, value in (("To", memo.to), ("From", memo.from_), ("Re", memo.re), ("Date", memo.date.isoformat())):
        if value:
            yield Paragraph((Text(f"{label}: ", "strong"), Text(value)))
    yield Heading(1, "Bottom line")
    yield from _blocks(memo, memo.bottom_line)
    yield Heading(1, "Takeaways")
    yield from _items(memo, memo.takeaways, ordered=False)
    for section in memo.sections:
        yield from _section(memo, section)
    if memo.recommendations:
        yield Heading(1, "Recommendations")
        for one in memo.recommendations:
            actor = Text(f"{one.actor} should ", "strong")
            yield Item((actor, *_runs_of(memo, one.blocks), *_marks(memo, one.rests_on.marks)), ordered=True)
    if memo.limits:
        yield Heading(1, "What this rests on, and the view against")
        yield from _blocks(memo, memo.limits)
    yield Heading(1, "Sources")
    for source in memo.sources:
        yield Paragraph(tuple(_runs(memo, source.reference)))
    yield Heading(1, "Evidence")
    rows = tuple((str(one.number), one.text, one.kind_name, one.speaker_short, one.short) for one in memo.claims)
    yield Grid(
        "The claims cited, with their place in the interview", ("No.", "Claim", "Kind", "Speaker", "Place"), rows
    )
    for figure in memo.figures:
        yield Grid(f"Figure {figure.number} in words: {figure.title}", figure.columns, figure.rows)


def _section(memo: Memo, section: MemoSection) -> Iterator[Part]:
    yield Heading(1, section.heading)
    for mark in section.key_claims:
        yield Item((Text(memo.claim(mark.number).text), *_marks(memo, (mark,))))
    yield from _blocks(memo, section.blocks)
    if section.quote:
        yield Paragraph(
            (Text(section.quote.text, "emphasis"), Text(f" {section.quote.speaker}, {section.quote.place}"))
        )
    if section.figure:
        yield Picture(section.figure.anchor, section.figure.title, section.figure.alt)


def _blocks(memo: Memo, blocks: Iterable[Block]) -> Iterator[Part]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from _items(memo, block.items, ordered=block.ordered)
        elif isinstance(block, Subheading):
            yield Heading(2, "".join(run.text for run in _runs(memo, block.content) if isinstance(run, Text)))
        else:
            label = (Text("Analysis. ", "strong"),) if block.analysis else ()
            yield Paragraph((*label, *_runs(memo, block.content)))


def _items(memo: Memo, items: Iterable[tuple[Block, ...]], *, ordered: bool) -> Iterator[Part]:
    for item in items:
        yield Item(tuple(_runs_of(memo, item)), ordered)


def _runs_of(memo: Memo, blocks: Iterable[Block]) -> Iterator[Run]:
    """Blocks in one line, as an item of a list has them; a list in a list comes out as sentences."""
    for number, part in enumerate(_blocks(memo, blocks)):
        if number:
            yield Text(" ")
        if isinstance(part, Heading):
            yield Text(part.text, "strong")
        elif isinstance(part, Paragraph | Item):
            yield from part.runs


def _runs(memo: Memo, content: Iterable[Inline], style: str = "", href: str = "") -> Iterator[Run]:
    for node in content:
        if isinstance(node, TextRun):
            yield Text(node.text, style, href)
        elif isinstance(node, Break):
            yield Text(" ")
        elif isinstance(node, Cite):
            yield Text(node.lead, style, href)
            yield from _marks(memo, node.marks)
            yield Text(node.tail, style, href)
        elif isinstance(node, Link):
            yield from _runs(memo, node.content, style, node.href)
        else:
            yield from _runs(memo, node.content, node.tag, href)


def _marks(memo: Memo, marks: Iterable[Cited]) -> Iterator[Run]:
    """A footnote where a claim is cited for the first time, later its number."""
    for mark in marks:
        yield Note(note(memo, mark.number)) if mark.first else Mark(mark.number)


def note(memo: Memo, number: int) -> str:
    """What the note of a claim says."""
    claim = memo.claim(number)
    return f"{memo.note_form(number, first=True)}, {claim.short}, {claim.kind_name}"


def notes(made: Document) -> list[str]:
    """What its notes say, where they hang."""
    runs = (run for part in made.parts if isinstance(part, Paragraph | Item) for run in part.runs)
    return [run.text for run in runs if isinstance(run, Note)]


def words(made: Document) -> str:
    """All words of a document, in order, notes where they hang."""
    return " ".join([made.title, *(text for part in made.parts for text in _said(part))])


def _said(part: Part) -> Iterator[str]:
    if isinstance(part, Heading):
        yield part.text
    elif isinstance(part, Picture):
        yield part.caption
    elif isinstance(part, Grid):
        yield from (part.caption, *part.head, *(cell for row in part.rows for cell in row))
    else:
        yield "".join(f" {run.text} " if isinstance(run, Note) else getattr(run, "text", " ") for run in part.runs)
