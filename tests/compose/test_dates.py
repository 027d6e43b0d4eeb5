"""EDTF dates in the words of print."""

from __future__ import annotations

import gettext

import pytest

from reportgen.build.house import words
from reportgen.compose.dates import in_words
from reportgen.model import edtf
from reportgen.model.page import Language
from reportgen.render import places


@pytest.mark.parametrize(
    ("text", "said", "year_first"),
    [
        ("2025", "2025", "2025"),
        ("0907", "0907", "0907"),
        ("2025-03", "March 2025", "2025, March"),
        ("2025-03-07", "7 March 2025", "2025, March 7"),
        ("2025-03~", "ca. March 2025", "ca. 2025, March"),
        ("2025?", "perhaps 2025", "perhaps 2025"),
        ("2025-03-07%", "perhaps ca. 7 March 2025", "perhaps ca. 2025, March 7"),
        ("202X", "2020s", "2020s"),
        ("202X~", "ca. 2020s", "ca. 2020s"),
        ("2025-XX", "2025", "2025"),
        ("2025-XX-XX", "2025", "2025"),
        ("2025-03-XX", "March 2025", "2025, March"),
        ("2025-21", "spring 2025", "2025, spring"),
        ("2025-23", "autumn 2025", "2025, autumn"),
        ("2024-11/2025-02-01", "November 2024 to 1 February 2025", "2024, November to 2025, February 1"),
        ("../2025-03", "until March 2025", "until 2025, March"),
        ("/2025", "until 2025", "until 2025"),
        ("2024~/..", "since ca. 2024", "since ca. 2024"),
        ("2024/", "since 2024", "since 2024"),
        ("19XX", "19XX", "19XX"),
        ("-0044", "-0044", "-0044"),
        ("0000", "0000", "0000"),
        ("Y170000002", "Y170000002", "Y170000002"),
    ],
)
def test_every_form_has_words(text: str, said: str, year_first: str) -> None:
    edtf.parse(text)  # the form is one that a dataset may hold
    assert in_words(text, Language.EN_GB) == said
    assert in_words(text, Language.EN_GB, year_first=True) == year_first


def translations(language: Language) -> gettext.NullTranslations:
    return words(language, places.search_path(None))


def test_american_english() -> None:
    own = translations(Language.EN_US)
    assert in_words("2025-03-07", Language.EN_US, own) == "March 7, 2025"
    assert in_words("2025-23", Language.EN_US, own) == "fall 2025"
    assert in_words("2025-23", Language.EN_US, own, year_first=True) == "2025, fall"
    assert in_words("2025-24", Language.EN_US, own) == "winter 2025"


OTHERS = [
    ("2025", "2025", "2025", "2025", "2025", "2025年"),
    ("2025-03", "March 2025", "mars 2025", "März 2025", "marzo de 2025", "2025年3月"),
    ("2025-03-07", "7 March 2025", "7 mars 2025", "7. März 2025", "7 de marzo de 2025", "2025年3月7日"),
    ("2025-03-01", "1 March 2025", "1er mars 2025", "1. März 2025", "1 de marzo de 2025", "2025年3月1日"),
    ("2025-03~", "ca. March 2025", "v.\u202fmars 2025", "ca.\u202fMärz 2025", "c.\u202fmarzo de 2025", "2025年3月頃"),
    ("2025?", "perhaps 2025", "peut-être 2025", "vielleicht 2025", "quizá 2025", "2025年か"),
    (
        "2025%",
        "perhaps ca. 2025",
        "peut-être v.\u202f2025",
        "vielleicht ca.\u202f2025",
        "quizá c.\u202f2025",
        "2025年頃か",
    ),
    ("202X", "2020s", "années 2020", "2020er-Jahre", "década de 2020", "2020年代"),
    ("2025-23", "autumn 2025", "automne 2025", "Herbst 2025", "otoño de 2025", "2025年秋"),
    (
        "2024/2025-03",
        "2024 to March 2025",
        "2024 – mars 2025",
        "2024 bis März 2025",
        "2024 – marzo de 2025",
        "2024年～2025年3月",
    ),
    ("../2025-03", "until March 2025", "jusqu’en mars 2025", "bis März 2025", "hasta marzo de 2025", "2025年3月まで"),
    (
        "../2025-03-07",
        "until 7 March 2025",
        "jusqu’au 7 mars 2025",
        "bis zum 7. März 2025",
        "hasta el 7 de marzo de 2025",
        "2025年3月7日まで",
    ),
    (
        "../202X",
        "until the 2020s",
        "jusqu’aux années 2020",
        "bis in die 2020er-Jahre",
        "hasta la década de 2020",
        "2020年代まで",
    ),
    ("../2025-22", "until summer 2025", "été 2025 et avant", "bis Sommer 2025", "hasta verano de 2025", "2025年夏まで"),
    ("2024/..", "since 2024", "depuis 2024", "seit 2024", "desde 2024", "2024年以降"),
    (
        "2025-03-01/..",
        "since 1 March 2025",
        "depuis le 1er mars 2025",
        "seit dem 1. März 2025",
        "desde el 1 de marzo de 2025",
        "2025年3月1日以降",
    ),
    (
        "202X/..",
        "since the 2020s",
        "depuis les années 2020",
        "seit den 2020er-Jahren",
        "desde la década de 2020",
        "2020年代以降",
    ),
    (
        "202X~/..",
        "since ca. 2020s",
        "depuis v.\u202fannées 2020",
        "seit ca.\u202f2020er-Jahre",
        "desde c.\u202fdécada de 2020",
        "2020年代頃以降",
    ),
    (
        "2025-22/..",
        "since summer 2025",
        "été 2025 et après",
        "seit Sommer 2025",
        "desde verano de 2025",
        "2025年夏以降",
    ),
]


@pytest.mark.parametrize(("text", "english", "french", "german", "spanish", "japanese"), OTHERS)
def test_other_languages(text: str, english: str, french: str, german: str, spanish: str, japanese: str) -> None:
    expected = {
        Language.EN_GB: english,
        Language.FR: french,
        Language.DE: german,
        Language.ES: spanish,
        Language.JA: japanese,
    }
    assert {language: in_words(text, language, translations(language)) for language in expected} == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.FR, "2025, 7 mars | 2025, mars | 2025, printemps"),
        (Language.DE, "2025, 7. März | 2025, März | 2025, Frühjahr"),
        (Language.ES, "2025, 7 de marzo | 2025, marzo | 2025, primavera"),
        (Language.JA, "2025年3月7日 | 2025年3月 | 2025年春"),
    ],
)
def test_the_order_of_apa_in_other_languages(language: Language, expected: str) -> None:
    own = translations(language)
    dates = (in_words(date, language, own, year_first=True) for date in ("2025-03-07", "2025-03", "2025-21"))
    assert " | ".join(dates) == expected


@pytest.mark.parametrize("language", Language)
def test_what_print_has_no_words_for_stays_in_every_language(language: Language) -> None:
    own = translations(language)
    for text in ("19XX", "-0044", "0000", "Y170000002"):
        assert in_words(text, language, own) == text
