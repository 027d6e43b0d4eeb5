"""Numbers in English prose: what is one, what it is worth, and what only looks like one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.evidence.number_types import Number, Sort
from reportgen.evidence.number_words import NEARLY
from reportgen.evidence.numbers import find
from reportgen.model.dataset import Qualifier

WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
"""
SMALL, TENS = WORDS.split()[:20], ["", "", *WORDS.split()[20:]]


def below_thousand(number: int, *, british: bool, hyphen: str) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        small = SMALL[rest] if rest < 20 else TENS[rest // 10] + (f"{hyphen}{SMALL[rest % 10]}" if rest % 10 else "")
        words.append(f"and {small}" if hundreds and british else small)
    return " ".join(words)


def written(number: int, *, british: bool = True, hyphen: str = "-") -> str:
    """A number below 10^12 in words, by the rules of style guides: `two thousand and five`."""
    words = []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        group, number = divmod(number, scale)
        if group:
            words.append(f"{below_thousand(group, british=british, hyphen=hyphen)} {name}")
    if number or not words:
        small = below_thousand(number, british=british, hyphen=hyphen)
        words.append(f"and {small}" if words and number < 100 and british else small)
    return " ".join(words)


def only(text: str) -> Number:
    (number,) = find(text)
    return number


@given(st.integers(0, 999_999_999), st.booleans(), st.sampled_from(("-", " ", "\u2011")))
def test_whole_numbers_in_words_are_read_back(value: int, british: bool, hyphen: str) -> None:
    words = written(value, british=british, hyphen=hyphen)
    for text in (f"They counted {words} boats.", f"They counted {words} per cent.")[value == 1 :]:  # one: a pronoun
        number = only(text)
        assert number.value == value
        assert text[number.start : number.end].startswith(words)
        assert number.unit == ("%" if "cent" in text else "")


@pytest.mark.parametrize("value", [*range(2, 1000), 1000, 1001, 1100, 10_000, 100_000, 100_001, 999_999, 10**6, 10**9])
def test_a_number_in_words_can_open_a_sentence(value: int) -> None:
    assert only(f"{written(value).capitalize()} sailors came.").value == value


@given(st.integers(0, 10**12), st.sampled_from((",", "\u00a0", "\u202f", " ", "’")), st.integers(0, 99))
def test_digits_may_be_grouped(value: int, group: str, hundredths: int) -> None:
    text = f"It holds {f'{value:,}'.replace(',', group)}.{hundredths:02} barrels."
    number = only(text)
    assert number.value == Fraction(f"{value}.{hundredths:02}")
    assert number.unit == "barrel"


@given(st.integers(1, 9999), st.sampled_from(((" thousand", 3), (" million", 6), (" billion", 9), ("bn", 9), ("m", 6))))
def test_scale_words_multiply(tenths: int, scale: tuple[str, int]) -> None:
    word, zeros = scale
    number = only(f"At €{tenths // 10}.{tenths % 10}{word} a year it is cheap.")
    assert (number.value, number.unit) == (Fraction(tenths, 10) * 10**zeros, "EUR")


AMOUNTS: list[tuple[str, str, str, str]] = [
    ("over 12 billion dollars", "12 billion dollars", "12000000000", "USD"),
    ("It cost $12bn.", "$12bn", "12000000000", "USD"),
    ("It cost US$ 12,000 then.", "US$ 12,000", "12000", "USD"),
    ("It cost USD 3.5 million.", "USD 3.5 million", "3500000", "USD"),
    ("a 12-billion-dollar fund", "12-billion-dollar", "12000000000", "USD"),
    ("two million U.S. dollars", "two million U.S. dollars", "2000000", "USD"),
    ("three thousand Australian dollars", "three thousand Australian dollars", "3000", "AUD"),
    ("12 000 euros", "12 000 euros", "12000", "EUR"),
    ("¥5 trillion", "¥5 trillion", "5000000000000", "JPY"),
    ("60 %", "60 %", "60", "%"),
    ("60%", "60%", "60", "%"),
    ("sixty percent", "sixty percent", "60", "%"),
    ("a 60-per-cent rise", "60-per-cent", "60", "%"),
    ("by 2 percentage points", "2 percentage points", "2", "percentage point"),
    ("half a per cent", "half a per cent", "1/2", "%"),
    ("one per cent", "one per cent", "1", "%"),
    ("12,5 per cent", "12,5 per cent", "25/2", "%"),
    ("two-thirds of it", "two-thirds", "200/3", "%"),
    ("a third of it", "a third", "100/3", "%"),
    ("It fell by a third.", "a third", "100/3", "%"),
    ("one quarter stayed", "one quarter", "25", "%"),
    ("three quarters of them", "three quarters", "75", "%"),
    ("¾ of them", "¾", "75", "%"),
    ("3/4 of them", "3/4", "75", "%"),
    ("half of them", "half", "50", "%"),
    ("one in five stayed", "one in five", "20", "%"),
    ("two out of three stayed", "two out of three", "200/3", "%"),
    ("half a million people", "half a million", "500000", ""),
    ("a half-million people", "half-million", "500000", ""),
    ("a quarter of a million people", "a quarter of a million", "250000", ""),
    ("two and a half million", "two and a half million", "2500000", ""),
    ("1½ million", "1½ million", "1500000", ""),
    ("one point five million", "one point five million", "1500000", ""),
    ("two point zero five per cent", "two point zero five per cent", "41/20", "%"),
    ("a dozen boats", "a dozen", "12", ""),
    ("half a dozen boats", "half a dozen", "6", ""),
    ("two dozen boats", "two dozen", "24", ""),
    ("a hundred boats", "a hundred", "100", ""),
    ("twelve hundred boats", "twelve hundred", "1200", ""),
    ("12 thousand million", "12 thousand million", "12000000000", ""),
    ("two millions", "two millions", "2000000", ""),
    ("1,00,000 boats", "1,00,000", "100000", ""),
    ("twice the size", "twice", "2", "times"),
    ("it doubled", "doubled", "2", "times"),
    ("double the fee", "double", "2", "times"),
    ("a threefold rise", "threefold", "3", "times"),
    ("a 12-fold rise", "12-fold", "12", "times"),
    ("25 times", "25 times", "25", "times"),
    ("a five-year plan", "five-year", "60", "month"),
    ("two decades", "two decades", "240", "month"),
    ("half an hour", "half an hour", "30", "minute"),
    ("2½ years", "2½ years", "30", "month"),
    ("a fortnight, 14 days", "14 days", "20160", "minute"),
    ("12 km away", "12 km", "12000", "metre"),
    ("one year", "one year", "12", "month"),
    ("2000 soldiers", "2000", "2000", ""),
    ("**12** billion", "12** billion", "12000000000", ""),
    ("[12 boats](https://ferry.example/2024/11)", "12", "12", ""),
    ("Tokyo Names Twelve New Partners", "Twelve", "12", ""),
    ("12 American boats", "12", "12", ""),
    ("12 second boats", "12", "12", ""),
    ("Article 4 and twelve boats", "twelve", "12", ""),
    ("3/x boats", "3", "3", ""),
    ("one in twenty stayed", "one in twenty", "5", "%"),
    ("EUR twelve million", "EUR twelve million", "12000000", "EUR"),
    ("12 hundred boats", "12 hundred", "1200", ""),
    ("5 million won", "5 million won", "5000000", "KRW"),
    ("of 12 boats won", "12", "12", ""),
    ("They left. Seven boats stayed.", "Seven", "7", ""),
    ("12 and every third boat", "12", "12", ""),
    ("12KM away", "12KM", "12000", "metre"),
    ("$12M", "$12M", "12000000", "USD"),
    ("12 m wide", "12", "12", ""),
    ("In NATO 12 boats sail", "12", "12", ""),
    ("Quay A 12.", "12", "12", ""),
    ("USD12m", "USD12m", "12000000", "USD"),
    ("Twelve Billion Dollars Pledged", "Twelve Billion Dollars", "12000000000", "USD"),
    ("12&nbsp;billion", "12&nbsp;billion", "12000000000", ""),
]


@pytest.mark.parametrize(("text", "part", "value", "unit"), AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_amounts(text: str, part: str, value: str, unit: str) -> None:
    number = only(text)
    assert (number.sort, number.value, number.unit) == (Sort.AMOUNT, Fraction(value), unit)
    assert (number.text, text[number.start : number.end]) == (part, part)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("tens of thousands of boats", 10**4, 10**5, ""),
        ("hundreds of boats", 100, 1000, ""),
        ("several hundred boats", 100, 1000, ""),
        ("a few thousand", 1000, 10**4, ""),
        ("billions of dollars", 10**9, 10**12, "USD"),
        ("dozens", 12, 120, ""),
    ],
)
def test_magnitudes(text: str, low: int, high: int, unit: str) -> None:
    number = only(text)
    assert (number.sort, number.value, number.last, number.unit) == (Sort.MAGNITUDE, low, high, unit)


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("the second-largest fleet", [2]),
        ("the third largest", [3]),
        ("the 2nd fleet", [2]),
        ("the twenty-first summit", [21]),
        ("the fifth member", [5]),
        ("the fourth boat", [4]),
        ("its second term, the third summit", [2, 3]),
        ("for the first time", [1]),
        ("in third place", [3]),
        ("First, the fee. Second, the boat. Fourth, the quay.", []),
        ("the first point, a second reason, a third country, third parties", []),
        ("at first, second thoughts, second to none, in the first place", []),
        ("second-hand and second-best", []),
        ("the first interest, the second forest", []),
    ],
)
def test_ranks(text: str, ranks: list[int]) -> None:
    found = find(text)
    assert [item.value for item in found] == ranks
    assert {item.sort for item in found} <= {Sort.RANK}


