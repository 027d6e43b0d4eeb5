"""A memo in every form that a tool may ask for, in a folder of its own: HTML, Markdown, Typst, pictures, words."""

from __future__ import annotations

import html.parser
import json
import pathlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from benchmarks import plain
from benchmarks.peers.document import document, notes, words
from benchmarks.peers.markdown import markdown
from benchmarks.peers.typst_markup import typst

if TYPE_CHECKING:
    from reportgen.model.figure import MemoFigure
    from reportgen.model.memo import Memo

PAGE, END_PAGE, MARKDOWN, LATEX, TYPST = "memo.html", "end.html", "memo.md", "latex.md", "memo.typ"
"""The page as a build hands it on; with the notes at the end, since no other tool sets its margin; the same words."""
WORDS, PAGE_WORDS, END_WORDS, NOTES = "words.txt", "memo.txt", "end.txt", "notes.json"
_UNSEEN = {"script", "style", "head", "title", "desc"}
_SIZE = re.compile(
    r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"|<svg[^>]*?viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"'
)


def prepare(briefs: Iterable[pathlib.Path], folder: pathlib.Path) -> list[pathlib.Path]:
    """Writes each brief's memo in every form, and gives the folders."""
    import reportgen

    made = []
    for brief in briefs:
        below = folder / brief.stem
        below.mkdir(parents=True)
        for name, said, place in ((PAGE, PAGE_WORDS, None), (END_PAGE, END_WORDS, "end")):
            project = reportgen.load_project(brief, overrides={"output.notes": place} if place else {})
            memo = reportgen.compose_memo(project)
            page = plain.readable(reportgen.render_html(memo, root=project.root, medium="print"))
            (below / name).write_text(page, encoding="utf-8")
            (below / said).write_text(visible(page), encoding="utf-8")
        write(memo, below)
        made.append(below)
    return made


def write(memo: Memo, folder: pathlib.Path) -> None:
    """One memo in every form but that of a page."""
    blocks = document(memo)
    texts = {
        MARKDOWN: markdown(blocks),
        LATEX: markdown(blocks, picture="pdf"),
        TYPST: typst(blocks),
        WORDS: words(blocks),
        NOTES: json.dumps(notes(blocks)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for figure in memo.figures:
        _picture(memo, figure, folder)


def _picture(memo: Memo, figure: MemoFigure, folder: pathlib.Path) -> None:
    """A figure as SVG, and as a PDF of its size, since LaTeX reads no SVG."""
    import weasyprint

    from reportgen.render import charts

    drawn = charts.draw(figure, memo.look)
    (folder / f"{figure.anchor}.svg").write_text(drawn, encoding="utf-8")
    size = _SIZE.search(drawn)
    if size is None:
        raise ValueError(f"the picture of {figure.anchor} does not say its size")
    width, height = (float(value) for value in size.groups() if value)
    page = f"@page {{ size: {width}px {height}px; margin: 0 }}"
    style = f"{page} body {{ margin: 0 }} svg {{ display: block; width: {width}px }}"
    weasyprint.HTML(string=f"<style>{style}</style>{drawn}").write_pdf(folder / f"{figure.anchor}.pdf")


def visible(page: str) -> str:
    """The words of a page that a reader sees, in the order of its HTML."""
    reader = _Visible()
    reader.feed(page)
    return " ".join(reader.said)


class _Visible(html.parser.HTMLParser):
    """Gathers text outside what is never shown. A piece of text ends where any element begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen and data.strip():
            self.said.append(data)
