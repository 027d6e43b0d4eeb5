"""Figures from claims: what they draw, count and say, on the invented ferry project."""

from __future__ import annotations

import dataclasses
import gettext
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen import Memo, Project
from reportgen.compose.figures import coverage
from reportgen.model.figure import CLAIM_FIELDS, MemoFigure
from tests import ferry

TEXT = "It dates from 1971 [@hull-old]."


def project(folder: Path, figure: str, text: str = TEXT) -> Project:
    ferry.load(folder, text, {}, more=f"    figure: {figure}\n")
    return reportgen.load_project(folder / "small.yaml")


def memo(folder: Path, figure: str, text: str = TEXT) -> Memo:
    return reportgen.compose_memo(project(folder, figure, text))


def drawn(folder: Path, figure: str) -> MemoFigure:
    (only,) = memo(folder, figure).figures
    return only


def data(figure: MemoFigure, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(figure.spec)["datasets"][name]
    return found


def dated(folder: Path, **dates: str) -> None:
    """Gives claims of the ferry their dates, by id with underscores."""
    for claim, when in dates.items():
        id_ = claim.replace("_", "-")
        ferry.change_dataset(folder, (f"  - id: {id_}\n", f"  - id: {id_}\n    when: '{when}'\n"))


# Numbers and evidence


def test_a_figure_numbers_its_claims_where_a_reader_meets_it(good_project: Path) -> None:
    made = memo(good_project, "{kind: themes, title: Fleet, themes: [fleet]}")
    (figure,) = made.figures
    assert (figure.number, figure.anchor) == (1, "figure-1")
    assert [(mark.claim, mark.number) for mark in figure.source.marks] == [
        ("hull-old", 1),
        ("replace-hull", 2),
        ("electric-trial", 3),
    ]
    assert not any(mark.noted or mark.first for mark in figure.source.marks)
    anchors = {claim.id: claim.anchors for claim in made.claims}
    assert all(mark.anchor in anchors[mark.claim] for mark in figure.source.marks)
    assert [claim.id for claim in made.claims] == ["hull-old", "replace-hull", "electric-trial"]


def test_figures_are_numbered_through_the_memo(good_project: Path) -> None:
    more = (
        "    figure: {kind: themes, title: One, themes: [fleet]}\n  - heading: The sand\n"
        "    text: It shifts [@bridge-sand].\n  - heading: The boat again\n    text: It is old [@hull-old].\n"
        "    figure: {kind: themes, title: Two, themes: [money]}\n"
    )
    ferry.load(good_project, TEXT, {}, more=more)
    made = reportgen.compose_memo(reportgen.load_project(good_project / "small.yaml"))
    assert [(figure.number, figure.title) for figure in made.figures] == [(1, "One"), (2, "Two")]
    assert [section.figure is not None for section in made.sections] == [True, False, True]
    numbers = [mark.number for mark in made.figures[1].source.marks]
    assert max(numbers) > made.claims[[claim.id for claim in made.claims].index("bridge-sand")].number


def test_the_section_s_themes_are_drawn_where_a_figure_names_nothing(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: themes, title: All}\n    themes: [alternatives]")
    assert {mark.claim for mark in figure.source.marks} == {"bridge-pays", "bridge-sand"}


def test_the_selection_is_drawn_where_a_section_names_no_themes_either(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: themes, title: All}")
    assert len(figure.source.marks) == 9
    assert [row[0] for row in figure.rows] == ["Money", "Fleet", "Alternatives", "Passengers"]


def test_a_memo_with_a_figure_comes_back_from_its_json(good_project: Path) -> None:
    made = memo(good_project, "{kind: coverage, title: Money, themes: [money, fleet], note: Counts sentences.}")
    assert reportgen.decode_memo(reportgen.encode_memo(made)) == made


def test_the_specification_is_canonical_json_without_fonts_and_colours(good_project: Path) -> None:
    for kind in ("themes", "coverage", "quantities, unit: years", "timeline"):
        spec = drawn(good_project, f"{{kind: {kind}, title: It}}").spec
        value = json.loads(spec)
        assert spec == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert not re.search(r'font|#[0-9a-f]{6}|"url"', spec)


# Timelines


def test_a_timeline_goes_by_time_and_gives_each_claim_a_row(good_project: Path) -> None:
    dated(good_project, town_share="1971", replace_hull="2027", bridge_sand="../1990", first_boat="1985/..")
    figure = drawn(good_project, "{kind: timeline, title: Years}")
    assert [row[0] for row in figure.rows] == ["1971", "1971", "since 1985", "until 1990", "2027"]
    assert figure.columns == ("Date", "What", "Evidence")
    marks = data(figure, "claims")
    assert [mark["id"] for mark in marks][2:] == ["first-boat", "bridge-sand", "replace-hull"]
    heights = [mark["at"] for mark in marks]
    assert heights == sorted(heights)
    assert len({*heights}) == len(heights), "claims of one year stand below each other"
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(heights))


