"""`reportgen doctor`: one line a check, the fix for what fails, exit code 0 or 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.build.environment import Check, EnvironmentReport
from reportgen.cli.doctor import doctor

GOOD = Check("Pango", True, "1.50.12", "1.44 or newer")
BAD = Check("HarfBuzz subset", False, "not found", "any version", "sudo install-it")


def run(monkeypatch: pytest.MonkeyPatch, *checks: Check, options: tuple[str, ...] = ()) -> Result:
    line = "sudo install-it" if BAD in checks else ""
    monkeypatch.setattr(reportgen, "inspect_environment", lambda output: EnvironmentReport(checks, line))
    return CliRunner().invoke(doctor, options)


def test_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, GOOD)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["ok    Pango  1.50.12", "", "This machine can render."]


def test_what_fails_comes_with_its_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, GOOD, BAD)
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        "ok    Pango            1.50.12",
        "FAIL  HarfBuzz subset  not found (needs any version)",
        "      fix: sudo install-it",
        "",
        "1 of 2 checks failed.",
    ]


def test_json_holds_every_check(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, GOOD, BAD, options=("--json",))
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert (report["ok"], report["install_line"]) == (False, "sudo install-it")
    assert report["checks"][1] == {
        "name": "HarfBuzz subset",
        "ok": False,
        "found": "not found",
        "needed": "any version",
        "fix": "sudo install-it",
    }


def test_the_install_line_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, BAD, options=("--install-line",)).stdout == "sudo install-it\n"
    assert run(monkeypatch, GOOD, options=("--install-line",)).stdout == ""


def test_colour_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.cli.doctor.in_colour", lambda stream: True)
    monkeypatch.setattr(reportgen, "inspect_environment", lambda output: EnvironmentReport((GOOD, BAD), ""))
    coloured = CliRunner().invoke(doctor, color=True).stdout
    assert "\x1b[32mok   \x1b[0m Pango" in coloured
    assert "\x1b[31m\x1b[1mFAIL \x1b[0m HarfBuzz" in coloured
    monkeypatch.undo()
    assert "\x1b" not in run(monkeypatch, GOOD, BAD).stdout


def test_this_machine_and_the_default_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(doctor)
    assert result.exit_code == 0, result.output
    assert "Output folder          out\n" in result.stdout


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = CliRunner().invoke(doctor, ["-o", str(tmp_path / "out")])
    assert result.exit_code == 3
    assert "Not a directory (needs write access)" in result.stdout
