"""The repository's own dataset onto variants of its interview's text, for those who have it. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import reportgen
from reportgen.build.relocate import Relocations
from reportgen.evidence.relocation import Fate
from reportgen.model.transcript import Role, Segment
from tests.conftest import ROOT

DATASET = ROOT / "briefs" / "datasets" / "japan-ukraine"


class Old(NamedTuple):
    """The text, and the paragraphs of its answers of at least three sentences in the order of the text."""

    path: Path
    text: str
    paragraphs: Sequence[Segment]

    def words(self, segment: Segment) -> str:
        return self.text[segment.start : segment.end]


@pytest.fixture(scope="module")
def old(interview_text: Path) -> Old:
    text = interview_text.read_text(encoding="utf-8").removeprefix("\ufeff")
    index = reportgen.ingest(interview_text)
    answers = [part for part in index.segments if part.role is Role.ANSWER and len(part.sentences) >= 3]
    assert len(answers) > 5
    return Old(interview_text, text, answers)


def relocated(old: Old, new: str, folder: Path) -> dict[str, reportgen.Relocation]:
    path = folder / "new.txt"
    path.write_text(new, encoding="utf-8")
    found: Relocations = reportgen.relocate(DATASET, path, old=old.path)
    return {item.locator: item for item in found.items}


def of(segment: Segment, found: dict[str, reportgen.Relocation]) -> list[reportgen.Relocation]:
    """What became of the passages of a paragraph, of which there are some."""
    items = [item for locator, item in found.items() if locator.partition("/")[2].startswith(f"{segment.id}.")]
    assert items, segment.id
    return items


def neighbours(old: Old) -> tuple[Segment, Segment]:
    """Two paragraphs that follow one another in one answer."""
    pairs = (pair for pair in pairwise(old.paragraphs) if pair[0].id.partition(".")[0] == pair[1].id.partition(".")[0])
    return next(pairs)


def test_in_the_same_text_everything_is_exact(old: Old, tmp_path: Path) -> None:
    assert {item.fate for item in relocated(old, old.text, tmp_path).values()} == {Fate.EXACT}


def test_swapped_paragraphs_take_their_locators_along(old: Old, tmp_path: Path) -> None:
    one, two = neighbours(old)
    between = old.text[one.end : two.start]
    new = old.text[: one.start] + old.words(two) + between + old.words(one) + old.text[two.end :]
    found = relocated(old, new, tmp_path)
    for here, there in ((one, two), (two, one)):
        for item in of(here, found):
            assert item.fate is Fate.MOVED
            assert item.places == (item.locator.replace(here.id, there.id),)
    moved = {*of(one, found), *of(two, found)}
    whole = {item for item in found.values() if item.locator.endswith(f"/{one.id.partition('.')[0]}")}
    assert {item.fate for item in found.values() if item not in moved | whole} == {Fate.EXACT}


def test_a_changed_word_is_a_change_with_a_diff(old: Old, tmp_path: Path) -> None:
    paragraph = old.paragraphs[3]
    sentence = paragraph.sentences[1]
    words = old.text[sentence.start : sentence.end].split(" ")
    place = next(number for number, word in enumerate(words) if number > 1 and len(word) > 5 and word.isalpha())
    word, words[place] = words[place], "shipyards"
    new = old.text[: sentence.start] + " ".join(words) + old.text[sentence.end :]
    found = relocated(old, new, tmp_path)
    changed = [item for item in found.values() if item.fate is not Fate.EXACT]
    assert changed
    assert {item.fate for item in changed} == {Fate.CHANGED}
    for item in changed:
        assert item.places == (item.locator,)
        assert item.candidates[0].diff
        assert f"[-{word}-] {{+shipyards+}}" in item.candidates[0].diff
        assert item.candidates[0].score
        assert 0.8 < item.candidates[0].score < 1


def test_a_passage_doubled_away_from_where_it_stood_is_ambiguous(old: Old, tmp_path: Path) -> None:
    """It stands nowhere among its old neighbours, and at two other places."""
    paragraph, *_, early, late = old.paragraphs
    text = old.text
    for place in (late.end, early.end):
        text = f"{text[:place]}\n{old.words(paragraph)}{text[place:]}"
    new = text[: paragraph.start] + "Nothing more." + text[paragraph.end :]
    for item in of(paragraph, relocated(old, new, tmp_path)):
        assert (item.fate, item.places) == (Fate.AMBIGUOUS, ())
        assert len(item.candidates) == 2


def test_a_passage_taken_out_is_lost(old: Old, tmp_path: Path) -> None:
    paragraph = old.paragraphs[2]
    found = relocated(old, old.text[: paragraph.start] + "Nothing more." + old.text[paragraph.end :], tmp_path)
    for item in of(paragraph, found):
        assert (item.fate, item.places) == (Fate.LOST, ())