def test_open_ends_are_said_and_drawn_to_the_edge(good_project: Path) -> None:
    dated(good_project, bridge_sand="../1990", first_boat="1985/..", pass_price="/1980")
    figure = drawn(good_project, "{kind: timeline, title: Years}")
    ends = {(end["side"], end["open"], end["text"]) for end in data(figure, "ends")}
    assert ends == {("left", True, "open"), ("right", True, "open"), ("left", False, "unknown")}
    marks = {mark["id"]: mark for mark in data(figure, "claims")}
    assert marks["first-boat"]["end"] == max(mark["end"] for mark in marks.values())
    assert marks["bridge-sand"]["start"] == min(mark["start"] for mark in marks.values())


def test_doubtful_dates_are_told_from_certain_ones(good_project: Path) -> None:
    dated(good_project, town_share="2003~", bridge_pays="202X", replace_hull="2014", first_boat="2012/2016?")
    marks = {mark["id"]: mark for mark in data(drawn(good_project, "{kind: timeline, title: Years}"), "claims")}
    assert {id_ for id_, mark in marks.items() if mark["doubted"]} == {"town-share", "bridge-pays", "first-boat"}
    assert {id_ for id_, mark in marks.items() if mark["lasts"]} == {"first-boat"}


def test_a_label_stands_for_a_claim_everywhere_in_its_figure(good_project: Path) -> None:
    figure = drawn(
        good_project, "{kind: timeline, title: Age, claims: [hull-old], labels: {hull-old: The hull is laid}}"
    )
    assert figure.rows == (("1971", "The hull is laid", "1"),)
    assert figure.alt == "1 entry in 1971. 1971: The hull is laid."
    assert "".join(line["text"] for line in data(figure, "labels")) == "The hull is laid"


# Quantities


def test_quantities_are_of_one_unit_the_largest_first_and_hedged(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: quantities, title: Years, unit: years}")
    assert figure.rows == (
        ("Payback of a bridge", "30", "years", "3"),
        ("Life left in the hull", "at most 5", "years", "2"),
    )
    assert [bar["text"] for bar in data(figure, "bars")] == ["30", "at most 5"]
    assert figure.alt.startswith("The largest of 2 amounts comes first. Payback of a bridge: 30 years.")


@pytest.mark.parametrize(
    ("value", "qualifier", "words"),
    [
        ("12500", "over", "over 12,500"),
        ("1971", "about", "about 1971"),
        ("4.5", "under", "under 4.5"),
        ("7", "at-least", "at least 7"),
        ("-2", "exactly", "-2"),
    ],
)
def test_amounts_are_written_as_print_has_them(good_project: Path, value: str, qualifier: str, words: str) -> None:
    old = "{value: 60, unit: per cent, qualifier: about,"
    ferry.change_dataset(good_project, (old, f"{{value: {value}, unit: per cent, qualifier: {qualifier},"))
    assert drawn(good_project, "{kind: quantities, title: Share, unit: per cent}").rows[0][1] == words


def test_numbers_follow_the_language(good_project: Path) -> None:
    ferry.change_dataset(good_project, ("{value: 60, unit: per cent,", "{value: 60.5, unit: per cent,"))
    figure = "{kind: quantities, title: Share, unit: per cent}\noutput: {language: de}"
    assert "60,5" in drawn(good_project, figure).rows[0][1]


# Counts


def test_one_theme_is_shown_with_the_themes_right_below_it(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: themes, title: Money, themes: [money]}")
    assert figure.rows == (("Money", "3"), ("Fares", "1"), ("Subsidy", "1"))
    assert figure.alt == "Of 3 claims, most fall under Money: 3. Fares: 1. Subsidy: 1."


def test_several_themes_are_shown_as_named(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: themes, title: Two, themes: [passengers, money/fares]}")
    assert figure.rows == (("Passengers", "3"), ("Money: Fares", "1"))


