"""The Markdown that a job of GitHub Actions shows on its page: counts, and a table of what became of each brief."""

from __future__ import annotations

import re
from collections import Counter

from reportgen.cli.console import clean, counts
from reportgen.cli.reports.run import Item, Result, Run

LIMIT = 1024 * 1024
"""Bytes of a step's summary; GitHub takes none that is longer."""
NAMED = 4
"""Codes of problems that a row names."""
_ROOM = 200
"""Bytes kept for the line that says what was left out."""
_ORDER: tuple[Result, ...] = ("failed", "stale", "built", "fresh", "passed")
_HEAD = "| Brief | Format | Result | Size | Time | Problems |\n| --- | --- | --- | ---: | ---: | --- |\n"
_UNITS = ("B", "KiB", "MiB", "GiB")


def markdown(run: Run, room: int = LIMIT) -> str:
    """The summary in at most so many bytes of UTF-8: rows that would not fit are counted. Empty where nothing fits."""
    found = Counter(item.result for item in run.items)
    said = ", ".join(f"{found[result]} {result}" for result in _ORDER if found[result])
    text = f"### reportgen {run.command}: {said or 'nothing done'}\n\n"
    if run.error is not None:
        text += f"{_cell(run.error.message)}\n\n"
    if run.items:
        text += _HEAD
    left = room - len(text.encode("utf-8", "replace")) - _ROOM
    if left < 0:
        return ""
    # What went wrong first, so that it is not what is cut off.
    for done, item in enumerate(sorted(run.items, key=lambda item: item.ok)):
        row = _row(item)
        left -= len(row.encode("utf-8", "replace"))
        if left < 0:
            rest = len(run.items) - done
            more = "1 more file is" if rest == 1 else f"{rest} more files are"
            return f"{text}\n{more} not listed: a summary has its limit.\n\n"
        text += row
    return f"{text}\n"


def _row(item: Item) -> str:
    codes = list(dict.fromkeys(one.problem.code for one in item.problems))
    named = ", ".join(codes[:NAMED]) + (", …" if len(codes) > NAMED else "")
    found = f"{counts([one.problem for one in item.problems])}: {named}" if codes else ""
    cells = (
        _cell(item.brief),
        item.format or "",
        item.result,
        _size(item.size) if item.size else "",
        "" if item.seconds is None else f"{item.seconds:.1f} s",
        "; ".join(part for part in (found, *map(_cell, _why(item))) if part),
    )
    return f"| {' | '.join(cells)} |\n"


def _why(item: Item) -> tuple[str, ...]:
    return item.reasons if item.result == "stale" else ()


def _size(size: int) -> str:
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def _cell(text: str) -> str:
    """A text that Markdown shows as it stands, on one line, in a table or out of it."""
    plain = re.sub(r"\s+", " ", clean(text)).strip()
    return re.sub(r"([!-,:-@\[-`{-~])", r"\\\1", plain)
