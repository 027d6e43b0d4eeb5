"""What a build costs, as whole processes in pairs: machines drift, ratios hold.

    python benchmarks/build.py [--runs N]

Times a cold `reportgen build` of one brief against a plain script that hands the same HTML to WeasyPrint with the
same PDF variant. The two run in turn, A B A B; the table gives the median of each, and of the ratios of the pairs with
their range.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

import reportgen
from reportgen.render import places

ROOT = pathlib.Path(__file__).resolve().parent.parent
BRIEF = ROOT / "briefs" / "nato.yaml"
PLAIN = """
import pathlib, sys, weasyprint
html = weasyprint.HTML(string=pathlib.Path(sys.argv[1]).read_text("utf-8"))
html.write_pdf(sys.argv[2], pdf_variant="pdf/a-3a")
"""
FIGURES = (("wall", "s"), ("cpu", "s"), ("memory", "MiB"))


class Run(NamedTuple):
    """One finished process: seconds on the wall, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Time the pairs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="pairs counted, after one that is not (default 7)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = commands(pathlib.Path(folder))
        pairs = [(timed(ours), timed(plain)) for _ in range(runs + 1)][1:]
    report(pairs)


def commands(folder: pathlib.Path) -> tuple[list[str], list[str]]:
    """The two commands of a pair: the build, and WeasyPrint by hand on the same page."""
    project = reportgen.load_project(BRIEF)
    html = reportgen.render_html(reportgen.compose_memo(project), root=project.root)
    page, script = folder / "memo.html", folder / "plain.py"
    page.write_text(places.FONT_URL.sub(font_url, html), encoding="utf-8")
    script.write_text(PLAIN, encoding="utf-8")
    command = pathlib.Path(sys.executable).with_name("reportgen")
    ours = [str(command), "build", str(BRIEF), "-o", str(folder)]
    return ours, [sys.executable, str(script), str(page), str(folder / "plain.pdf")]


def font_url(match: re.Match[str]) -> str:
    """The file of a font package as WeasyPrint alone can read it."""
    path = places.font_file(match["package"], match["file"])
    if path is None:
        raise SystemExit(f"the font {match[0]} is not installed")
    return path.as_uri()


def timed(command: Sequence[str]) -> Run:
    """Run a command to its end and take the operating system's account of it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def report(pairs: Sequence[tuple[Run, Run]]) -> None:
    """Print versions, machine and the table."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("reportgen-memo", "weasyprint")]
    print(", ".join([*versions, f"Python {platform.python_version()}", platform.platform(), f"{os.cpu_count()} cores"]))
    print(f"{len(pairs)} pairs, cold, briefs/{BRIEF.name}\n")
    print(f"{'':10}{'reportgen':>12}{'WeasyPrint':>12}{'ratio':>8}   range")
    for place, (name, unit) in enumerate(FIGURES):
        ours, plain = ([pair[side][place] for pair in pairs] for side in (0, 1))
        ratios = [a / b for a, b in zip(ours, plain, strict=True)]
        row = f"{name + ', ' + unit:10}{statistics.median(ours):12.2f}{statistics.median(plain):12.2f}"
        print(f"{row}{statistics.median(ratios):8.2f}   {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
