"""`reportgen build --png`: page images beside the PDF, named on stdout and in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from reportgen.cli import cli
from tests.house import House


@pytest.fixture
def brief(good_project: Path) -> Path:
    House(good_project).body("<h1>{{ memo.title }}</h1><p style='break-before: page'>{{ memo.date }}</p>")
    return good_project / "ferry.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["build", "--set", "template=house", *map(str, arguments)])


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_images_follow_their_pdf(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path, "--png")
    assert (result.exit_code, result.stderr) == (0, "")
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == ["ferry.pdf", "ferry-1.png", "ferry-2.png"]
    assert size(tmp_path / "ferry-1.png") == (1241, 1754)


def test_their_resolution_is_chosen(brief: Path, tmp_path: Path) -> None:
    assert run(brief, "-o", tmp_path, "--png", "--dpi", "36").exit_code == 0
    assert size(tmp_path / "ferry-2.png") == (298, 421)


def test_the_report_names_them(brief: Path, tmp_path: Path) -> None:
    (memo,) = json.loads(run(brief, "-o", tmp_path, "--png", "--dpi", "36", "--json").stdout)["memos"]
    assert memo["pictures"] == [str(tmp_path / "ferry-1.png"), str(tmp_path / "ferry-2.png")]
    (memo,) = json.loads(run(brief, "-o", tmp_path, "--json").stdout)["memos"]
    assert "pictures" not in memo


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--dpi", "72"], "--dpi is for page images: add --png"), (["--png", "--dpi", "9"], "18<=x<=600")],
)
def test_what_cannot_be_meant(brief: Path, tmp_path: Path, options: list[str], words: str) -> None:
    result = run(brief, "-o", tmp_path, *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.glob("*.p*")) == []
