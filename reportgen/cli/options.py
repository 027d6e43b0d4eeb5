"""Options that several commands share, and what they mean for a brief."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

briefs = click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON report, for other programs.")
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def overriding(command: Command) -> Command:
    """`--set KEY=VALUE` and `--date DATE`, as `settings` and `date`."""
    command = click.option(
        "--date",
        metavar="DATE",
        callback=_date,
        help="The memo's date, YYYY-MM-DD, in place of the brief's.",
    )(command)
    return click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        callback=_settings,
        help="Set a key of the brief by its dotted path, such as output.page=letter. May be repeated.",
    )(command)


def overrides(settings: dict[str, str], date: str | None) -> dict[str, str]:
    """What the options change, by dotted key."""
    return settings | ({"date": date} if date else {})


def _settings(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        key, sign, text = value.partition("=")
        if not sign or not key.strip():
            raise click.BadParameter(f"`{value}` is not KEY=VALUE, such as output.page=letter")
        pairs[key.strip()] = text
    return pairs


def _date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"`{value}` is no date of the form YYYY-MM-DD") from None
    return value
