"""What a large dataset costs, as whole processes: whether time grows in proportion to the claims.

    python benchmarks/scale.py [--claims N ...] [--formats F ...] [--texts] [--runs N]

Makes up corpora with a hundred claims in each interview (`corpus.py`) and times, for each, reading the dataset;
reading and checking it; and reading and checking it with a brief and composing the memo. The table gives the medians,
the peak memory, and the processor's time for each claim beyond that of a start, with its ratio to the size before.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

import corpus

CLAIMS = (1_000, 10_000, 100_000)
IN_AN_INTERVIEW = 100
LEAST = 20
"""Claims of the corpus whose time counts as that of a start."""
STAGES = {
    "read": "import reportgen; reportgen.load_dataset({dataset!r})",
    "check": "import reportgen; assert not reportgen.check_dataset({dataset!r})",
    "memo": "import reportgen; assert reportgen.compose_memo(reportgen.load_project({brief!r})).claims",
}


class Run(NamedTuple):
    """One finished process: seconds on the wall, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Make each corpus, time the stages, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=CLAIMS, help="default 1000 10000 100000")
    parser.add_argument("--formats", nargs="+", choices=corpus.FORMATS, default=("jsonl", "json"))
    parser.add_argument("--texts", action="store_true", help="with the interviews' texts beside them")
    parser.add_argument("--runs", type=int, default=3, help="processes of each sort (default 3)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, {options.runs} runs\n")
    print(f"{'':8}{'claims':>8}{'stage':>8}{'wall, s':>10}{'cpu, s':>9}{'MiB':>7}{'µs a claim':>12}{'ratio':>8}")
    for form in options.formats:
        start: dict[str, float] = {}
        before: dict[str, float] = {}
        for claims in (LEAST, *options.claims):
            with tempfile.TemporaryDirectory() as folder:
                brief = made(pathlib.Path(folder), claims, form, options.texts)
                names = {"brief": str(brief), "dataset": str(brief.parent / "corpus")}
                for stage, script in STAGES.items():
                    run = median([timed(script.format(**names)) for _ in range(options.runs)])
                    start.setdefault(stage, run.cpu)
                    each = (run.cpu - start[stage]) / claims * 1e6
                    row = f"{form:8}{claims:8}{stage:>8}{run.wall:10.2f}{run.cpu:9.2f}{run.memory:7.0f}"
                    row += f"{each:12.1f}" if claims > LEAST else ""
                    print(row + (f"{each / before[stage]:8.2f}" if stage in before else ""), flush=True)
                    if claims > LEAST:
                        before[stage] = each


def made(folder: pathlib.Path, claims: int, form: str, texts: bool) -> pathlib.Path:
    """The brief of a new corpus. It is made in another process: a child's peak memory is at least its parent's."""
    sizes = ["--interviews", str(max(1, claims // IN_AN_INTERVIEW)), "--claims", str(claims)]
    command = [sys.executable, corpus.__file__, str(folder), *sizes, "--format", form, *(["--texts"] if texts else [])]
    return pathlib.Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def timed(script: str) -> Run:
    """Run a script to its end and take the operating system's account of it."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script])
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"`{script}` ended with {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def median(runs: Sequence[Run]) -> Run:
    return Run(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


if __name__ == "__main__":
    main()
