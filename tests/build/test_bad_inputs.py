"""Every bad input stops the build with problems that have a place, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reportgen
from tests.builds import ROOT

BAD = ROOT / "tests" / "fixtures" / "bad"
BRIEFS = sorted(path for kind in ("yaml", "brief", "limits", "figure") for path in (BAD / kind).glob("*.yaml"))
DATASETS = sorted((BAD / "dataset").glob("*.yaml"))


def test_there_are_many() -> None:
    assert len(BRIEFS) + len(DATASETS) >= 25


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_bad_brief_writes_nothing(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (outcome,) = reportgen.build_memos([path], output)
    assert outcome.output is None
    assert not output.exists()
    assert outcome.problems
    assert all(problem.file and problem.message for problem in outcome.problems)


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_a_bad_dataset_writes_nothing(path: Path, good_project: Path, tmp_path: Path) -> None:
    shutil.copy(path, good_project / "datasets" / "ferry" / "dataset.yaml")
    output = tmp_path / "out"
    (outcome,) = reportgen.build_memos([good_project / "ferry.yaml"], output)
    assert outcome.output is None
    assert not output.exists()
    assert any(problem.file.endswith("dataset.yaml") for problem in outcome.problems)
