"""What stands on the pages of the seven briefs, and where: nothing lost, nothing parted, nothing on top of another."""

from __future__ import annotations

from collections import Counter

import reportgen
from reportgen.model.prose import plain
from tests.builds import Builds, compose, every_page, every_setting
from tests.markup import Element, parse
from tests.pdfs import HEADINGS, Pdf, Run, Tag, read
from tests.words import letters, paragraphs, prose, prose_letters


@every_setting
def test_all_the_memo_s_words_stand_on_the_pages(name: str, paper: str, notes: str, builds: Builds) -> None:
    pdf, memo = read(builds.get(paper, notes)[name]), compose(name, paper, notes)
    tagged = letters(pdf.text(pdf.tags))
    for claim in memo.claims:
        assert letters(claim.text) in tagged
    for item in memo.recommendations:
        assert letters(item.actor) in tagged
    body = prose_letters(pdf.tags, pdf)
    for block in prose(memo):
        assert letters(plain(block.content)) in body
    drawn = letters("".join(pdf.texts))
    assert letters(memo.title) in drawn


@every_page
def test_the_bottom_line_and_the_takeaways_stand_on_page_1(name: str, paper: str, builds: Builds) -> None:
    pdf, memo = read(builds.get(paper)[name]), compose(name, paper)
    first = prose_letters(_on_page(pdf.tags, 0), pdf)
    for blocks in (memo.bottom_line, *memo.takeaways):
        for block in paragraphs(blocks):
            assert letters(plain(block.content)) in first


def _on_page(tag: Tag, page: int) -> Tag:
    """The part of the tree whose content stands on a page."""
    kept = [_on_page(child, page) if isinstance(child, Tag) else child for child in tag.content]
    return Tag(tag.role, content=[child for child in kept if isinstance(child, Tag) or child[0] == page])


@every_setting
def test_no_heading_is_parted_from_what_it_heads(name: str, paper: str, notes: str, builds: Builds) -> None:
    pdf = read(builds.get(paper, notes)[name])
    order = [mark for mark in pdf.tags.marks() if pdf.run_text(mark).strip()]
    at = {mark: number for number, mark in enumerate(order)}
    for heading in pdf.tags.walk("H2", "H3"):
        marks = [mark for mark in heading.marks() if mark in at]
        assert len({page for page, _ in marks}) == 1, f"{pdf.text(heading)!r} is broken over two pages"
        following = at[marks[-1]] + 1
        assert following < len(order), f"{pdf.text(heading)!r} heads nothing"
        assert order[following][0] == marks[-1][0], f"{pdf.text(heading)!r} is the last on its page"
        own = [run for run in pdf.runs if (run.page, run.mark) in marks]
        next_run = next(run for run in pdf.runs if (run.page, run.mark) == order[following])
        assert next_run.top < max(run.top for run in own), f"{pdf.text(heading)!r} stands below what it heads"


@every_setting
def test_no_text_leaves_the_page(name: str, paper: str, notes: str, builds: Builds) -> None:
    pdf = read(builds.get(paper, notes)[name])
    margin = 18
    for run in pdf.runs:
        width, height = pdf.sizes[run.page]
        assert margin < run.left < run.right < width - margin, run
        assert margin < run.bottom < run.top < height - margin, run


@every_page
def test_margin_notes_stand_in_their_column_in_order_and_apart(name: str, paper: str, builds: Builds) -> None:
    pdf, memo = read(builds.get(paper)[name]), compose(name, paper)
    page = parse(reportgen.render_html(memo, medium="print"))
    expected = "".join(letters(element.text) for element in page.walk() if "note" in element.classes)
    assert expected
    notes = _notes(pdf)
    assert "".join(letters(run.text) for run in notes) == expected
    body = [run for run in pdf.runs if run not in notes and run.mark >= 0]
    for number, note in enumerate(notes):
        for other in notes[number + 1 :]:
            assert not _overlap(note, other), f"{note} and {other}"
        for run in body:
            assert not _overlap(note, run), f"{note} and {run}"


def _notes(pdf: Pdf) -> list[Run]:
    """The runs of the notes' column, from the top of the first page down."""
    edges = Counter(round(link.left) for link in pdf.links if (link.target or "").startswith("evidence-"))
    (edge, count), *_ = edges.most_common(1)
    assert count > 10, "the links of notes stand in one column"
    titles = [title for _, title, _ in pdf.bookmarks]
    annex = titles.index("How this memo was made")
    heading = list(pdf.tags.walk(*HEADINGS))[annex]
    end = max(pdf.runs_of(heading), key=lambda run: run.top)
    tagged = set(pdf.tags.marks())
    held = [
        run
        for run in pdf.runs
        if run.left >= edge - 1
        and (run.page, run.mark) in tagged
        and (run.page < end.page or (run.page == end.page and run.bottom > end.top))
    ]
    return sorted(held, key=lambda run: (run.page, -round(run.bottom), run.left))


def _overlap(one: Run, other: Run) -> bool:
    """Whether the boxes share more than a hair."""
    if one.page != other.page:
        return False
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > 0.5 and down > 0.5


def test_the_pages_of_a_memo_are_read_in_the_order_of_the_page(builds: Builds) -> None:
    for path in builds.get().values():
        pages = [page for page, _ in read(path).tags.marks()]
        assert pages == sorted(pages)


def test_elements_are_found(builds: Builds) -> None:
    """The reader of these tests sees text; else they would prove nothing."""
    pdf = read(next(iter(builds.get().values())))
    assert len(pdf.runs) > 200
    assert len(list(pdf.tags.walk())) > 200
    assert isinstance(parse("<p>x</p>"), Element)
