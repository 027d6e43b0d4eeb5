"""`reportgen check`: every problem with its place, and nothing rendered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from tests.builds import environment


@pytest.fixture
def brief(good_project: Path) -> Path:
    return good_project / "ferry.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def change(brief: Path, old: str, new: str, name: str | None = None) -> Path:
    """The brief with one text replaced, under another name where one is given."""
    path = brief.with_name(name or brief.name)
    text = brief.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_sound_brief(brief: Path) -> None:
    result = run(brief)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 brief checked: no problems\n")
    assert run(brief, change(brief, "title:", "title:", "second.yaml")).stderr == "2 briefs checked: no problems\n"


def test_a_problem_with_its_place_and_what_to_do(brief: Path) -> None:
    result = run(change(brief, "cost [@hull-old; @town-share]", "cost [@hull-odd; @town-share]"))
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"{brief}:")
    assert lines[0].endswith(": error R201: there is no claim `hull-odd`")
    assert lines[1].endswith("[@hull-odd; @town-share].")
    assert lines[2].rstrip().endswith("^^^^^^^^^")
    assert lines[3:] == ["   hint: did you mean `hull-old`?", "1 error"]


def test_a_problem_of_a_dataset_that_two_briefs_share_is_printed_once(brief: Path) -> None:
    dataset = brief.parent / "datasets" / "ferry" / "dataset.yaml"
    dataset.write_text(dataset.read_text(encoding="utf-8").replace("speaker: ben-okoro", "speaker: ben", 1), "utf-8")
    result = run(brief, change(brief, "title:", "title:", "second.yaml"))
    assert result.exit_code == 1
    assert result.stderr.count("R203") == 1
    assert result.stderr.endswith("\n1 error\n")


def test_keys_that_are_set_are_checked(brief: Path) -> None:
    result = run(brief, "--set", "template=gazette", "--date", "2026-12-24")
    assert result.exit_code == 1
    assert "error R204: there is no template `gazette`" in result.stderr


def test_two_briefs_of_one_name_are_checked_since_nothing_is_written(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "ferry.yaml"
    other.write_text("title: x\n", encoding="utf-8")
    result = run(brief, other)
    assert result.exit_code == 1
    assert "R111" in result.stderr


def test_json(brief: Path) -> None:
    assert json.loads(run(brief, "--json").stdout) == {
        "reportgen": reportgen.__version__,
        "ok": True,
        "problems": [],
    }
    result = run(change(brief, "[@hull-old; @town-share]", "[@hull-odd]"), "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    (problem,) = report["problems"]
    assert (report["ok"], problem["code"], problem["severity"]) == (False, "R201", "error")
    assert (problem["file"], problem["hint"]) == (str(brief), "did you mean `hull-old`?")


def test_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds no brief" in result.stderr
    as_json = run(tmp_path, "--json")
    assert (as_json.exit_code, as_json.stderr) == (2, "")
    report = json.loads(as_json.stdout)
    assert (report["ok"], report["problems"]) == (False, [])
    assert "holds no brief" in report["error"]["message"]
    assert run().exit_code == 2


def test_strict_stops_at_a_warning(brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warning = reportgen.Problem(code="P103", message="odd", file="f", severity=reportgen.Severity.WARNING)
    monkeypatch.setattr(reportgen, "check_brief", lambda path, **_options: (warning,))
    assert run(brief).exit_code == 0
    assert run(brief, "--strict").exit_code == 1
    assert json.loads(run(brief, "--strict", "--json").stdout)["ok"] is False


def test_nothing_is_rendered(brief: Path) -> None:
    code = (
        "import sys; from reportgen.cli import cli; code = cli(sys.argv[1:], standalone_mode=False); "
        "print({'weasyprint', 'jinja2', 'babel', 'rich'} & set(sys.modules) or 'light', code)"
    )
    line = [sys.executable, "-c", code, "check", str(brief)]
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "light 0\n"
