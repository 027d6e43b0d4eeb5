"""Matrices: codes by something else, in sentences, with how they are tinted and cut for a page. Values."""

from __future__ import annotations

import math

from reportgen.model.asset import Value

SHADES = 4
"""Steps by which a matrix may be tinted, beside its numbers."""
COLUMNS = 16
"""Columns of numbers that fit on a page beside the names of codes, in type of the usual size."""
_USUAL = 10.0
_LEAST = 6


class Column(Value, frozen=True, kw_only=True):
    """What a column of a matrix counts in."""

    label: str
    """Short: `q3`, `2`, `2.1`."""
    name: str
    """In words, for the head's reader or the key."""
    total: int
    """Sentences that bear any code, or the code itself."""


class Row(Value, frozen=True, kw_only=True):
    """One code in a matrix."""

    number: str
    name: str
    level: int
    cells: tuple[int | None, ...]
    """Sentences, by column; none where there is nothing to count."""
    total: int
    """Sentences in all."""


class Matrix(Value, frozen=True, kw_only=True):
    """Codes by something else, in sentences."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str | None = None
    """The interview it is of, by id; of all when absent."""
    name: str | None = None
    """Who is interviewed there, as the memo calls them."""

    @property
    def high(self) -> int:
        """The highest number in a cell."""
        return max((cell or 0 for row in self.rows for cell in row.cells), default=0)

    def shade(self, cell: int | None) -> int:
        """How dark a cell may be tinted: 0 for nothing, `SHADES` for the highest number."""
        return math.ceil(SHADES * cell / self.high) if cell else 0

    def parts(self, size: float = _USUAL) -> tuple[tuple[int, int], ...]:
        """First and last column, the end exclusive, of each table that the matrix is printed as: of even widths.

        `size` is that of the text, in points: the larger, the fewer columns fit.
        """
        width = max(_LEAST, math.floor(COLUMNS * min(1, _USUAL / size)))
        count = math.ceil(len(self.columns) / width)
        step = math.ceil(len(self.columns) / count) if count else 1
        return tuple((at, min(at + step, len(self.columns))) for at in range(0, len(self.columns), step))
