"""What a claim bears, by its quantity, its text and its date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence import bearing
from reportgen.evidence.number_types import Number
from reportgen.evidence.number_words import NEARLY, Hedge
from reportgen.evidence.numbers import find
from reportgen.model.dataset import Claim, Kind, Qualifier, Quantity


def claim(text: str = "A boat.", *, when: str | None = None, quantity: Quantity | None = None) -> Claim:
    return Claim(
        id="c",
        text=text,
        kind=Kind.FACT,
        speaker="s",
        themes=("t",),
        evidence=("s/q1",),
        when=when,
        quantity=quantity,
    )


def of(value: float, unit: str, qualifier: Qualifier = Qualifier.EXACTLY) -> Claim:
    return claim(quantity=Quantity(value=value, unit=unit, qualifier=qualifier, label="L"))


def only(text: str) -> Number:
    (number,) = find(text)
    return number


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (of(12, "billion USD"), "12 billion dollars"),
        (of(12, "billion USD"), "$12bn"),
        (of(12, "billion USD"), "twelve billion US dollars"),
        (of(12, "billion USD"), "12,000 million dollars"),
        (of(12, "billion USD"), "12 billion in aid"),
        (of(12, "billion USD"), "12 billion people"),  # what is counted is not read beyond its unit
        (of(12, "billion USD"), "billions of dollars"),
        (of(12.5, "million EUR"), "€12.5m"),
        (of(2, "percent of GDP"), "two per cent"),
        (of(60, "per cent"), "60%"),
        (of(60, "%"), "three-fifths"),
        (of(50, "percent"), "half"),
        (of(33, "percent"), "a third of it"),
        (of(67, "percent"), "two-thirds"),
        (of(20, "percent"), "one in five"),
        (of(25, "meetings"), "25 times"),
        (of(25, "meetings"), "twenty-five meetings"),
        (of(5, "years"), "a five-year plan"),
        (of(5, "years"), "60 months"),
        (of(20, "years"), "two decades"),
        (of(5, "years"), "five"),
        (of(3, "rank"), "third-largest"),
        (of(3, "place in the world"), "the 3rd fleet"),
        (of(1971, "year built"), "1971"),
        (of(0.5, "million"), "half a million"),
        (of(1e15, "boats"), "a thousand trillion boats"),
        (of(12.3, "billion USD"), "about 12 billion dollars"),
        (of(62, "percent"), "nearly 63 per cent"),
        (claim("Some 12 billion dollars went."), "12 billion dollars"),
        (claim("It met twenty-five times."), "25 meetings"),
        (claim("It met 25 times."), "25"),
        (claim("It doubled."), "twice"),
        (claim("Since 24 May 2022 it is shut."), "2022"),
        (claim("It leaves at 12:30."), "12:30"),
        (claim("About 1500 boats came."), "1500 boats"),
        (claim("Dozens came."), "dozens"),
        (claim("Half of them came."), "50 per cent"),
        (claim(when="2014"), "2014"),
        (claim(when="1945/2022"), "1945"),
        (claim(when="1945/2022"), "2022"),
        (claim(when="../2022"), "2022"),
        (claim(when="1955/.."), "1955"),
        (claim(when="1955/.."), "the 1950s"),
        (claim(when="2014?"), "2014"),
        (claim(when="2022-05-24"), "24 May 2022"),
        (claim(when="2022-05-24"), "May 2022"),
        (claim(when="2022-05-24"), "24 May"),
        (claim(when="2022-05-24"), "2022"),
        (claim(when="2024-21"), "2024"),
        (claim(when="199X"), "the 1990s"),
        (claim(when="19XX"), "the twentieth century"),
    ],
)
def test_borne(quantity: Claim, text: str) -> None:
    assert bearing.bears(quantity, only(text))


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (of(12, "billion USD"), "12 million dollars"),
        (of(12, "billion USD"), "12 billion euros"),
        (of(12, "billion USD"), "12 per cent"),
        (of(12, "billion USD"), "13 billion dollars"),
        (of(12, "billion USD"), "about 13 billion dollars"),
        (of(12, "billion USD"), "millions of dollars"),
        (of(12, "billion USD"), "billions of euros"),
        (of(12, "USD"), "12 boats"),
        (of(2, "percent of GDP"), "2 percentage points"),
        (of(2, "percent of GDP"), "2 boats"),
        (of(2, "percent of GDP"), "twice"),
        (of(34, "percent"), "a third of it"),
        (of(51, "percent"), "half"),
        (of(62, "percent"), "nearly 60 per cent"),
        (of(5, "years"), "five months"),
        (of(5, "years"), "5 boats"),
        (of(25, "meetings"), "25 per cent"),
        (of(25, "meetings"), "25 dollars"),
        (of(25, "meetings"), "25 years"),
        (of(3, "rank"), "second-largest"),
        (of(3, "rank"), "three boats"),
        (of(1971, "year built"), "1972"),
        (of(2000, "USD"), "in 2000"),
        (claim("Boat 12 came, of 3 boats."), "third-largest"),
        (claim("The F-16 flew in the Second World War."), "16"),
        (claim("It leaves at 12:30."), "12:31"),
        (claim("Dozens came."), "thousands"),
        (claim(when="2014"), "2015"),
        (claim(when="1945/2022"), "1990"),
        (claim(when="1955/.."), "1965"),
        (claim(when="1955/.."), "the 1960s"),
        (claim(when="2022"), "May 2022"),
        (claim(when="2022-05"), "24 May 2022"),
        (claim(when="2022-05-24"), "24 June"),
        (claim(when="199X"), "1995"),
        (claim(), "2014"),
    ],
)
def test_not_borne(quantity: Claim, text: str) -> None:
    assert not bearing.bears(quantity, only(text))


@given(st.integers(2, 10**9), st.sampled_from(("percent", "USD", "million EUR", "boats", "years")))
def test_a_quantity_bears_itself_and_not_its_neighbour(value: int, unit: str) -> None:
    own = of(value, unit)
    said, other = only(f"It took {value:,} {unit}."), only(f"It took {value + 1:,} {unit}.")
    assert bearing.bears(own, said)
    assert not bearing.bears(own, other)


@pytest.mark.parametrize("value", [0.1, 12.5, 1e-7, 1e16, 123456789.25, 0, -5])
def test_any_value_of_a_quantity_is_read(value: float) -> None:
    (number,) = bearing.borne(of(value, "percent"))
    assert float(number.value) == abs(value)
    assert number.unit == "%"


@pytest.mark.parametrize(
    ("said", "text", "against"),
    [
        (Qualifier.OVER, "more than 12", False),
        (Qualifier.OVER, "at least 12", False),
        (Qualifier.OVER, "12", False),
        (Qualifier.OVER, "about 12", False),
        (Qualifier.OVER, "exactly 12", True),
        (Qualifier.OVER, "nearly 12", True),
        (Qualifier.OVER, "up to 12", True),
        (Qualifier.OVER, "less than 12", True),
        (Qualifier.UNDER, "nearly 12", False),
        (Qualifier.UNDER, "over 12", True),
        (Qualifier.EXACTLY, "exactly 12", False),
        (Qualifier.EXACTLY, "about 12", False),
        (Qualifier.EXACTLY, "more than 12", True),
        (Qualifier.EXACTLY, "nearly 12", True),
        (Qualifier.ABOUT, "nearly 12", False),
        (Qualifier.ABOUT, "exactly 12", True),
        (Qualifier.ABOUT, "over 12", True),
        (Qualifier.AT_LEAST, "at least 12", False),
        (Qualifier.AT_LEAST, "more than 12", True),
        (Qualifier.AT_MOST, "up to 12", False),
        (Qualifier.AT_MOST, "at least 12", True),
    ],
)
def test_hedges_that_contradict(said: Qualifier, text: str, against: bool) -> None:
    number = only(f"{text} boats")
    assert bearing.contradicts(number.hedge, bearing.bears(of(12, "boats", said), number)) is against


def test_no_hedge_contradicts_the_end_of_a_range() -> None:
    number = only("up to 12 boats")
    assert not bearing.contradicts(number.hedge, bearing.bears(claim("10 to 12 boats came."), number))


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("More than 12 boats came.", {Qualifier.OVER}),
        ("12 boats came.", {Qualifier.EXACTLY}),
        ("Nearly 12 boats came.", {NEARLY}),
        ("10 to 12 boats came.", set()),
    ],
)
def test_what_the_text_says_counts_where_the_quantity_says_nothing(text: str, hedges: set[Hedge]) -> None:
    own = claim(text, quantity=Quantity(value=12, unit="boats", label="L"))
    assert bearing.hedges(bearing.bears(own, only("12 boats"))) == hedges
