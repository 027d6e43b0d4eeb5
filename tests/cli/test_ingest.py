"""`reportgen ingest`: index and dataset are written once, whole, and never over another by accident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli.ingest import ingest

TEXT = """The Orrin Compact
Did it work?
Mostly. In part.
What comes next?
Dredging.
"""


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    path = tmp_path / "interview.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(ingest, [str(argument) for argument in arguments])


def test_the_index_is_written_and_counted(interview: Path, tmp_path: Path) -> None:
    result = run(interview, "-o", tmp_path / "new" / "folder")
    assert result.exit_code == 0, result.output
    path = tmp_path / "new" / "folder" / "transcript.json"
    assert path.read_bytes() == reportgen.encode_transcript(reportgen.ingest(interview))
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["Part", "Paragraphs", "Sentences"],
        ["front", "1", "1"],
        ["q1", "1", "2"],
        ["q2", "1", "1"],
        ["total", "3", "4"],
    ]
    dataset = path.with_name("dataset.yaml")
    assert result.stderr == f"{path}: written\n{dataset}: written; its claims are yours to fill in\n"
    assert dataset.read_bytes() == reportgen.dataset_skeleton(reportgen.read_interview(interview), path.parent)


def test_the_same_text_changes_nothing(interview: Path, tmp_path: Path) -> None:
    run(interview, "-o", tmp_path)
    before = (tmp_path / "transcript.json").stat()
    result = run(interview, "-o", tmp_path)
    assert result.exit_code == 0
    assert "unchanged" in result.stderr
    after = (tmp_path / "transcript.json").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_another_index_is_replaced_only_by_force(interview: Path, tmp_path: Path) -> None:
    path = tmp_path / "transcript.json"
    path.write_bytes(b"{}\n")
    refused = run(interview, "-o", tmp_path)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_bytes() == b"{}\n"
    assert run(interview, "-o", tmp_path, "--force").exit_code == 0
    assert path.read_bytes() == reportgen.encode_transcript(reportgen.ingest(interview))


def test_a_text_without_questions_writes_nothing(interview: Path, tmp_path: Path) -> None:
    interview.write_text("A statement.\nAnother.\n", encoding="utf-8")
    result = run(interview, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "error R119" in result.stderr
    assert "1 error" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_text_is_a_problem_with_its_name(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.txt", "-o", tmp_path)
    assert result.exit_code == 1
    assert "nowhere.txt: error R101" in result.stderr


def test_the_folder_must_be_named(interview: Path) -> None:
    result = run(interview)
    assert result.exit_code == 2
    assert "--output" in result.stderr


def test_an_index_that_is_a_folder_is_named(interview: Path, tmp_path: Path) -> None:
    (tmp_path / "transcript.json").mkdir()
    result = run(interview, "-o", tmp_path)
    assert result.exit_code == 1
    assert "transcript.json" in result.stderr


def test_a_dataset_that_is_there_is_left_alone(interview: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "dataset.yaml"
    dataset.write_text("mine", encoding="utf-8")
    result = run(interview, "-o", tmp_path, "--force")
    assert result.exit_code == 0
    assert dataset.read_text(encoding="utf-8") == "mine"
    assert "dataset.yaml" not in result.stderr


@pytest.mark.parametrize("below", ["", "maran"])
def test_a_dataset_in_json_is_a_dataset_too(interview: Path, tmp_path: Path, below: str) -> None:
    (tmp_path / "dataset.json").write_text("{}", encoding="utf-8")
    assert run(interview, "-o", tmp_path / below).exit_code == 0
    assert not list(tmp_path.rglob("dataset.yaml"))


def test_a_folder_below_a_datasets_gets_the_index_only(interview: Path, tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("mine", encoding="utf-8")
    result = run(interview, "-o", tmp_path / "maran")
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "maran").iterdir()] == ["transcript.json"]


def test_nothing_is_written_where_the_index_is_another(interview: Path, tmp_path: Path) -> None:
    (tmp_path / "transcript.json").write_bytes(b"{}")
    assert run(interview, "-o", tmp_path).exit_code == 2
    assert not (tmp_path / "dataset.yaml").exists()


UNSURE = TEXT + "Would you not?\nWhat else?\nPilots.\n"


def test_doubts_go_to_stderr_with_their_line_and_correction(interview: Path, tmp_path: Path) -> None:
    interview.write_text(UNSURE, encoding="utf-8")
    result = run(interview, "-o", tmp_path)
    assert result.exit_code == 0
    assert f"{interview}:6: warning R121: ends in a question: read as part of an answer" in result.stderr
    assert "hint: otherwise: --questions +6" in result.stderr
    assert "1 warning\n" in result.stderr
    assert "R121" not in result.stdout


def test_a_flood_of_doubts_is_cut(interview: Path, tmp_path: Path) -> None:
    interview.write_text("Who?\nMe.\n" + "So what?\nAnd what?\nNo.\n" * 30, encoding="utf-8")
    result = run(interview, "-o", tmp_path)
    assert result.stderr.count("warning R121") == 20
    assert "10 more warnings: --json shows them all" in result.stderr
    assert len(json.loads(run(interview, "-o", tmp_path, "--json").stdout)["doubts"]) == 30


@pytest.mark.parametrize(
    ("option", "questions"),
    [("2,6", [2, 6]), ("+6", [2, 4, 6]), ("-4", [2, 7]), (" +6, -4 ", [2, 6]), ("-7,+6", [2, 4, 6])],
)
def test_questions_are_listed_added_and_dropped(
    interview: Path, tmp_path: Path, option: str, questions: list[int]
) -> None:
    interview.write_text(UNSURE, encoding="utf-8")
    report = json.loads(run(interview, "-o", tmp_path, "--questions", option, "--json").stdout)
    assert [part["line"] for part in report["parts"] if part["part"].startswith("q")] == questions


@pytest.mark.parametrize("option", ["", "x", "2,+6", "0", "+", "2,,3", "2;3"])
def test_lines_that_are_none_are_wrong_usage(interview: Path, tmp_path: Path, option: str) -> None:
    result = run(interview, "-o", tmp_path / "new", "--questions", option)
    assert result.exit_code == 2
    assert "--questions" in result.stderr
    assert not (tmp_path / "new").exists()


def test_corrections_reach_the_reading(tmp_path: Path) -> None:
    text = tmp_path / "interview.txt"
    text.write_text("<x> Who?\n<y> Me.\n<x> So?\n<y> No.\nEnd of page\n", encoding="utf-8")
    options = [
        "--speaker-pattern",
        r"<(?P<speaker>\w)>",
        "--interviewer",
        "y",
        "--language",
        "de",
        "--answers-until",
        "4",
    ]
    result = run(text, "-o", tmp_path, "--json", *options)
    report = json.loads(result.stdout)
    assert [part["part"] for part in report["parts"]] == ["front", "q1", "q2", "back"]
    assert report["speakers"] == [{"name": "y", "role": "interviewer"}, {"name": "x", "role": "interviewee"}]
    index = json.loads((tmp_path / "transcript.json").read_bytes())
    assert index["language"] == "de"


def test_the_report_has_counts_files_and_doubts(interview: Path, tmp_path: Path) -> None:
    result = run(interview, "-o", tmp_path, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    report = json.loads(result.stdout)
    assert report["ok"] is True
    assert report["files"] == [
        {"path": str(tmp_path / "transcript.json"), "state": "written"},
        {"path": str(tmp_path / "dataset.yaml"), "state": "written"},
    ]
    assert report["parts"] == [
        {"part": "front", "line": 1, "paragraphs": 1, "sentences": 1},
        {"part": "q1", "line": 2, "paragraphs": 1, "sentences": 2},
        {"part": "q2", "line": 4, "paragraphs": 1, "sentences": 1},
    ]
    assert (report["speakers"], report["doubts"]) == ([], [])
    again = json.loads(run(interview, "-o", tmp_path, "--json").stdout)
    assert again["files"] == [{"path": str(tmp_path / "transcript.json"), "state": "unchanged"}]


def test_the_report_says_what_is_wrong(interview: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.txt", "-o", tmp_path, "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["ok"]) == (1, False)
    assert [problem["code"] for problem in report["problems"]] == ["R101"]
    result = run(interview, "-o", tmp_path, "--json", "--interviewer", "Nobody")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["ok"], report["problems"]) == (2, False, [])
    assert report["error"]["message"] == "the text does not name its speakers"
    (tmp_path / "transcript.json").write_bytes(b"{}")
    result = run(interview, "-o", tmp_path, "--json")
    assert (result.exit_code, json.loads(result.stdout)["ok"]) == (2, False)
    assert "--force" in json.loads(result.stdout)["error"]["hint"]


def test_wrong_usage_without_a_report_goes_to_stderr(interview: Path, tmp_path: Path) -> None:
    result = run(interview, "-o", tmp_path, "--speaker-pattern", "(")
    assert result.exit_code == 2
    assert "error: the speaker pattern is no regular expression" in result.stderr
