"""`reportgen relocate`: what became of a dataset's passages in a new edition of the text, and writing it down."""

from __future__ import annotations

import math
import pathlib
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

import reportgen
from reportgen.cli.console import Table, errors_printed, exit_code, print_problems, print_table
from reportgen.cli.options import as_json, named_file
from reportgen.cli.reports import print_report, problem_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen import Problem, Relocation, Relocations


def _source(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, str]:
    return named_file(value)


def _accepted(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """By locator, the places to take for it."""
    accepted: dict[str, tuple[str, ...]] = {}
    for value in values:
        locator, sign, places = value.partition("=")
        if sign and not places:
            raise click.BadParameter(f"`{value}` names no place after `=`")
        if locator in accepted:
            raise click.BadParameter(f"`{locator}` is accepted twice")
        accepted[locator] = tuple(place.strip() for place in places.split(",")) if sign else ()
    return accepted


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=pathlib.Path))
@click.option(
    "--source",
    metavar="[ID=]FILE",
    required=True,
    callback=_source,
    help="The interview's new text; with ID= where the dataset has several sources.",
)
@click.option(
    "--old",
    metavar="FILE",
    help="The text that was indexed; by default the copy in the dataset's folder, if it still is that text.",
)
@click.option(
    "--index",
    metavar="FILE",
    help="The new text's index, where `reportgen ingest` needed corrections to make it.",
)
@click.option("--write", is_flag=True, help="Write the new locators and the new index, if nothing is left to decide.")
@click.option(
    "--accept",
    metavar="LOCATOR[=PLACE]",
    multiple=True,
    callback=_accepted,
    help="Take what was found for a passage that has changed, or the PLACE named; several, with commas between them."
    " May be repeated.",
)
@as_json
@click.pass_context
def relocate(
    context: click.Context,
    folder: pathlib.Path,
    source: tuple[str, str],
    old: str | None,
    index: str | None,
    write: bool,
    accept: dict[str, tuple[str, ...]],
    as_json: bool,
) -> None:
    """Find the passages of the dataset in DIR again in a new text.

    Shows which stand elsewhere, have changed or are lost, and writes nothing. With --write, locators in the dataset
    and the index are replaced together, once each passage that is not word for word the same is accepted. Ends with
    exit code 0 where all is as it was or is written, 1 where something is left to decide or to write.
    """
    texts = {"old": old, "index": index}
    if as_json:
        context.exit(_report(folder, source, texts, write, accept))
    written: Sequence[pathlib.Path] = ()
    with errors_printed():
        found = reportgen.relocate(folder, source[1], source=source[0], **texts)
        left = found.left(accept)
        if write and not left:
            written = reportgen.write_relocations(found, accept)
    _show(found, left)
    for line in _closing(found, left, written, write):
        print(line, file=sys.stderr)
    context.exit(_code(found, left, write))


def _code(found: Relocations, left: Sequence[Problem], write: bool) -> int:
    """0 where nothing is left to do, or all is written."""
    return 0 if not left and (write or not found.is_new) else 1


def _show(found: Relocations, left: Sequence[Problem]) -> None:
    """What does not stand where it was, how many of each there are, and what has to be decided."""
    rows = tuple(_row(item) for item in found.items if item.fate != "exact")
    if rows:
        print_table(Table(head=("Passage", "Is", "Now", "Alike"), rows=rows, numbers=1), sys.stdout)
        print()
    counts = Counter(item.fate for item in found.items)
    print(", ".join(f"{counts[fate]} {fate.value}" for fate in reportgen.Fate if counts[fate]) or "no passage is used")
    if counts[reportgen.Fate.UNKNOWN]:
        print(f"what changed and what is lost cannot be told apart: {found.without_old}", file=sys.stderr)
    if found.doubts:
        count = len(found.doubts)
        print(
            f"{count} doubt{'' if count == 1 else 's'} about who says what in the new text: `reportgen ingest` names"
            " and corrects them; give the index it makes with --index",
            file=sys.stderr,
        )
    print_problems(left, sys.stderr)


def _row(item: Relocation) -> tuple[str, str, str, str]:
    named = item.candidates if item.places or item.fate == "ambiguous" else ()
    score = named[0].score if named else None
    places = ", ".join(" + ".join(candidate.places) for candidate in named)
    return item.locator, item.fate.value, places, "" if score is None else f"{math.floor(score * 100) / 100:.2f}"


def _closing(
    found: Relocations, left: Sequence[Problem], written: Sequence[pathlib.Path], write: bool
) -> Iterator[str]:
    """What was written, and what to do next."""
    yield from (f"{path}: written" for path in written)
    if written and found.stale:
        yield f"{found.stale}: still another text; put the new one in its place"
    elif left and write:
        yield "nothing is written"
    elif not left and not written:
        yield "nothing is written: --write writes it" if found.is_new else "nothing to do: the dataset fits this text"


def _report(
    folder: pathlib.Path,
    source: tuple[str, str],
    texts: dict[str, str | None],
    write: bool,
    accept: dict[str, tuple[str, ...]],
) -> int:
    """Relocate, and print the report; gives the exit code."""
    items: list[dict[str, Any]] = []
    doubts: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    written: Sequence[pathlib.Path] = ()
    code, refusal = 1, None
    try:
        found = reportgen.relocate(folder, source[1], source=source[0], **texts)
        items, doubts = list(_records(found)), found.doubts
        problems = found.left(accept)
        if write and not problems:
            written = reportgen.write_relocations(found, accept)
        code = _code(found, problems, write)
    except reportgen.ProblemsError as error:
        problems = error.problems
    except reportgen.ReportgenError as error:
        code, refusal = exit_code(error), error
    print_report(
        code == 0,
        refusal,
        passages=items,
        problems=[problem_record(problem) for problem in problems],
        doubts=[problem_record(doubt) for doubt in doubts],
        files=[{"path": str(path), "state": "written"} for path in written],
    )
    return code


def _records(found: Relocations) -> Iterator[dict[str, Any]]:
    """The passages as JSON has them, each with the claims that rest on it."""
    claims, uses = found.loaded.value.claims, found.uses
    for item in found.items:
        paths = uses[item.locator]
        yield {
            **reportgen.to_builtins(item),
            "places": list(item.places),
            "claims": list(dict.fromkeys(claims[int(path[1])].id for path in paths if path[0] == "claims")),
            "set_aside": any(path[0] == "set_aside" for path in paths),
        }
