"""What all commands print with: problems to stderr, tables to stdout, plain where there is no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click

import reportgen

if TYPE_CHECKING:
    from reportgen import Problem, ReportgenError

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls of direction, which would reorder what stands beside them."""


def is_terminal(stream: TextIO) -> bool:
    """Whether someone reads the stream on a terminal that can do more than print characters."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set to anything (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width_of(stream: TextIO) -> int:
    """Columns to keep to: the terminal's, or 80."""
    import shutil

    return shutil.get_terminal_size().columns if stream.isatty() else 80


@contextmanager
def errors_printed(stream: TextIO | None = None) -> Iterator[None]:
    """Print what the library refuses to do, to stderr, and end with the exit code it calls for."""
    out = stream or sys.stderr
    try:
        yield
    except reportgen.ReportgenError as error:
        print_refusal(error, out)
        raise click.exceptions.Exit(exit_code(error)) from error


def print_refusal(error: ReportgenError, stream: TextIO) -> None:
    """What the library refuses to do: all its problems, or one line with a hint."""
    if isinstance(error, reportgen.ProblemsError):
        print_problems(error.problems, stream)
    else:
        print_error(error, stream)


def exit_code(error: ReportgenError) -> int:
    """1 for problems found, 2 for wrong usage, 3 for what the machine lacks or refuses."""
    if isinstance(error, reportgen.UsageError):
        return 2
    return 3 if isinstance(error, reportgen.MissingDependencyError | reportgen.OutputError) else 1


def print_error(error: ReportgenError, stream: TextIO) -> None:
    """One refusal with its place and its hint."""
    place = f"{clean(str(error.location))}: " if error.location else ""
    colour = in_colour(stream)
    print(f"{place}{_styled('error', colour, fg='red', bold=True)}: {clean(error.message)}", file=stream)
    for line in _hint_lines(error.hint, colour):
        print(line, file=stream)


def print_problems(problems: Sequence[Problem], stream: TextIO, *, width: int | None = None) -> None:
    """Each problem with its place, its line and a hint, then how many there are. Nothing where there are none."""
    colour = in_colour(stream)
    for problem in problems:
        for line in _problem_lines(problem, width or width_of(stream), colour):
            print(line, file=stream)
    if problems:
        print(counts(problems), file=stream)


def counts(problems: Sequence[Problem]) -> str:
    """How many errors and warnings: "2 errors, 1 warning"."""
    found = [problem.severity.value for problem in problems]
    parts = [(found.count(name), name) for name in ("error", "warning")]
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in parts if count)


def _problem_lines(problem: Problem, width: int, colour: bool) -> Iterator[str]:
    shade = "red" if problem.severity == "error" else "yellow"
    label = _styled(f"{problem.severity.value} {problem.code}", colour, fg=shade, bold=True)
    yield f"{_styled(clean(str(problem.location)), colour, bold=True)}: {label}: {clean(problem.message)}"
    if problem.excerpt is not None and problem.line is not None:
        gutter = f"{problem.line:>5} |"
        text, before, length = excerpt(
            problem.excerpt, problem.column or 1, token_length(problem), width - len(gutter) - 1
        )
        mark = _styled("^" * length, colour, fg=shade, bold=True)
        yield f"{_styled(gutter, colour, dim=True)} {text}".rstrip()
        yield f"{_styled(' ' * (len(gutter) - 1) + '|', colour, dim=True)} {' ' * before}{mark}"
    yield from _hint_lines(problem.hint, colour)


def _hint_lines(hint: str | None, colour: bool) -> Iterator[str]:
    label = f"   {_styled('hint:', colour, bold=True)} "
    for number, line in enumerate((hint or "").splitlines()):
        yield "{}{}".format("         " if number else label, clean(line)).rstrip()


def _styled(text: str, colour: bool, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold or None, dim=dim or None) if colour else text


