"""Annotations: what GitHub reads of each line, and that no text of a project can forge one."""

from __future__ import annotations

import re

import pytest

import reportgen
from reportgen import Problem, Severity
from reportgen.cli.reports.github import SHOWN, document, harmless
from reportgen.cli.reports.run import Found, Run
from tests import runs


def read(run: Run) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each line, as the runner of GitHub reads them."""
    found = []
    for line in document(run).decode().splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {name: unescaped(value) for name, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_a_problem_is_an_annotation_of_its_place() -> None:
    ((level, properties, message),) = read(runs.run(runs.FAILED))
    assert level == "error"
    assert properties == {
        "file": "briefs/ferry.yaml",
        "line": "7",
        "endLine": "7",
        "col": "14",
        "endColumn": "23",  # behind `@hull-odd`
        "title": "reportgen R201",
    }
    first, second = message.split("\n")
    assert first == "briefs/ferry.yaml:7:14: R201 there is no claim `hull-odd`"
    assert second == "hint: did you mean `hull-old`?"


def test_a_warning_without_a_line_stands_in_its_file() -> None:
    ((level, properties, message),) = read(runs.run(runs.ODDLY_BUILT))
    assert (level, properties) == ("warning", {"file": "briefs/odd.yaml", "title": "reportgen P103"})
    assert message == "briefs/odd.yaml: P103 50% of it, or {0}: odd"


def test_where_the_end_is_not_known_none_is_named() -> None:
    one = Problem(code="R111", message="no title", file="a.yaml", line=3, column=2)
    ((_, properties, _),) = read(runs.run(runs.FAILED._replace(problems=(Found(one, "a.yaml"),))))
    assert properties == {"file": "a.yaml", "line": "3", "col": "2", "title": "reportgen R111"}


def test_what_went_well_is_no_annotation() -> None:
    assert document(runs.run(runs.BUILT, runs.FRESH, runs.PASSED)) == b""


def test_a_stale_file_is_an_error_of_its_brief() -> None:
    ((level, properties, message),) = read(runs.run(runs.STALE))
    assert (level, properties) == ("error", {"file": "briefs/old.yaml", "title": "reportgen: stale"})
    assert message == "out/old.pdf: claim `a` changed; `title` changed"


def test_a_refusal_is_an_error_with_what_to_do() -> None:
    refused = runs.run(runs.BUILT)._replace(error=reportgen.UsageError("no brief matches `x`", hint="name one"))
    assert read(refused) == [("error", {"title": "reportgen build"}, "no brief matches `x`\nname one")]


def test_nothing_in_a_project_can_end_the_line_or_a_property() -> None:
    nasty = "a%0A,line=9::b\n::error::forged\r##[error]c\u2028d\x1b[2J"
    one = Problem(code="R101", message=nasty, file=nasty, hint=nasty)
    item = runs.FAILED._replace(problems=(Found(one, nasty),))
    lines = document(runs.run(item)).decode().split("\n")
    assert (len(lines), lines[1]) == (2, "")
    ((_, properties, message),) = read(runs.run(item))
    assert set(properties) == {"file", "title"}
    assert properties["file"] == "a%0A,line=9::b\n::error::forged\ufffd##[error]c\ufffdd\ufffd[2J"
    assert "\n::error::forged" in message
    assert "\x1b" not in message


def test_a_name_that_is_no_text_is_written_all_the_same() -> None:
    item = runs.STALE._replace(brief="briefs/\udcff.yaml")
    assert "file=briefs/\ufffd.yaml,".encode() in document(runs.run(item))


def test_each_problem_once_errors_first() -> None:
    shared = runs.ODDLY_BUILT._replace(problems=(*runs.ODDLY_BUILT.problems, *runs.FAILED.problems))
    levels = [level for level, _, _ in read(runs.run(shared, runs.FAILED, runs.STALE))]
    assert levels == ["error", "error", "warning"]


@pytest.mark.parametrize(
    ("errors", "warnings", "notice"),
    [
        (SHOWN, SHOWN, None),
        (SHOWN + 1, 0, "1 more error in the log of this step: GitHub shows 10 of each"),
        (SHOWN + 2, SHOWN + 1, "2 more errors and 1 more warning in the log of this step: GitHub shows 10 of each"),
    ],
)
def test_what_github_does_not_show_is_counted(errors: int, warnings: int, notice: str | None) -> None:
    problems = [runs.problem(number, Severity.WARNING) for number in range(warnings)]
    problems += [runs.problem(number) for number in range(errors)]
    lines = read(runs.run(runs.FAILED._replace(problems=tuple(problems))))
    assert [level for level, _, _ in lines[: errors + warnings]] == ["error"] * errors + ["warning"] * warnings
    assert [message for level, _, message in lines if level == "notice"] == ([notice] if notice else [])


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("out/nato.pdf", "out/nato.pdf"),
        ("::error::x.pdf", "./::error::x.pdf"),
        ("  ::error::x.pdf", "./  ::error::x.pdf"),
        ("out/a\n::error::x.pdf", "out/a\ufffd::error::x.pdf"),
        ("out/##[error]x.pdf", "out/## [error]x.pdf"),
    ],
)
def test_a_path_is_never_taken_for_a_command(path: str, line: str) -> None:
    assert harmless(path) == line
