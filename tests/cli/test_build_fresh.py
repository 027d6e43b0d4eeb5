"""`reportgen build`: what is fresh, `--check`, `--force`, `--explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from tests.house import House


@pytest.fixture
def arguments(good_project: Path, tmp_path: Path) -> list[str]:
    House(good_project).body("<h1>{{ memo.title }}</h1>")
    brief, out = good_project / "ferry.yaml", tmp_path / "out"
    return ["build", str(brief), "-o", str(out), "--set", "template=house"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_only_what_is_written_goes_to_stdout(arguments: list[str]) -> None:
    first, second = run(*arguments), run(*arguments)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.endswith("ferry.pdf\n")
    assert (second.stdout, second.stderr.endswith("ferry.pdf is fresh\n")) == ("", True)
    both = run(*arguments, "--format", "pdf,html")
    assert both.stdout.endswith("ferry.html\n")
    assert run(*arguments, "--format", "pdf,html").stderr == "2 files are fresh\n"


def test_force_and_explain(arguments: list[str]) -> None:
    run(*arguments)
    forced = run(*arguments, "--force", "--explain")
    assert forced.stdout.endswith("ferry.pdf\n")
    assert forced.stderr == ""
    explained = run(*arguments, "--explain", "--set", "title=Other words")
    assert explained.stderr.endswith("ferry.pdf: `title` changed\n")


def test_check_lists_what_is_stale_and_ends_with_1(arguments: list[str], tmp_path: Path) -> None:
    result = run(*arguments, "--check")
    assert (result.exit_code, result.stdout) == (1, f"{tmp_path / 'out' / 'ferry.pdf'}: it is not there\n")
    assert result.stderr == "0 of 1 files are fresh\n"
    assert not (tmp_path / "out").exists()
    run(*arguments)
    fresh = run(*arguments, "--check")
    assert (fresh.exit_code, fresh.stdout, fresh.stderr) == (0, "", "nothing is stale\n")


def test_check_says_what_stands_in_the_way(arguments: list[str]) -> None:
    run(*arguments)
    result = run(*arguments, "--check", "--set", "select.themes.0=no-such")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "R202" in result.stderr


def test_check_as_json(arguments: list[str]) -> None:
    result = run(*arguments, "--check", "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["ok"]) == (1, False)
    (file,) = report["files"]
    assert (file["fresh"], file["reasons"], file["problems"]) == (False, ["it is not there"], [])
    missing = run("build", "no-such-folder/*.yaml", "--check", "--json")
    assert (missing.exit_code, json.loads(missing.stdout)["files"]) == (2, [])
    assert run("build", "no-such-folder/*.yaml", "--check").exit_code == 2


def test_json_says_what_is_fresh_and_why_not(arguments: list[str]) -> None:
    built = json.loads(run(*arguments, "--json", "--explain").stdout)["memos"][0]
    assert (built["fresh"], built["reasons"]) == (False, ["it is not there"])
    again = json.loads(run(*arguments, "--json").stdout)["memos"][0]
    assert (again["fresh"], again["bytes"], "reasons" in again) == (True, 0, False)


@pytest.mark.parametrize("option", ["--force", "--explain", "--png"])
def test_check_goes_with_nothing_that_builds(arguments: list[str], option: str) -> None:
    result = run(*arguments, "--check", option)
    assert result.exit_code == 2
    assert "--check builds nothing" in result.stderr
