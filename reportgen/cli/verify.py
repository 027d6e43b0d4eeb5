"""`reportgen verify`: what finished PDFs prove of themselves."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import TYPE_CHECKING

import click

import reportgen
from reportgen.cli import options
from reportgen.cli.console import errors_printed, in_colour

if TYPE_CHECKING:
    from reportgen import Verification

_SHADES = {"proved": "green", "failed": "red", "not checked": "yellow"}


@click.command()
@click.argument("pdfs", nargs=-1, required=True, metavar="PDF...", type=click.Path(path_type=pathlib.Path))
@options.with_texts
@click.option("--rebuild", is_flag=True, help="Render the attached memo again and compare byte for byte.")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
    help="Folder whose templates/ hold the memo's template, for --rebuild.",
)
@options.as_json
@click.pass_context
def verify(
    context: click.Context,
    pdfs: tuple[pathlib.Path, ...],
    sources: dict[str, str],
    rebuild: bool,
    project: pathlib.Path | None,
    as_json: bool,
) -> None:
    """Check that PDF... still say what was built.

    Compares attachments, key, page text and comments with each other; with --source, every quotation with the
    interview's text; with --rebuild, the file with one made again. What cannot be checked is said to be so. Ends with
    exit code 1 when a check fails.
    """
    with errors_printed():
        results = [reportgen.verify_pdf(path, sources=sources, rebuild=rebuild, root=project) for path in pdfs]
    if as_json:
        report = {"reportgen": reportgen.__version__, "ok": all(result.ok for result in results)}
        print(json.dumps(report | {"files": reportgen.to_builtins(results)}, ensure_ascii=False, indent=2))
    else:
        for result in results:
            _print(result)
    context.exit(0 if all(result.ok for result in results) else 1)


def _print(result: Verification) -> None:
    colour = in_colour(sys.stdout)
    for finding in result.findings:
        verdict = finding.verdict.value
        label = click.style(f"{verdict:11}", fg=_SHADES[verdict], bold=True) if colour else f"{verdict:11}"
        print(f"{result.file}: {label} {finding.check}: {finding.detail}")
