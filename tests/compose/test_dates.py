"""EDTF dates in the words of print."""

from __future__ import annotations

import pytest

from reportgen.compose.dates import in_words
from reportgen.model import edtf
from reportgen.model.brief import Language


@pytest.mark.parametrize(
    ("text", "words", "year_first"),
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
def test_every_form_has_words(text: str, words: str, year_first: str) -> None:
    edtf.parse(text)  # the form is one that a dataset may hold
    assert in_words(text, Language.EN_GB) == words
    assert in_words(text, Language.EN_GB, year_first=True) == year_first


def test_american_english() -> None:
    assert in_words("2025-03-07", Language.EN_US) == "March 7, 2025"
    assert in_words("2025-23", Language.EN_US) == "fall 2025"
    assert in_words("2025-24", Language.EN_US) == "winter 2025"
