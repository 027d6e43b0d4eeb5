"""`reportgen check`: all that can be said of briefs without laying out a page."""

from __future__ import annotations

import json
import sys

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, print_problems


@click.command()
@options.briefs
@options.overriding
@options.strict
@options.as_json
@click.pass_context
def check(
    context: click.Context,
    briefs: tuple[str, ...],
    settings: dict[str, str],
    date: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Check BRIEF... and the datasets they draw on, without rendering.

    Prints every problem with its file, line and column, and what to do about it.
    """
    overrides = options.overrides(settings, date)
    with errors_printed():
        targets = reportgen.plan(briefs, "out")
    found = [problem for target in targets for problem in reportgen.check_brief(target.brief, overrides=overrides)]
    problems = tuple(dict.fromkeys(found))  # briefs share datasets
    failed = any(strict or problem.severity == "error" for problem in problems)
    if as_json:
        records = [reportgen.to_builtins(problem) for problem in problems]
        report = {"reportgen": reportgen.__version__, "ok": not failed, "problems": records}
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_problems(problems, sys.stderr)
        if not problems:
            count = len(targets)
            print(f"{count} brief{'' if count == 1 else 's'} checked: no problems", file=sys.stderr)
    context.exit(1 if failed else 0)
