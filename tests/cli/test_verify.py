"""`reportgen verify`: a line a check, what was not checked said so, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

import reportgen
from reportgen.cli import cli
from tests.ferry import texts, write_brief


@pytest.fixture
def built(good_project: Path) -> Path:
    brief = write_brief(good_project, "Each winter costs more [@hull-old].")
    return reportgen.build_memo(brief, good_project / "out", sources=texts(good_project))


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["verify", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_line_for_each_check(built: Path, good_project: Path) -> None:
    code, out = run(built, "--source", f"maran={texts(good_project)['maran']}")
    lines = out.splitlines()
    assert code == 0
    assert all(line.startswith(f"{built}: ") for line in lines)
    assert [line.removeprefix(f"{built}: ").split(":")[0].split() for line in lines] == [
        ["proved", check] for check in ("attachments", "key", "text", "comments", "quotations")
    ]


def test_what_was_not_checked_is_said(built: Path) -> None:
    code, out = run(built)
    assert code == 0
    assert f"{built}: not checked quotations: the text of `maran` was not given (--source)" in out


def test_a_failure_ends_with_1(built: Path) -> None:
    with pikepdf.open(built, allow_overwriting_input=True) as pdf:
        del pdf.attachments["build.json"]
        pdf.save(built)
    code, out = run(built, built)
    assert code == 1
    assert out.count("failed      attachments: build.json is missing") == 2


def test_json(built: Path) -> None:
    code, out = run(built, "--rebuild", "--json")
    report = json.loads(out)
    assert (code, report["ok"]) == (0, True)
    (file,) = report["files"]
    assert file["file"] == str(built)
    assert {item["check"]: item["verdict"] for item in file["findings"]}["rebuild"] == "proved"


def test_a_template_of_the_project(built: Path, good_project: Path) -> None:
    code, out = run(built, "--rebuild", "--project", good_project)
    assert code == 0
    assert "proved      rebuild" in out


def test_no_pdf(tmp_path: Path) -> None:
    code, out = run(tmp_path / "none.pdf")
    assert code == 1
    assert "no such file" in out
