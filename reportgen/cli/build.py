"""`reportgen build`: briefs to PDFs and web pages."""

from __future__ import annotations

import gc
import pathlib
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, exit_code, is_terminal, print_problems, print_refusal
from reportgen.cli.reports import print_report, problem_record
from reportgen.cli.reports.publish import Manner, is_reported, manner, publish
from reportgen.cli.workers import Workers, ready, working

if TYPE_CHECKING:
    from reportgen import Outcome, Problem, ReportgenError, Staleness


@click.command()
@options.briefs
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(path_type=pathlib.Path),
    default=pathlib.Path("out"),
    show_default=True,
    help="Folder the files are written to; it is made if need be.",
)
@options.formats
@click.option("--png", is_flag=True, help="Write a PNG image of each page too, as nato-1.png beside nato.pdf.")
@click.option(
    "--dpi",
    type=click.IntRange(18, 600),
    metavar="N",
    default=150,
    show_default=True,
    help="Dots per inch of the page images that --png writes.",
)
@click.option("--check", is_flag=True, help="Build nothing: list the files that are stale, and why. Exit 1 if any is.")
@click.option("--force", is_flag=True, help="Build files that are fresh too.")
@click.option("--explain", is_flag=True, help="Say of each file that is built why it was stale.")
@working
@options.overriding
@options.with_texts
@options.strict
@options.as_json
@click.pass_context
def build(
    context: click.Context,
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    wanted: options.Wanted,
    png: bool,
    dpi: int,
    check: bool,
    force: bool,
    explain: bool,
    jobs: int | None,
    timeout: float | None,
    scheduler: str | None,
    settings: dict[str, str],
    date: str | None,
    sources: dict[str, str],
    strict: bool,
    as_json: bool,
) -> None:
    """Build BRIEF... into DIR/<brief name>.pdf, or .html.

    A BRIEF is a file, a folder of briefs or a quoted glob pattern. A brief with problems writes nothing and does not
    keep the others from being built. A file that is what would be built is left as it is. The paths written go to
    stdout, problems to stderr.
    """
    if check and (force or explain or png):
        raise click.UsageError("--check builds nothing: leave out --force, --explain and --png")
    workers = Workers(jobs, timeout, scheduler)
    if check and any(workers):
        raise click.UsageError("--check builds nothing: leave out --jobs, --timeout and --scheduler")
    if not png and context.get_parameter_source("dpi") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--dpi is for page images: add --png")
    options.one_on_stdout(wanted, as_json)
    asked: dict[str, Any] = {
        "formats": wanted.formats,
        "overrides": options.overrides(settings, date),
        "sources": sources,
    }
    if check:
        context.exit(_check(briefs, output_dir, asked, wanted, as_json, strict))
    asked |= {"strict": strict, "png": dpi if png else None, "force": force, "explain": explain}
    context.exit(_build(briefs, output_dir, asked, workers, wanted, as_json))


def _build(
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    asked: dict[str, Any],
    workers: Workers,
    wanted: options.Wanted,
    as_json: bool,
) -> int:
    """Build, print and report; gives the exit code."""
    how = manner(wanted, as_json)
    outcomes: list[Outcome] = []
    refusal: ReportgenError | None = None
    printed: set[tuple[pathlib.Path, Problem]] = set()
    try:
        with ready(workers) as who, _ended(reportgen.build_memos(briefs, output_dir, **asked, **who)) as coming:
            built = coming
            if how.paths and is_terminal(sys.stderr):
                from reportgen.cli.progress import with_progress

                planned = reportgen.plan(briefs, output_dir, wanted.formats)
                built = with_progress(coming, [target.brief for target in planned])
            for outcome in built:
                if outcomes:
                    gc.enable()  # which `main` keeps from running: it pays where there are many
                outcomes.append(outcome)
                _print(outcome, how, printed)
    except reportgen.ReportgenError as error:
        refusal = error
    code = exit_code(refusal) if refusal is not None else int(not all(outcome.ok for outcome in outcomes))
    if as_json:
        print_report(code == 0, refusal, memos=[_record(outcome) for outcome in outcomes])
    elif refusal is not None:
        if not how.github:
            print_refusal(refusal, sys.stderr)
    elif how.paths:
        _print_sum(outcomes)
    if is_reported(wanted):
        from reportgen.cli.reports.run import Run, item_of_outcome, root_folder

        root = root_folder()
        items = tuple(item_of_outcome(outcome, root) for outcome in outcomes)
        with errors_printed():
            publish(Run("build", items, root, refusal, code), wanted)
    return code


