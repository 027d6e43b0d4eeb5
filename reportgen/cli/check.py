"""`reportgen check`: all that can be said of briefs without laying out a page."""

from __future__ import annotations

import sys

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, exit_code, print_problems
from reportgen.cli.reports import print_report, problem_record


@click.command()
@options.briefs
@options.overriding
@options.with_texts
@options.strict
@options.as_json
@click.pass_context
def check(
    context: click.Context,
    briefs: tuple[str, ...],
    settings: dict[str, str],
    date: str | None,
    sources: dict[str, str],
    strict: bool,
    as_json: bool,
) -> None:
    """Check BRIEF... and the datasets they draw on, without rendering.

    Prints every problem with its file, line and column, and what to do about it.
    """
    overrides = options.overrides(settings, date)
    try:
        # One name at a time: two briefs of one name are no mistake while nothing is written.
        paths = dict.fromkeys(target.brief for name in briefs for target in reportgen.plan([name], "out"))
    except reportgen.UsageError as error:
        if not as_json:
            with errors_printed():
                raise
        print_report(False, error, problems=[])
        context.exit(exit_code(error))
    found = [
        problem for brief in paths for problem in reportgen.check_brief(brief, overrides=overrides, sources=sources)
    ]
    problems = tuple(dict.fromkeys(found))  # briefs share datasets
    failed = any(strict or problem.severity == "error" for problem in problems)
    if as_json:
        print_report(not failed, problems=[problem_record(problem) for problem in problems])
    else:
        print_problems(problems, sys.stderr)
        if not problems:
            count = len(paths)
            print(f"{count} brief{'' if count == 1 else 's'} checked: no problems", file=sys.stderr)
    context.exit(1 if failed else 0)
