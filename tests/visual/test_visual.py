"""Every template, style and paper as small pictures, against those in `references/`."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest
from PIL import Image

from tests.builds import ROOT
from tests.visual.cases import CASES, REFERENCES, draw, reference
from tests.visual.compare import compare
from tests.visual.refs import pango, recorded

FAILED = ROOT / "build" / "visual"
"""Where the pictures of a failure go."""


def _must_compare() -> bool:
    """In CI on Debian, where the references come from, they are never passed over."""
    system = platform.freedesktop_os_release().get("ID") if Path("/etc/os-release").exists() else ""
    return os.environ.get("CI") == "true" and system == "debian"


@pytest.fixture(scope="module", autouse=True)
def _same_lines() -> None:
    """Another Pango breaks lines elsewhere: nothing is said of the templates then."""
    if pango() != recorded():
        message = f"the references were made with Pango {recorded()}, and this is {pango()}"
        if _must_compare():
            pytest.fail(f"{message}: renew them with `make refs`")
        pytest.skip(message)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name.endswith("plain-a4") else pytest.mark.slow) for name in CASES]
)
def test_pages_look_as_they_did(name: str) -> None:
    actual = draw(name)
    path = reference(name)
    assert path.is_file(), f"{name} has no reference: `make refs` makes it"
    with Image.open(path) as expected:
        found = compare(actual, expected)
        if found.alike:
            return
        FAILED.mkdir(parents=True, exist_ok=True)
        for what, picture in (("actual", actual), ("expected", expected), ("difference", found.difference)):
            picture.save(FAILED / f"{name}-{what}.png")
    apart = (
        f"lightness differs by {found.lightness:.0f}, colour by {found.colour:.0f}"
        if found.sized
        else f"{actual.size} is not {expected.size}: pages have come or gone"
    )
    pytest.fail(
        f"{name}: {apart}. See {FAILED}/{name}-actual.png, -expected.png and -difference.png;"
        f" where the change is meant: make refs"
    )


def test_there_is_a_picture_of_every_case_and_no_other() -> None:
    assert {path.stem for path in REFERENCES.glob("*.png")} == set(CASES)


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in REFERENCES.iterdir()) < 3 * 2**20
