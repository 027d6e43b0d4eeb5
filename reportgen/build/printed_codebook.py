"""What the pages of a codebook must say: its codes, claims, examples and tables, row by row, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.model.codebook import Code, Codebook
from reportgen.model.matrix import Matrix
from reportgen.model.memo import Memo


class Said(NamedTuple):
    """A text, and where in the memo it stands."""

    where: str
    text: str
    is_row: bool = False
    """Whether it is a row of a table: its cells from left to right."""


def said(memo: Memo, book: Codebook) -> Iterator[Said]:
    """Every text of a codebook that its pages print as it stands."""
    several, size = len(book.participants) > 1, memo.look.size
    for code in book.codes:
        counts = [code.claims, code.sentences, code.passages, *([code.sources] if several else [])]
        yield _row(f"code {code.number} at a glance", code.number, code.name, *counts)
    for code in book.codes:
        yield from _code(code, memo, book)
    if several and book.exchanges:
        for one in book.participants:
            counts = [one.exchanges, one.sentences, one.coded, one.set_aside, one.uncoded]
            yield Said(f"interview {one.number}", one.name)
            yield _row(f"interview {one.number}", *counts)
    if book.interviews:
        yield from _matrix("codes by interview", book.interviews, size, totals=True)
    if book.tabled:
        for matrix in book.exchanges:
            yield from _matrix(f"codes by exchange, {matrix.source}", matrix, size, totals=True)
    else:
        for at, code in enumerate(book.codes):
            yield Said(f"where code {code.number} is found", f"{code.number} {code.name} {book.found(at)}")
    if book.together:
        yield from _matrix("codes by code", book.together, size, totals=False)
    for passage in book.aside:
        if passage.reason:
            yield Said(f"the reason for {passage.locator}", passage.reason)
    for item in book.coreq:
        yield _row(f"item {item.number} of COREQ", item.number, item.topic, item.answer or "")
    for claim, listings in zip(memo.claims, book.listings, strict=True):
        codes = ", ".join(listing.number for listing in listings)
        places = ", ".join(item.locator if several else item.locator.partition("/")[2] for item in claim.evidence)
        yield _row(f"claim {claim.number} in the register", claim.number, places, codes)


def _code(code: Code, memo: Memo, book: Codebook) -> Iterator[Said]:
    where = f"code {code.number}"
    yield Said(f"the name of {where}", f"{code.number} {code.name}")
    for what, text in (("definition", code.definition), ("inclusion", code.include), ("exclusion", code.exclude)):
        if text:
            yield Said(f"the {what} of {where}", text)
    if code.example:
        yield Said(f"the example of {where}", memo.claim(code.example.mark.number).text)
        if code.example.quotation:
            yield Said(f"the quotation of {where}", code.example.quotation.text)
    for mark in code.listed:
        yield Said(f"claim {mark.number} of {where}", memo.claim(mark.number).text)
    if code.also:
        named = (f"{mark.number} ({book.home(mark.number).number})" for mark in code.also)
        yield Said(f"the other claims of {where}", ", ".join(named))


def _matrix(where: str, matrix: Matrix, size: float, *, totals: bool) -> Iterator[Said]:
    for first, last in matrix.parts(size):
        is_last = last == len(matrix.columns)
        for row in matrix.rows:
            cells = ("" if cell is None else cell for cell in row.cells[first:last])
            yield _row(f"{where}, code {row.number}", row.number, row.name, *cells, row.total if is_last else "")
        if totals:
            columns = [column.total for column in matrix.columns]
            yield _row(f"{where}, any code", *columns[first:last], sum(columns) if is_last else "")


def _row(where: str, *cells: str | int) -> Said:
    return Said(where, " ".join(map(str, cells)), is_row=True)
