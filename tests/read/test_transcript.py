"""The index as a file: the same bytes each time, and nothing read that is not one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportgen.errors import ProblemsError
from reportgen.model.transcript import Role, Transcript
from reportgen.read.ingest import index_text
from reportgen.read.transcript import FORMAT, read_transcript, write_transcript

TEXT = """The Lake Compact
Is the compact still alive?
It is. It limps along, é and all.
Who pays for it?
Nobody does.
"""


@pytest.fixture
def transcript() -> Transcript:
    return index_text(TEXT)


def write(path: Path, transcript: Transcript, change: Any = None) -> Path:
    data = json.loads(write_transcript(transcript))
    if change:
        change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_what_is_written_reads_back_as_the_same_value(transcript: Transcript, tmp_path: Path) -> None:
    path = tmp_path / "transcript.json"
    path.write_bytes(write_transcript(transcript))
    assert read_transcript(path) == transcript


def test_an_index_is_json_with_one_line_for_each_segment_and_sentence(transcript: Transcript) -> None:
    data = write_transcript(transcript)
    assert json.loads(data) == json.loads(msgspec.json.encode(transcript))
    assert data.endswith(b"]\n}\n")
    lines = data.decode().splitlines()
    for segment in transcript.segments:
        assert sum(f'"id": "{segment.id}"' in line for line in lines) == 1
        for sentence in segment.sentences:
            assert [line for line in lines if f'"id": "{sentence.id}"' in line and line.startswith("      {")]


def test_an_index_holds_none_of_the_words(transcript: Transcript) -> None:
    data = write_transcript(transcript).decode()
    assert "compact" not in data
    assert "limps" not in data


def test_a_missing_index_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_transcript(tmp_path / "transcript.json")
    (problem,) = caught.value.problems
    assert problem.code == "R101"
    assert problem.file.endswith("transcript.json")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "R103", "empty"),
        (b" \n", "R103", "empty"),
        (b"{", "R112", "truncated"),
        (b"[]", "R112", "array"),
        (b'{"format": "caf\xe9"}', "R112", "not the index"),
        (b'{"format": "reportgen-transcript/1"}', "R112", "missing required field"),
        (b'{"format": "reportgen-transcript/2", "new": 1}', "R113", "reportgen-transcript/2"),
    ],
)
def test_what_is_no_index_is_refused_with_what_to_do(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    path = tmp_path / "transcript.json"
    path.write_bytes(data)
    with pytest.raises(ProblemsError) as caught:
        read_transcript(path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message
    assert problem.hint is not None
    assert "reportgen ingest" in problem.hint


def _set(path: list[str | int], value: object) -> Any:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set(["segments"], []), "no segments"),
        (_set(["sha256"], "abc"), "`sha256`"),
        (_set(["length"], 20), "`q1.q` is"),
        (_set(["segments", 0, "start"], -1), "`front.p1` is -1"),
        (_set(["segments", 1, "end"], 17), "`q1.q` is 17 to 17"),
        (_set(["segments", 1, "start"], 3), "`q1.q` begins before `front.p1` ends"),
        (_set(["segments", 1, "id"], "front.p1"), "`front.p1` stands twice"),
        (_set(["segments", 1, "id"], "q0.q"), "`q0.q` is not the id of a segment"),
        (_set(["segments", 1, "digest"], "A" * 64), "digest of `q1.q`"),
        (_set(["segments", 2, "sentences", 1, "end"], 200), "`q1.p1.s2` is"),
        (_set(["segments", 2, "sentences", 1, "start"], 46), "`q1.p1.s2` begins before `q1.p1.s1` ends"),
        (_set(["segments", 2, "sentences", 0, "id"], "q1.p1.s2"), "`q1.p1.s2` stands where `q1.p1.s1` should"),
        (_set(["segments", 2, "sentences", 0, "digest"], ""), "digest of `q1.p1.s1`"),
    ],
)
def test_an_index_that_contradicts_itself_is_refused(
    transcript: Transcript, tmp_path: Path, change: Any, words: str
) -> None:
    path = write(tmp_path / "transcript.json", transcript, change)
    with pytest.raises(ProblemsError) as caught:
        read_transcript(path)
    assert {problem.code for problem in caught.value.problems} == {"R113"}
    assert any(words in problem.message for problem in caught.value.problems), caught.value.problems


def test_unknown_fields_are_refused(transcript: Transcript, tmp_path: Path) -> None:
    path = write(tmp_path / "transcript.json", transcript, _set(["text"], TEXT))
    with pytest.raises(ProblemsError, match="text"):
        read_transcript(path)


def test_the_repr_tells_size_and_format_is_fixed(transcript: Transcript) -> None:
    assert repr(transcript) == f"<Transcript: 5 segments, {len(TEXT)} code points>"
    assert transcript.format == FORMAT
    assert transcript.segments[0].role is Role.TITLE
