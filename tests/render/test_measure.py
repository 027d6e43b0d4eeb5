"""By how many lines a text runs over its page: counted so that cutting as many makes it fit, and one fewer does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reportgen
from reportgen.render import measure
from tests.house import House

PLAIN = "<style>@page {{ size: A4; margin: 20mm }} p {{ margin: 0; line-height: 15pt }}</style>{lines}"
COLUMNS = (
    "<style>@page {{ size: A4; margin: 20mm }} p {{ margin: 0; line-height: 15pt }} .set {{ columns: 2 }}</style>"
    "<p>Above</p><div class='set'>{lines}</div>"
)
FOOT = (
    "<style>@page {{ size: A4; margin: 20mm; @footnote {{ padding-bottom: 1pt }} }}"
    " p {{ margin: 0; line-height: 15pt }} .set {{ columns: 2 }} .foot {{ float: footnote; line-height: 9pt }}"
    " .foot::footnote-call, .foot::footnote-marker {{ content: none }}</style>"
    "<p>Above</p><div><div class='foot'><p>a</p><p>b</p><p>c</p><p>d</p></div></div><div class='set'>{lines}</div>"
)
MANIFEST = "title: T\npurpose: P.\nlimits: {total_pages: 1}\n"


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.write("house/template.yaml", MANIFEST)
    return made


def over(house: House, body: str, count: int) -> int:
    """Lines too long, as the problem says; 0 where the text fits."""
    house.body(body.format(lines="".join(f"<p>Line {number}</p>" for number in range(count))))
    problems = house.refusals()
    if not problems:
        return 0
    (found,) = problems
    assert found.code == "P108"
    match = re.fullmatch(r"(\d+) lines? too long for one A4 page", found.message)
    assert match, found.message
    return int(match[1])


@pytest.mark.parametrize("body", [PLAIN, COLUMNS, FOOT], ids=["plain", "in columns", "in columns above a foot"])
def test_cutting_so_many_lines_makes_it_fit_and_one_fewer_does_not(house: House, body: str) -> None:
    count = 140
    lines = over(house, body, count)
    assert 20 < lines < 100
    assert over(house, body, count - lines) == 0
    assert over(house, body, count - lines + 1) == 1


def test_what_runs_over_several_pages_is_counted_whole(house: House) -> None:
    assert over(house, PLAIN, 300) - over(house, PLAIN, 100) == 200


def test_a_heading_counts_as_the_lines_it_takes(house: House) -> None:
    room = 100 - over(house, PLAIN, 100)
    body = PLAIN + "<h2 style='margin: 0; line-height: 45pt'>Three lines high</h2>"
    assert over(house, body, room) == 3


@pytest.mark.parametrize("body", [PLAIN, COLUMNS, FOOT], ids=["plain", "in columns", "in columns above a foot"])
def test_what_is_left_free_before_a_block_that_may_not_break_is_taken_off(house: House, body: str) -> None:
    room = 200 - over(house, body, 200)
    block = "<div style='break-inside: avoid'><p>1</p><p>2</p><p>3</p><p>4</p><p>5</p></div>"
    assert over(house, body.replace("{lines}", f"{{lines}}{block}"), room - 2) == 3


def test_columns_after_columns_are_counted_one_below_the_other(house: House) -> None:
    room = 200 - over(house, COLUMNS, 200)
    more = "<p>Between</p><div class='set'>" + "<p>x</p>" * 40 + "</div>"
    assert over(house, COLUMNS + more, room) == 41


def test_one_line_is_one_line(house: House) -> None:
    room = 100 - over(house, PLAIN, 100)
    house.body(PLAIN.format(lines="<p>x</p>" * (room + 1)))
    (found,) = house.refusals()
    assert found.message == "1 line too long for one A4 page"
    assert found.hint == "shorten the text: it is never set smaller"
    (found,) = house.refusals(**{"output.page": "letter"})
    assert found.message == "1 line too long for one Letter page"


def test_the_problem_stands_at_the_brief(house: House, tmp_path: Path) -> None:
    house.body(PLAIN.format(lines="<p>x</p>" * 100))
    brief = house.root / "ferry.yaml"
    (outcome,) = reportgen.build_memos([brief], tmp_path / "out", overrides={"template": "house"})
    assert [(problem.code, problem.file) for problem in outcome.problems] == [("P108", str(brief))]
    assert not (tmp_path / "out").exists()


def test_more_pages_than_one_may_be_allowed(house: House) -> None:
    house.write("house/template.yaml", "title: T\npurpose: P.\nlimits: {total_pages: 2}\n")
    house.body(PLAIN.format(lines="<p>x</p>" * 90))
    assert house.refusals() == ()
    house.body(PLAIN.format(lines="<p>x</p>" * 140))
    (found,) = house.refusals()
    assert found.message.endswith("lines too long for 2 A4 pages")


def test_nothing_on_the_further_page_is_a_line_too() -> None:
    """A page may come of a margin or a border alone."""
    page = _Box("PageBox", children=[_Box("BlockBox")])
    assert measure.lines_over([page, page], 1) == 1
    assert measure.lines_over([page], 1) == 0


class _Box:
    """As much of a box as is looked at."""

    is_column = False
    position_y = 0.0
    height = 100.0

    def __init__(self, kind: str, children: list[_Box] | None = None) -> None:
        self.__class__ = type(kind, (_Box,), {})
        self.children = children or []

    def content_box_y(self) -> float:
        return self.position_y
