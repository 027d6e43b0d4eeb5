"""A brief with its dataset and pictures, none of them outside its folder."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.project import load_project

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def png() -> bytes:
    """A picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def change(good_project: Path, old: str, new: str) -> None:
    path = good_project / "ferry.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems(good_project: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as raised:
        load_project(good_project / "ferry.yaml")
    return raised.value.problems


def test_the_good_project(good_project: Path) -> None:
    project = load_project(good_project / "ferry.yaml", overrides={"output.page": "letter"})
    assert project.name == "ferry"
    assert project.root == good_project
    assert project.brief.value.output.page == "letter"
    assert project.dataset.value.id == "ferry"
    assert project.dataset.folder == good_project / "datasets" / "ferry"
    assert project.assets == {"logo.svg": (good_project / "logo.svg").read_bytes()}


def test_a_brief_in_the_current_folder(good_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good_project)
    project = load_project("ferry.yaml")
    assert project.root == Path()
    assert project.dataset.dataset.source_map.file == str(Path("datasets", "ferry", "dataset.yaml"))


def test_a_project_without_pictures(good_project: Path) -> None:
    change(good_project, "  logo: logo.svg\n", "")
    assert load_project(good_project / "ferry.yaml").assets == {}


def test_the_dataset_may_be_named_by_its_file_or_stand_beside_the_brief(good_project: Path) -> None:
    change(good_project, "dataset: datasets/ferry", "dataset: datasets/ferry/dataset.yaml")
    assert load_project(good_project / "ferry.yaml").dataset.value.id == "ferry"
    shutil.copytree(good_project / "datasets" / "ferry", good_project, dirs_exist_ok=True)
    change(good_project, "dataset: datasets/ferry/dataset.yaml", "dataset: .")
    assert load_project(good_project / "ferry.yaml").dataset.folder == good_project


def test_problems_of_brief_dataset_and_picture_come_together(good_project: Path) -> None:
    change(good_project, "notes: foot", "notes: feet")
    (good_project / "logo.svg").unlink()
    dataset = good_project / "datasets" / "ferry" / "dataset.yaml"
    dataset.write_text(dataset.read_text(encoding="utf-8").replace("kind: forecast", "kind: guess"), encoding="utf-8")
    found = problems(good_project)
    assert [(problem.code, Path(problem.file).name, problem.line) for problem in found] == [
        ("R113", "dataset.yaml", 95),
        ("R205", "ferry.yaml", 7),
        ("R113", "ferry.yaml", 56),
    ]


def test_a_brief_that_is_not_yaml_is_all_there_is_to_say(good_project: Path) -> None:
    change(good_project, "title: Port", "title: : Port")
    (good_project / "logo.svg").unlink()
    assert [problem.code for problem in problems(good_project)] == ["R105"]


@pytest.mark.parametrize("value", ["", "3", "[a]", '" "'])
def test_a_dataset_that_is_not_named(good_project: Path, value: str) -> None:
    change(good_project, "dataset: datasets/ferry", f"dataset: {value}")
    (problem,) = problems(good_project)
    assert (problem.code[:3], problem.line) == ("R11", 4)


@pytest.mark.parametrize(
    ("named", "message", "hint"),
    [
        ("datasets/fery", "there is no dataset `datasets/fery`", "did you mean `datasets/ferry`?"),
        ("datasets", "the folder `datasets` holds no dataset.yaml", "datasets here: datasets/ferry"),
        ("datasets/alps", "there is no dataset `datasets/alps`", "datasets here: datasets/ferry"),
        ("/etc", "`/etc` is an absolute path", "relative"),
        ("C:/data", "`C:/data` is an absolute path", "relative"),
        ("C:data", "`C:data` is an absolute path", "relative"),
        ("\\\\host\\share", "is an absolute path", "relative"),
        ("../good/datasets/ferry", "leads out of the folder", "move it into"),
        ("datasets/../datasets/ferry", "leads out of the folder", "move it into"),
        ("datasets\\..\\ferry", "leads out of the folder", "move it into"),
        ('"data\\x00sets"', "not allowed", "remove it"),
    ],
)
def test_a_dataset_that_is_missing_or_outside(good_project: Path, named: str, message: str, hint: str | None) -> None:
    change(good_project, "dataset: datasets/ferry", f"dataset: {named}")
    (problem,) = problems(good_project)
    assert problem.code == ("R105" if "x00" in named else "R209")
    assert (problem.line, problem.column) == (4, 10)
    assert message in problem.message
    assert (hint or "") in (problem.hint or "")


