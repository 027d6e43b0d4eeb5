"""Datasets with the indexes of their sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.dataset import Kind, Qualifier
from reportgen.model.problem import Problem
from reportgen.read.dataset import load_dataset
from reportgen.read.ingest import ingest
from reportgen.read.transcript import write_transcript

GOOD = Path(__file__).parents[1] / "fixtures" / "good" / "datasets" / "ferry"


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the good dataset, free to be changed."""
    return Path(shutil.copytree(GOOD, tmp_path / "ferry"))


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "dataset.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        load_dataset(folder)
    return raised.value.problems


@pytest.mark.parametrize("path", [GOOD, GOOD / "dataset.yaml"], ids=["folder", "file"])
def test_the_good_dataset(path: Path) -> None:
    loaded = load_dataset(path)
    assert loaded.folder == GOOD
    assert loaded.dataset.path == GOOD / "dataset.yaml"
    assert [source.id for source in loaded.value.sources] == list(loaded.transcripts) == ["maran", "okoro"]
    assert [len(transcript.segments) for transcript in loaded.transcripts.values()] == [11, 7]
    claim = loaded.value.claims[0]
    assert (claim.id, claim.kind, claim.themes) == ("town-share", Kind.FACT, ("money/subsidy",))
    assert claim.quantity is not None
    assert (claim.quantity.value, claim.quantity.qualifier) == (60, Qualifier.ABOUT)
    assert [theme for theme, _ in loaded.value.walk_themes()][:3] == ["money", "money/fares", "money/subsidy"]


@pytest.mark.parametrize("source", ["maran", "okoro"])
def test_the_indexes_are_those_of_the_texts(source: str) -> None:
    index = (GOOD / source / "transcript.json").read_bytes()
    assert index == write_transcript(ingest(GOOD / source / "text.txt"))


def test_a_folder_without_a_dataset(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert (problem.code, problem.file) == ("R101", str(tmp_path / "dataset.yaml"))


def test_a_dataset_of_more_than_32_mebibytes(ferry: Path) -> None:
    with (ferry / "dataset.yaml").open("ab") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    assert [problem.code for problem in problems(ferry)] == ["R104"]


def test_every_index_that_is_missing_is_named(ferry: Path) -> None:
    (ferry / "maran" / "transcript.json").unlink()
    change(ferry, "    transcript: okoro/transcript.json\n", "")
    maran, okoro = problems(ferry)
    assert (maran.code, maran.line, maran.column) == ("R209", 11, 17)
    assert maran.message == "the index of `maran` is missing: there is no `maran/transcript.json`"
    assert maran.hint == f"`reportgen ingest TEXT -o {ferry / 'maran'}` makes it from the interview's text"
    assert (okoro.code, okoro.line, okoro.column) == ("R209", 12, 5)  # no key to stand at: the source itself
    assert "there is no `transcript.json`" in okoro.message


def test_an_index_outside_the_folder_is_refused_even_behind_a_link(ferry: Path, tmp_path: Path) -> None:
    (ferry / "maran" / "transcript.json").rename(tmp_path / "transcript.json")
    (ferry / "maran" / "transcript.json").symlink_to(tmp_path / "transcript.json")
    (problem,) = problems(ferry)
    assert (problem.code, problem.line) == ("R209", 11)
    assert "through a symbolic link" in problem.message


def test_a_link_within_the_folder_is_followed(ferry: Path) -> None:
    (ferry / "maran" / "transcript.json").rename(ferry / "index.json")
    (ferry / "maran" / "transcript.json").symlink_to(ferry / "index.json")
    assert "maran" in load_dataset(ferry).transcripts


def test_problems_of_dates_and_indexes_come_together(ferry: Path) -> None:
    change(ferry, "issued: 2025-03~", "issued: March 2025")
    change(ferry, 'when: "1971"', "when: 1971-02-29")
    (ferry / "okoro" / "transcript.json").write_bytes(b"")
    found = problems(ferry)
    assert [(problem.code, Path(problem.file).name, problem.line) for problem in found] == [
        ("R115", "dataset.yaml", 10),
        ("R115", "dataset.yaml", 71),
        ("R103", "transcript.json", None),
    ]


def test_an_index_is_named_relative_to_the_current_folder(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ferry.parent)
    (ferry / "okoro" / "transcript.json").write_bytes(b"{}")
    (problem,) = problems(ferry)
    assert problem.file == str(Path("ferry", "okoro", "transcript.json"))
