"""`reportgen build`: paths to stdout, problems to stderr, one report as JSON, and exit codes that say what happened."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from reportgen.cli.options import FORMATS
from tests.builds import command, environment
from tests.house import House


@pytest.fixture
def house(good_project: Path) -> House:
    """A project whose memo is quick to set."""
    made = House(good_project)
    made.body("<h1>{{ memo.title }}</h1><p>{{ memo.date }} {{ memo.output.page.value }}</p>")
    return made


@pytest.fixture
def brief(house: House) -> Path:
    return house.root / "ferry.yaml"


def run(*arguments: str | Path, template: str | None = "house") -> Result:
    chosen = ("--set", f"template={template}") if template else ()
    return CliRunner().invoke(cli, ["build", *chosen, *map(str, arguments)])


def broken(brief: Path, name: str = "broken.yaml") -> Path:
    """A brief that cites a claim there is not."""
    path = brief.with_name(name)
    path.write_text(brief.read_text(encoding="utf-8").replace("[@hull-old]", "[@hull-odd]", 1), encoding="utf-8")
    return path


# What is printed


def test_the_paths_written_go_to_stdout_and_nothing_else(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'out' / 'ferry.pdf'}\n"
    assert (tmp_path / "out" / "ferry.pdf").read_bytes().startswith(b"%PDF")


def test_problems_go_to_stderr_and_the_others_are_built(brief: Path, tmp_path: Path) -> None:
    bad = broken(brief)
    result = run(brief, bad, "-o", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path / 'ferry.pdf'}\n"
    assert f"{bad}:" in result.stderr
    assert "error R201: there is no claim `hull-odd`" in result.stderr
    assert "hint: did you mean `hull-old`?" in result.stderr
    assert result.stderr.endswith("1 error\n1 of 2 memos were not built\n")
    assert not (tmp_path / "broken.pdf").exists()


def test_one_brief_needs_no_count(brief: Path, tmp_path: Path) -> None:
    result = run(broken(brief), "-o", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "memos" not in result.stderr


def test_a_warning_is_printed_and_stops_only_a_strict_build(house: House, brief: Path, tmp_path: Path) -> None:
    house.body("<h1 style='text-wrop: x'>y</h1>")
    result = run(brief, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "house: warning P103: " in result.stderr
    assert result.stderr.endswith("\n1 warning\n")
    strict = run(brief, "-o", tmp_path / "strict", "--strict")
    assert (strict.exit_code, strict.stdout, strict.stderr) == (1, "", result.stderr)
    assert not (tmp_path / "strict").exists()


def test_a_folder_and_a_pattern(house: House, brief: Path, tmp_path: Path) -> None:
    (house.root / "second.yaml").write_bytes(brief.read_bytes())
    for name in (house.root, f"{house.root}/*.yaml"):
        result = run(name, "-o", tmp_path / "out", "--force")
        assert result.exit_code == 0
        assert [Path(line).name for line in result.stdout.splitlines()] == ["ferry.pdf", "second.pdf"]


def test_keys_are_set_and_the_date_is_the_one_given(brief: Path, tmp_path: Path) -> None:
    options = ("--set", "title=A = B", "--set", "output.page=letter", "--date", "2026-12-24")
    result = run(brief, "-o", tmp_path, *options)
    assert result.exit_code == 0, result.stderr
    memo = _memo(tmp_path / "ferry.pdf")
    assert (memo.title, memo.date.isoformat(), memo.output.page.value) == ("A = B", "2026-12-24", "letter")


def _memo(path: Path) -> reportgen.Memo:
    import pikepdf

    with pikepdf.open(path) as file:
        return reportgen.decode_memo(file.attachments["memo.json"].get_file().read_bytes())


def test_the_date_wins_over_a_key_set(brief: Path, tmp_path: Path) -> None:
    assert run(brief, "-o", tmp_path, "--set", "date=2020-01-01", "--date", "2026-12-24").exit_code == 0
    assert _memo(tmp_path / "ferry.pdf").date.isoformat() == "2026-12-24"


# Formats


@pytest.mark.parametrize("options", [("--format", "pdf,html"), ("--format", "pdf", "--format", "html")])
def test_a_brief_is_built_in_each_format_named(options: tuple[str, ...], brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'ferry.pdf'}\n{tmp_path / 'ferry.html'}\n"
    assert (tmp_path / "ferry.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_format_there_is_not_is_wrong_usage(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path, "--format", "pdf,docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "`docx` is no format: there is pdf, html, github, sarif and junit" in result.stderr


def test_the_formats_are_those_of_the_library() -> None:
    assert [reportgen.plan(["a"], "out", [name])[0].format.value for name in FORMATS] == [*FORMATS]
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.plan(["a"], "out", ["docx"])
    assert caught.value.hint == f"there is {' and '.join(f'`{name}`' for name in FORMATS)}"


def test_problems_are_printed_once_for_all_formats(brief: Path, tmp_path: Path) -> None:
    result = run(brief, broken(brief), "-o", tmp_path, "--format", "html,pdf")
    assert result.exit_code == 1
    assert result.stderr.count("error R201") == 1
    assert result.stderr.endswith("1 error\n1 of 2 memos were not built\n")


def test_json_for_two_formats(brief: Path, tmp_path: Path) -> None:
    memos = json.loads(run(brief, "-o", tmp_path, "--format", "html,pdf", "--json").stdout)["memos"]
    assert [(memo["format"], Path(memo["output"]).name, memo["problems"]) for memo in memos] == [
        ("html", "ferry.html", []),
        ("pdf", "ferry.pdf", []),
    ]
    assert [memo["bytes"] for memo in memos] == [Path(memo["output"]).stat().st_size for memo in memos]


# JSON


def test_json_for_what_was_built(brief: Path, tmp_path: Path) -> None:
    result = run(brief, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    path = tmp_path / "ferry.pdf"
    memo = {
        "brief": str(brief),
        "format": "pdf",
        "output": str(path),
        "bytes": path.stat().st_size,
        "fresh": False,
        "problems": [],
    }
    assert json.loads(result.stdout) == {"reportgen": reportgen.__version__, "ok": True, "memos": [memo]}


def test_json_for_problems(brief: Path, tmp_path: Path) -> None:
    bad = broken(brief)
    result = run(brief, bad, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    assert report["ok"] is False
    good_memo, bad_memo = report["memos"]
    assert (good_memo["problems"], bad_memo["output"], bad_memo["bytes"]) == ([], None, 0)
    (problem,) = bad_memo["problems"]
    assert problem.keys() == {"code", "severity", "message", "file", "line", "column", "hint", "excerpt"}
    assert (problem["code"], problem["severity"], problem["file"]) == ("R201", "error", str(bad))


def test_json_for_a_warning(house: House, brief: Path, tmp_path: Path) -> None:
    house.body("<h1 style='text-wrop: x'>y</h1>")
    result = run(brief, "-o", tmp_path, "--json")
    (memo,) = json.loads(result.stdout)["memos"]
    assert (result.exit_code, memo["problems"][0]["severity"]) == (0, "warning")
    strict = run(brief, "-o", tmp_path, "--json", "--strict")
    assert (strict.exit_code, json.loads(strict.stdout)["ok"]) == (1, False)


def test_json_for_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, "-o", tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    report = json.loads(result.stdout)
    assert (report["ok"], report["memos"]) == (False, [])
    assert "holds no brief" in report["error"]["message"]
    assert report["error"]["hint"]


def test_json_for_a_machine_that_lacks_something(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = run(brief, "-o", tmp_path / "out", "--json")
    assert (result.exit_code, result.stderr) == (3, "")
    assert json.loads(result.stdout)["error"]["message"].startswith("cannot write `")


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument 'BRIEF...'"),
        (("{brief}", "--colour"), "--colour"),
        (("{brief}", "--set", "output.page"), "`output.page` is not KEY=VALUE, such as output.page=letter"),
        (("{brief}", "--set", "=letter"), "`=letter` is not KEY=VALUE"),
        (("{brief}", "--date", "24 December 2026"), "`24 December 2026` is no date of the form YYYY-MM-DD"),
        (("{brief}", "--date", "2026-02-30"), "`2026-02-30` is no date of the form YYYY-MM-DD"),
        (("{folder}/datasets",), "holds no brief"),
        (("{folder}/*.json",), "no brief matches"),
        (("{brief}", "{folder}/more/ferry.yaml"), "would both write `out/ferry.pdf`"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], words: str, brief: Path) -> None:
    (brief.parent / "more").mkdir()
    (brief.parent / "more" / "ferry.yaml").touch()
    result = run(*(argument.format(brief=brief, folder=brief.parent) for argument in arguments), template=None)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_what_the_machine_lacks_ends_with_3(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = run(brief, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.splitlines() == [
        f"error: cannot write `{tmp_path / 'out' / 'ferry.pdf'}`: file exists",
        "   hint: a file stands where the folder should be: choose another folder with -o",
    ]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    result = run(tmp_path / "none.yaml", "-o", tmp_path, template=None)
    assert result.exit_code == 1
    assert "error R101: there is no such file" in result.stderr


def test_without_pango_two_lines_say_what_to_do(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "broken" / "weasyprint").mkdir(parents=True)
    init = tmp_path / "broken" / "weasyprint" / "__init__.py"
    init.write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8")
    env = environment(PYTHONPATH=f"{tmp_path / 'broken'}{os.pathsep}{environment()['PYTHONPATH']}")
    done = subprocess.run(
        command("build", brief, "-o", tmp_path / "out"), env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    first, second = done.stderr.splitlines()
    assert first == "error: this machine lacks Pango, which sets the pages"
    assert second.startswith("   hint: ")
    assert not (tmp_path / "out").exists()


def test_without_a_terminal_there_is_no_colour(brief: Path, tmp_path: Path) -> None:
    assert "\x1b" not in run(broken(brief), "-o", tmp_path).stderr
