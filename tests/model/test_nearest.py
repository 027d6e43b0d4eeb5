"""The hint "did you mean …?"."""

from __future__ import annotations

import pytest

from reportgen.model.nearest import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "choices", "choice"),
    [
        ("titel", ["title", "subtitle"], "title"),
        ("A4", ["a4", "letter"], "a4"),
        ("bottom-line", ["bottom_line", "title"], "bottom_line"),
        ("ferry", ["bridge", "tunnel"], None),
        ("ferry", [], None),
        ("Ferry", ["FERRY", "ferry"], "FERRY"),
    ],
)
def test_the_nearest_choice(word: str, choices: list[str], choice: str | None) -> None:
    assert nearest(word, choices) == choice
    assert did_you_mean(word, choices) == (f"did you mean `{choice}`?" if choice else None)
