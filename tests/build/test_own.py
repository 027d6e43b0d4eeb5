"""A project's own template files, laid out again where a memo is set."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from reportgen.build import own
from reportgen.render import key
from tests.builds import environment
from tests.house import House


@pytest.fixture(autouse=True)
def _laid_out_in_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own._base.cache_clear()
    yield
    own._base.cache_clear()


def test_the_same_files_give_the_same_folder() -> None:
    files = {"house/memo.html": b"<h1>", "shared/a/b.svg": b"<svg/>"}
    folder = own.laid_out(files)
    assert folder is not None
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")} == files
    assert own.laid_out(dict(reversed(files.items()))) == folder
    assert own.laid_out({**files, "house/memo.html": b"<h2>"}) != folder
    assert own.laid_out({"house/memo.htm": b"l<h1>"}) != own.laid_out({"house/memo.html": b"<h1>"})
    assert own.laid_out({}) is None


def test_no_more_folders_are_kept_than_said_and_those_used_last() -> None:
    folders = []
    for number in range(own.KEPT + 3):
        folder = own.laid_out({"a": bytes([number])})
        assert folder is not None
        os.utime(folder, (number, number))
        if folders:
            os.utime(folders[0], (1000, 1000))
        folders.append(folder)
    kept = [folder for folder in folders if folder.is_dir()]
    assert len(kept) == own.KEPT
    assert folders[0] in kept
    assert folders[1] not in kept
    assert folders[-1] in kept


def test_they_are_removed_when_the_process_ends_but_not_by_one_forked_off(tmp_path: Path) -> None:
    code = (
        "import atexit, os, sys\n"
        "from reportgen.build import own\n"
        "folder = own.laid_out({'a': b'a'})\n"
        "if os.fork() == 0:\n"
        "    atexit._run_exitfuncs(); os._exit(0)\n"
        "os.wait(); print(folder.is_dir(), own.laid_out({'a': b'a'}) == folder)\n"
    )
    line = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(line, env=environment(TMPDIR=str(tmp_path)), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True True\n", "")
    assert list(tmp_path.iterdir()) == []


def test_what_a_template_names_only_as_it_runs_is_not_there_whoever_sets_it(good_project: Path) -> None:
    house = House(good_project)
    house.write("hidden/seal.html", "a seal")
    house.body('<h1>x</h1>{% include ["hid", "den/seal.html"] | join %}')
    assert [problem.code for problem in house.refusals()] == ["P101"]


def test_a_recipe_is_worked_out_once_for_all_briefs(
    good_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(good_project)
    house.body("<h1>{{ memo.title }}</h1>")
    for name in ("a", "b", "c"):
        (house.root / f"{name}.yaml").write_bytes((house.root / "ferry.yaml").read_bytes())
    asked: list[str] = []
    recipe = key.recipe
    monkeypatch.setattr(key, "recipe", lambda memo, folders: asked.append(memo.template) or recipe(memo, folders))
    built = list(reportgen.build_memos([house.root], tmp_path / "out", overrides={"template": "house"}, force=True))
    assert len(built) == 4
    assert asked == ["house"]
    list(reportgen.build_memos([house.root], tmp_path / "out", overrides={"template": "policy-memo"}))
    assert asked == ["house", "policy-memo"]
