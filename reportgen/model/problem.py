"""A finding of a check, and the map from values back to the lines they were read from."""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from reportgen.errors import Location

Path = tuple[str | int, ...]

LONGEST = 10_000
"""Code points of a line that a problem shows: a file may be one line of many megabytes."""


class Severity(enum.StrEnum):
    """How much a problem weighs. Warnings stop a build only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One finding: what is wrong, where, and what to do."""

    code: str
    """Rule code, such as `R104`. The README lists them."""
    message: str
    """One sentence, no final period needed by any reader of it."""
    file: str
    severity: Severity = Severity.ERROR
    line: int | None = None
    """From 1."""
    column: int | None = None
    """From 1, in code points."""
    hint: str | None = None
    """What to do, such as "did you mean …?"."""
    excerpt: str | None = None
    """The source line the problem stands in, without its line end. None where that is longer than `LONGEST`."""

    @property
    def location(self) -> Location:
        return Location(self.file, self.line, self.column)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, sorted by file, line, column and code."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.file, p.line or 0, p.column or 0, p.code, p.message)))


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each value of a YAML or JSON file stands. Paths are tuples such as `("claims", 3, "text")`.

    `keys` holds the place of a mapping's key, `values` that of the value: offsets in code points, from 0,
    the end exclusive.
    """

    file: str
    text: str = ""
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    line_starts: Sequence[int] = (0,)

    def location(self, offset: int) -> Location:
        """The line and column of an offset."""
        line = bisect.bisect_right(self.line_starts, offset)
        return Location(self.file, line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """The text of a line, without its end; lines count from 1."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def has(self, path: Path) -> bool:
        """Whether the value at a path was written."""
        return path in self.values

    def part(self, path: Path) -> tuple[SourceMap, Path]:
        """The map of the file in which a path stands, and the path there: for values that come from two files."""
        return self, path

    def written(self, path: Path) -> str | None:
        """A value as its file has it; None where it is in none."""
        lines, path = self.part(path)
        place = lines.values.get(path)
        return lines.text[place[0] : place[1]] if place else None

    def problem(
        self,
        code: str,
        message: str,
        path: Path = (),
        *,
        hint: str | None = None,
        at_key: bool = False,
        needle: str | None = None,
        occurrence: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at a path: at its value, at its key, or at the nth time `needle` stands in its value.

        A path the file does not have falls back to the nearest one above it.
        """
        lines, path = self.part(path)
        offset = lines.offset_at(path, at_key=at_key, needle=needle, occurrence=occurrence)
        if offset is None:
            return Problem(code=code, message=message, file=lines.file, hint=hint, severity=severity)
        place = lines.location(offset)
        assert place.line is not None
        line = lines.line_text(place.line)
        return Problem(
            code=code,
            message=message,
            file=lines.file,
            line=place.line,
            column=place.column,
            hint=hint,
            excerpt=line if len(line) <= LONGEST else None,
            severity=severity,
        )

    def offset_at(self, path: Path, *, at_key: bool, needle: str | None, occurrence: int) -> int | None:
        """Where a problem at a path of this file stands; None where the file has not even its root."""
        if at_key and path in self.keys:
            return self.keys[path][0]
        while path not in self.values:
            if not path:
                return None
            path = path[:-1]
        start, end = self.values[path]
        found = start
        if needle:
            at = start - 1
            for _ in range(occurrence + 1):
                at = self.text.find(needle, at + 1, end)
                if at < 0:
                    break
                found = at
        return found
