"""The transcripts whose index is kept beside them. `python -m tests.read.goldens` writes the indexes anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportgen.read.ingest import read_interview
from reportgen.read.transcript import write_transcript

FOLDER = Path(__file__).parents[1] / "fixtures" / "transcripts"
CORRECTIONS: dict[str, dict[str, Any]] = {
    "corrected.txt": {"questions": (2, 6), "answers_until": 7, "language": "en-GB"},
    "pattern.txt": {"speaker_pattern": r"<(?P<speaker>\w+) (?P<time>[\d:]+)>"},
}
"""What is said of a transcript beside its file."""


def texts() -> Iterator[Path]:
    """Every transcript of the folder."""
    yield from sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


def golden(path: Path) -> Path:
    """Where a transcript's index is kept."""
    return path.with_name(f"{path.name}.transcript.json")


def index(path: Path) -> bytes:
    """A transcript's index as it is read now."""
    return write_transcript(read_interview(path, **CORRECTIONS.get(path.name, {})).transcript)


if __name__ == "__main__":
    for text in texts():
        golden(text).write_bytes(index(text))
