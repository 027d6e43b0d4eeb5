"""Files that are not there, not files, not text, or too large."""

from __future__ import annotations

import os
import pathlib
import socket
import sys
import threading

import pytest

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.files import display_name, load_bytes, load_text


def refusal(path: pathlib.Path | str, limit: int = 1000) -> Problem:
    with pytest.raises(ProblemsError) as raised:
        load_text(path, limit=limit)
    (problem,) = raised.value.problems
    return problem


def test_a_missing_file_is_named_with_its_neighbour(tmp_path: pathlib.Path) -> None:
    (tmp_path / "ferry.yaml").touch()
    problem = refusal(tmp_path / "fery.yaml")
    assert (problem.code, problem.file, problem.line) == ("R101", str(tmp_path / "fery.yaml"), None)
    assert problem.message == "there is no such file"
    assert problem.hint == "did you mean `ferry.yaml`?"


def test_a_missing_folder_gives_no_hint(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path / "briefs" / "ferry.yaml").hint is None


def test_a_folder_is_no_file(tmp_path: pathlib.Path) -> None:
    problem = refusal(tmp_path)
    assert (problem.code, problem.message) == ("R101", "this is a folder, where a file is needed")


def test_a_file_below_a_file(tmp_path: pathlib.Path) -> None:
    (tmp_path / "ferry").touch()
    problem = refusal(tmp_path / "ferry" / "brief.yaml")
    assert problem.code == "R101"
    assert "cannot be read" in problem.message


def test_a_name_no_file_can_have() -> None:
    assert refusal("brief\0.yaml").code == "R101"


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind")
def test_a_file_without_permission(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text("title: x")
    path.chmod(0)
    if os.geteuid() == 0:  # root may read everything, so the refusal is made up

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(pathlib.Path, "open", refuse)
    problem = refusal(path)
    assert (problem.code, problem.message) == ("R101", "the file may not be read")
    assert problem.hint == "check its permissions"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "brief.yaml")
    found: list[Problem] = []
    reader = threading.Thread(target=lambda: found.append(refusal(tmp_path / "brief.yaml")), daemon=True)
    reader.start()
    reader.join(timeout=5)
    assert [problem.message for problem in found] == ["this is not a regular file"]


@pytest.mark.skipif(not pathlib.Path("/dev/zero").exists(), reason="no such device")
def test_a_device_is_not_read() -> None:
    assert refusal("/dev/zero").message == "this is not a regular file"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets")
def test_a_socket_is_not_read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")
        assert refusal("s").message == "this is not a regular file"


def test_links_that_lead_in_a_circle(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert refusal(tmp_path / "a").code == "R101"


def test_the_limit_is_in_bytes_and_inclusive(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes("é".encode() * 500)
    assert load_text(path, limit=1000) == "é" * 500
    problem = refusal(path, limit=999)
    assert problem.code == "R104"
    assert "at most" in problem.message


def test_a_size_is_told_in_mebibytes(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    with path.open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    assert refusal(path, 1024 * 1024).message == "the file has 3.0 MiB, and at most 1 MiB are read"


def test_a_file_that_grows_while_it_is_read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"x" * 10)
    real = pathlib.Path.open

    def grown(self: pathlib.Path, mode: str) -> object:
        with real(self, "ab") as file:
            file.write(b"x" * 100)
        return real(self, mode)

    monkeypatch.setattr(pathlib.Path, "open", grown)
    with pytest.raises(ProblemsError) as raised:
        load_bytes(path, limit=50)
    assert raised.value.problems[0].code == "R104"


def test_bytes_that_are_not_utf8(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes("title: Fähre\nseries: é ".encode() + b"\x93Notes\x94\r\nnumber: 7\n")
    problem = refusal(path)
    assert (problem.code, problem.line, problem.column) == ("R102", 2, 11)
    assert problem.message == "byte 0x93 at offset 25 is not UTF-8"
    assert problem.hint == "save the file as UTF-8; in Windows-1252 the byte is `“`"
    assert problem.excerpt == "series: é �Notes�"


def test_a_byte_no_encoding_of_the_west_has(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"title: \x81")
    problem = refusal(path)
    assert (problem.line, problem.column, problem.hint) == (1, 8, "save the file as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_mark(tmp_path: pathlib.Path, encoding: str) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes("\ufefftitle: x".encode(encoding))
    problem = refusal(path)
    assert (problem.code, problem.line, problem.column) == ("R102", 1, 1)
    assert "UTF-16" in problem.message


def test_a_byte_order_mark_is_dropped(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: x\r\n")
    assert load_text(path, limit=100) == "title: x\r\n"


def test_names_are_relative_below_the_current_folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefs").mkdir()
    monkeypatch.chdir(tmp_path / "briefs")
    assert display_name(tmp_path / "briefs" / "ferry.yaml") == "ferry.yaml"
    assert display_name(pathlib.Path("datasets/../ferry.yaml")) == "ferry.yaml"
    assert display_name("../ferry.yaml") == "../ferry.yaml"
    assert display_name(tmp_path / "ferry.yaml") == str(tmp_path / "ferry.yaml")
