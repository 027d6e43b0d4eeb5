"""A build with nothing to do against a bare start of Python with three libraries."""

from __future__ import annotations

import json
import pathlib
import sys
import tempfile

from benchmarks.measure import BRIEFS, REPORTGEN, Run, ratio, rounds, spread, timed
from benchmarks.result import Bound, Result, counted

BARE = (sys.executable, "-c", "import click, msgspec, yaml")
HEAVY = (
    *("weasyprint", "jinja2", "babel", "vl_convert", "fontTools", "PIL", "pypdfium2", "markdown_it"),
    *("jsonschema", "docx", "rich", "sentencex", "rapidfuzz", "regex", "importlib.metadata", "ctypes"),
)
"""What a build that has something to do may import."""
MODULES = """
import sys
from reportgen.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
import json
print(json.dumps(sorted(sys.modules)))
"""


def measure(quick: bool) -> Result:
    """Pairs, and the modules that one such build imports."""
    count = 7 if quick else 30
    brief = BRIEFS / "nato.yaml"
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("build", str(brief), "-o", folder)
        timed([*REPORTGEN, *arguments])
        pairs = rounds(lambda: fresh(*REPORTGEN, *arguments), lambda: timed(BARE), count=count)
        modules = set(json.loads(timed([sys.executable, "-c", MODULES, *arguments]).printed.splitlines()[-1]))
    return Result(
        title="Nothing to do",
        measured=(
            "`reportgen build` of a memo that is there and fresh, against Python importing click, msgspec and PyYAML."
        ),
        commands=("reportgen build briefs/nato.yaml", 'python -c "import click, msgspec, yaml"'),
        runs=counted(count, "pair"),
        bounds=(
            Bound(what="No-op build / bare imports, wall", found=ratio(pairs, "wall"), limit=1.5, figures=ms(pairs)),
            Bound(what="The same, processor", found=ratio(pairs, "cpu")),
        ),
        notes=(said(modules),),
    )


def fresh(*command: str | pathlib.Path) -> Run:
    """A build that must find everything fresh: what is built names itself on stdout."""
    run = timed(command)
    if run.printed:
        raise RuntimeError(f"the build was to have nothing to do, and wrote: {run.printed.splitlines()[0]}")
    return run


def ms(pairs: list[tuple[Run, ...]]) -> str:
    """The medians of both sides."""
    ours, bare = (spread(pairs, "wall", side).median * 1000 for side in (0, 1))
    return f"{ours:.0f} ms, {bare:.0f} ms"


def said(modules: set[str]) -> str:
    """Which of the heavy modules were not imported, and which were."""
    own = sum(name.partition(".")[0] == "reportgen" for name in modules)
    without = ", ".join(name for name in HEAVY if name not in modules)
    imported = [name for name in HEAVY if name in modules]
    more = f" Imported all the same: {', '.join(imported)}." if imported else ""
    return f"Of {len(modules)} modules {own} are reportgen’s. Not imported: {without}.{more}"
