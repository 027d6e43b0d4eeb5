"""What characters say: whether a text asks, whether it comes to a stop."""

from __future__ import annotations

import pytest

from reportgen.read.ingest.letters import asks, ending, ends


@pytest.mark.parametrize(
    "text",
    [
        "Who?",
        "Who? ",
        "“Who?”",
        "(Who?)",
        "Who?!",
        "Who ?",
        "**Who?**",
        "Who? [laughs]",
        "Who? [laughs] [a door]",
        "誰？",
        "誰？」",
        "من؟",
        "Who⁇",
    ],
)
def test_a_text_that_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["", " ", "No.", "Who? No", "Who? [sic] no", "[Who?] said he", "No!", "!", "か", ";"])
def test_a_text_that_does_not_ask(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "language"), [("誰ですか。", "ja"), ("誰ですか", "ja"), ("Ποιος;", "el"), ("«Ποιος;»", "el")]
)
def test_questions_that_only_a_language_tells(text: str, language: str) -> None:
    assert asks(text, language)
    assert not asks(text, "en")


@pytest.mark.parametrize("text", ["No.", "No.”", "No…", "No:", "否。", "否！」", "नहीं।", "نہیں۔", "Who?"])
def test_a_text_that_comes_to_a_stop(text: str) -> None:
    assert ends(text)


@pytest.mark.parametrize("text", ["", "No", "No,", "No. More", "否"])
def test_a_text_that_goes_on(text: str) -> None:
    assert not ends(text)


def test_the_last_character_is_behind_no_bracket() -> None:
    assert [ending(text) for text in ("a)”", "a", ")", "", "a \u00a0")] == ["a", "a", "", "", "a"]
