"""Reports of whole commands: where each goes, what is printed besides, and the summary of a job."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from reportgen.cli.reports import run as values
from reportgen.cli.reports.summary import LIMIT
from tests.house import House


@pytest.fixture
def project(good_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that is the current folder, with a sound brief and a broken one."""
    House(good_project).body("<h1>{{ memo.title }}</h1>")
    brief = good_project / "ferry.yaml"
    broken = brief.read_text(encoding="utf-8").replace("[@hull-old]", "[@hull-odd]", 1)
    (good_project / "broken.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.chdir(good_project)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return good_project


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [command, "--set", "template=house", *arguments])


# Where reports go


def test_annotations_take_the_place_of_problems_and_paths_stay(project: Path) -> None:
    result = run("build", "ferry.yaml", "broken.yaml", "--format", "github")
    assert result.exit_code == 1
    path, annotation = result.stdout.splitlines()
    assert path == str(Path("out", "ferry.pdf"))
    assert annotation.startswith("::error file=broken.yaml,line=")
    assert "R201 there is no claim `hull-odd`" in annotation
    assert result.stderr == "1 of 2 memos were not built\n"
    assert [child.name for child in (project / "out").iterdir()] == ["ferry.pdf"]  # pdf, where only reports are named


def test_a_report_on_stdout_has_it_for_itself(project: Path) -> None:
    for name, read in (("sarif", json.loads), ("junit", ET.fromstring)):
        result = run("build", "ferry.yaml", "broken.yaml", "--format", name)
        assert (result.exit_code, result.stderr) == (1, "")
        read(result.stdout)


def test_a_report_in_a_file_leaves_the_rest_as_it_is(project: Path) -> None:
    plain = run("build", "ferry.yaml", "broken.yaml", "-o", "plain")
    files = "pdf,sarif=reports/r.sarif,junit=reports/r.xml,github=reports/r.txt"
    result = run("build", "ferry.yaml", "broken.yaml", "-o", "plain", "--force", "--format", files)
    assert (result.exit_code, result.stdout, result.stderr) == (1, plain.stdout, plain.stderr)
    reports = project / "reports"
    assert sorted(path.name for path in reports.iterdir()) == ["r.sarif", "r.txt", "r.xml"]
    log = json.loads((reports / "r.sarif").read_bytes())["runs"][0]
    assert [result["ruleId"] for result in log["results"]] == ["R201"]
    assert log["invocations"][0]["exitCode"] == 1
    assert ET.parse(reports / "r.xml").getroot().get("failures") == "1"
    assert (reports / "r.txt").read_text(encoding="utf-8").count("::error ") == 1


def test_formats_and_reports_in_one_option(project: Path) -> None:
    result = run("build", "ferry.yaml", "--format", "html, pdf", "--format", "github,sarif=r.sarif")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [Path(line).name for line in result.stdout.splitlines()] == ["ferry.html", "ferry.pdf"]


def test_json_goes_with_a_report_in_a_file(project: Path) -> None:
    result = run("build", "broken.yaml", "--json", "--format", "junit=r.xml")
    assert json.loads(result.stdout)["ok"] is False
    assert (project / "r.xml").exists()


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("formats", "words"),
    [
        (("github", "--json"), "--json and --format github both go to stdout: write --format github=FILE"),
        (("github,sarif",), "github and sarif both go to stdout: write sarif=FILE"),
        (("github=-,sarif",), "github and sarif both go to stdout"),
        (("junit=x,sarif=x",), "junit and sarif both go to `x`"),
        (("sarif=",), "`sarif=` names no file"),
        (("sarif=x,sarif=y",), "`sarif` is asked for twice"),
        (("xml",), "`xml` is no format: there is pdf, html, github, sarif and junit"),
    ],
)
def test_what_cannot_be_meant(project: Path, command: str, formats: tuple[str, ...], words: str) -> None:
    result = run(command, "ferry.yaml", "--format", *formats)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())
    assert not (project / "out").exists()


def test_a_format_has_no_file_of_its_own(project: Path) -> None:
    result = run("build", "ferry.yaml", "--format", "pdf=x.pdf")
    assert result.exit_code == 2
    assert "`pdf` takes no file: -o names the folder" in " ".join(result.stderr.split())


