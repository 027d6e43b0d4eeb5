"""Lines of text and spans of years: what fits where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.figures import layout, years
from reportgen.compose.figures.layout import Column, Rows
from reportgen.compose.figures.years import Span
from reportgen.model.page import Language

WORDS = st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x9FFF), min_size=1, max_size=30)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.integers(30, 300))
def test_wrapping_keeps_the_text_and_the_width(text: str, width: int) -> None:
    lines = layout.wrap(text, width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        tail = sum(character in layout._NO_START for character in line)
        assert layout.width_of(line) <= width + tail * layout.TEXT


def test_words_are_kept_whole_where_they_fit() -> None:
    assert layout.wrap("The harbour master keeps the bar", 90) == ("The harbour", "master keeps", "the bar")


def test_lines_are_of_about_one_length() -> None:
    assert layout.wrap("Japan lets the annexation of Crimea pass", 150) == (
        "Japan lets the annexation",
        "of Crimea pass",
    )
    first, second = layout.wrap("The dispute over the islands dominates relations", 200)
    assert abs(layout.width_of(first) - layout.width_of(second)) < 50


def test_japanese_breaks_anywhere_but_before_a_full_stop() -> None:
    lines = layout.wrap("船は毎日港を出る。", 4 * layout.TEXT)
    assert len(lines) > 1
    assert not any(line.startswith("。") for line in lines)


def test_rows_stand_below_each_other() -> None:
    rows = Rows(first=1, space=0.5)
    assert rows.add(Column("a", 0, ["one", "two"]), Column("b", 40, ["x"])) == 1.5
    assert rows.add(Column("a", 0, ["three"])) == 4.0
    assert rows.bottom == 5.0
    assert [(line["at"], line["text"]) for line in rows.texts["a"]] == [(1.5, "one"), (2.5, "two"), (4.0, "three")]
    assert rows.texts["b"] == [{"at": 1.5, "x": 40, "text": "x"}]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2014", Span(2014.0, 2015.0)),
        ("2014-01", Span(2014.0, 2014.0849)),
        ("2024-02-29", Span(2024.1612, 2024.1639)),
        ("2014-12-31", Span(2014.9973, 2015.0)),
        ("2014-21", Span(2014.0, 2015.0)),
        ("202X", Span(2020.0, 2030.0, doubted=True)),
        ("19XX", Span(1900.0, 2000.0, doubted=True)),
        ("2003~", Span(2003.0, 2004.0, doubted=True)),
        ("1945/2022", Span(1945.0, 2023.0, lasts=True)),
        ("1945/2022?", Span(1945.0, 2023.0, lasts=True, doubted=True)),
        ("1955/..", Span(1955.0, None, lasts=True, right="..")),
        ("../2022", Span(None, 2023.0, lasts=True, left="..")),
        ("/1990", Span(None, 1991.0, lasts=True, left="")),
        ("1990/", Span(1990.0, None, lasts=True, right="")),
        ("-0043-03-15", Span(-42.8, -42.7973)),
        ("Y17000", Span(17000.0, 17001.0)),
    ],
)
def test_dates_become_spans(when: str, expected: Span) -> None:
    assert years.span(when) == expected


def test_what_is_drawn_reaches_from_the_first_year_to_the_last() -> None:
    assert years.domain([years.span("1945"), years.span("2014/2022")]) == (1945.0, 2023.0)
    low, high = years.domain([years.span("2014-03-18")])
    assert high - low > 1 / 12


@pytest.mark.parametrize(
    ("shown", "most", "expected"),
    [
        ((1945.0, 2023.0), 4, ["1960", "1980", "2000", "2020"]),
        ((1945.0, 2023.0), 2, ["1950", "2000"]),
        ((2014.0, 2028.0), 4, ["2015", "2020", "2025"]),
        ((2014.0, 2017.0), 4, ["2014", "2015", "2016", "2017"]),
        ((2024.0, 2025.0), 5, ["2024", "Apr", "Jul", "Oct", "2025"]),
        ((2024.0, 2024.5), 3, ["2024", "Apr", "Jul"]),
        ((-44.0, -42.0), 4, ["-44", "-43", "-42"]),
        ((-0.5, 0.5), 4, ["0"]),
        ((0.0, 1_000_000.0), 3, ["0", "500000", "1000000"]),
    ],
)
def test_years_and_months_are_marked_at_round_numbers(
    shown: tuple[float, float], most: int, expected: list[str]
) -> None:
    assert [text for _, text in years.ticks(shown, most, Language.EN_GB)] == expected


def test_months_are_in_the_memo_s_language() -> None:
    assert [text for _, text in years.ticks((2024.0, 2025.0), 5, Language.FR)] == [
        "2024",
        "avr.",
        "juil.",
        "oct.",
        "2025",
    ]


@given(st.floats(-3000, 9000), st.floats(0.1, 5000), st.integers(1, 8))
def test_there_are_never_more_marks_than_there_is_room_for(low: float, length: float, most: int) -> None:
    marks = list(years.ticks((low, low + length), most, Language.EN_GB))
    assert len(marks) <= max(most, 2)
    places = [place for place, _ in marks]
    assert places == sorted(places)
    assert all(low - 0.03 <= place <= low + length + 0.03 for place in places)
