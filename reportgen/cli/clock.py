"""The one place that knows what day it is: `--date`, and `SOURCE_DATE_EPOCH`.

https://reproducible-builds.org/specs/source-date-epoch/: where the variable is set, it stands for the present. A memo's
date comes from its brief, so that the variable changes nothing until `--date` asks for the present.
"""

from __future__ import annotations

import datetime
import os

import click

VARIABLE = "SOURCE_DATE_EPOCH"


def day(value: str) -> str:
    """A day as YYYY-MM-DD: one that is written so, `today`, or `epoch`. Raises `click.BadParameter`.

    Days are those of UTC: machines in two time zones build the same memo.
    """
    if value == "today":
        return (_epoch() or datetime.datetime.now(datetime.UTC)).date().isoformat()
    if value == "epoch":
        epoch = _epoch()
        if epoch is None:
            raise click.BadParameter(
                f"`epoch` is the day of {VARIABLE}, which is not set: set it, as with"
                f" {VARIABLE}=$(git log -1 --format=%ct)"
            )
        return epoch.date().isoformat()
    try:
        written = datetime.date.fromisoformat(value)
    except ValueError:
        written = None
    if written is None or written.isoformat() != value:  # fromisoformat takes weeks and days without hyphens too
        raise click.BadParameter(f"`{value}` is no date of the form YYYY-MM-DD, nor `today` or `epoch`")
    return value


def _epoch() -> datetime.datetime | None:
    """What `SOURCE_DATE_EPOCH` says; None where it is not set."""
    text = os.environ.get(VARIABLE)
    if text is None:
        return None
    try:
        if not (text.isascii() and text.isdigit()):
            raise ValueError(text)
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"{VARIABLE} is `{text}`, and not a number of seconds since 1970: correct it, or take it away"
        raise click.BadParameter(message) from None
