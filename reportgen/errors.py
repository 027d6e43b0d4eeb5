"""The kinds of failure, each with the place it happened. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.model.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; columns count code points."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class ReportgenError(Exception):
    """Anything reportgen refuses to do, with where and what to do about it."""

    def __init__(self, message: str, *, location: Location | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.location}: {self.message}" if self.location else self.message
        return f"{head}\n{self.hint}" if self.hint else head


class ProblemsError(ReportgenError):
    """A check found errors. `problems` holds all of them, sorted by file, line and column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        first = self.problems[0] if self.problems else None
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(
            f"{first.code} {first.message}{more}" if first else "no problem was named",
            location=first.location if first else None,
            hint=first.hint if first else None,
        )


class MissingDependencyError(ReportgenError):
    """The machine lacks something that rendering needs: Pango, a font package, write access."""


class OutputError(ReportgenError):
    """The PDF could not be written: a read-only folder, a full disk."""


class UsageError(ReportgenError):
    """What was asked for cannot be meant: a name that matches no brief, two briefs with one output."""
