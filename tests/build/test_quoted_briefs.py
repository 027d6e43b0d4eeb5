"""The briefs of this repository against the interview's text: every quotation proved, and no false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from tests import builds

BRIEFS = [*builds.EVERY_BRIEF.values()]


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_every_quotation_is_proved(brief: Path, interview_text: Path) -> None:
    sources = {"": interview_text}
    assert reportgen.check_brief(brief, sources=sources) == ()
    project = reportgen.load_project(brief, sources=sources)
    memo = reportgen.compose_memo(project)
    assert (memo.method.quotations_left_out, memo.method.quotations_unproved) == (0, 0)
    text = project.dataset.texts["oshea"]
    for section in memo.sections:
        if section.quote:
            words = section.quote.text.removeprefix("… ").removesuffix(" …")
            assert words == text[section.quote.start : section.quote.end]


def test_most_of_them_set_a_passage_apart() -> None:
    quotes = [
        section.quote
        for brief in BRIEFS
        for section in reportgen.load_brief(brief).value.sections
        if section.quote is not None
    ]
    assert len(quotes) >= 5
    assert all(len((words or "").split()) <= 4 for quote in quotes for words in (quote.from_, quote.to))


@pytest.mark.parametrize("brief", [*builds.BRIEFS.values(), builds.EVERY_BRIEF["one-page"]], ids=lambda path: path.stem)
def test_without_the_text_they_are_counted_and_left_out(brief: Path) -> None:
    memo = reportgen.compose_memo(reportgen.load_project(brief))
    if memo.sources[0].text_at_hand:
        pytest.skip("the interview's text stands beside the dataset")
    apart = [section.quote for section in reportgen.load_brief(brief).value.sections if section.quote]
    assert memo.method.quotations_left_out == len(apart)
    assert memo.quotations == ()


def test_the_overview_keeps_its_two_pages(interview_text: Path, tmp_path: Path) -> None:
    overview = next(brief for brief in BRIEFS if brief.stem == "overview")
    assert reportgen.load_brief(overview).value.output.max_pages == 2
    reportgen.build_memo(overview, tmp_path, sources={"": interview_text}, strict=True)
