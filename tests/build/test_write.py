"""A file is written whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import OutputError
from reportgen.build.write import write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_its_folders_are_made(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "memo.pdf"
    assert write_file(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["memo.pdf"]


def test_an_older_file_gives_way(tmp_path: Path) -> None:
    target = tmp_path / "memo.pdf"
    target.write_bytes(b"old and longer")
    write_file(str(target), b"new")
    assert target.read_bytes() == b"new"


class Killed(BaseException):
    """The process comes to its end."""


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("end", [OSError(errno.EIO, "Input/output error"), Killed(), KeyboardInterrupt()])
def test_whatever_happens_on_the_way_the_old_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, end: BaseException
) -> None:
    target = tmp_path / "memo.pdf"
    target.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        assert target.read_bytes() == b"old", "the file itself is touched last"
        raise end

    monkeypatch.setattr(step, fail)
    expected = OutputError if isinstance(end, OSError) else type(end)
    with pytest.raises(expected):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["memo.pdf"]


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.EACCES, "make it writable"),
        (errno.EROFS, "read-only"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EIO, None),
    ],
)
def test_a_refusal_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str | None
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "memo.pdf", b"new")
    assert caught.value.message == f"cannot write `{tmp_path / 'memo.pdf'}`: {os.strerror(number).lower()}"
    assert caught.value.hint is None if hint is None else hint in (caught.value.hint or "")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="file exists") as caught:
        write_file(tmp_path / "out" / "memo.pdf", b"new")
    assert caught.value.hint == "a file stands where the folder should be: choose another folder with -o"
    with pytest.raises(OutputError, match="not a directory"):
        write_file(tmp_path / "out" / "deeper" / "memo.pdf", b"new")
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "memo.pdf").mkdir()
    with pytest.raises(OutputError, match="it is a folder") as caught:
        write_file(tmp_path / "memo.pdf", b"new")
    assert caught.value.hint == "a folder stands where the file should be: move it away"
    assert names(tmp_path) == ["memo.pdf"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="permission denied"):
        write_file(tmp_path / "out" / "memo.pdf", b"new")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        subprocess.run(line, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system may be mounted here: {error}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    target = small_disk / "memo.pdf"
    write_file(target, b"old")
    with pytest.raises(OutputError, match="no space left") as caught:
        write_file(target, b"x" * 100_000)
    assert "the disk is full" in (caught.value.hint or "")
    assert target.read_bytes() == b"old"
    assert names(small_disk) == ["memo.pdf"]


def test_a_file_system_that_cannot_flush_folders_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    write_file(tmp_path / "memo.pdf", b"new")

    def closed(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", closed)
    write_file(tmp_path / "memo.pdf", b"newer")
    assert (tmp_path / "memo.pdf").read_bytes() == b"newer"
