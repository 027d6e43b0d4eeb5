"""Dates, numbers and lists as templates write them."""

from __future__ import annotations

import datetime

import markupsafe
import pytest

from reportgen.model.page import Language
from reportgen.model.style import SANS, Family
from reportgen.render.filters import filters

EN, FR, DE, ES, JA = (filters(Language(name)) for name in ("en-GB", "fr", "de", "es", "ja"))


def test_dates() -> None:
    day = datetime.date(2024, 5, 1)
    assert [own["long_date"](day) for own in (EN, FR, DE, ES, JA)] == [
        "1 May 2024",
        "1er mai 2024",
        "1. Mai 2024",
        "1 de mayo de 2024",
        "2024年5月1日",
    ]
    assert FR["long_date"](datetime.date(2024, 5, 11)) == "11 mai 2024"
    assert EN["long_date"](day, "en-US") == "May 1, 2024"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (7, ["7"] * 5),
        (1234, ["1,234", "1\u202f234", "1.234", "1234", "1,234"]),
        (12345.5, ["12,345.5", "12\u202f345,5", "12.345,5", "12.345,5", "12,345.5"]),
    ],
)
def test_numbers(number: float, expected: list[str]) -> None:
    assert [own["number"](number) for own in (EN, FR, DE, ES, JA)] == expected


def test_lists() -> None:
    names = ["Maran", "Okoro", "Vell"]
    assert [own["listed"](names) for own in (EN, FR, DE, ES, JA)] == [
        "Maran, Okoro and Vell",
        "Maran, Okoro et Vell",
        "Maran, Okoro und Vell",
        "Maran, Okoro y Vell",
        "Maran、Okoro、Vell",
    ]
    assert EN["listed"](names[:1]) == "Maran"


def test_sentences_and_clauses() -> None:
    parts = ["A", markupsafe.Markup("<em>b</em>"), "c & d"]
    assert EN["sentence"](parts) == "A; <em>b</em>; c &amp; d."
    assert FR["sentence"](parts) == "A\u202f; <em>b</em>\u202f; c &amp; d."
    assert JA["sentence"](parts) == "A。<em>b</em>。c &amp; d。"
    assert EN["sentences"](parts) == "A <em>b</em> c &amp; d"
    assert JA["sentences"](parts) == "A<em>b</em>c &amp; d"
    assert EN["in_a_row"](parts) == "A; <em>b</em>; c &amp; d"
    assert JA["in_a_row"](parts) == "A；<em>b</em>；c &amp; d"
    assert [type(EN[name](parts)) for name in ("sentence", "sentences", "in_a_row")] == [markupsafe.Markup] * 3


def test_quotation_marks() -> None:
    assert [own["quoted"]("x") for own in (EN, FR, DE, ES, JA)] == [
        "“x”",
        "«\u202fx\u202f»",
        "„x“",
        "«x»",
        "「x」",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page [page] of [pages]", '"Page " counter(page) " of " counter(pages)'),
        ("[page] / [pages]ページ", 'counter(page) " / " counter(pages) "ページ"'),
        ('"[pages]"', '"\\22 " counter(pages) "\\22 "'),
    ],
)
def test_page_counters(text: str, expected: str) -> None:
    assert EN["page_counters"](text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Who pays?.” Notes 7.", "“Who pays?” Notes 7."),
        ("“The U.S..” 2024.", "“The U.S.” 2024."),
        ("“The ferry.” 2024.", "“The ferry.” 2024."),
        ("«\u202fQui paie\u202f?\u202f», 2024.", "«\u202fQui paie\u202f?\u202f», 2024."),
        ("at 3.5. Now", "at 3.5. Now"),
    ],
)
def test_a_title_that_ends_a_sentence_takes_no_second_stop(text: str, expected: str) -> None:
    assert EN["one_stop"](text) == expected
    assert type(EN["one_stop"](markupsafe.Markup(text))) is markupsafe.Markup


def test_families() -> None:
    assert EN["families"](SANS) == '"Memo Sans"'
    assert EN["families"](Family(name="Memo Sans", beyond="IPAexGothic")) == '"Memo Sans", "IPAexGothic"'