def token_length(problem: Problem) -> int:
    """Code points to underline: those of a word the message names in backquotes, where it stands at the column."""
    import re

    at = (problem.column or 1) - 1
    named = re.findall(r"`([^`]+)`", problem.message)
    marks = [mark for word in named for mark in (word, f"@{word}")]  # prose names a claim as `@claim`
    return max((len(mark) for mark in marks if (problem.excerpt or "").startswith(mark, at)), default=1)


def excerpt(line: str, column: int, length: int, width: int) -> tuple[str, int, int]:
    """A line cut to a width around a column, the columns before the mark, and the columns of the mark.

    `column` counts code points from 1, `length` code points, `width` and the results terminal columns.
    """
    cells = [_cell(character) for character in line]
    start = min(column - 1, len(cells))
    end = min(start + length, len(cells))
    sizes = [_columns(cell) for cell in cells]
    first, last = 0, len(cells)
    if sum(sizes) > width:
        room = max(width - 2, 1)  # for an ellipsis at each end
        lead = min(sum(sizes[:start]), max(room // 3, room - sum(sizes[start:])))
        first = start
        while first and sum(sizes[first - 1 : start]) <= lead:
            first -= 1
        last = first
        while last < len(cells) and sum(sizes[first : last + 1]) <= room:
            last += 1
    text = ("…" if first else "") + "".join(cells[first:last]) + ("…" if last < len(cells) else "")
    before = (1 if first else 0) + sum(sizes[first:start])
    return text, before, max(sum(sizes[start : min(end, last)]), 1)


def _cell(character: str) -> str:
    """A character as a terminal may safely draw it: tabs as four spaces, controls as U+FFFD."""
    import unicodedata

    if character == "\t":
        return "    "
    return "\ufffd" if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _BIDI else character


def clean(text: str) -> str:
    """A text as a terminal may safely show it; line ends stay."""
    return "".join(character if character == "\n" else _cell(character) for character in text)


def _columns(text: str) -> int:
    """Terminal columns: none for combining and format characters, two for wide ones (Unicode UAX 11)."""
    import unicodedata

    return sum(
        0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else
        2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )  # fmt: skip


class Table(NamedTuple):
    """Rows to line up: the first columns are text, the last `numbers` columns are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int
    total: tuple[str, ...] | None = None


def print_table(table: Table, stream: TextIO) -> None:
    """A table: drawn by rich on a terminal, aligned text elsewhere."""
    if is_terminal(stream):
        _print_rich(table, stream)
    else:
        print("\n".join(plain_table(table)), file=stream)


def _print_rich(table: Table, stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, show_footer=table.total is not None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for number, title in enumerate(table.head):
        is_number = number >= len(table.head) - table.numbers
        drawn.add_column(
            Text(title),
            footer=Text(table.total[number]) if table.total else "",
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
        )
    for row in table.rows:
        drawn.add_row(*(Text(clean(cell)) for cell in row))
    Console(file=stream).print(drawn)


def plain_table(table: Table, width: int = 80) -> Iterator[str]:
    """The lines of a table as aligned text; the last text column wraps to keep to the width."""
    import textwrap

    rows = [table.head, *table.rows, *([table.total] if table.total else [])]
    rows = [tuple(clean(cell) for cell in row) for row in rows]
    sizes = [max(_columns(row[column]) for row in rows) for column in range(len(table.head))]
    wraps = len(table.head) - table.numbers - 1
    spare = width - sum(sizes) - 2 * (len(sizes) - 1)
    if spare < 0:
        sizes[wraps] = max(sizes[wraps] + spare, 12)
    for row in rows:
        parts = textwrap.wrap(row[wraps], sizes[wraps], break_on_hyphens=False) or [""]
        indent = row[wraps][: len(row[wraps]) - len(row[wraps].lstrip())]
        for number, part in enumerate(parts):
            cells = [*(row if number == 0 else ("",) * len(row))]
            cells[wraps] = part if number == 0 else indent + part
            yield "  ".join(
                " " * (size - _columns(cell)) + cell if column > wraps else cell + " " * (size - _columns(cell))
                for column, (cell, size) in enumerate(zip(cells, sizes, strict=True))
            ).rstrip()
