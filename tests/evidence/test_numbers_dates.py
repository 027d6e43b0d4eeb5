"""Years, decades, centuries, days and times of day in English prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.number_types import Date, Number, Sort
from reportgen.evidence.numbers import find


def only(text: str) -> Number:
    (number,) = find(text)
    return number


@given(st.integers(1000, 2199), st.sampled_from(("in", "since", "by", "until", "mid-", "post-")))
def test_years(year: int, before: str) -> None:
    number = only(f"It sailed {before}{'' if before.endswith('-') else ' '}{year}, they say.")
    assert (number.sort, number.value, number.text) == (Sort.YEAR, year, str(year))


@given(st.integers(1000, 2099), st.integers(1, 99), st.sampled_from("-–/"))
def test_a_range_of_years_may_be_short(first: int, length: int, dash: str) -> None:
    last = first + length
    short = f"{first}{dash}{last % 100:02}"
    if dash != "/" and 0 < last % 100 <= min(12, first % 100):
        return  # 2011-05 is a month
    found = find(f"The years {short} were wet.")
    assert [(item.sort, item.value) for item in found] == [(Sort.YEAR, first), (Sort.YEAR, last)]
    assert [item.text for item in found] == [f"{first}", f"{last % 100:02}"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1990–1995", [1990, 1995]),
        ("from 1955 to 2012", [1955, 2012]),
        ("between 1955 and 2012", [1955, 2012]),
        ("1999-03", [1999]),
        ("nineteen ninety-five boats", [1995]),
        ("sixteen twenty boats", [1620]),
        ("twenty ten boats", [2010]),
        ("twenty nine boats", [29]),
        ("fifteen twenty boats", [15, 20]),
    ],
)
def test_two_years_or_one(text: str, years: list[int]) -> None:
    assert [item.value or item.date[0] for item in find(text)] == years


@pytest.mark.parametrize(
    ("text", "part", "first", "last"),
    [
        ("in the 1990s", "1990s", 1990, 1999),
        ("in the mid-1990s", "1990s", 1990, 1999),
        ("in the ’90s", "’90s", 1990, 1999),
        ("in the 20s", "20s", 2020, 2029),
        ("in the early nineties", "nineties", 1990, 1999),
        ("in the mid-nineties", "nineties", 1990, 1999),
        ("Mid-1990s boats", "1990s", 1990, 1999),
        ("in the twenties", "twenties", 2020, 2029),
        ("the twentieth century", "twentieth century", 1900, 1999),
        ("a 19th-century pier", "19th-century", 1800, 1899),
    ],
)
def test_spans(text: str, part: str, first: int, last: int) -> None:
    number = only(text)
    assert (number.sort, number.value, number.last, number.text) == (Sort.SPAN, first, last, part)


@pytest.mark.parametrize(
    ("text", "part", "date"),
    [
        ("on 24 May 2022", "24 May 2022", (2022, 5, 24)),
        ("on 24th May 2022", "24th May 2022", (2022, 5, 24)),
        ("on 31 May", "31 May", (None, 5, 31)),
        ("on the 5th of May", "5th of May", (None, 5, 5)),
        ("on 24May 2022", "24May 2022", (2022, 5, 24)),
        ("on May 24, 2022", "May 24, 2022", (2022, 5, 24)),
        ("on Sept. 3", "Sept. 3", (None, 9, 3)),
        ("in May 2022", "May 2022", (2022, 5, None)),
        ("2022-05-24", "2022-05-24", (2022, 5, 24)),
        ("2022-05", "2022-05", (2022, 5, None)),
    ],
)
def test_days(text: str, part: str, date: Date) -> None:
    number = only(text)
    assert (number.sort, number.date, number.text) == (Sort.DAY, date, part)


@pytest.mark.parametrize("text", ["1990-95 12 boats", "2022-05-24 12 boats", "24 May 2022 12 boats", "1990s 12 boats"])
def test_what_follows_a_date_is_read(text: str) -> None:
    assert find(text)[-1].value == 12


def test_a_time_of_day() -> None:
    number, other = find("at 12:30 12 boats left")
    assert other.value == 12
    assert (number.sort, number.value, number.text) == (Sort.CLOCK, 750, "12:30")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("$2000", Sort.AMOUNT),
        ("2000 per cent", Sort.AMOUNT),
        ("2000 soldiers", Sort.AMOUNT),
        ("of 2000 soldiers", Sort.YEAR),
        ("2000 was wet", Sort.YEAR),
        ("the LDP 2000.", Sort.YEAR),
        ("In 2000 won the crew.", Sort.YEAR),
        ("Post-2000 boats", Sort.YEAR),
        ("the 2000 elections", Sort.YEAR),
        ("2,000", Sort.AMOUNT),
        ("2500", Sort.AMOUNT),
        ("2000 million", Sort.AMOUNT),
        ("May 2000", Sort.DAY),
    ],
)
def test_four_digits_are_a_year_unless_something_is_counted(text: str, sort: Sort) -> None:
    assert only(text).sort is sort


@pytest.mark.parametrize(
    "text",
    [
        "32 May",
        "0 May",
        "May 32",
        "25:30",
        "at 12: 30 boats",
        "at 12 :30",
        "at 12:3",
        "they may go",
        "in his eighties",
        "a march of sorts",
        "may 12x",
        "sun and moon",
    ],
)
def test_no_dates(text: str) -> None:
    assert {item.sort for item in find(text)} <= {Sort.AMOUNT}
