"""`reportgen check`: all that can be said of briefs without laying out a page."""

from __future__ import annotations

import pathlib
import sys
from typing import TYPE_CHECKING

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, exit_code, print_problems, print_refusal
from reportgen.cli.reports import print_report, problem_record
from reportgen.cli.reports.publish import is_reported, manner, publish

if TYPE_CHECKING:
    from reportgen import Problem, ReportgenError


@click.command()
@options.briefs
@options.reports
@options.overriding
@options.with_texts
@options.strict
@options.as_json
@click.pass_context
def check(
    context: click.Context,
    briefs: tuple[str, ...],
    wanted: options.Wanted,
    settings: dict[str, str],
    date: str | None,
    sources: dict[str, str],
    strict: bool,
    as_json: bool,
) -> None:
    """Check BRIEF... and the datasets they draw on, without rendering.

    Prints every problem with its file, line and column, and what to do about it.
    """
    options.one_on_stdout(wanted, as_json)
    overrides = options.overrides(settings, date)
    found: dict[pathlib.Path, tuple[Problem, ...]] = {}
    refusal: ReportgenError | None = None
    try:
        # One name at a time: two briefs of one name are no mistake while nothing is written.
        for brief in dict.fromkeys(target.brief for name in briefs for target in reportgen.plan([name], "out")):
            found[brief] = reportgen.check_brief(brief, overrides=overrides, sources=sources)
    except reportgen.UsageError as error:
        refusal = error
    problems = tuple(dict.fromkeys(problem for these in found.values() for problem in these))  # briefs share datasets
    failed = any(strict or problem.severity == "error" for problem in problems)
    code = exit_code(refusal) if refusal is not None else int(failed)
    how = manner(wanted, as_json)
    if as_json:
        print_report(code == 0, refusal, problems=[problem_record(problem) for problem in problems])
    elif refusal is not None:
        if not how.github:
            print_refusal(refusal, sys.stderr)
    elif how.problems:
        print_problems(problems, sys.stderr)
    if how.paths and refusal is None and not problems:
        print(f"{len(found)} brief{'' if len(found) == 1 else 's'} checked: no problems", file=sys.stderr)
    if is_reported(wanted):
        from reportgen.cli.reports.run import Run, item_of_check, root_folder

        root = root_folder()
        items = tuple(item_of_check(brief, these, root, strict) for brief, these in found.items())
        with errors_printed():
            publish(Run("check", items, root, refusal, code), wanted)
    context.exit(code)