def test_a_dataset_outside_is_refused_behind_a_link(good_project: Path, tmp_path: Path) -> None:
    (good_project / "datasets" / "ferry").rename(tmp_path / "ferry")
    (good_project / "datasets" / "ferry").symlink_to(tmp_path / "ferry")
    (problem,) = problems(good_project)
    assert (problem.code, problem.line) == ("R209", 4)
    assert "through a symbolic link" in problem.message


def test_a_dataset_file_outside_is_refused_behind_a_link(good_project: Path, tmp_path: Path) -> None:
    file = good_project / "datasets" / "ferry" / "dataset.yaml"
    file.rename(tmp_path / "dataset.yaml")
    file.symlink_to(tmp_path / "dataset.yaml")
    (problem,) = problems(good_project)
    assert (problem.code, problem.line) == ("R209", 4)


def test_a_link_in_a_circle(good_project: Path) -> None:
    (good_project / "loop").symlink_to(good_project / "loop")
    change(good_project, "dataset: datasets/ferry", "dataset: loop")
    (problem,) = problems(good_project)
    assert (problem.code, problem.line) == ("R209", 4)


def test_a_project_reached_through_a_link_is_read(good_project: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(good_project)
    assert load_project(tmp_path / "link" / "ferry.yaml").assets


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        png(),
        b"\xef\xbb\xbf" + SVG,
        b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n' + SVG,
        b'<?xml version="1.0" encoding="ISO-8859-1"?><!-- \xe9 -->' + SVG,
        b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
    ],
    ids=["svg", "png", "bom", "doctype", "latin-1", "prefix"],
)
def test_pictures_are_told_by_their_content(good_project: Path, data: bytes) -> None:
    (good_project / "logo.svg").write_bytes(data)
    assert load_project(good_project / "ferry.yaml").assets == {"logo.svg": data}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "neither SVG nor PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "neither SVG nor PNG"),
        (b"just words", "neither SVG nor PNG"),
        (b"<html/>", "is XML, but no SVG"),
        (SVG[:-2], "the SVG is not well-formed"),
        (SVG + b"<more/>", "the SVG is not well-formed"),
        (png()[:20], "the PNG is cut short"),
        (png()[:50], "the PNG is cut short"),
        (b'<!DOCTYPE svg [<!ENTITY x "yy">]>' + SVG, "declares the entity `x`"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hosts">]>' + SVG, "declares the entity `x`"),
    ],
)
def test_pictures_that_are_none(good_project: Path, data: bytes, message: str) -> None:
    (good_project / "logo.svg").write_bytes(data)
    (problem,) = problems(good_project)
    assert (problem.code, problem.line, problem.column) == ("R205", 7, 9)
    assert message in problem.message
    assert problem.message.startswith("`logo.svg`")


def test_entities_that_multiply_are_not_expanded(good_project: Path) -> None:
    entities = '<!ENTITY a "x">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    (good_project / "logo.svg").write_text(
        f"<!DOCTYPE svg [{entities}]><svg><title>&j;</title></svg>", encoding="utf-8"
    )
    (problem,) = problems(good_project)
    assert problem.code == "R205"


@pytest.mark.parametrize(("size", "refused"), [(5 * 1024 * 1024, False), (5 * 1024 * 1024 + 1, True)])
def test_pictures_have_a_limit(good_project: Path, size: int, refused: bool) -> None:
    (good_project / "logo.svg").write_bytes(SVG + b" " * (size - len(SVG)))
    if not refused:
        assert load_project(good_project / "ferry.yaml").assets
        return
    (problem,) = problems(good_project)
    assert (problem.code, "at most 5 MiB" in problem.message) == ("R205", True)


def test_pictures_outside_are_refused(good_project: Path, tmp_path: Path) -> None:
    (good_project / "logo.svg").rename(tmp_path / "logo.svg")
    (good_project / "logo.svg").symlink_to(tmp_path / "logo.svg")
    (problem,) = problems(good_project)
    assert (problem.code, problem.line) == ("R205", 7)
    assert "through a symbolic link" in problem.message


def test_a_dataset_set_from_outside_names_the_option(good_project: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        load_project(good_project / "ferry.yaml", overrides={"dataset": "datasets/fery"})
    (problem,) = raised.value.problems
    assert (problem.code, problem.file, problem.excerpt) == ("R209", "--set", "dataset=datasets/fery")
