"""`reportgen build`: briefs to PDFs."""

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
    from reportgen import Outcome


@click.command()
@options.briefs
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(path_type=pathlib.Path),
    default=pathlib.Path("out"),
    show_default=True,
    help="Folder the PDFs are written to; it is made if need be.",
)
@options.overriding
@options.with_texts
@options.strict
@options.as_json
@click.pass_context
def build(
    context: click.Context,
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    settings: dict[str, str],
    date: str | None,
    sources: dict[str, str],
    strict: bool,
    as_json: bool,
) -> None:
    """Build BRIEF... into DIR/<brief name>.pdf.

    A BRIEF is a file, a folder of briefs or a quoted glob pattern. A brief with problems writes nothing and does not
    keep the others from being built. The paths written go to stdout, problems to stderr.
    """
    overrides = options.overrides(settings, date)
    if as_json:
        context.exit(_as_json(briefs, output_dir, overrides, sources, strict))
    with errors_printed():
        total = len(reportgen.plan(briefs, output_dir))
        built = reportgen.build_memos(briefs, output_dir, overrides=overrides, sources=sources, strict=strict)
        failed = sum(not _report(outcome) for outcome in _with_progress(built, total))
    if failed and total > 1:
        print(f"{failed} of {total} memos were not built", file=sys.stderr)
    context.exit(1 if failed else 0)


def _report(outcome: Outcome) -> bool:
    """Print what became of one brief; whether it was built."""
    if outcome.output is not None:
        print(outcome.output)
    print_problems(outcome.problems, sys.stderr)
    return outcome.ok


def _as_json(
    briefs: tuple[str, ...],
    output_dir: pathlib.Path,
    overrides: dict[str, str],
    sources: dict[str, str],
    strict: bool,
) -> int:
    """Build, and print the report; gives the exit code."""
    memos = []
    code, refusal = 0, None
    try:
        for outcome in reportgen.build_memos(briefs, output_dir, overrides=overrides, sources=sources, strict=strict):
            memos.append(_record(outcome))
            code = code if outcome.ok else 1
    except reportgen.ReportgenError as error:
        code, refusal = exit_code(error), error
    print_report(code == 0, refusal, memos=memos)
    return code


def _record(outcome: Outcome) -> dict[str, Any]:
    return {
        "brief": str(outcome.brief),
        "output": None if outcome.output is None else str(outcome.output),
        "bytes": outcome.size,
        "problems": [problem_record(problem) for problem in outcome.problems],
    }


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """A progress bar on stderr while more than one memo is built on a terminal."""
    if total < 2 or not is_terminal(sys.stderr):
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    # While it draws, rich sends stdout to the terminal it draws on: right only where that is where stdout goes.
    console, shared = Console(stderr=True), is_terminal(sys.stdout)
    with Progress(console=console, transient=True, redirect_stdout=shared) as progress:
        yield from progress.track(outcomes, total=total, description="Building")
