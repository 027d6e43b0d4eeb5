"""Workflow commands of GitHub Actions, which become annotations of the files they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.cli.console import clean, token_length
from reportgen.cli.reports.run import Found, Item, Run

SHOWN = 10
"""Annotations of one level that GitHub shows of a step; the others stand in its log only."""
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


class _Note(NamedTuple):
    level: str
    message: str
    title: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    end: int | None = None
    """The column behind the last one, where it is known."""


def document(run: Run) -> bytes:
    """A line for each problem and each stale file, errors first, then how many GitHub will not show."""
    notes = [*map(_problem, run.found), *(note for item in run.items for note in _stale(item))]
    if run.error is not None:
        text = "\n".join(part for part in (run.error.message, run.error.hint) if part)
        notes.append(_Note("error", text, f"reportgen {run.command}"))
    levels = {level: [note for note in notes if note.level == level] for level in ("error", "warning")}
    lines = [_line(note) for level in levels.values() for note in level]
    more = [(len(found) - SHOWN, level) for level, found in levels.items() if len(found) > SHOWN]
    if more:
        counted = " and ".join(f"{count} more {level}{'' if count == 1 else 's'}" for count, level in more)
        text = f"{counted} in the log of this step: GitHub shows {SHOWN} of each"
        lines.append(_line(_Note("notice", text, f"reportgen {run.command}")))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def harmless(text: str) -> str:
    """A line of the log that GitHub takes for no command, whatever a file is called."""
    line = clean(text).replace("\n", "\ufffd").replace("##[", "## [")
    return f"./{line}" if line.lstrip().startswith("::") else line


def _problem(found: Found) -> _Note:
    problem, line, column = found.problem, found.line, found.column
    text = f"{found.place}: {problem.code} {problem.message}" + (f"\nhint: {problem.hint}" if problem.hint else "")
    length = token_length(problem)
    return _Note(
        level=problem.severity.value,
        message=text,
        title=f"reportgen {problem.code}",
        file=found.file,
        line=line,
        column=column,
        end=column + length if column is not None and length > 1 else None,
    )


def _stale(item: Item) -> Iterator[_Note]:
    if item.result == "stale":
        text = f"{item.output}: {'; '.join(item.reasons)}"
        yield _Note("error", text, "reportgen: stale", item.brief)


def _line(note: _Note) -> str:
    end_line = note.line if note.end is not None else None
    named = {
        "file": note.file,
        "line": note.line,
        "endLine": end_line,
        "col": note.column,
        "endColumn": note.end,
        "title": note.title,
    }
    properties = ",".join(
        f"{name}={clean(str(value)).translate(_PROPERTY)}" for name, value in named.items() if value is not None
    )
    return f"::{note.level} {properties}::{clean(note.message).translate(_DATA)}"