def test_coverage_counts_sentences_of_answers_once(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: coverage, title: Where, themes: [money, fleet, passengers]}")
    heads = [f"Maran, answer {n}" for n in (1, 2, 3)] + [f"Okoro, answer {n}" for n in (1, 2)]
    assert figure.columns == ("Theme", *heads)
    # Money: q1.p1.s1-s2 and q2.p1.s1 of the one, q2.p1.s1-s2 of the other. Fleet: the whole of q1.p2, and q3.p1.
    assert figure.rows[0] == ("Money", "2", "1", "0", "0", "2")
    assert figure.rows[1][:3] == ("Fleet", "3", "0")
    assert int(figure.rows[1][3]) >= 1
    assert figure.rows[2][:4] == ("Passengers", "0", "0", "0")
    assert [cell["text"] for cell in data(figure, "cells")][:4] == ["2", "1", "–", "–"]
    assert "Money: 2 sentences in Maran, answer 1; 1 sentence in Maran, answer 2;" in figure.alt


def test_one_interview_s_answers_are_not_named_after_it(good_project: Path) -> None:
    figure = drawn(good_project, "{kind: coverage, title: Where, themes: [fleet, alternatives]}")
    assert figure.columns == ("Theme", "Answer 1", "Answer 2", "Answer 3")


def test_interviews_stand_for_their_answers_where_these_are_too_many(
    good_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "MOST", 4)
    figure = drawn(good_project, "{kind: coverage, title: Where, themes: [money, fleet]}")
    assert figure.columns == ("Theme", "Ilse Maran", "Ben Okoro")
    assert figure.rows[0] == ("Money", "3", "2")


# Specifications


SPEC = {
    "data": {"name": "claims"},
    "mark": "bar",
    "encoding": {"x": {"aggregate": "count", "type": "quantitative"}, "y": {"field": "kind", "type": "nominal"}},
}


def specified(folder: Path, spec: object, **more: str) -> MemoFigure:
    (folder / "kinds.json").write_text(json.dumps(spec), encoding="utf-8")
    return drawn(folder, "{kind: spec, title: Kinds, spec: kinds.json, alt: Facts and more, themes: [fleet]}")


def test_a_specification_gets_the_claims_and_nothing_else(good_project: Path) -> None:
    figure = specified(good_project, SPEC)
    spec = json.loads(figure.spec)
    assert list(spec["datasets"]) == ["claims"]
    assert all(tuple(sorted(claim)) == tuple(sorted(CLAIM_FIELDS)) for claim in spec["datasets"]["claims"])
    hull = spec["datasets"]["claims"][0]
    assert (hull["id"], hull["number"], hull["kind"], hull["theme"], hull["date"]) == (
        *("hull-old", 1, "fact", "Fleet", "1971"),
    )
    assert (hull["start"], hull["end"], hull["amount"], hull["speaker"]) == (1971.0, 1972.0, "1971", "Ilse Maran")
    assert {key: spec[key] for key in SPEC} == SPEC
    assert figure.alt == "Facts and more"


def test_its_table_shows_what_it_draws_claims_that_say_the_same_together(good_project: Path) -> None:
    figure = specified(good_project, SPEC)
    assert figure.columns == ("Kind", "Evidence")
    assert figure.rows == (("fact", "1"), ("assessment", "2"), ("forecast", "3"))
    by_theme = {**SPEC, "encoding": {"y": {"field": "theme", "type": "nominal"}}}
    assert specified(good_project, by_theme).rows == (("Fleet", "1, 2, 3"),)


def test_a_width_of_its_own_is_kept(good_project: Path) -> None:
    assert json.loads(specified(good_project, {**SPEC, "width": 200}).spec)["width"] == 200
    assert json.loads(specified(good_project, SPEC).spec)["width"] > 400


# The language


class _Shouting(gettext.NullTranslations):
    """Fixed words in capitals, so that what is not one of them can be told."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(%\(\w+\)[sd])|(.)", lambda match: match[1] or match[2].upper(), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize("kind", ["themes", "coverage", "quantities, unit: years", "timeline"])
def test_every_fixed_word_goes_through_the_memo_s_language(good_project: Path, kind: str) -> None:
    dated(good_project, bridge_sand="../1990", first_boat="1985/..")
    loaded = project(good_project, f"{{kind: {kind}, title: It}}")
    plain = reportgen.compose_memo(loaded).figures[0]
    loud = reportgen.compose_memo(dataclasses.replace(loaded, words=_Shouting())).figures[0]
    assert loud.columns == tuple(
        head.upper() if "answer" not in head else head.replace("answer", "ANSWER") for head in plain.columns
    )
    assert loud.alt != plain.alt
    own = {claim.text for claim in reportgen.load_dataset(good_project / "datasets" / "ferry").value.claims}
    assert not any(text.upper() in loud.alt for text in own), "claims are nobody's fixed words"
