"""How English writes numbers: words, scales, units, currencies and hedges.

Tables only: another language would be another file like this one.

All words are in lower case. Values are whole numbers, units canonical names such as `%`, `USD` or `month`.
"""

from __future__ import annotations

from fractions import Fraction

from reportgen.model.dataset import Qualifier

NEARLY = "nearly"
"""A hedge the dataset has no word for: close to the number, and below it."""
Hedge = Qualifier | str


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Each word with its number, counted up from a start."""
    return {word: start + step * index for index, word in enumerate(words.split())}


SMALL = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
HUNDRED = "hundred"
SCALES = {
    "dozen": 12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12}
"""Written close up behind digits only."""
MANY = {"tens": 10, "dozens": 12, "hundreds": 100} | {f"{word}s": value for word, value in SCALES.items() if value > 12}
"""Magnitudes without a number."""
FEW = _set("few several many")
"""What makes a magnitude of a scale word that follows: `several thousand`."""
OF = "of"
A = _set("a an")

ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth",
    1,
) | {f"{word[:-1]}ieth": value for word, value in TENS.items()}
BIG_ORDINALS = {"hundredth": 100, "thousandth": 10**3, "millionth": 10**6}
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
DENOMINATORS = {word: value for word, value in ORDINALS.items() if value > 2} | {
    "half": 2,
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
}
MANY_PARTS = {f"{word}s": value for word, value in DENOMINATORS.items() if word != "half"} | {"halves": 2}
SIGNS = {  # as printed in one character
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
MULTIPLES = {
    "twice": 2,
    "thrice": 3,
    **dict.fromkeys(("doubled", "doubles", "doubling", "twofold"), 2),
    **dict.fromkeys(("tripled", "triples", "tripling", "trebled", "threefold"), 3),
    **dict.fromkeys(("quadrupled", "quadruples", "quadrupling", "fourfold"), 4),
    **{f"{word}fold": value for word, value in SMALL.items() if value > 4},
}
DOUBLE = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
"""Multiples where a number follows that they apply to (`double the fee`), else mere adjectives (`double standard`)."""
DOUBLE_OF = _set("the its their his her our what that this those these")

MONTHS = _numbered(
    "january february march april may june july august september october november december", 1
) | _numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)
MONTHS["sept"] = 9
DECADES = _numbered("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10)
DECADE_BEFORE = _set("the early mid late")
CENTURY = ("century", "centuries")
BEFORE_YEARS = _set("mid pre post early late since until")
"""Written with a hyphen before a year: no part of a name such as `F-16`."""
YEAR_CUES = _set(
    "in since by until till before after from during to of between and early late mid around about spring summer "
    "autumn fall winter year end through the its their his her"
)

PERCENT, POINTS = "%", "percentage point"
TIMES = "times"
RANKS = ("rank", "place", "position")
CURRENCIES = {
    "USD": "$ us$ usd dollar dollars",
    "AUD": "a$ au$ aud",
    "CAD": "c$ ca$ cad",
    "NZD": "nz$ nzd",
    "HKD": "hk$ hkd",
    "TWD": "nt$ twd",
    "SGD": "s$ sgd",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound pounds sterling",
    "JPY": "¥ jpy yen",
    "CNY": "cny rmb yuan renminbi",
    "KRW": "₩ krw won",
    "RUB": "₽ rub rouble roubles ruble rubles",
    "UAH": "₴ uah hryvnia hryvnias",
    "INR": "₹ inr rupee rupees",
    "CHF": "chf franc francs",
    "SEK": "sek krona kronor",
    "NOK": "nok",
    "DKK": "dkk",
    "PLN": "pln zloty zlotys",
    "TRY": "try lira",
}
MONEY = {alias: code for code, aliases in CURRENCIES.items() for alias in aliases.split()}
NATIONS = {
    "us": "USD",
    "american": "USD",
    "australian": "AUD",
    "canadian": "CAD",
    "taiwan": "TWD",
    "taiwanese": "TWD",
    "singapore": "SGD",
}
"""Whose dollars they are."""
DOLLARS = ("dollar", "dollars")
UNITS = {  # name: (canonical, how many of it)
    word: (unit, Fraction(count))
    for unit, count, words in (
        ("minute", "1/60", "second seconds"),
        ("minute", "1", "minute minutes"),
        ("minute", "60", "hour hours"),
        ("minute", "1440", "day days"),
        ("minute", "10080", "week weeks"),
        ("minute", "20160", "fortnight fortnights"),
        ("month", "1", "month months"),
        ("month", "12", "year years"),
        ("month", "120", "decade decades"),
        ("month", "1200", "century centuries"),
        ("metre", "1", "metre metres meter meters"),
        ("metre", "1000", "kilometre kilometres kilometer kilometers km"),
        ("mile", "1", "mile miles"),
        ("tonne", "1", "tonne tonnes"),
        ("ton", "1", "ton tons"),
        ("kilogram", "1", "kilogram kilograms kilogramme kilogrammes kg"),
        ("hectare", "1", "hectare hectares"),
        ("acre", "1", "acre acres"),
        ("barrel", "1", "barrel barrels"),
        ("megawatt", "1", "megawatt megawatts mw"),
        ("megawatt", "1000", "gigawatt gigawatts gw"),
        ("degree", "1", "degree degrees"),
        (TIMES, "1", "times fold"),
    )
    for word in words.split()
}
PERIODS = _set("minute month")
"""Units of time, in which `over` may mean `during` and `within` an upper bound."""

HEDGES: dict[str, Hedge] = {
    phrase: hedge
    for hedge, phrases in {
        Qualifier.OVER: "over|more than|above|exceed|exceeds|exceeded|exceeding|in excess of|upwards of|greater than|"
        "higher than|larger than|beyond|surpass|surpasses|surpassed|surpassing",
        Qualifier.UNDER: "under|less than|fewer than|below|short of|lower than|smaller than",
        Qualifier.AT_LEAST: "at least|no less than|no fewer than|not less than|not fewer than|a minimum of",
        Qualifier.AT_MOST: "at most|no more than|not more than|up to|as many as|as much as|a maximum of|not exceeding|"
        "at the most|within",
        Qualifier.ABOUT: "about|around|some|roughly|approximately|circa|an estimated|in the region of|c .|ca .|~",
        Qualifier.EXACTLY: "exactly|precisely",
        NEARLY: "nearly|almost|just under|not quite|close to|approaching|slightly under|a little under",
    }.items()
    for phrase in phrases.split("|")
}
HEDGES_AFTER: dict[str, Hedge] = {
    "or more": Qualifier.AT_LEAST,
    "at least": Qualifier.AT_LEAST,
    "and more": Qualifier.OVER,
    "plus": Qualifier.OVER,
    "+": Qualifier.OVER,
    "or less": Qualifier.AT_MOST,
    "or fewer": Qualifier.AT_MOST,
    "at most": Qualifier.AT_MOST,
    "or so": Qualifier.ABOUT,
    "exactly": Qualifier.EXACTLY,
}
