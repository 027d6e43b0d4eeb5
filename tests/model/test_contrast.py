"""Contrast as WCAG 2.2 counts it, against values worked out from its definition."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes on white
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000FF", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
        ("#0a0a0a", "#000000", 1.06),  # below the knee of the curve
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


@given(COLOURS, COLOURS)
def test_the_nearest_colour_passes_and_keeps_its_hue(colour: str, ground: str) -> None:
    found = contrast.nearest(colour, (ground,))
    assert found is not None  # black or white stands out from anything
    assert contrast.ratio(found, ground) >= contrast.TEXT
    before, after = (
        colorsys.rgb_to_hls(*(int(one[i : i + 2], 16) / 255 for i in (1, 3, 5))) for one in (colour, found)
    )
    if 0.1 < after[1] < 0.9 and before[2] > 0.2:  # rounding to 8 bits moves the hue of near-black and near-white
        assert min(abs(before[0] - after[0]), 1 - abs(before[0] - after[0])) < 0.02


def test_a_colour_that_passes_stays() -> None:
    assert contrast.nearest("#0b4f5c", ("#ffffff", "#eef3f4")) in {"#0b4f5c", "#0b505d", "#0b4e5b"}


@pytest.mark.parametrize(
    ("colour", "ground", "found"), [("#999999", "#ffffff", "#767676"), ("#666666", "#000000", "#757575")]
)
def test_only_the_lightness_moves_and_no_further_than_it_must(colour: str, ground: str, found: str) -> None:
    assert contrast.nearest(colour, (ground,)) == found


def test_there_may_be_none() -> None:
    assert contrast.nearest("#808080", ("#ffffff", "#222222")) is None
