"""What tests have workers do: calls that end their process, or never end. Workers import them by name."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import psutil

from reportgen.build.job import Job, Result, run_job
from reportgen.build.worker import START


def kills_itself(job: Job) -> Result:
    """As `run_job`, but a brief called `dies` takes its process along, as the system does where memory runs out."""
    if "dies" in job.brief:
        os.kill(os.getpid(), signal.SIGKILL)
    return run_job(job)


def never_ends(job: Job) -> Result:
    """As `run_job`, but a brief called `hangs` takes a minute."""
    if "hangs" in job.brief:
        time.sleep(60)
    return run_job(job)


def asleep(marker: str) -> None:
    """Says that it has begun, and sleeps for a minute."""
    Path(marker).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(60)


def not_to_be_pickled() -> object:
    return lambda: None


class OddError(Exception):
    """Cannot be read back: it needs two arguments and pickles one."""

    def __init__(self, one: str, _two: str) -> None:
        super().__init__(one)


def odd() -> None:
    raise OddError("one", "two")


def children() -> list[psutil.Process]:
    """The workers that this process or those it has started have started, but for what is dead.

    Other tests leave processes of their own behind, such as the resource tracker of `multiprocessing`.
    """
    return [child for child in psutil.Process().children(recursive=True) if _is_worker(child)]


def _is_worker(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and START in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def wait_for(path: Path, pattern: str = r"(?s)(.+)", seconds: float = 20) -> str:
    """What a pattern's group takes of a file, as soon as it is there; the whole text unless another is given."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and (found := re.search(pattern, path.read_text(encoding="utf-8"))):
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"{path} does not have {pattern} after {seconds} seconds")
