"""Options that several commands share, and what they mean for a brief."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

briefs = click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON report, for other programs.")
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
FORMATS = ("pdf", "html")
_NAMED = re.compile(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)=(?P<file>.*)", re.DOTALL)
"""`ID=FILE`; a file whose own name looks like that is written `./ID=FILE`."""


def formats(command: Command) -> Command:
    """`--format NAME`, also several at once, as `formats`; `pdf` where none is named."""
    return click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT",
        default=("pdf",),
        show_default="pdf",
        callback=_formats,
        help="What to build: pdf or html, or both as pdf,html. May be repeated.",
    )(command)


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


def with_texts(command: Command) -> Command:
    """`--source FILE` and `--source ID=FILE`, as `sources`."""
    return click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="[ID=]FILE",
        callback=_sources,
        help="The interview's text, to quote from and to prove quotations by; with ID= where there are several."
        " May be repeated.",
    )(command)


def overrides(settings: dict[str, str], date: str | None) -> dict[str, str]:
    """What the options change, by dotted key."""
    return settings | ({"date": date} if date else {})


def named_file(value: str) -> tuple[str, str]:
    """The source id of `ID=FILE`, empty where none is given, and the file."""
    named = _NAMED.fullmatch(value)
    id_, file = (named["id"], named["file"]) if named else ("", value)
    if not file:
        raise click.BadParameter(f"`{value}` names no file")
    return id_, file


def _formats(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if name not in FORMATS:
            raise click.BadParameter(f"`{name}` is no format: there is {' and '.join(FORMATS)}")
    return tuple(dict.fromkeys(names))


def _settings(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        key, sign, text = value.partition("=")
        if not sign or not key.strip():
            raise click.BadParameter(f"`{value}` is not KEY=VALUE, such as output.page=letter")
        pairs[key.strip()] = text
    return pairs


def _sources(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Files by source id; the only source's by the empty one."""
    files: dict[str, str] = {}
    for value in values:
        id_, file = named_file(value)
        if id_ in files:
            raise click.BadParameter(f"two files for `{id_}`" if id_ else "two files, and none says of which source")
        files[id_] = file
    return files


def _date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"`{value}` is no date of the form YYYY-MM-DD") from None
    return value
