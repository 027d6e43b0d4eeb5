"""`reportgen templates`: what there is to choose from, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from tests.house import House


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["templates", *map(str, arguments)])


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.body("")
    made.write(
        "house/template.yaml",
        "title: House memo\npurpose: For the council.\nneeds: [takeaways]\nsizes: [letter]\nformats: [pdf]\n"
        "limits: {total_pages: 1, pages: 1, words: 1500}\noptions:\n"
        "  columns: {type: integer, default: 1, choices: [1, 2], description: Columns of the text.}\n"
        "  seal: {type: boolean, default: true, description: Whether the seal stands at the foot.}\n",
    )
    return made


def test_people_read_all_that_matters(house: House) -> None:
    result = run("--project", house.root)
    assert (result.exit_code, result.stderr) == (0, "")
    own = next(block for block in result.stdout.split("\n\n") if block.startswith("house"))
    assert own.splitlines() == [
        "house: House memo (of the project)",
        "  For the council.",
        "  Needs: takeaways.",
        "  Sizes: letter; formats: pdf.",
        "  At most 1 page, 1 page before the annex, 1,500 words.",
        "  Option columns (1, 2; 1): Columns of the text.",
        "  Option seal (boolean; true): Whether the seal stands at the foot.",
    ]
    assert "At most 4 pages before the annex, 1,200 words." in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_styles_stand_below(house: House) -> None:
    house.write("styles/harbour.yaml", "title: Harbour\n")
    house.write("style.yaml", "title: All\n")
    *_, styles = run("--project", house.root).stdout.split("\n\n")
    lines = styles.splitlines()
    assert lines[:3] == [
        "Styles:",
        "  style.yaml  All (of the project; where a brief names none)",
        "  harbour     Harbour (of the project)",
    ]
    assert "  print       Print" in lines


def test_programs_get_everything(house: House) -> None:
    result = run("--project", house.root, "--json")
    assert result.exit_code == 0
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["reportgen"] == reportgen.__version__
    found = {template["name"]: template for template in report["templates"]}
    assert found["house"] == {
        "name": "house",
        "own": True,
        "title": "House memo",
        "purpose": "For the council.",
        "shows": "memo",
        "needs": ["takeaways"],
        "sizes": ["letter"],
        "notes": ["margin", "foot", "end"],
        "formats": ["pdf"],
        "limits": {"total_pages": 1, "pages": 1, "words": 1500},
        "options": {
            "columns": {"type": "integer", "default": 1, "choices": [1, 2], "description": "Columns of the text."},
            "seal": {
                "type": "boolean",
                "default": True,
                "choices": [],
                "description": "Whether the seal stands at the foot.",
            },
        },
    }
    assert {"name": "print", "own": False, "title": "Print"} in report["styles"]


def test_the_folder_of_the_briefs_is_found(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(house.root)
    assert "house: House memo" in run().stdout
    house.root.rename(tmp_path / "briefs")
    monkeypatch.chdir(tmp_path)
    assert "house: House memo" in run().stdout
    (tmp_path / "briefs").rename(tmp_path / "elsewhere")
    assert "house: House memo" not in run().stdout


def test_a_broken_manifest_is_said_to_be_so(house: House) -> None:
    house.write("house/template.yaml", "title: T\npurpose: P.\nsize: a4\n")
    result = run("--project", house.root)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "house/template.yaml:3:1: error R110: unknown key `size`" in result.stderr
