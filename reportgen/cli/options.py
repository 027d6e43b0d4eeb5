"""Options that several commands share, and what they mean for a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import click

Command = Callable[..., Any]

briefs = click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON report, for other programs.")
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
FORMATS = ("pdf", "html")
REPORTS = ("github", "sarif", "junit")
STDOUT = "-"


class Wanted(NamedTuple):
    """What `--format` asks for."""

    formats: tuple[str, ...]
    """What briefs are built as."""
    reports: Mapping[str, str]
    """The file of each report; `-` is stdout."""

    @property
    def on_stdout(self) -> str | None:
        """The report that takes stdout, if any does."""
        return next((name for name, file in self.reports.items() if file == STDOUT), None)


def formats(command: Command) -> Command:
    """`--format NAME[=FILE]`, also several at once, as `wanted`; `pdf` is built where no format is named."""
    return click.option(
        "--format",
        "wanted",
        multiple=True,
        metavar="FORMAT[=FILE]",
        show_default="pdf",
        callback=_wanted,
        help="What to build: pdf or html, or both as pdf,html. What to report as: github (annotations), sarif or"
        " junit, to stdout or, as sarif=FILE, to a file. May be repeated.",
    )(command)


def reports(command: Command) -> Command:
    """`--format NAME[=FILE]` where nothing is built: reports only, as `wanted`."""
    return click.option(
        "--format",
        "wanted",
        multiple=True,
        metavar="REPORT[=FILE]",
        callback=_only_reports,
        help="What to report as: github (annotations), sarif or junit, to stdout or, as sarif=FILE, to a file."
        " May be repeated.",
    )(command)


def overriding(command: Command) -> Command:
    """`--set KEY=VALUE` and `--date DATE`, as `settings` and `date`."""
    command = click.option(
        "--date",
        metavar="DATE",
        callback=_date,
        help="The memo's date in place of the brief's: YYYY-MM-DD, today (in UTC), or epoch, the day of"
        " SOURCE_DATE_EPOCH.",
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


def one_on_stdout(wanted: Wanted, as_json: bool) -> None:
    """Raises `click.UsageError` where `--json` and a report would both be printed."""
    if as_json and wanted.on_stdout:
        name = wanted.on_stdout
        raise click.UsageError(f"--json and --format {name} both go to stdout: write --format {name}=FILE")


def named_file(value: str) -> tuple[str, str]:
    """The source id of `ID=FILE`, empty where none is given, and the file.

    A file whose own name looks like that is written `./ID=FILE`.
    """
    import re

    named = re.fullmatch(r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)=(?P<file>.*)", value, re.DOTALL)
    id_, file = (named["id"], named["file"]) if named else ("", value)
    if not file:
        raise click.BadParameter(f"`{value}` names no file")
    return id_, file


def _only_reports(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Wanted:
    for name in (part.partition("=")[0].strip() for value in values for part in value.split(",")):
        if name in FORMATS:
            raise click.BadParameter(f"`{name}` is built, and this builds nothing: there is {_list(REPORTS)}")
    return _wanted(context, parameter, values)


def _wanted(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> Wanted:
    """Formats and reports told apart. A comma ends a name or a file, so a report's file may have none."""
    built: dict[str, None] = {}
    reported: dict[str, str] = {}
    for part in (part.strip() for value in values for part in value.split(",")):
        name, sign, file = part.partition("=")
        if name in FORMATS and not sign:
            built[name] = None
        elif name in FORMATS:
            raise click.BadParameter(f"`{name}` takes no file: -o names the folder it is written to")
        elif name not in REPORTS:
            raise click.BadParameter(f"`{name}` is no format: there is {_list((*FORMATS, *REPORTS))}")
        elif sign and not file:
            raise click.BadParameter(f"`{part}` names no file")
        elif name in reported:
            raise click.BadParameter(f"`{name}` is asked for twice")
        else:
            reported[name] = file or STDOUT
    for file in set(reported.values()):
        same = [name for name, other in reported.items() if other == file]
        if len(same) > 1:
            where = "stdout" if file == STDOUT else f"`{file}`"
            raise click.BadParameter(f"{_list(same)} both go to {where}: write {same[-1]}=FILE")
    return Wanted(tuple(built) or FORMATS[:1], reported)


def _list(names: tuple[str, ...] | list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


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
    if value is None:
        return None
    from reportgen.cli.clock import day

    return day(value)
