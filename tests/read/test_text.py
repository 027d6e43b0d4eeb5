"""Texts at hand: found beside the dataset or named from outside, and used only where they are what was indexed."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.dataset import load_dataset
from reportgen.read.project import load_project
from tests.ferry import change_dataset, texts


@pytest.fixture
def dataset(good_project: Path) -> Path:
    return good_project / "datasets" / "ferry"


def problems(folder: Path, sources: dict[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        load_dataset(folder, sources=sources or {})
    return raised.value.problems


def single(good_project: Path) -> Path:
    """The dataset with one source, its text beside it under the name that is looked for."""
    folder = good_project / "datasets" / "ferry"
    text = (folder / "dataset.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: okoro\n"), text.index("people:")
    (folder / "dataset.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    shutil.copy(folder / "maran" / "text.txt", folder / "interview.txt")
    return folder


def test_without_a_text_nothing_is_missed(dataset: Path) -> None:
    assert load_dataset(dataset).texts == {}


def test_the_readers_copy_stands_beside_the_dataset(good_project: Path) -> None:
    folder = single(good_project)
    assert load_dataset(folder).texts == {"maran": (folder / "maran" / "text.txt").read_text(encoding="utf-8")}
    assert load_dataset(folder, texts=False).texts == {}


def test_each_source_names_its_own_copy(good_project: Path, dataset: Path) -> None:
    change_dataset(
        good_project,
        (
            "    transcript: maran/transcript.json\n",
            "    transcript: maran/transcript.json\n    text: maran/text.txt\n",
        ),
        (
            "    transcript: okoro/transcript.json\n",
            "    transcript: okoro/transcript.json\n    text: okoro/gone.txt\n",
        ),
    )
    assert list(load_dataset(dataset).texts) == ["maran"]


def test_files_named_from_outside_come_first(good_project: Path, dataset: Path) -> None:
    (dataset / "interview.txt").write_text("Another text.", encoding="utf-8")
    loaded = load_dataset(dataset, sources=texts(good_project))
    assert {id_: text[:7] for id_, text in loaded.texts.items()} == {"maran": "Keeping", "okoro": "A Passe"}
    project = load_project(good_project / "ferry.yaml", sources=texts(good_project))
    assert project.dataset.texts == loaded.texts


def test_a_file_without_a_name_is_the_only_sources(good_project: Path) -> None:
    folder = single(good_project)
    (folder / "interview.txt").unlink()
    assert list(load_dataset(folder, sources={"": folder / "maran" / "text.txt"}).texts) == ["maran"]


def test_a_file_without_a_name_among_several_sources(good_project: Path, dataset: Path) -> None:
    (problem,) = problems(dataset, {"": texts(good_project)["maran"]})
    assert (problem.code, problem.file) == ("R214", "--source")
    assert "the dataset has 2 sources" in problem.message
    assert problem.hint == "write `--source maran=FILE` or `--source okoro=FILE`"


def test_a_file_for_a_source_that_is_not_there(good_project: Path, dataset: Path) -> None:
    (problem,) = problems(dataset, {"marn": texts(good_project)["maran"]})
    assert (problem.code, problem.message, problem.hint) == (
        "R214",
        "the dataset has no source `marn`",
        "did you mean `maran`?",
    )


def test_a_file_that_is_named_must_be_there(dataset: Path) -> None:
    (problem,) = problems(dataset, {"maran": str(dataset / "maran" / "texxt.txt")})
    assert (problem.code, problem.message) == ("R101", "there is no such file")
    assert problem.hint == "did you mean `text.txt`?"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("sixty per cent", "seventy per cent", "934 characters where the index counts 932"),
        ("sixty per cent", "eighty per cent", "q1.p1.s1"),
        ("in 1971", "in 1972", "the first difference is in or before q1.p2.s2"),
        ("\n\nWhat comes next?", "\n \nWhat comes next", "the first difference is in or before q3.q"),
        ("running?\n\nThe", "running?\n\tThe", "only what stands between them differs"),
    ],
)
def test_another_text_is_refused_and_never_used(dataset: Path, old: str, new: str, where: str) -> None:
    path = dataset / "maran" / "text.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    (problem,) = problems(dataset, {"maran": str(path)})
    assert (problem.code, problem.file, problem.severity) == ("E401", str(path), "error")
    assert problem.message.startswith("this is not the text that `maran` was indexed from: ")
    assert where in problem.message
    assert problem.hint is not None
    assert "`reportgen relocate`" in problem.hint


def test_one_file_cannot_be_the_text_of_two_sources(dataset: Path) -> None:
    shutil.copy(dataset / "maran" / "text.txt", dataset / "interview.txt")
    (problem,) = problems(dataset)
    assert problem.code == "E401"
    assert "`okoro` was indexed from" in problem.message
    assert (problem.hint or "").endswith("name it with `text:`")


def test_line_ends_byte_order_marks_and_unicode_forms_do_not_matter(dataset: Path) -> None:
    path = dataset / "maran" / "text.txt"
    text = path.read_text(encoding="utf-8")
    assert "café" in text
    path.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode())
    assert load_dataset(dataset, sources={"maran": path}).texts == {"maran": text}


def test_a_copy_outside_the_folder_is_refused_even_behind_a_link(good_project: Path, tmp_path: Path) -> None:
    folder = single(good_project)
    (folder / "interview.txt").rename(tmp_path / "interview.txt")
    (folder / "interview.txt").symlink_to(tmp_path / "interview.txt")
    (problem,) = problems(folder)
    assert (problem.code, Path(problem.file).name, problem.line) == ("R209", "dataset.yaml", 5)
    assert "the text of `maran`: `interview.txt` leads out of the folder through a symbolic link" in problem.message
    change_dataset(
        good_project, ("    publisher: ansel-courier\n", "    publisher: ansel-courier\n    text: ../a.txt\n")
    )
    (problem,) = problems(folder)
    assert (problem.code, problem.line, problem.column) == ("R209", 10, 11)


def test_a_link_that_leads_to_nothing_is_no_absent_text(good_project: Path) -> None:
    folder = single(good_project)
    (folder / "interview.txt").unlink()
    (folder / "interview.txt").symlink_to(folder / "gone.txt")
    assert [problem.code for problem in problems(folder)] == ["R101"]


def test_problems_of_texts_and_indexes_come_together(good_project: Path, dataset: Path) -> None:
    (dataset / "okoro" / "transcript.json").unlink()
    (dataset / "maran" / "text.txt").write_text("Gone?\nYes.", encoding="utf-8")
    assert {problem.code for problem in problems(dataset, texts(good_project))} == {"R209", "E401"}
