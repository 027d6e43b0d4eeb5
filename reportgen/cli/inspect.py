"""`reportgen inspect`: what a dataset holds, and how much of the interviews its claims account for."""

from __future__ import annotations

import json
import pathlib
import sys
import textwrap
from typing import TYPE_CHECKING, Any, TextIO

import click

import reportgen
from reportgen.cli.console import Table, errors_printed, print_problems, print_table, width_of

if TYPE_CHECKING:
    from reportgen import Summary


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=pathlib.Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for other programs.")
@click.pass_context
def inspect(ctx: click.Context, folder: pathlib.Path, as_json: bool) -> None:
    """Show the themes, claims, people and coverage of the dataset in DIR.

    Coverage counts the sentences of every answer: each is evidence for a claim, set aside with a reason, or
    uncovered. Ends with exit code 1 when the dataset has errors.
    """
    with errors_printed():
        loaded = reportgen.load_dataset(folder)
        summary, problems = reportgen.summarize(loaded), reportgen.check_dataset(loaded)
    out = sys.stdout
    if as_json:
        print(json.dumps(_as_json(summary), ensure_ascii=False, indent=2), file=out)
    else:
        _print(summary, out)
    print_problems(problems, sys.stderr)
    if any(problem.severity == "error" for problem in problems):
        ctx.exit(1)


def _print(summary: Summary, out: TextIO) -> None:
    print(f"{summary.title} ({summary.id})", file=out)
    print(f"{_count(summary.claims, 'claim')} from {_count(summary.sources, 'source')}\n", file=out)
    tables = (_themes(summary), _kinds(summary), _people(summary), _coverage(summary))
    for number, table in enumerate(tables):
        if number:
            print(file=out)
        print_table(table, out)
    if summary.coverage.uncovered:
        places = "Uncovered: " + ", ".join(summary.coverage.uncovered)
        print(textwrap.fill(places, width_of(out), subsequent_indent="  ", break_on_hyphens=False), file=out)


def _themes(summary: Summary) -> Table:
    rows = []
    for theme in summary.themes:
        depth = theme.path.count("/")
        rows.append(("  " * depth + theme.path.rpartition("/")[2], theme.name, str(theme.own), str(theme.total)))
    return Table(head=("Theme", "Name", "Claims", "With sub-themes"), rows=tuple(rows), numbers=2)


def _kinds(summary: Summary) -> Table:
    rows = tuple((kind.value, str(count)) for kind, count in summary.kinds.items())
    return Table(head=("Kind", "Claims"), rows=rows, numbers=1, total=("total", str(summary.claims)))


def _people(summary: Summary) -> Table:
    rows = tuple((person.id, person.name, str(person.speaks), str(person.attributed)) for person in summary.people)
    return Table(head=("Person", "Name", "Speaks", "Is passed on"), rows=rows, numbers=2)


def _coverage(summary: Summary) -> Table:
    found = summary.coverage
    rows = tuple(_coverage_row(e.exchange, e.total, e.evidenced, e.set_aside, e.uncovered) for e in found.exchanges)
    total = _coverage_row("total", found.total, found.evidenced, found.set_aside, found.uncovered)
    return Table(
        head=("Answer", "Sentences", "Evidence", "Set aside", "Uncovered", "Covered"),
        rows=rows,
        numbers=5,
        total=total,
    )


def _coverage_row(name: str, total: int, evidenced: int, set_aside: int, uncovered: tuple[str, ...]) -> tuple[str, ...]:
    # Rounded down: 100 % is all of it.
    share = 100 * (total - len(uncovered)) // total if total else 100
    return (name, str(total), str(evidenced), str(set_aside), str(len(uncovered)), f"{share} %")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _as_json(summary: Summary) -> dict[str, Any]:
    found = summary.coverage
    return {
        "id": summary.id,
        "title": summary.title,
        "sources": summary.sources,
        "claims": summary.claims,
        "kinds": {kind.value: count for kind, count in summary.kinds.items()},
        "themes": [
            {"path": theme.path, "name": theme.name, "own": theme.own, "total": theme.total} for theme in summary.themes
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role,
                "speaks": person.speaks,
                "attributed": person.attributed,
            }
            for person in summary.people
        ],
        "coverage": {
            "total": found.total,
            "evidenced": found.evidenced,
            "set_aside": found.set_aside,
            "share": found.share,
            "uncovered": list(found.uncovered),
            "exchanges": [
                {
                    "exchange": exchange.exchange,
                    "total": exchange.total,
                    "evidenced": exchange.evidenced,
                    "set_aside": exchange.set_aside,
                    "share": exchange.share,
                    "uncovered": list(exchange.uncovered),
                }
                for exchange in found.exchanges
            ],
        },
    }
