"""`reportgen doctor`: whether this machine has what rendering needs, and what to do where it has not."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import reportgen
from reportgen.cli.console import in_colour

if TYPE_CHECKING:
    from reportgen import EnvironmentReport

EXIT_MACHINE = 3


@click.command()
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder that PDFs are to be written to.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@click.option(
    "--install-line",
    "only_line",
    is_flag=True,
    help="Print only the line that installs missing system libraries; nothing where none is missing.",
)
@click.pass_context
def doctor(context: click.Context, output_dir: Path, as_json: bool, only_line: bool) -> None:
    """Check that this machine can render.

    Looks for Python, WeasyPrint, Pango and the libraries around it, the fonts, and write access to the output
    folder. Says what to do about each thing that is missing. Exit code 0 when all is well, 3 when not.
    """
    report = reportgen.inspect_environment(output_dir)
    out = sys.stdout
    if as_json:
        print(json.dumps({"ok": report.ok, **dataclasses.asdict(report)}, indent=2, ensure_ascii=False), file=out)
    elif only_line:
        print(report.install_line, end="\n" if report.install_line else "", file=out)
    else:
        print("\n".join(_lines(report, in_colour(out))), file=out)
    context.exit(0 if report.ok else EXIT_MACHINE)


def _lines(report: EnvironmentReport, colour: bool) -> Iterator[str]:
    width = max(len(check.name) for check in report.checks)
    for check in report.checks:
        word = "ok   " if check.ok else "FAIL "
        if colour:
            word = click.style(word, fg="green" if check.ok else "red", bold=None if check.ok else True)
        line = f"{word} {check.name.ljust(width)}  {check.found}"
        yield line if check.ok else f"{line} (needs {check.needed})\n      fix: {check.fix}"
    failed = len(report.failed)
    yield f"\n{failed} of {len(report.checks)} checks failed." if failed else "\nThis machine can render."
