"""A document as Typst markup. Texts stand as strings in code, so that nothing in them is read as markup."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.document import Document, Grid, Heading, Item, Mark, Note, Paragraph, Part, Picture, Run

SETUP = """\
#set page(paper: "a4", numbering: "1", margin: (x: 25mm, y: 25mm))
#set text(font: "Source Serif Pro", size: 10pt, lang: "{language}", region: "{region}", hyphenate: true)
#set par(justify: true)
#set document(title: {title}, author: {author})
#show figure: set block(breakable: true)
#title()
"""


def typst(made: Document) -> str:
    """The document; its figures are SVG files beside it."""
    language, _, region = made.language.partition("-")
    setup = SETUP.format(
        title=string(made.title), author=string(made.author), language=language, region=region.lower() or "gb"
    )
    return setup + "\n\n".join(map(_part, made.parts)) + "\n"


def string(text: str) -> str:
    """A string of Typst's code."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'=' * part.level} #{string(part.text)}"
    if isinstance(part, Paragraph):
        return _line(part.runs)
    if isinstance(part, Item):
        return f"{'+' if part.ordered else '-'} {_line(part.runs)}"
    if isinstance(part, Picture):
        image = f"image({string(part.name + '.svg')}, alt: {string(part.alt)})"
        return f"#figure({image}, caption: {string(part.caption)})"
    return _table(part)


def _line(runs: Sequence[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if isinstance(run, Note):
        return f"#footnote({string(run.text)})"
    if isinstance(run, Mark):
        return f'#super("{run.number}")'
    words = string(run.text)
    if run.style:
        words = f"{'emph' if run.style == 'emphasis' else 'strong'}({words})"
    return f"#link({string(run.href)}, {words})" if run.href else f"#{words}"


def _table(part: Grid) -> str:
    """Each column's width by its longest cell."""
    columns = list(zip(part.head, *part.rows, strict=True))
    widths = ", ".join(f"{min(60, max(6, *(len(cell) for cell in column)))}fr" for column in columns)
    head = f"table.header({', '.join(map(string, part.head))})"
    cells = ",\n  ".join(", ".join(map(string, row)) for row in part.rows)
    return f"#figure(table(columns: ({widths},), align: left, {head},\n  {cells}), caption: {string(part.caption)})"
