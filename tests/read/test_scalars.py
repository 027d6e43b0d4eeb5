"""Plain scalars by the core schema of YAML 1.2."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.scalars import resolve


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "n", "nULL", "nil", "tRUE"),
        *("12:30", "190:20:30", "2026-11-24", "2026-11-24T10:00:00Z", "1_000", "1,000", "0777", "007", "00", "-007"),
        *("0b11", "0O17", "0X1F", "0o8", "0xG", "-0x1F", "1e", "e5", ".", "+", "-", "..5", "1.2.3", "00.5", "١٢"),
        *("inf", ".infinity", ".nAn", "+.nan", "--1", "1 2", "=", "<<"),
    ],
)
def test_text_stays_text(text: str) -> None:
    assert resolve(text) is text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, None) for text in ("", "~", "null", "Null", "NULL")),
        *((text, True) for text in ("true", "True", "TRUE")),
        *((text, False) for text in ("false", "False", "FALSE")),
        *(("0", 0), ("-0", 0), ("+12", 12), ("-19", -19), ("0o17", 15), ("0x1F", 31), ("0o007", 7)),
        *(("1.", 1.0), (".5", 0.5), ("-1.5e3", -1500.0), ("2E-2", 0.02), ("0.0", 0.0), ("12e03", 12000.0)),
        *((".inf", math.inf), ("+.Inf", math.inf), ("-.INF", -math.inf)),
    ],
)
def test_the_core_schema(text: str, value: object) -> None:
    resolved = resolve(text)
    assert resolved == value
    assert type(resolved) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    resolved = resolve(text)
    assert isinstance(resolved, float)
    assert math.isnan(resolved)


@given(st.integers())
def test_integers_survive(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_survive(number: float) -> None:
    assert resolve(repr(number)) == number


def test_an_integer_of_thousands_of_digits_is_no_value() -> None:
    with pytest.raises(ValueError, match="digits"):
        resolve("9" * 5000)