@contextmanager
def _ended(outcomes: Iterator[Outcome]) -> Iterator[Iterator[Outcome]]:
    """The outcomes; what still works for them is ended with the block, however that ends."""
    try:
        yield outcomes
    finally:
        if isinstance(outcomes, Generator):
            outcomes.close()


def _print(outcome: Outcome, how: Manner, printed: set[tuple[pathlib.Path, Problem]]) -> None:
    """Print what became of a brief, a problem once for all its formats."""
    if how.paths:
        for path in (None if outcome.fresh else outcome.output, *outcome.pictures):
            if path is not None:
                print(how.line(str(path)), flush=True)
        if outcome.reasons:
            print(how.line(f"{outcome.output}: {'; '.join(outcome.reasons)}"), file=sys.stderr)
    if how.problems:
        print_problems([found for found in outcome.problems if (outcome.brief, found) not in printed], sys.stderr)
        printed |= {(outcome.brief, found) for found in outcome.problems}


def _print_sum(outcomes: list[Outcome]) -> None:
    """How many were fresh, and how many memos were not built."""
    fresh = [outcome.output for outcome in outcomes if outcome.fresh and outcome.output is not None]
    if fresh:
        print(f"{fresh[0]} is fresh" if len(fresh) == 1 else f"{len(fresh)} files are fresh", file=sys.stderr)
    failed, all_ = {outcome.brief for outcome in outcomes if not outcome.ok}, {outcome.brief for outcome in outcomes}
    if failed and len(all_) > 1:
        print(f"{len(failed)} of {len(all_)} memos were not built", file=sys.stderr)


def _record(outcome: Outcome) -> dict[str, Any]:
    return {
        "brief": str(outcome.brief),
        "format": outcome.format.value,
        "output": None if outcome.output is None else str(outcome.output),
        "bytes": outcome.size,
        "fresh": outcome.fresh,
        **({"reasons": list(outcome.reasons)} if outcome.reasons else {}),
        **({"pictures": [str(picture) for picture in outcome.pictures]} if outcome.pictures else {}),
        "problems": [problem_record(problem) for problem in outcome.problems],
    }


def _check(
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    asked: dict[str, Any],
    wanted: options.Wanted,
    as_json: bool,
    strict: bool,
) -> int:
    """List what is stale; gives the exit code: 1 where anything is, or a problem stands in the way."""
    how = manner(wanted, as_json)
    found: list[Staleness] = []
    refusal: ReportgenError | None = None
    try:
        for one in reportgen.find_stale(briefs, output_dir, **asked):
            found.append(one)
            if how.problems:
                if one.reasons:
                    print(f"{one.output}: {'; '.join(one.reasons)}")
                print_problems(one.problems, sys.stderr)
    except reportgen.ReportgenError as error:
        refusal = error
    well = all(one.fresh and not (strict and one.problems) for one in found)
    code = exit_code(refusal) if refusal is not None else int(not well)
    if as_json:
        print_report(code == 0, refusal, files=[_stale_record(one) for one in found])
    elif refusal is not None:
        if not how.github:
            print_refusal(refusal, sys.stderr)
    elif how.paths:
        stale = sum(bool(one.reasons) for one in found)
        print(f"{len(found) - stale} of {len(found)} files are fresh" if stale else "nothing is stale", file=sys.stderr)
    if is_reported(wanted):
        from reportgen.cli.reports.run import Run, item_of_staleness, root_folder

        root = root_folder()
        items = tuple(item_of_staleness(one, root, strict) for one in found)
        with errors_printed():
            publish(Run("build --check", items, root, refusal, code), wanted)
    return code


def _stale_record(one: Staleness) -> dict[str, Any]:
    return {
        "brief": str(one.brief),
        "output": str(one.output),
        "fresh": one.fresh,
        "reasons": list(one.reasons),
        "problems": [problem_record(problem) for problem in one.problems],
    }
