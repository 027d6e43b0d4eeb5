"""`reportgen build`: briefs to PDFs and web pages."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, exit_code, is_terminal, print_problems
from reportgen.cli.reports import print_report, problem_record

if TYPE_CHECKING:
    from reportgen import Outcome, Problem, Staleness


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
@options.overriding
@options.with_texts
@options.strict
@options.as_json
@click.pass_context
def build(
    context: click.Context,
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    formats: tuple[str, ...],
    png: bool,
    dpi: int,
    check: bool,
    force: bool,
    explain: bool,
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
    if not png and context.get_parameter_source("dpi") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--dpi is for page images: add --png")
    resolution = dpi if png else None
    what = {"formats": formats, "overrides": options.overrides(settings, date), "sources": sources}
    if check:
        with errors_printed():
            context.exit(_check(briefs, output_dir, what, as_json, strict))
    how: dict[str, Any] = {**what, "strict": strict, "png": resolution, "force": force, "explain": explain}
    if as_json:
        context.exit(_as_json(briefs, output_dir, how))
    with errors_printed():
        planned = reportgen.plan(briefs, output_dir, formats)
        total = len({target.brief for target in planned})
        built = reportgen.build_memos(briefs, output_dir, **how)
        failed = _report(_with_progress(built, len(planned)))
    if failed and total > 1:
        print(f"{failed} of {total} memos were not built", file=sys.stderr)
    context.exit(1 if failed else 0)


def _check(briefs: tuple[str, ...], output_dir: pathlib.Path, how: dict[str, Any], as_json: bool, strict: bool) -> int:
    """List what is stale; gives the exit code: 1 where anything is, or a problem stands in the way."""
    found: list[Staleness] = []
    code, refusal = 0, None
    try:
        for one in reportgen.find_stale(briefs, output_dir, **how):
            found.append(one)
            code = code if one.fresh and not (strict and one.problems) else 1
    except reportgen.ReportgenError as error:
        if not as_json:
            raise
        code, refusal = exit_code(error), error
    if as_json:
        files = [
            {
                "brief": str(one.brief),
                "output": str(one.output),
                "fresh": one.fresh,
                "reasons": list(one.reasons),
                "problems": [problem_record(problem) for problem in one.problems],
            }
            for one in found
        ]
        print_report(code == 0, refusal, files=files)
        return code
    for one in found:
        if one.reasons:
            print(f"{one.output}: {'; '.join(one.reasons)}")
        print_problems(one.problems, sys.stderr)
    stale = sum(bool(one.reasons) for one in found)
    print(f"{len(found) - stale} of {len(found)} files are fresh" if stale else "nothing is stale", file=sys.stderr)
    return code


def _report(outcomes: Iterable[Outcome]) -> int:
    """Print what became of each brief, a problem once for all its formats; how many were not built."""
    failed: set[pathlib.Path] = set()
    printed: set[tuple[pathlib.Path, Problem]] = set()
    fresh: list[pathlib.Path] = []
    for outcome in outcomes:
        if outcome.output is None:
            failed.add(outcome.brief)
        if outcome.fresh and outcome.output is not None:
            fresh.append(outcome.output)
        for path in (None if outcome.fresh else outcome.output, *outcome.pictures):
            if path is not None:
                print(path)
        if outcome.reasons:
            print(f"{outcome.output}: {'; '.join(outcome.reasons)}", file=sys.stderr)
        print_problems([found for found in outcome.problems if (outcome.brief, found) not in printed], sys.stderr)
        printed |= {(outcome.brief, found) for found in outcome.problems}
    if fresh:
        print(f"{fresh[0]} is fresh" if len(fresh) == 1 else f"{len(fresh)} files are fresh", file=sys.stderr)
    return len(failed)


def _as_json(briefs: tuple[str, ...], output_dir: pathlib.Path, how: dict[str, Any]) -> int:
    """Build, and print the report; gives the exit code."""
    memos = []
    code, refusal = 0, None
    try:
        for outcome in reportgen.build_memos(briefs, output_dir, **how):
            memos.append(_record(outcome))
            code = code if outcome.ok else 1
    except reportgen.ReportgenError as error:
        code, refusal = exit_code(error), error
    print_report(code == 0, refusal, memos=memos)
    return code


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


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """A progress bar on stderr while more than one file is built on a terminal."""
    if total < 2 or not is_terminal(sys.stderr):
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    # While it draws, rich sends stdout to the terminal it draws on: right only where that is where stdout goes.
    console, shared = Console(stderr=True), is_terminal(sys.stdout)
    with Progress(console=console, transient=True, redirect_stdout=shared) as progress:
        yield from progress.track(outcomes, total=total, description="Building")
