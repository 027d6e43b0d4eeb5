"""What commands print and write for other programs. Here: what `--json` prints, made alike by every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import reportgen

if TYPE_CHECKING:
    from reportgen import Problem, ReportgenError


def print_report(ok: bool, error: ReportgenError | None = None, **findings: list[dict[str, Any]]) -> None:
    """Print the report to stdout: the version, whether all is well, what was found, and what was refused, if so."""
    import json

    report: dict[str, Any] = {"reportgen": reportgen.__version__, "ok": ok, **findings}
    if error is not None:
        report["error"] = {"message": error.message, "hint": error.hint}
    print(json.dumps(report, ensure_ascii=False, indent=2))


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it: code and severity always, the rest where there is something to say."""
    return {"code": problem.code, "severity": problem.severity.value, **reportgen.to_builtins(problem)}
