"""Large datasets: whether time and memory stay within bounds, and grow in proportion to the claims."""

from __future__ import annotations

import functools
import pathlib
import sys
import tempfile

from benchmarks import corpus
from benchmarks.measure import Run, Spread, apart, rounds, spread, timed
from benchmarks.result import Bound, Result, Table, counted

SIZES = (1_000, 10_000, 100_000)
IN_AN_INTERVIEW = 100
LEAST = 20
"""Claims of the corpus whose time counts as that of a start."""
FORMS = ("jsonl", "json")
STAGES = {
    "read": "import reportgen; reportgen.load_dataset({dataset!r})",
    "check": "import reportgen; assert not reportgen.check_dataset({dataset!r})",
    "memo": "import reportgen; assert reportgen.compose_memo(reportgen.load_project({brief!r})).claims",
}
SECONDS, MEMORY = 5.0, 1024.0
"""What the largest corpus may take, in its slowest stage and form; MiB."""


def measure(quick: bool) -> Result:
    """Each stage on each size in each form; the bounds are for the largest."""
    sizes, turns = (SIZES[:2], 1) if quick else (SIZES, 3)
    found: dict[tuple[str, int, str], list[tuple[Run, ...]]] = {}
    for form in FORMS:
        for claims in (LEAST, *sizes):
            with tempfile.TemporaryDirectory() as name:
                interviews = max(1, claims // IN_AN_INTERVIEW)
                brief = apart(corpus.write, pathlib.Path(name), interviews, claims, form)
                places = {"brief": str(brief), "dataset": str(brief.parent / "corpus")}
                for stage, script in STAGES.items():
                    command = (sys.executable, "-c", script.format(**places))
                    runs = rounds(functools.partial(timed, command), count=turns, warm_up=False)
                    found[form, claims, stage] = runs
    largest = [runs for (_, claims, _), runs in found.items() if claims == sizes[-1]]
    slowest = max((spread(runs, "wall") for runs in largest), key=lambda one: one.median)
    biggest = max((spread(runs, "memory") for runs in largest), key=lambda one: one.median)
    return Result(
        title="Large datasets",
        measured=(
            "Made-up corpora (benchmarks/corpus.py) with a hundred claims in each interview, as JSON Lines and as one "
            "JSON file: reading the dataset; reading and checking it; reading and checking it with a brief, and "
            "composing the memo. What a claim costs is the processor’s time beyond that of a start."
        ),
        commands=('python -c "' + STAGES["read"].format(dataset="corpus") + '"',),
        runs=f"{counted(turns, 'run')} of each sort",
        bounds=(
            Bound(what=f"{sizes[-1]:,} claims, slowest stage, wall", found=slowest, limit=SECONDS, unit="s"),
            Bound(what=f"{sizes[-1]:,} claims, peak memory", found=biggest, limit=MEMORY, unit="MiB"),
        ),
        tables=(Table(("form", "claims", "stage", "wall", "processor", "peak", "a claim"), tuple(_rows(found))),),
    )


def _rows(found: dict[tuple[str, int, str], list[tuple[Run, ...]]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for (form, claims, stage), runs in found.items():
        if claims == LEAST:
            continue
        cpu, start = spread(runs, "cpu").median, spread(found[form, LEAST, stage], "cpu").median
        wall, memory = _middle(spread(runs, "wall")), spread(runs, "memory").median
        each = f"{(cpu - start) / claims * 1e6:.0f} µs"
        rows.append((form, f"{claims:,}", stage, f"{wall} s", f"{cpu:.2f} s", f"{memory:.0f} MiB", each))
    return rows


def _middle(found: Spread) -> str:
    return f"{found.median:.2f}"
