"""Whether a long-lived process slows down or grows: five hundred distinct memos in one."""

from __future__ import annotations

import json
import pathlib
import sys
import tempfile

from benchmarks import briefs, plain
from benchmarks.measure import Spread, apart, timed
from benchmarks.result import Bound, Result

RESIDENT = """
import json, pathlib, sys, time

def sample():
    status = pathlib.Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    memory = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0)
    return time.process_time(), memory

samples = [sample()]
"""
OURS = """
import reportgen
for outcome in reportgen.build_memos([sys.argv[1]], sys.argv[1] + "/out", force=True):
    assert outcome.ok, outcome.problems
    samples.append(sample())
"""
PLAIN = """
import weasyprint
for name in sys.argv[1:]:
    html = weasyprint.HTML(string=pathlib.Path(name).read_text("utf-8"))
    html.write_pdf(name + ".pdf", pdf_variant="pdf/a-3a")
    samples.append(sample())
"""
END = """
print(json.dumps([(now[0] - before[0], now[1]) for before, now in zip(samples, samples[1:])]))
"""
"""Seconds of processor that each memo took, and resident MiB after it."""
SLACK = 1.02
"""The second hundred may take that much of the first: they have the same make-up, and other words."""


def measure(quick: bool) -> Result:
    """One process over all memos: the second fifth against the first, the memory at the end against that soon on."""
    count, soon = (40, 16) if quick else (500, 50)
    fifth = count // 5
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = apart(plain.pages, apart(briefs.write, folder, count), folder)
        samples = sampled(OURS, str(folder))
        by_hand = sampled(PLAIN, *map(str, pages))
    taken = [seconds for seconds, _ in samples]
    # The first builds also import and warm up, which is no part of a steady state: those of both hundreds are left out.
    skip = min(4, fifth // 2)
    first, second = sum(taken[skip:fifth]), sum(taken[fifth + skip : 2 * fifth])
    early, late = samples[soon - 1][1], samples[-1][1]
    plain_early, plain_late = by_hand[soon - 1][1], by_hand[-1][1]
    return Result(
        title="Five hundred memos in one process",
        measured=(
            f"A script that builds {count} distinct memos through the library in one process, with the processor time "
            f"and the resident memory after each. The first {skip} of each {fifth} are left out of the times. "
            "WeasyPrint by hand in one process, on the same pages, is there to compare the memory with."
        ),
        commands=('for outcome in reportgen.build_memos(["memos"], "out", force=True): ...',),
        runs="One process of each",
        bounds=(
            Bound(
                what=f"Processor, memos {fifth + 1} to {2 * fifth} / memos 1 to {fifth}",
                found=Spread.of([second / first]),
                limit=SLACK,
                figures=f"{second / (fifth - skip):.3f} s, {first / (fifth - skip):.3f} s a memo",
            ),
            Bound(
                what=f"Resident memory after {count} memos / after {soon}",
                found=Spread.of([late / early if early else 0]),
                limit=1.15 if early else None,
                figures=f"{late:.0f} MiB, {early:.0f} MiB" if early else "this system does not tell",
            ),
            Bound(
                what="The same, WeasyPrint by hand",
                found=Spread.of([plain_late / plain_early if plain_early else 0]),
                figures=f"{plain_late:.0f} MiB, {plain_early:.0f} MiB",
            ),
        ),
    )


def sampled(script: str, *arguments: str) -> list[tuple[float, float]]:
    """The samples of one process."""
    run = timed([sys.executable, "-c", f"{RESIDENT}{script}{END}", *arguments])
    return [(seconds, memory) for seconds, memory in json.loads(run.printed)]
