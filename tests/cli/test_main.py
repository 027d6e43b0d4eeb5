"""The command as a whole: help, version, and how it ends."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import reportgen
from reportgen import cli as room
from reportgen.cli import cli, main
from tests.builds import command, environment


def test_every_command_explains_itself() -> None:
    result = CliRunner().invoke(cli, ["-h"])
    assert result.exit_code == 0
    for name in ("build", "check", "inspect", "ingest", "schema", "doctor"):
        assert f"\n  {name} " in result.stdout
        own = CliRunner().invoke(cli, [name, "--help"])
        assert own.exit_code == 0
        assert own.stdout.startswith(f"Usage: cli {name} ")
    assert "Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 this machine lacks something." in " ".join(
        result.stdout.split()
    )


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version(option: str) -> None:
    result = CliRunner().invoke(cli, [option])
    assert result.stdout == f"reportgen, version {reportgen.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (["--version"], 0, "reportgen, version", ""),
        (["check"], 2, "", "Missing argument 'BRIEF...'"),
        (["biuld"], 2, "", "biuld"),
        (["check", "none.yaml"], 1, "", "R101"),
        (["inspect", "none"], 2, "", "does not exist"),
    ],
)
def test_exit_codes_of_the_process(arguments: list[str], code: int, out: str, err: str) -> None:
    done = subprocess.run(command(*arguments), env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert out in done.stdout
    assert err in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", [click.exceptions.Abort(), KeyboardInterrupt()])
def test_an_interrupt_ends_with_130(
    how: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_options: object) -> None:
        raise how

    monkeypatch.setattr(room.cli, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "interrupted; nothing is left half written\n"


def test_wrong_usage_is_shown_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reportgen", "schema", "memo"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "Usage: reportgen schema" in capsys.readouterr().err


def test_a_command_that_ends_well_ends_with_0(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reportgen", "schema", "brief"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert "bottom_line" in capsys.readouterr().out
