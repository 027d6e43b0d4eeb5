"""Runs of a command as reports see them, written out."""

from __future__ import annotations

from pathlib import Path

from reportgen import Problem, Severity
from reportgen.cli.reports.run import Found, Item, Run

ROOT = Path("/srv/memos")
UNKNOWN = Problem(
    code="R201",
    message="there is no claim `hull-odd`",
    file="ferry.yaml",
    line=7,
    column=14,
    hint="did you mean `hull-old`?",
    excerpt="  cost [it] [@hull-odd].",
)
ODD = Problem(code="P103", message="50% of it, or {0}: odd", file="house", severity=Severity.WARNING)


def problem(number: int, severity: Severity = Severity.ERROR) -> Found:
    """One of many problems, each in a line of its own."""
    one = Problem(code="E301", message=f"paragraph {number}", file="long.yaml", line=number, severity=severity)
    return Found(one, "briefs/long.yaml")


BUILT = Item("briefs/nato.yaml", "built", "pdf", "out/nato.pdf", size=2048, seconds=1.25)
FRESH = Item("briefs/nato.yaml", "fresh", "html", "out/nato.html", seconds=0.5)
ODDLY_BUILT = Item("briefs/odd.yaml", "built", "pdf", "out/odd.pdf", (Found(ODD, "briefs/odd.yaml"),), size=300)
FAILED = Item("briefs/ferry.yaml", "failed", "pdf", None, (Found(UNKNOWN, "briefs/ferry.yaml"),))
STALE = Item("briefs/old.yaml", "stale", "pdf", "out/old.pdf", reasons=("claim `a` changed", "`title` changed"))
PASSED = Item("briefs/nato.yaml", "passed")


def run(*items: Item, command: str = "build", code: int = 0) -> Run:
    """A command that came to these items."""
    return Run(command, items, ROOT, None, code)