def test_a_check_builds_nothing_and_takes_no_format(project: Path) -> None:
    result = run("check", "ferry.yaml", "--format", "github,pdf")
    assert result.exit_code == 2
    assert "`pdf` is built, and this builds nothing: there is github, sarif and junit" in " ".join(
        result.stderr.split()
    )


def test_a_report_that_cannot_be_written_ends_with_3(project: Path) -> None:
    result = run("check", "ferry.yaml", "--format", f"sarif={project / 'ferry.yaml' / 'r.sarif'}")
    assert result.exit_code == 3
    assert "error: cannot write" in result.stderr


# The other commands


def test_check_reports_each_brief(project: Path) -> None:
    result = run("check", "ferry.yaml", "broken.yaml", "--format", "junit")
    assert (result.exit_code, result.stderr) == (1, "")
    cases = ET.fromstring(result.stdout).iter("testcase")
    assert [(case.get("name"), [child.tag for child in case]) for case in cases] == [
        ("ferry.yaml", []),
        ("broken.yaml", ["failure"]),
    ]
    well = run("check", "ferry.yaml", "--format", "github")
    assert (well.exit_code, well.stdout, well.stderr) == (0, "", "1 brief checked: no problems\n")


def test_build_check_reports_what_is_stale(project: Path) -> None:
    stale = run("build", "ferry.yaml", "--check", "--format", "github")
    assert stale.exit_code == 1
    out = Path("out", "ferry.pdf")
    assert stale.stdout == f"::error file=ferry.yaml,title=reportgen%3A stale::{out}: it is not there\n"
    run("build", "ferry.yaml")
    fresh = run("build", "ferry.yaml", "--check", "--format", "junit")
    (case,) = ET.fromstring(fresh.stdout).iter("testcase")
    assert (fresh.exit_code, case[0].text) == (0, f"fresh: {out}")
    strict = values.item_of_staleness(_staleness(), Path(), strict=True)
    assert (strict.result, values.item_of_staleness(_staleness(), Path(), strict=False).result) == ("failed", "fresh")


def _staleness() -> Any:
    warning = reportgen.Problem(code="E302", message="x", file="a.yaml", severity=reportgen.Severity.WARNING)
    (target,) = reportgen.plan(["a.yaml"], "out")
    return reportgen.Staleness(target.brief, target.output, target.format, (), (warning,))


@pytest.mark.parametrize(("command", "option"), [("build", ()), ("build", ("--check",)), ("check", ())])
def test_a_refusal_is_reported_too(project: Path, command: str, option: tuple[str, ...]) -> None:
    result = run(command, "*.yml", *option, "--format", "github,sarif=r.sarif")
    name = " ".join((command, *option))
    assert (result.exit_code, result.stderr) == (2, "")
    assert result.stdout == f"::error title=reportgen {name}::no brief matches `*.yml`\n"
    (invocation,) = json.loads((project / "r.sarif").read_bytes())["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    loud = run(command, "*.yml", *option, "--format", "sarif")
    assert loud.stderr == "error: no brief matches `*.yml`\n"


# Files


def test_files_are_named_from_the_checkout(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    place = f"{project.name}/broken.yaml"
    assert f"::error file={place},line=" in run("check", "broken.yaml", "--format", "github").stdout
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project / "datasets"))
    assert f"::error file={project / 'broken.yaml'},line=" in run("check", "broken.yaml", "--format", "github").stdout


def test_a_checkout_behind_a_link_is_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    (link / "a.yaml").touch()
    assert values.place_of(link / "a.yaml", tmp_path / "real") == "a.yaml"
    assert values.place_of(tmp_path / "real" / ".." / "b.yaml", tmp_path) == "b.yaml"


def test_what_is_found_in_no_file_is_shown_in_the_brief(project: Path) -> None:
    House(project).body("<h1 style='text-wrop: x'>y</h1>")
    result = run("build", "ferry.yaml", "--format", "github")
    warning = result.stdout.splitlines()[1]
    assert result.exit_code == 0
    assert warning.startswith("::warning file=ferry.yaml,title=reportgen P103::house: P103 ")


