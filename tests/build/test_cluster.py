"""Memos set by the workers of a Dask cluster: a scheduler and two workers, as processes of their own."""

from __future__ import annotations

import os
import platform
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import reportgen
from reportgen import MissingDependencyError, ReportgenError, UsageError
from reportgen.build import cluster as room
from tests.builds import command, environment
from tests.crews import wait_for
from tests.house import House

TINY = {"template": "house"}


class Cluster(NamedTuple):
    """A cluster that runs."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A scheduler and workers with folders and temporary files of their own, until the end."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(kind: str, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        home = folder / name
        home.mkdir(parents=True)
        line = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
        with (home / "log.txt").open("wb") as log:
            made = subprocess.Popen(line, env=environment(TMPDIR=str(home)), cwd=home, stdout=log, stderr=log)
        processes.append(made)
        return made

    try:
        start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        address = wait_for(folder / "scheduler" / "log.txt", r"Scheduler at: +(tcp://\S+)")
        limits = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny")
        made = tuple(start("worker", f"worker-{number}", address, *limits) for number in range(workers))
        for number in range(workers):
            wait_for(folder / f"worker-{number}" / "log.txt", r"Registered to: +(\S+)")
        yield Cluster(address, made)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def briefs(house: House, count: int) -> list[Path]:
    text = (house.root / "ferry.yaml").read_text(encoding="utf-8")
    paths = [house.root / f"memo-{letter}.yaml" for letter in "abcdefghijklmnop"[:count]]
    for path in paths:
        path.write_text(text.replace("title: Port", f"title: {path.stem} Port", 1), encoding="utf-8")
    return paths


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.write("house/seal.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    made.body("<h1>{{ memo.title }}</h1><img alt='Seal' src='template:house/seal.svg'>")
    return made


@pytest.mark.slow
def test_every_memo_is_built_though_a_worker_is_killed(
    house: House, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = briefs(house, 12)
    assert all(one.ok for one in reportgen.build_memos(paths, tmp_path / "here", overrides=TINY))
    with running(tmp_path / "cluster", 2) as made, reportgen.cluster(made.address) as executor:
        outcomes = reportgen.build_memos(paths, tmp_path / "there", overrides=TINY, executor=executor)
        first = next(outcomes)
        os.kill(made.workers[0].pid, signal.SIGKILL)
        others = list(outcomes)
    assert [one.brief for one in (first, *others)] == paths
    assert [one.problems for one in (first, *others)] == [()] * 12
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there"))
    assert here == there
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_the_command_takes_a_scheduler(house: House, tmp_path: Path) -> None:
    with running(tmp_path / "cluster", 1) as made:
        line = command(
            "build", *briefs(house, 2), "-o", tmp_path / "out", "--set=template=house", "--scheduler", made.address
        )
        done = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [str(tmp_path / "out" / f"memo-{letter}.pdf") for letter in "ab"]
    assert done.stderr == ""


@pytest.mark.slow
def test_other_versions_are_told_before_anything_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path, 1) as made:
        monkeypatch.setattr(room, "_here", lambda: {"Python": "2.7.18", "reportgen": "0.0.1"})
        with (
            pytest.raises(ReportgenError, match=r"has Python 3.*, and here it is 2\.7\.18"),
            reportgen.cluster(made.address),
        ):
            pytest.fail("connected")
        monkeypatch.setattr(room, "_here", lambda: {"Python": platform.python_version(), "reportgen": "0.0.1"})
        with pytest.raises(ReportgenError, match=r"has reportgen .*, and here it is 0\.0\.1"):
            reportgen.cluster(made.address).__enter__()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "missing port number"),
        ("odd://127.0.0.1:1", "unknown address scheme `odd`"),
        ("tcp://127.0.0.1:1", "Timed out"),
        ("", "missing port number"),
    ],
)
def test_where_no_scheduler_answers_it_is_said(address: str, said: str) -> None:
    with pytest.raises(UsageError) as caught, reportgen.cluster(address, patience=0.3):
        pytest.fail("connected")
    assert caught.value.message.startswith(f"no Dask scheduler answers at `{address}`: ")
    assert said.replace("`", "'") in caught.value.message
    assert caught.value.hint == "start one with `dask scheduler`, and give the address that it prints: tcp://HOST:8786"


def test_what_is_no_scheduler_is_not_waited_for(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(UsageError, match=r"does not answer as one in 0\.6 seconds"):
            reportgen.cluster(address, patience=0.3).__enter__()
    assert capfd.readouterr() == ("", "")


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match="`distributed`") as caught, reportgen.cluster("tcp://a:1"):
        pytest.fail("connected")
    assert caught.value.hint
    assert caught.value.hint.endswith('-m pip install "distributed>=2024.8"')


def test_its_logs_go_where_the_caller_has_them_go() -> None:
    code = (
        "import logging, sys\n"
        "from reportgen.build.cluster import _library\n"
        "if 'own' in sys.argv: logging.basicConfig(format='own %(message)s')\n"
        "_library(); logging.getLogger('distributed.worker').error('lost')\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, *how], env=environment(), capture_output=True, text=True, check=True
        )
        for how in ([], ["own"])
    ]
    assert [one.stderr for one in said] == ["", "own lost\n"]
    assert [one.stdout for one in said] == ["", ""]
