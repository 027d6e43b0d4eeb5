"""The same inputs make the same bytes, wherever, whenever and in whatever company a memo is built."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

import reportgen
from reportgen.render.identity import unsettled
from tests.builds import BRIEFS, Builds, command, environment, run, settings
from tests.conftest import FIXTURES


def built(project: Path, out: Path, *, cwd: Path | None = None, name: str | None = None, **variables: str) -> bytes:
    """The bytes of `ferry.pdf`, built in a process of its own."""
    line = command("build", name or project / "ferry.yaml", "-o", out)
    done = subprocess.run(
        line, cwd=cwd, env=environment(**variables), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    return ((cwd or Path()) / path).read_bytes()


def moved(project: Path, folder: Path) -> Path:
    """A copy of the project elsewhere, its files of another age."""
    copy = Path(shutil.copytree(project, folder / "elsewhere é" / "other"))
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return copy


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same memo built under conditions that should not matter."""
    base = tmp_path_factory.mktemp("reproducible")
    project = Path(shutil.copytree(FIXTURES / "good", base / "good"))
    copy = moved(project, base)
    runs: dict[str, Callable[[], bytes]] = {
        "plain": lambda: built(project, base / "plain", PYTHONHASHSEED="0"),
        "hash seed": lambda: built(project, base / "hash", PYTHONHASHSEED="1"),
        "time zone and home": lambda: built(project, base / "zone", TZ="Pacific/Auckland", HOME=str(base)),
        "locale": lambda: built(project, base / "c", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"),
        "place and age": lambda: built(copy, base / "place", cwd=base, LC_ALL="C.UTF-8", LANGUAGE="de"),
        "working directory": lambda: built(copy, Path("out"), cwd=copy, name="ferry.yaml"),
    }
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(runs, pool.map(lambda make: make(), runs.values()), strict=True))


@pytest.mark.parametrize("what", ["hash seed", "time zone and home", "locale", "place and age", "working directory"])
def test_it_does_not_matter(what: str, variants: dict[str, bytes]) -> None:
    assert variants[what] == variants["plain"]


def test_two_runs_in_one_process_and_one_in_another(good_project: Path, variants: dict[str, bytes]) -> None:
    memo = reportgen.compose_memo(reportgen.load_project(good_project / "ferry.yaml"))
    first, second = (reportgen.render_pdf(memo, root=good_project) for _ in range(2))
    assert first == second
    assert unsettled(first) == unsettled(variants["plain"])  # a file that was built says what it was built from


def test_nothing_of_this_machine_stands_in_the_file(variants: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(variants["place and age"])) as file:
        streams = [item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream)]
    held = b"\n".join([variants["place and age"], *streams])
    assert b"Port Ansel" in held
    for word in (tempfile.gettempdir(), "reproducible0", "elsewhere"):
        assert word.encode() not in held


def test_the_company_a_memo_is_built_in_does_not_matter(builds: Builds, tmp_path: Path) -> None:
    name = list(BRIEFS)[-1]
    together = builds.get()[name].read_bytes()
    options = [f"--set={key}={value}" for key, value in settings("a4", "margin").items()]
    run([BRIEFS[name]], tmp_path, *options, PYTHONHASHSEED="3")
    assert (tmp_path / f"{name}.pdf").read_bytes() == together


def test_every_memo_differs_from_every_other(builds: Builds) -> None:
    sets = [builds.get(), builds.get("letter")]
    assert len({path.read_bytes() for memos in sets for path in memos.values()}) == 2 * len(BRIEFS)


def test_a_change_anywhere_changes_the_bytes(good_project: Path, variants: dict[str, bytes]) -> None:
    for overrides in (
        {"title": "Another"},
        {"date": "2026-05-05"},
        {"keywords": "[boats]"},
        {"output.citation": "apa"},
    ):
        memo = reportgen.compose_memo(reportgen.load_project(good_project / "ferry.yaml", overrides=overrides))
        assert unsettled(reportgen.render_pdf(memo, root=good_project)) != unsettled(variants["plain"])
