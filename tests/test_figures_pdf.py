"""Figures in the finished PDFs: tags, words, places, data; on both papers, and proved by `verify`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pikepdf
import pytest

import reportgen
from reportgen.build import printed
from reportgen.model.figure import MemoFigure
from tests.builds import BRIEFS, PAPERS, Builds, compose
from tests.markup import parse
from tests.pdfs import Pdf, Run, Tag, read
from tests.verapdf.verapdf import VeraPdf
from tests.words import letters

WITH_FIGURES = ("nato", "taiwan-deterrence", "ukraine-support")

every_figure = pytest.mark.parametrize(("name", "paper"), [(name, paper) for name in WITH_FIGURES for paper in PAPERS])


def figure_of(name: str, paper: str = "a4") -> MemoFigure:
    (figure,) = compose(name, paper).figures
    return figure


def groups(pdf: Pdf) -> list[Tag]:
    """The elements that hold a figure with its caption."""
    return [tag for tag in pdf.tags.walk() if any(isinstance(kid, Tag) and kid.role == "Figure" for kid in tag.content)]


def parts(group: Tag) -> Iterator[Tag]:
    yield from (kid for kid in group.content if isinstance(kid, Tag))


def picture(pdf: Pdf) -> tuple[Tag, list[Run]]:
    (group,) = groups(pdf)
    (tag,) = group.walk("Figure")
    return tag, pdf.runs_of(tag)


def test_the_briefs_that_have_figures_are_these() -> None:
    assert {name for name in BRIEFS if reportgen.compose_memo(reportgen.load_project(BRIEFS[name])).figures} == set(
        WITH_FIGURES
    )


@every_figure
def test_a_figure_is_tagged_with_its_caption_before_and_its_source_behind(
    name: str, paper: str, builds: Builds
) -> None:
    pdf, figure = read(builds.get(paper)[name]), figure_of(name, paper)
    (group,) = groups(pdf)
    assert [part.role for part in parts(group)] == ["Caption", "Figure", "P"]
    caption, drawing, source = parts(group)
    assert pdf.text(caption) == f"Figure {figure.number}. {figure.title}"
    assert drawing.alt == figure.alt
    assert pdf.text(source).startswith("Source: O’Shea, evidence ")
    numbers = [int(number) for number in re.findall(r"\d+", pdf.text(source))]
    assert numbers == sorted({mark.number for mark in figure.source.marks})


@every_figure
def test_its_box_holds_its_words_and_lies_on_the_page(name: str, paper: str, builds: Builds) -> None:
    pdf = read(builds.get(paper)[name])
    (element,) = [
        item
        for item in pdf.file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item
    ]
    x1, y1, x2, y2 = (float(value) for value in element.A.BBox)
    _, runs = picture(pdf)
    (page,) = {run.page for run in runs}
    width, height = pdf.sizes[page]
    assert 18 < x1 < x2 < width - 18
    assert 18 < y1 < y2 < height - 18
    assert x2 - x1 > 250
    for run in runs:
        assert x1 - 0.5 <= run.left <= run.right <= x2 + 0.5, run
        assert y1 - 0.5 <= run.bottom <= run.top <= y2 + 0.5, run


@every_figure
def test_its_words_are_text_in_the_memo_s_fonts(name: str, paper: str, builds: Builds) -> None:
    pdf, figure = read(builds.get(paper)[name]), figure_of(name, paper)
    _, runs = picture(pdf)
    drawn = letters("".join(run.text for run in runs))
    assert drawn
    page = letters(pdf.texts[runs[0].page])
    for row in figure.rows:
        for cell in row[: 1 if figure.kind.value != "timeline" else 2]:
            words = letters(cell.rpartition(": ")[2])
            assert words in drawn or all(letters(word) in drawn for word in cell.split())
            assert words in page or all(letters(word) in page for word in cell.split()), "a reader can select it"


@every_figure
def test_no_two_words_of_a_figure_stand_on_each_other(name: str, paper: str, builds: Builds) -> None:
    _, runs = picture(read(builds.get(paper)[name]))
    for number, run in enumerate(runs):
        for other in runs[number + 1 :]:
            across = min(run.right, other.right) - max(run.left, other.left)
            down = min(run.top, other.top) - max(run.bottom, other.bottom)
            assert not (across > 0.6 and down > 0.6), (run, other)


@every_figure
def test_its_data_stand_as_a_table_with_heads_in_the_annex(name: str, paper: str, builds: Builds) -> None:
    pdf, figure = read(builds.get(paper)[name]), figure_of(name, paper)
    (table,) = [
        table
        for table in pdf.tags.walk("Table")
        if any(f"Figure {figure.number} in words" in pdf.text(caption) for caption in table.walk("Caption"))
    ]
    heads, *rows = [[letters(pdf.text(cell)) for cell in row.walk("TH", "TD")] for row in table.walk("TR")]
    assert heads == [letters(column) for column in figure.columns]
    assert len(list(table.walk("TH"))) == len(figure.columns)
    assert rows == [[letters(cell) for cell in row] for row in figure.rows]


@every_figure
def test_the_memo_proper_keeps_to_four_pages(name: str, paper: str, builds: Builds) -> None:
    pdf = read(builds.get(paper)[name])
    (annex,) = [page for _, title, page in pdf.bookmarks if title == "How this memo was made"]
    assert annex <= 4


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_the_file_proves_its_figure(name: str, builds: Builds) -> None:
    found = reportgen.verify_pdf(builds.get()[name], rebuild=True, root=BRIEFS[name].parent)
    verdicts = {finding.check: finding.verdict.value for finding in found.findings}
    assert verdicts.pop("quotations") == "not checked"
    assert set(verdicts.values()) == {"proved"}, found
    recipe = read(builds.get()[name]).file.attachments["build.json"].get_file().read_bytes()
    assert b'"version vl-convert-python"' in recipe


def test_a_memo_without_a_figure_does_not_hang_on_vl_convert(builds: Builds) -> None:
    recipe = read(builds.get()["partners"]).file.attachments["build.json"].get_file().read_bytes()
    assert b"vl-convert" not in recipe


def test_changed_titles_notes_and_data_are_found(builds: Builds) -> None:
    pdf, memo = read(builds.get()["taiwan-deterrence"]), compose("taiwan-deterrence")
    assert printed.departures(memo, pdf.texts) == ()
    (figure,) = memo.figures
    first, *others = figure.rows
    for changes in (
        {"title": "Crimea was not let pass"},
        {"note": "No note stands here."},
        {"rows": ((first[0], "Russia gives islands back", first[2]), *others)},
    ):
        changed = msgspec.structs.replace(figure, **changes)
        sections = tuple(
            msgspec.structs.replace(section, figure=changed) if section.figure else section for section in memo.sections
        )
        departed = printed.departures(msgspec.structs.replace(memo, sections=sections), pdf.texts)
        assert departed, changes
        assert all("figure 1" in item.statement.where for item in departed)


def test_the_page_for_a_browser_has_the_same_figure() -> None:
    memo = compose("taiwan-deterrence")
    (figure,) = memo.figures
    page = parse(reportgen.render_html(memo, root=BRIEFS["taiwan-deterrence"].parent))
    (drawn,) = page.walk("svg")
    assert drawn.attributes["role"] == "img"
    named = drawn.attributes["aria-labelledby"]
    (words,) = [element for element in page.walk() if element.attributes.get("id") == named]
    assert (words.tag, words.text) == ("desc", figure.alt)
    ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


FIGURES = """\
    figure: {kind: timeline, title: The hull of 1971, claims: [hull-old], note: One date is known.}
  - heading: What is said where
    text: The town pays [@town-share].
    figure: {kind: coverage, title: Money and the fleet, themes: [money, fleet]}
  - heading: How much is said
    text: The town pays [@town-share].
    figure: {kind: themes, title: Claims by theme}
  - heading: How long
    text: The hull lasts [@replace-hull].
    figure: {kind: quantities, title: Years, unit: years}
"""


@pytest.mark.slow
@pytest.mark.parametrize("notes", ["margin", "foot", "end"])
def test_every_kind_keeps_both_standards(notes: str, good_project: Path, verapdf: VeraPdf, tmp_path: Path) -> None:
    from tests import ferry

    brief = ferry.write_brief(good_project, "It dates from 1971 [@hull-old].", more=FIGURES)
    overrides = {"output.notes": notes, "output.max_pages": "9"}
    path = reportgen.build_memo(brief, tmp_path / notes, overrides=overrides, strict=True)
    assert [str(verdict) for verdict in verapdf.validate([path], ["ua1", "3a"]) if not verdict.compliant] == []
    assert [tag.role for tag in read(path).tags.walk("Figure")] == ["Figure"] * 4
    assert reportgen.verify_pdf(path, rebuild=True, root=good_project).ok
