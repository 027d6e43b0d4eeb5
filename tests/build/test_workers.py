"""Worker processes: what becomes of calls, of those whose process dies or takes too long, and of the processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reportgen.build.workers import TookTooLongError, WorkerEndedError, Workers
from tests.builds import environment
from tests.crews import asleep, children, not_to_be_pickled, odd, wait_for


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Two, whose temporary files are to be found in a folder of the test."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    made = Workers(2, timeout=20)
    yield made
    made.kill()
    assert children() == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_calls_are_answered_by_processes_that_are_kept(workers: Workers) -> None:
    assert [workers.submit(pow, 2, power).result() for power in range(5)] == [1, 2, 4, 8, 16]
    assert len({workers.submit(os.getpid).result() for _ in range(4)}) == 1
    assert workers.submit(os.getpid).result() != os.getpid()


def test_no_more_processes_than_calls_and_no_more_than_said(workers: Workers) -> None:
    assert children() == []
    workers.submit(os.getpid).result()
    assert len(children()) == 1
    for sleep in [workers.submit(time.sleep, 0.2) for _ in range(5)]:
        sleep.result()
    assert len(children()) == 2


def test_what_a_call_raises_is_raised(workers: Workers) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        workers.submit(int, "x").result()
    assert workers.submit(int, "7").result() == 7
    assert len(children()) == 1


@pytest.mark.parametrize("call", [not_to_be_pickled, odd])
def test_what_cannot_be_passed_on_is_said(call: object, workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="cannot be passed on"):
        workers.submit(call).result()
    assert workers.submit(int, "7").result() == 7


def test_what_cannot_be_sent_is_refused(workers: Workers) -> None:
    with pytest.raises((AttributeError, TypeError)):
        workers.submit(lambda: 1).result()


def test_a_large_answer_comes_whole(workers: Workers) -> None:
    answers = [workers.submit(bytes, 3_000_000) for _ in range(4)]
    assert [len(answer.result()) for answer in answers] == [3_000_000] * 4


@pytest.mark.parametrize(
    ("call", "arguments", "how"),
    [(os._exit, (3,), "exit code 3"), (os.abort, (), "killed by SIGABRT"), (sys.exit, ("no room",), "no room")],
)
def test_a_call_whose_process_ends_fails_alone(
    call: object, arguments: tuple[object, ...], how: str, workers: Workers
) -> None:
    others = [workers.submit(pow, 2, 3) for _ in range(3)]
    with pytest.raises(WorkerEndedError, match=how):
        workers.submit(call, *arguments).result()
    assert [other.result() for other in others] == [8, 8, 8]
    assert workers.submit(pow, 2, 5).result() == 32


def test_a_process_that_is_killed_without_work_is_replaced(workers: Workers) -> None:
    pid = workers.submit(os.getpid).result()
    worker = psutil.Process(pid)
    worker.kill()
    worker.wait(timeout=10)
    assert workers.submit(os.getpid).result() != pid


def test_a_call_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    with Workers(2, timeout=0.5) as workers:
        slow = workers.submit(asleep, str(tmp_path / "slow"))
        assert [workers.submit(pow, 2, 3).result() for _ in range(3)] == [8, 8, 8]
        with pytest.raises(TookTooLongError, match=r"0\.5 seconds"):
            slow.result()
        assert not psutil.pid_exists(int((tmp_path / "slow").read_text()))
        assert workers.submit(pow, 2, 5).result() == 32
    assert children() == []


def test_the_start_of_a_process_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_import.py").write_text("import time; time.sleep(1)", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with Workers(1, timeout=0.5, modules=["slow_to_import", "not_there"]) as workers:
        assert workers.submit(pow, 2, 3).result() == 8


def test_killed_they_end_in_the_midst_of_their_calls(workers: Workers, tmp_path: Path) -> None:
    calls = [workers.submit(asleep, str(tmp_path / str(number))) for number in range(4)]
    wait_for(tmp_path / "0")
    begun = time.monotonic()
    workers.kill()
    assert time.monotonic() - begun < 5
    assert children() == []
    assert all(call.cancelled() or isinstance(call.exception(), WorkerEndedError) for call in calls)


def test_without_their_caller_they_end_and_remove_their_files(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    script = (
        "import sys; from reportgen.build.workers import Workers; from tests.crews import asleep\n"
        "Workers(1).submit(asleep, sys.argv[1]).result()\n"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "marker")],
        env=environment(TMPDIR=str(tmp_path / "temporary")),
    )
    worker = psutil.Process(int(wait_for(tmp_path / "marker")))
    caller.kill()
    caller.wait()
    worker.wait(timeout=10)
    left = [path for path in (tmp_path / "temporary").glob("reportgen-*/*") if path.is_dir()]
    assert left == []
