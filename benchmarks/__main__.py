"""Measures, keeps each result as JSON, and writes RESULTS.md.

python -m benchmarks [NAME ...] [--quick] [--list] [--report]
"""

from __future__ import annotations

import argparse
import importlib
import time

import msgspec

from benchmarks import machine, report
from benchmarks.result import Result, keep, kept

SUITE = ("noop", "thousand", "cold", "many", "steady", "changed", "scale", "charts", "relocate")
PEERS = "peers"
"""Not part of the suite: it measures what others make of the same memo, where they are installed."""
RESULTS = report.HERE / "RESULTS.md"


def main() -> None:
    """Measure what is named, or all, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what builds cost.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join((*SUITE, PEERS))}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller sets: to see that it works")
    parser.add_argument("--list", action="store_true", help="list the benchmarks, with what each took last time")
    parser.add_argument("--report", action="store_true", help="measure nothing: write RESULTS.md from the last results")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in (*SUITE, PEERS)]:
        parser.error(f"there is no benchmark {', '.join(unknown)}: see --list")
    if options.list:
        for name in (*SUITE, PEERS):
            print(_described(name, kept(name)))
        return
    if not options.report:
        measure(options.names or SUITE, quick=options.quick)
    results = {name: result for name in (*SUITE, PEERS) if (result := kept(name))}
    limits, levers = (path.read_text(encoding="utf-8") for path in (report.LIMITS, report.LEVERS))
    RESULTS.write_text(report.page(results, limits, levers), encoding="utf-8")
    print(f"\n{RESULTS.relative_to(report.HERE.parent)}: written")


def measure(names: tuple[str, ...] | list[str], *, quick: bool) -> None:
    """Run benchmarks one after the other, keep the result of each as soon as it is there, and print it."""
    before = machine.look()
    print(f"{before}\nload average {before.load:.2f}{': busy, so the figures will say little' if before.busy else ''}")
    for name in names:
        print(f"\n{name} …", flush=True)
        begun = time.perf_counter()
        found: Result = importlib.import_module(f"benchmarks.{name}").measure(quick)
        seconds = round(time.perf_counter() - begun, 1)
        keep(name, msgspec.structs.replace(found, machine=before, seconds=seconds, quick=quick))
        for bound in found.bounds:
            verdict = {True: "met", False: "NOT MET", None: ""}[bound.met]
            print(f"  {bound.what}: {report.shown(bound.found, bound.unit)} {verdict}  {bound.figures}")
        print(f"  {seconds:.0f} s", flush=True)


def _described(name: str, last: Result | None) -> str:
    about = (importlib.import_module(f"benchmarks.{name}").__doc__ or "").splitlines()[0]
    took = f"{last.seconds:4.0f} s{', quick' if last.quick else ''}" if last else "not measured yet"
    return f"{name:10} {about} [{took.strip()}]"


if __name__ == "__main__":
    main()
