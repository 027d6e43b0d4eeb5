"""Numbers in digits in other languages than English, and the claims that bear them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from reportgen.build.checks import check_project
from reportgen.evidence.digits import find
from reportgen.model.page import Language
from reportgen.model.problem import Problem
from tests.ferry import change_dataset, write_brief


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        (Language.FR, "plus de 12 milliards de dollars", {"12 milliards": 12 * 10**9}),
        (Language.FR, "60 % des frais, 60\u202f% ou 60 pour cent", {"60 %": 60, "60 pour cent": 60}),
        (Language.FR, "1 234,5 km", {"1 234,5": Fraction("1234.5")}),
        (Language.FR, "en 2024 120 personnes", {"2024": 2024, "120": 120}),
        (Language.FR, "3 mille et 3 millions", {"3 mille": 3000, "3 millions": 3 * 10**6}),
        (Language.DE, "1.234,5 km und 60,5 Prozent", {"1.234,5": Fraction("1234.5"), "60,5 Prozent": Fraction("60.5")}),
        (Language.DE, "1,5 Mio. Euro, 12 Mrd. Dollar", {"1,5 Mio.": 1_500_000, "12 Mrd.": 12 * 10**9}),
        (Language.DE, "2 Billionen", {"2 Billionen": 2 * 10**12}),
        (
            Language.ES,
            "12.000 millones o 12 mil millones",
            {"12.000 millones": 12 * 10**9, "12 mil millones": 12 * 10**9},
        ),
        (Language.ES, "el 60 por ciento", {"60 por ciento": 60}),
        (Language.JA, "約120億ドル", {"120億": 12 * 10**9}),
        (Language.JA, "1億2000万人と1,234人", {"1億2000万": 120_000_000, "1,234": 1234}),
        (Language.JA, "６割が30km、60％", {"６割": 60, "30": 30, "60％": 60}),
        (Language.JA, "2024年5月17日", {"2024": 2024, "17": 17}),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(
    language: Language, text: str, values: dict[str, int | Fraction]
) -> None:
    found = find(text, language)
    assert {" ".join(number.text.split()): number.value for number in found} == values
    assert all(text[number.start : number.end].split() == number.text.split() for number in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.FR, "l’article 50, p. 17, n° 40, le F-16, le G20, 3 bateaux et 12 hommes"),
        (Language.FR, "selon [@claim-50], `60`, [ici](https://a.example/70) et https://b.example/80"),
        (Language.DE, "Artikel 50, S. 17, Abs. 14, die F-16 und 5 Boote"),
        (Language.ES, "artículo 50, pág. 7, p. 17 y 9 barcos"),
        (Language.JA, "第25条、図13、F-16と3隻、5年以内、朝6時"),
    ],
)
def test_names_addresses_and_small_counts_are_none(language: Language, text: str) -> None:
    assert find(text, language) == ()


@pytest.mark.parametrize(("text", "year"), [("en 1971", True), ("1971 %", False), ("1 971", False), ("3000", False)])
def test_only_four_digits_by_themselves_are_a_year(text: str, year: bool) -> None:
    assert [number.is_year for number in find(text, Language.FR)] == [year]


def problems(project: Path, text: str, language: str = "fr", **parts: str) -> list[Problem]:
    brief = write_brief(project, text, title="La traversée", heading="Le bac", **parts)
    brief.write_text(
        brief.read_text(encoding="utf-8")
        .replace("The hull dates from 1971 [@hull-old].", "La coque est vieille [@hull-old].")
        .replace("The hull should be replaced", "La coque doit être remplacée"),
        encoding="utf-8",
    )
    return [
        problem
        for problem in check_project(brief, overrides={"output.language": language}).problems
        if problem.code.startswith("E2")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La coque date de 1971 [@hull-old].", "fr"),
        ("La ville paie 60 % [@town-share].", "fr"),
        ("La coque tiendra 5 ans, non 60 mois [@replace-hull].", "fr"),
        ("Un pont est amorti en 30 ans [@bridge-pays].", "fr"),
        ("Le 4 mai 2026, la coque datait de 1971 [@hull-old].", "fr"),
        ("En mars 2025, la ville payait 60 % [@town-share].", "fr"),
        ("町は費用の6割を負担し、橋は30年で回収する [@town-share; @bridge-pays]。", "ja"),
        ("140 Menschen setzen über [@first-boat].", "de"),
    ],
)
def test_what_a_cited_claim_has_is_borne_whatever_it_counts(good_project: Path, text: str, language: str) -> None:
    assert problems(good_project, text, language) == []


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "La ville paie 70 % [@town-share].",
            "E201",
            "no claim cited here bears `70 %`",
            "the claims cited have",
        ),
        (
            "La coque date de 1972 [@hull-old].",
            "E203",
            "`1972` is no year of a claim cited here",
            "the claims cited have 1971",
        ),
        (
            "La ville paie 30 % [@town-share].",
            "E201",
            "no claim cited here bears `30 %`",
            "claim `bridge-pays` bears it: cite it, or correct the number",
        ),
        (
            "Elle paie 60 millions [@town-share].",
            "E201",
            "no claim cited here bears `60 millions`",
            "the claims cited have",
        ),
        (
            "[analysis] Il faudrait 25 ans.",
            "E201",
            "no claim cited here bears `25`",
            "cite the claim that bears it, or leave the number out",
        ),
    ],
)
def test_a_number_of_no_cited_claim_is_a_problem_at_its_place(
    good_project: Path, text: str, code: str, message: str, hint: str
) -> None:
    (problem,) = problems(good_project, text)
    assert (problem.code, problem.message) == (code, message)
    assert problem.hint is not None
    assert problem.hint.startswith(hint)
    assert problem.line == 9
    assert problem.excerpt is not None
    assert problem.column is not None
    assert problem.excerpt[problem.column - 1 :].split()[0].rstrip(".") in message


def test_a_unit_or_its_parts_may_be_counted(good_project: Path) -> None:
    """What the claim has in words of English is known by its value: 30 years, which are 360 months."""
    change_dataset(good_project, ("in 30 years", "in thirty years"))
    assert problems(good_project, "Il est amorti en 30 ans [@bridge-pays], en 360 mois [@bridge-pays].") == []
    assert len(problems(good_project, "Il est amorti en 31 ans [@bridge-pays].")) == 1


def test_words_and_hedges_of_other_languages_are_not_read(good_project: Path) -> None:
    assert problems(good_project, "La ville paie plus de soixante-dix pour cent, au moins 60 % [@town-share].") == []


def test_english_is_checked_in_full(good_project: Path) -> None:
    codes = [problem.code for problem in problems(good_project, "It pays at least 60 per cent [@town-share].", "en-US")]
    assert codes == ["E202"]
