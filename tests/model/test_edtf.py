"""Dates: the examples of the EDTF specification, what lies outside its levels 0 and 1, and random ones."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.edtf import EdtfError, parse


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985", (1985, 1, 1), (1985, 12, 31)),
        ("1985-04", (1985, 4, 1), (1985, 4, 30)),
        ("1985-04-12", (1985, 4, 12), (1985, 4, 12)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("-1985", (-1985, 1, 1), (-1985, 12, 31)),
        ("Y170000002", (170000002, 1, 1), (170000002, 12, 31)),
        ("Y-170000002", (-170000002, 1, 1), (-170000002, 12, 31)),
        ("2001-21", (2001, 1, 1), (2001, 12, 31)),
        ("2001-24", (2001, 1, 1), (2001, 12, 31)),
        ("1984?", (1984, 1, 1), (1984, 12, 31)),
        ("2004-06~", (2004, 6, 1), (2004, 6, 30)),
        ("2004-06-11%", (2004, 6, 11), (2004, 6, 11)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("-01XX", (-199, 1, 1), (-100, 12, 31)),
        ("2004-XX", (2004, 1, 1), (2004, 12, 31)),
        ("1985-04-XX", (1985, 4, 1), (1985, 4, 30)),
        ("1985-XX-XX", (1985, 1, 1), (1985, 12, 31)),
        ("1964/2008", (1964, 1, 1), (2008, 12, 31)),
        ("2004-06/2004-06", (2004, 6, 1), (2004, 6, 30)),
        ("2004-06/2004", (2004, 6, 1), (2004, 12, 31)),
        ("1984~/2004-06?", (1984, 1, 1), (2004, 6, 30)),
        ("1985-04-12/..", (1985, 4, 12), None),
        ("1985/", (1985, 1, 1), None),
        ("../1985-04", None, (1985, 4, 30)),
        ("/1985-04-12", None, (1985, 4, 12)),
        ("-0200/-0100", (-200, 1, 1), (-100, 12, 31)),
    ],
)
def test_levels_0_and_1_are_read(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    date = parse(text)
    assert (date.text, date.first, date.last) == (text, first, last)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "`` is no EDTF date", "write 2024"),
        ("Spring 1998", "`Spring 1998` is no EDTF date", "write 2024"),
        ("24-05-2024", "is no EDTF date", "write 2024"),
        ("2024-5", "is no EDTF date", "2024-05"),
        ("2024-05-17\n", "is no EDTF date", "write 2024"),
        ("２０２４", "is no EDTF date", "write 2024"),
        ("2024-13", "there is no month 13", "01 to 12"),
        ("2024-00", "there is no month 00", "seasons 21 to 24"),
        ("2024-25", "there is no month 25", "seasons 21 to 24"),
        ("2023-02-29", "there is no day 29 in month 02 of 2023", "28 days"),
        ("2024-04-31", "there is no day 31 in month 04", "30 days"),
        ("2024-04-00", "there is no day 00", "30 days"),
        ("2024-21-05", "a season has no days", "write 2024"),
        ("2024-XX-05", "a day needs its month", "write 2024"),
        ("1XXX", "is no EDTF date", "202X"),
        ("-0000", "there is no year -0000", "write 0000"),
        ("Y2024", "more than four digits", "write 2024"),
        ("Y02024", "does not start with 0", "write 2024"),
        ("Y" + "9" * 5000, "5 to 17 digits", "write 2024"),
        ("2024-05-17T10:00:00Z", "times of day are not read", "write 2024-05-17"),
        ("2024/2022", "ends before it starts", "write 2022/2024"),
        ("2004-06-11/2004-05", "ends before it starts", "write 2004-05/2004-06-11"),
        ("/", "needs a date on one side", "write 2024"),
        ("../..", "needs a date on one side", "write 2024"),
        ("2001/2002/2003", "one `/`", "write 2024"),
        ("2024/soon", "`soon` is no EDTF date", "write 2024"),
    ],
)
def test_what_is_no_date_says_why(text: str, message: str, hint: str) -> None:
    with pytest.raises(EdtfError) as raised:
        parse(text)
    assert message in str(raised.value)
    assert hint in raised.value.hint


@given(st.dates())
def test_every_day_of_the_calendar_is_itself(day: datetime.date) -> None:
    date = parse(day.isoformat())
    assert date.first == date.last == (day.year, day.month, day.day)


@given(st.dates(), st.dates())
def test_an_interval_is_read_in_one_direction_only(one: datetime.date, other: datetime.date) -> None:
    text = f"{one.isoformat()}/{other.isoformat()}"
    if one <= other:
        assert parse(text).last == (other.year, other.month, other.day)
    else:
        with pytest.raises(EdtfError, match="ends before"):
            parse(text)


@given(st.text(alphabet="0123456789-/.X?~%YT: ", max_size=14))
def test_any_text_is_a_date_or_an_edtf_error(text: str) -> None:
    try:
        date = parse(text)
    except EdtfError as error:
        assert error.hint
    else:
        assert date.first is None or date.last is None or date.first <= date.last
