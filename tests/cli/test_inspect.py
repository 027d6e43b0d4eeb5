"""`reportgen inspect`, and how all commands print problems and tables."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen import Problem, Severity
from reportgen.cli.console import Table, errors_printed, excerpt, in_colour, plain_table, print_problems, print_table
from reportgen.cli.inspect import inspect

TEXT = """The Orrin Compact
Did it work?
Mostly. In part.
What comes next?
Dredging. Thank you.
"""
DATASET = """
id: orrin
title: The Orrin compact
sources:
  - {id: wray, title: The Orrin Compact, interviewee: wray}
people:
  - {id: wray, name: {given: Tomas, family: Wray}}
  - {id: towns, name: {literal: The four towns}}
themes:
  - id: lake
    name: The lake and what the four towns that share its shore have made of it over the last ten years
    definition: All that concerns the water.
    themes:
      - {id: ports, name: Ports, definition: Piers and pilots.}
claims:
  - {id: works, text: The compact works in the main., kind: assessment, speaker: wray, themes: [lake],
     evidence: [wray/q1.p1.s1]}
  - {id: dredging, text: Dredging is next., kind: forecast, speaker: wray, themes: [lake/ports],
     evidence: [wray/q2.p1.s1]}
set_aside:
  - {at: wray/q2.p1.s2, reason: Courtesy.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = tmp_path / "talk.txt"
    text.write_text(TEXT, encoding="utf-8")
    (tmp_path / "transcript.json").write_bytes(reportgen.encode_transcript(reportgen.ingest(text)))
    (tmp_path / "dataset.yaml").write_text(DATASET, encoding="utf-8")
    return tmp_path


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(inspect, [str(argument) for argument in arguments])


def problem(**changes: object) -> Problem:
    fields = {"code": "R201", "message": "no claim is called `a-b`", "file": "brief.yaml", "line": 3, "column": 5}
    return Problem(**{**fields, **changes})  # type: ignore[arg-type]


def printed(*problems: Problem, width: int = 60) -> list[str]:
    stream = io.StringIO()
    print_problems(problems, stream, width=width)
    return stream.getvalue().splitlines()


def test_inspect_shows_themes_claims_people_and_coverage(folder: Path) -> None:
    result = run(folder)
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["ports", "Ports", "1", "1"] in rows
    assert ["forecast", "1"] in rows
    assert ["wray", "Tomas", "Wray", "2", "0"] in rows
    assert ["wray/q1", "2", "1", "0", "1", "50", "%"] in rows
    assert ["wray/q2", "2", "1", "1", "0", "100", "%"] in rows
    assert ["total", "4", "2", "1", "1", "75", "%"] in rows
    assert "Uncovered: wray/q1.p1.s2" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_inspect_json_says_the_same(folder: Path) -> None:
    data = json.loads(run(folder, "--json").stdout)
    assert data["themes"][0] | {"name": ""} == {"path": "lake", "name": "", "own": 1, "total": 2}
    assert data["kinds"] == {"fact": 0, "assessment": 1, "forecast": 1, "reported": 0}
    assert data["people"][1] == {"id": "towns", "name": "The four towns", "role": None, "speaks": 0, "attributed": 0}
    assert data["coverage"]["share"] == 0.75
    assert data["coverage"]["uncovered"] == ["wray/q1.p1.s2"]
    assert [exchange["exchange"] for exchange in data["coverage"]["exchanges"]] == ["wray/q1", "wray/q2"]


def test_a_dataset_without_errors_ends_well(folder: Path) -> None:
    path = folder / "dataset.yaml"
    path.write_text(DATASET.replace("q1.p1.s1]", "q1]"), encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert "Uncovered:" not in result.stdout


def test_a_dataset_with_errors_prints_them_and_ends_with_1(folder: Path) -> None:
    path = folder / "dataset.yaml"
    path.write_text(DATASET.replace("[lake/ports]", "[lake/prots]"), encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 1
    assert "R202" in result.stderr
    assert "lake/ports" in result.stderr


def test_a_folder_that_is_no_dataset_is_an_error(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "dataset.yaml" in result.stderr
    assert result.stdout == ""
    assert run(tmp_path / "nowhere").exit_code == 2


# Problems


def test_a_problem_shows_its_line_a_mark_and_a_hint() -> None:
    lines = printed(
        problem(excerpt="    [@a-b]", column=7, hint="did you mean `a-c`?"),
        problem(severity=Severity.WARNING, line=None, column=None),
    )
    assert lines == [
        "brief.yaml:3:7: error R201: no claim is called `a-b`",
        "    3 |     [@a-b]",
        "      |       ^^^",
        "   hint: did you mean `a-c`?",
        "brief.yaml: warning R201: no claim is called `a-b`",
        "1 error, 1 warning",
    ]


def test_without_problems_nothing_is_printed() -> None:
    assert printed() == []


def test_several_are_counted() -> None:
    assert printed(problem(), problem(code="R202"))[-1] == "2 errors"


def test_a_hint_of_several_lines_stays_together() -> None:
    assert printed(problem(hint="a diff:\n- one\n+ two"))[1:4] == [
        "   hint: a diff:",
        "         - one",
        "         + two",
    ]


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("ab: x", 5, 4),
        ("日本: x", 5, 6),
        ("e\u0301e\u0301: x", 7, 4),
        ("\tb: x", 5, 7),
        ("🚢: x", 4, 4),
        ("x", 2, 1),
        ("", 1, 0),
    ],
    ids=["plain", "wide", "combining", "tab", "emoji", "at the end", "empty line"],
)
def test_the_mark_stands_under_the_column(line: str, column: int, before: int) -> None:
    assert excerpt(line, column, 1, 70)[1:] == (before, 1)


def test_the_mark_is_as_wide_as_what_it_marks() -> None:
    assert excerpt("[@日本]", 3, 2, 70) == ("[@日本]", 2, 4)


@pytest.mark.parametrize("column", [1, 20, 100, 180, 200, 201])
@pytest.mark.parametrize("width", [12, 40, 72])
def test_a_long_line_is_cut_around_the_column(column: int, width: int) -> None:
    line = "".join(chr(0x4E00 + number) if number % 3 else "x" for number in range(200))
    text, before, length = excerpt(line, column, 30, width)
    cells = "".join(character * (2 if ord(character) > 0x4DFF else 1) for character in text)
    assert len(cells) <= width
    assert before + length <= width
    if column <= 200:
        assert cells[before] == line[column - 1]
    assert text.startswith("…") or text[0] == line[0]
    assert text.endswith("…") or text[-1] == line[-1]


def test_nothing_from_a_file_can_steer_the_terminal() -> None:
    lines = printed(
        problem(message="no `\x1b[2J`", hint="\x1b]0;x\x07", excerpt="a\x1b[31mb\u202ec\x9b", file="\x1b.yaml"),
    )
    assert not any(character in line for line in lines for character in "\x1b\x07\x9b\u202e")


def test_colour_needs_a_terminal_and_no_objection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert in_colour(Terminal())
    assert not in_colour(io.StringIO())
    stream = Terminal()
    print_problems([problem(excerpt="    a-b", hint="h")], stream, width=60)
    assert "\x1b[31m" in stream.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not in_colour(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not in_colour(Terminal())


def test_an_error_of_the_library_is_printed_with_its_place_and_hint() -> None:
    from click.exceptions import Exit

    stream = io.StringIO()
    with pytest.raises(Exit) as caught, errors_printed(stream):
        raise reportgen.ReportgenError("it broke", hint="mend it")
    assert caught.value.exit_code == 1
    assert stream.getvalue() == "error: it broke\n   hint: mend it\n"


# Tables


TABLE = Table(head=("Port", "What it is", "Ships"), rows=(("日本", "wide", "2"), ("a", "b " * 60, "10")), numbers=1)


def test_a_plain_table_lines_up_and_wraps_its_last_text() -> None:
    lines = list(plain_table(TABLE, 40))
    assert lines[0] == "Port  What it is" + " " * 19 + "Ships"
    assert lines[1] == "日本  wide" + " " * 29 + "2"
    assert len(lines) > 4
    assert all(len(line) <= 40 for line in lines)


def test_a_table_on_a_terminal_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    stream = Terminal()
    print_table(Table(TABLE.head, TABLE.rows, 1, total=("total", "", "12")), stream)
    assert "─" in stream.getvalue()
    assert "total" in stream.getvalue()
    assert "[" not in printed_text(stream)


def printed_text(stream: io.StringIO) -> str:
    """What was printed, without the codes for colour."""
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())


def test_rich_is_imported_for_a_terminal_only(folder: Path) -> None:
    import subprocess
    import sys

    code = "import sys; from reportgen.cli.inspect import inspect; inspect([sys.argv[1]], standalone_mode=False); "
    code += "sys.exit('rich' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=Path(__file__).parents[2], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