NOT_NUMBERS = [
    "No one of them, one another, one scholar’s reading, on the one hand, one-sided, the one that counts",
    "The F-16, the S-400, a T-72, G7, 5G, COVID-19, P5+1, UNSCR 1701, ICD 203 in use, Modi 2.0 and 2+2 talks",
    "The Group of Seven, the Group of 20, the Quad, the Five Eyes, the Six-Party Talks",
    "the Second World War, World War II, World War Two",
    "Ships of the Seventh Fleet sail before the Two Sessions open",
    "Article 5, Articles 4 and 5, Resolution 2231, section 3, Table 2, Pillar Two",
    "paragraph two, No. 2, p. 12, pp. 3-5",
    "see https://ferry.example/2024/11, www.ferry.example/12, <https://x.example/7> or mail 12@ferry.example",
    "cited [@pledge-12; @aid-2024] and `code 12`",
    "[words](https://ferry.example/12_(2024))",
    "(1) the fee; (2) the boat",
    "version 1.2.3, #12, 24/7, 9/11, fifty-fifty, catch-22, a zero-sum game, ground zero",
    "the two may differ, between the two, these two, all three agree, neither of the two, the other two",
    "of the three.",
    "They follow ICD 203.",
    "In the Seventh Fleet.",
    "for two reasons, in three ways, two further points, four lessons",
    "half-hearted, half-finished, half measures, the first half, the other half",
    "a two-way street, a two-state solution, a three-pronged reply",
    "a double standard, double down",
    "A third option and a third reason, a quarter-final, headquarters, some quarters",
    "an hour slower, a decade ago, once, both, several, few, many, pairs",
    "one or two of them",
    "often, tender, weight, done, stone, someone, attention, network, tone",
]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert [item.text for item in find(text)] == []


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("between 10 and 12 billion yen", [10 * 10**9, 12 * 10**9], "JPY"),
        ("$10–12 billion", [10 * 10**9, 12 * 10**9], "USD"),
        ("$10 to $12 billion", [10 * 10**9, 12 * 10**9], "USD"),
        ("40 to 60 per cent", [40, 60], "%"),
        ("2 and 60 per cent", [2, 60], "%"),
        ("two to three years", [24, 36], "month"),
        ("one or three boats", [1, 3], ""),
        ("two thousand three million boats", [2000, 3 * 10**6], ""),
        ("three in two boats", [3, 2], ""),
        ("1/100 boats", [1, 100], ""),
        ("900 million to 2 billion", [900 * 10**6, 2 * 10**9], ""),
        ("25 or 12 million", [25, 12 * 10**6], ""),
    ],
)
def test_ends_of_a_range_share_unit_and_scale(text: str, values: list[int], unit: str) -> None:
    found = find(text)
    assert [item.value for item in found] == values
    assert {item.unit for item in found} == {unit}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("12 boats", None),
        ("more than 12 boats", Qualifier.OVER),
        ("pledges exceed 12 billion", Qualifier.OVER),
        ("well over $12 billion", Qualifier.OVER),
        ("12 billion dollars and more", Qualifier.OVER),
        ("25+ boats", Qualifier.OVER),
        ("25 + boats", None),
        ("fewer than 12 boats", Qualifier.UNDER),
        ("no fewer than 12 boats", Qualifier.AT_LEAST),
        ("12 boats at least", None),
        ("12 per cent or more", Qualifier.AT_LEAST),
        ("no more than 12 boats", Qualifier.AT_MOST),
        ("up to 60 per cent", Qualifier.AT_MOST),
        ("within five years", Qualifier.AT_MOST),
        ("some forty boats", Qualifier.ABOUT),
        ("~12 boats", Qualifier.ABOUT),
        ("ca. 12 boats", Qualifier.ABOUT),
        ("exactly a third of them", Qualifier.EXACTLY),
        ("nearly half of them", NEARLY),
        ("almost twice the size", NEARLY),
        ("over five years", None),
        ("over the next five years", None),
        ("under two governments", None),
        ("under 2 per cent", Qualifier.UNDER),
        ("within 12 boats", None),
    ],
)
def test_hedges(text: str, hedge: Qualifier | str | None) -> None:
    assert only(text).hedge == hedge


PIECES = """
12 2,5 1990 1990s $ € % per cent - – to and or a half third two twenty hundred thousand million billion dozen of in May
nineties second largest century [@a-1] Article ( ) : / . , one point five USD times yearly ½ ’ G 7 &
"""


@given(
    st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join)
    | st.lists(st.sampled_from(PIECES.split())).map("".join)
)
def test_any_text_is_read_and_numbers_stand_in_order(text: str) -> None:
    at = 0
    for number in find(text):
        assert at <= number.start < number.end <= len(text)
        assert number.text == " ".join(text[number.start : number.end].split())
        at = number.end


@given(st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    find(text)
