"""`reportgen ingest`: the index is written once, whole, and never over another by accident."""

from __future__ import annotations

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
    assert result.stderr == f"{path}: written\n"


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