def test_what_an_option_says_is_shown_in_the_brief_without_a_line(project: Path) -> None:
    named = ("check", "ferry.yaml", "--set", "output.page=b4", "--format")
    github = run(*named, "github").stdout
    assert github.startswith("::error file=ferry.yaml,title=reportgen R113::--set: R113 `page` cannot be `b4`%0Ahint: ")
    (result,) = json.loads(run(*named, "sarif").stdout)["runs"][0]["results"]
    assert result["message"]["text"].startswith("--set: `page` cannot be `b4`\n")
    assert "region" not in result["locations"][0]["physicalLocation"]
    (failure,) = ET.fromstring(run(*named, "junit").stdout).iter("failure")
    assert (failure.text or "").startswith("--set: error R113: ")
    placed = reportgen.Problem(code="R113", message="x", file="--set", line=1, column=2)
    (found,) = values.item_of_check(Path("ferry.yaml"), (placed,), Path.cwd(), strict=False).problems
    assert (found.file, found.line, found.column, found.place) == ("ferry.yaml", None, None, "--set:1:2")


def test_a_brief_that_is_missing_is_named_all_the_same(project: Path) -> None:
    assert run("check", "none.yaml", "--format", "github").stdout.startswith("::error file=none.yaml,title=")


def test_no_path_that_is_printed_is_a_command(project: Path) -> None:
    (project / "ferry.yaml").rename(project / "::error::x.yaml")
    result = run("build", "::error::x.yaml", "-o", ".", "--format", "github")
    assert result.stdout == "./::error::x.pdf\n"
    assert run("build", "::error::x.yaml", "-o", ".", "--force").stdout == "::error::x.pdf\n"


def test_times_are_those_of_the_outcomes_that_took_any() -> None:
    built = reportgen.Outcome(Path("a.yaml"), Path("a.pdf"), size=3, seconds=1.5)
    fresh = reportgen.Outcome(Path("a.yaml"), Path("a.pdf"), fresh=True)
    one, other = (values.item_of_outcome(outcome, Path.cwd()) for outcome in (built, fresh))
    assert (one.result, one.seconds, one.size, one.brief) == ("built", 1.5, 3, "a.yaml")
    assert (other.result, other.seconds) == ("fresh", None)


# The summary


@pytest.fixture
def summary(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = project.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_each_command_of_a_job_adds_to_its_summary(summary: Path) -> None:
    summary.write_text("# Memos\n", encoding="utf-8")
    assert run("check", "ferry.yaml").exit_code == 0
    assert run("build", "ferry.yaml", "broken.yaml").exit_code == 1
    assert run("build", "ferry.yaml", "--check", "--json").exit_code == 0
    lines = summary.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Memos",
        "### reportgen check: 1 passed",
        "### reportgen build: 1 failed, 1 built",
        "### reportgen build --check: 1 fresh",
    ]


def test_a_summary_that_cannot_be_written_breaks_nothing(summary: Path) -> None:
    summary.mkdir()
    result = run("check", "ferry.yaml")
    assert result.exit_code == 0
    *rest, warning = result.stderr.splitlines()
    assert rest == ["1 brief checked: no problems"]
    assert warning == (
        f"warning: cannot write the summary `{summary}`, which GITHUB_STEP_SUMMARY names: is a directory"
    )


def test_a_full_summary_stays_within_its_limit(summary: Path) -> None:
    summary.write_bytes(b"x" * (LIMIT - 60))
    result = run("check", "ferry.yaml")
    assert (result.exit_code, summary.stat().st_size) == (0, LIMIT - 60)
    assert result.stderr.endswith(f"warning: the summary `{summary}` is full: nothing was added\n")
    summary.write_bytes(b"x" * (LIMIT - 600))
    run("check", "ferry.yaml")
    assert LIMIT - 600 < summary.stat().st_size <= LIMIT


def test_an_empty_name_is_no_summary(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    before = {path.name for path in project.iterdir()}
    assert run("check", "ferry.yaml").stderr == "1 brief checked: no problems\n"
    assert {path.name for path in project.iterdir()} == before
    assert os.environ["GITHUB_STEP_SUMMARY"] == ""
