"""Whole processes, run in turn: wall time, processor time with that of all their children, peak memory.

Machines drift while they measure; two commands that take turns drift together, and the ratio of a pair holds.
"""

from __future__ import annotations

import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Literal, NamedTuple, ParamSpec, TypeVar

import msgspec

ROOT = pathlib.Path(__file__).resolve().parent.parent
BRIEFS = ROOT / "briefs"
REPORTGEN = (sys.executable, "-c", "from reportgen.cli import main; main()")
"""What the console script does, whatever the folder it is installed in."""
SHOWN = 2_000
"""Characters of a failed command's complaint that are printed."""
Figure = Literal["wall", "cpu", "memory"]
P = ParamSpec("P")
T = TypeVar("T")


class Run(NamedTuple):
    """One finished process: seconds on the wall, seconds of processor and peak MiB with its children, what it said.

    The memory is that of the largest process, not their sum.
    """

    wall: float
    cpu: float
    memory: float
    printed: str = ""
    code: int = 0


class Spread(msgspec.Struct, frozen=True):
    """A figure measured several times."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of at least one value."""
        found = sorted(values)
        return cls(statistics.median(found), found[0], found[-1])


def timed(command: Sequence[str | os.PathLike[str]], *, codes: Sequence[int] = (0,)) -> Run:
    """Runs a command of this checkout to its end and takes the operating system's account of it.

    What it prints goes to a file, which no reader slows down. Raises `RuntimeError` for an exit code not among `codes`.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        printed, complaint = out.read().decode(), err.read().decode()
    if process.returncode not in codes:
        shown = " ".join(map(str, command))
        raise RuntimeError(f"`{shown}` ended with {process.returncode}:\n{(complaint or printed)[-SHOWN:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, printed, process.returncode)


def environment() -> dict[str, str]:
    """This process's environment, with this checkout's package before any that is installed.

    Compiled modules are kept, as where reportgen is installed: the first round, which is not counted, writes them.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


def rounds(*sides: Callable[[], Run], count: int, warm_up: bool = True) -> list[tuple[Run, ...]]:
    """So many rounds in which each side runs once, in turn: A B A B. One more goes before, and is not counted."""
    made = [tuple(side() for side in sides) for _ in range(count + warm_up)]
    return made[warm_up:]


def ratio(made: Sequence[tuple[Run, ...]], figure: Figure, ours: int = 0, theirs: int = 1) -> Spread:
    """How often one side takes what the other takes, round by round."""
    return Spread.of(getattr(each[ours], figure) / getattr(each[theirs], figure) for each in made)


def spread(made: Sequence[tuple[Run, ...]], figure: Figure, side: int = 0) -> Spread:
    """What one side takes."""
    return Spread.of(getattr(each[side], figure) for each in made)


def apart(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """A function's value, worked out in a process of its own.

    For whatever is made ready beforehand: on Linux a child's peak memory is never below that of its parent.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **named).result()
