"""Fixtures that tests of more than one room share."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.builds import Builds
from tests.verapdf.verapdf import VeraPdf, VeraPdfMissingError

ROOT = Path(__file__).parent.parent
INTERVIEW = ROOT.parent / "shared" / "sources" / "japan-ukraine-interview.txt"
FIXTURES = Path(__file__).parent / "fixtures"

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("dev", deadline=None)
os.environ.pop("GITHUB_STEP_SUMMARY", None)  # what the tests run is no part of the job that runs them
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")


@pytest.fixture(scope="session")
def verapdf() -> VeraPdf:
    """The PDF/A and PDF/UA validator. Skips where a part is missing; on Linux in CI that is a failure."""
    try:
        return VeraPdf.find()
    except VeraPdfMissingError as error:
        if os.environ.get("CI") == "true" and sys.platform == "linux":
            pytest.fail(f"veraPDF must run in CI: {error}")
        pytest.skip(f"veraPDF: {error}")


@pytest.fixture(scope="session")
def interview_text() -> Path:
    """The text of the interview, which the repository may not hold. Skips where the reader has no copy."""
    if not INTERVIEW.is_file():
        pytest.skip(f"the interview's text is not at {INTERVIEW}")
    return INTERVIEW


@pytest.fixture
def good_project(tmp_path: Path) -> Path:
    """A copy of the good fixture, free to be changed: its brief is `ferry.yaml`, its dataset `datasets/ferry`."""
    return Path(shutil.copytree(FIXTURES / "good", tmp_path / "good"))


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """The seven briefs of the repository as PDFs, built once."""
    made = Builds(tmp_path_factory.mktemp("builds"))
    made.start()
    return made


@pytest.fixture(scope="session", autouse=True)
def _builds_begin_early(request: pytest.FixtureRequest) -> None:
    """Where any test needs the PDFs, they are built while the tests before it run."""
    if any("builds" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("builds")
