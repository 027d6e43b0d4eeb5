"""A dataset and its index are replaced together or not at all, whenever the process dies and whatever fails."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.build import pair
from reportgen.build.pair import NOTE, finish, replace_pair
from reportgen.errors import OutputError, ReportgenError

OLD = (b"old dataset", b"old index")
NEW = (b"new dataset", b"new index")


class Killed(BaseException):
    """The process dies here: nothing after it is run."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quist").mkdir()
    (tmp_path / "dataset.yaml").write_bytes(OLD[0])
    (tmp_path / "quist" / "index.json").write_bytes(OLD[1])
    return tmp_path


def replace(folder: Path, new: tuple[bytes, bytes] = NEW) -> None:
    replace_pair(folder / "dataset.yaml", new[0], "quist/index.json", new[1])


def contents(folder: Path) -> tuple[bytes, bytes]:
    return (folder / "dataset.yaml").read_bytes(), (folder / "quist" / "index.json").read_bytes()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


BOTH = ["dataset.yaml", "quist/index.json"]


def failing_at(number: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """`Path.replace` that does its work until it is called for the nth time."""
    real, calls = Path.replace, iter(range(1, 100))

    def replace_or_fail(self: Path, target: Path) -> Path:
        if next(calls) >= number:
            raise error
        return real(self, target)

    return replace_or_fail


def interrupt(folder: Path, at: int) -> None:
    """Of the renames, the first is the note's, the second the dataset's, the third the index's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", failing_at(at, Killed()))
        with pytest.raises(Killed):
            replace(folder)


def test_both_are_replaced_and_nothing_is_left(folder: Path) -> None:
    replace(folder)
    assert contents(folder) == NEW
    assert files(folder) == BOTH


def test_permissions_are_kept(folder: Path) -> None:
    (folder / "dataset.yaml").chmod(0o640)
    (folder / "quist" / "index.json").chmod(0o604)
    replace(folder)
    modes = [stat.S_IMODE((folder / name).stat().st_mode) for name in BOTH]
    assert modes == [0o640, 0o604]


def test_links_stay_links_and_what_they_lead_to_is_replaced(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "shared.yaml"
    (folder / "dataset.yaml").rename(elsewhere)
    (folder / "dataset.yaml").symlink_to(elsewhere)
    (folder / "quist" / "index.json").rename(folder / "real.json")
    (folder / "quist" / "index.json").symlink_to(folder / "real.json")
    interrupt(folder, at=3)
    finish(folder)
    assert contents(folder) == NEW
    assert (elsewhere.read_bytes(), (folder / "real.json").read_bytes()) == NEW
    assert (folder / "dataset.yaml").is_symlink()
    assert (folder / "quist" / "index.json").is_symlink()
    assert [path.name for path in elsewhere.parent.iterdir()] == ["shared.yaml"]


def test_an_index_outside_the_folder_is_refused(folder: Path) -> None:
    with pytest.raises(ReportgenError, match="leads out of the folder"):
        replace_pair(folder / "quist" / "dataset.yaml", NEW[0], "../index.json", NEW[1])
    assert files(folder) == BOTH


# Interrupted


@pytest.mark.parametrize(("at", "then"), [(2, OLD), (3, (NEW[0], OLD[1]))], ids=["before both", "between the two"])
def test_what_was_interrupted_is_completed(folder: Path, at: int, then: tuple[bytes, bytes]) -> None:
    interrupt(folder, at)
    assert contents(folder) == then
    assert NOTE in files(folder)
    finish(folder)
    assert contents(folder) == NEW
    assert files(folder) == BOTH


def test_interrupted_before_the_note_nothing_has_begun(folder: Path) -> None:
    interrupt(folder, at=1)
    finish(folder)
    assert contents(folder) == OLD
    replace(folder)
    assert (contents(folder), files(folder)) == (NEW, BOTH)


def test_interrupted_after_both_only_the_note_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pair, "_clear", lambda *_: None)
        replace(folder)
    assert NOTE in files(folder)
    finish(folder)
    assert (contents(folder), files(folder)) == (NEW, BOTH)


def test_without_a_note_nothing_is_touched(folder: Path) -> None:
    (folder / ".dataset.yaml.relocated").write_bytes(NEW[0])
    finish(folder)
    assert contents(folder) == OLD


def spoil_dataset(folder: Path) -> None:
    (folder / "dataset.yaml").write_bytes(b"edited since")


def spoil_index(folder: Path) -> None:
    (folder / "quist" / "index.json").write_bytes(b"edited since")


def remove_index(folder: Path) -> None:
    (folder / "quist" / "index.json").unlink()


def remove_staged(folder: Path) -> None:
    (folder / "quist" / ".index.json.relocated").unlink()


def spoil_staged(folder: Path) -> None:
    (folder / "quist" / ".index.json.relocated").write_bytes(b"half an ind")


def cut_note(folder: Path) -> None:
    (folder / NOTE).write_bytes((folder / NOTE).read_bytes()[:-10])


def bytes_in_note(folder: Path) -> None:
    (folder / NOTE).write_bytes((folder / NOTE).read_bytes().replace(b"index", b"\xff"))


def outside_in_note(folder: Path) -> None:
    (folder / NOTE).write_bytes((folder / NOTE).read_bytes().replace(b"quist/", b"../"))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoil_dataset, "`dataset.yaml` has been changed since"),
        (spoil_index, "`index.json` has been changed since"),
        (remove_index, "No such file"),
        (remove_staged, "No such file"),
        (spoil_staged, "`.index.json.relocated` is not what was to be written"),
        (cut_note, "truncated"),
        (bytes_in_note, "utf-8"),
        (outside_in_note, "leads out of the folder"),
    ],
)
def test_what_cannot_be_completed_any_more_is_left_as_it_is(
    folder: Path, spoil: Callable[[Path], None], why: str
) -> None:
    interrupt(folder, at=2)
    spoil(folder)
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    with pytest.raises(ReportgenError) as caught:
        finish(folder)
    assert caught.value.message.startswith(f"a relocation was interrupted in `{folder}`, and cannot be completed: ")
    assert why.lower() in caught.value.message.lower()
    assert caught.value.hint
    assert f"delete `{folder / NOTE}`" in caught.value.hint
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


def test_a_file_that_stays_as_it_was_is_no_change_to_finish(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", failing_at(3, Killed()))
        with pytest.raises(Killed):
            replace(folder, (OLD[0], NEW[1]))
    finish(folder)
    assert contents(folder) == (OLD[0], NEW[1])


# The disk fails


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("at", [1, 2, 3])
def test_where_a_rename_fails_both_are_as_they_were(folder: Path, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = Path.replace, iter(range(1, 100))

    def fails_once(self: Path, target: Path) -> Path:
        if next(calls) == at:
            raise FULL
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails_once)
        with pytest.raises(OutputError) as caught:
            replace(folder)
    assert caught.value.message.startswith("cannot write the dataset and its index: ")
    assert "no space left on device" in caught.value.message
    assert caught.value.hint
    assert caught.value.hint.startswith("both are as they were")
    assert (contents(folder), files(folder)) == (OLD, BOTH)


def test_where_neither_can_be_put_back_the_note_stays_and_the_pair_is_completed(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", failing_at(3, FULL))
        with pytest.raises(OutputError, match="nor the dataset put back: no space left") as caught:
            replace(folder)
    assert caught.value.hint == "run `reportgen relocate` again: it completes what was begun"
    assert contents(folder) == (NEW[0], OLD[1])
    finish(folder)
    assert (contents(folder), files(folder)) == (NEW, BOTH)


def test_where_writing_fails_both_are_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="no space left on device"):
            replace(folder)
    assert (contents(folder), files(folder)) == (OLD, BOTH)


def test_a_missing_index_is_no_pair(folder: Path) -> None:
    remove_index(folder)
    with pytest.raises(OutputError, match="no such file"):
        replace(folder)
    assert files(folder) == ["dataset.yaml"]
    assert (folder / "dataset.yaml").read_bytes() == OLD[0]


def test_what_is_staged_may_be_read_by_nobody_else_before_it_is_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "dataset.yaml").chmod(0o644)
    seen: list[int] = []
    real = os.fsync

    def look(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    replace(folder)
    assert seen[:2] == [0o600, 0o600]
