"""Whether a laid-out memo keeps to the pages it may have, and by how much it runs over.

WeasyPrint's boxes are its own affair; what is read of them is where they stand, how high they are, and whether one is a
column. Lengths are CSS pixels.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.model.memo import Memo
from reportgen.model.problem import Problem

MEMO_END = "memo-end"
"""The anchor a template sets where the memo proper ends and its apparatus begins."""
Box = Any
"""A box of WeasyPrint's formatting structure."""


def too_long(pages: Sequence[Any], memo: Memo, file: str) -> Iterator[Problem]:
    """P106: the memo proper runs over more pages than it may. P108: the whole document does, by so many lines."""
    limit, total, given = memo.output.max_pages, memo.output.total_pages, memo.output.max_pages_given
    ends = (number for number, page in enumerate(pages, start=1) if MEMO_END in page.anchors)
    count = next(ends, len(pages))
    if limit is not None and count > limit:
        yield Problem(
            code="P106",
            message=f"the memo runs over {count} pages before its annex; "
            + (f"`output.max_pages` is {limit}" if given else f"the template `{memo.template}` allows {limit}"),
            file=file,
            hint="shorten the text, or raise the limit" if given else "shorten the text, or say `output.max_pages`",
        )
    if total is not None and len(pages) > total:
        lines = lines_over([page._page_box for page in pages], total)  # noqa: SLF001 (there is no public way)
        paper = {"a4": "A4", "letter": "Letter"}[memo.output.page.value]
        room = f"one {paper} page" if total == 1 else f"{total} {paper} pages"
        yield Problem(
            code="P108",
            message=f"{lines} line{'' if lines == 1 else 's'} too long for {room}",
            file=file,
            hint="shorten the text: it is never set smaller",
        )


def lines_over(pages: Sequence[Box], limit: int) -> int:
    """Lines of text by which a document runs over `limit` pages; 0 where it fits. `pages` are the page boxes.

    Counted is the height of what stands on the further pages, columns one below the other, less what was left free on
    the last page allowed; a line is as high as most lines of the text.
    """
    if len(pages) <= limit:
        return 0
    over = sum(_depth(page) + _foot(page) for page in pages[limit:])
    heights = Counter(round(line.height, 2) for page in pages for line in _lines(page.children[0]))
    ((line, _),) = heights.most_common(1) or ((1.0, 1),)
    return max(1, math.ceil((over - _free(pages[limit - 1])) / line - 0.01))


def _depth(page: Box) -> float:
    """The height of a page's text, its columns one below the other; without what stands at its foot."""
    flow, top = page.children[0], page.content_box_y()
    depth = max(_bottom(flow, top) - top, 0)
    for columns in _columns(flow):
        used = [_bottom(column, column.position_y) - column.position_y for column in columns]
        depth += sum(used) - max(used)
    return float(depth)


def _free(page: Box) -> float:
    """The height left free below a page's text: below each of its columns, where it ends in columns."""
    flow, top = page.children[0], page.content_box_y()
    end = top + page.height - _foot(page)
    bottom = _bottom(flow, top)
    for columns in _columns(flow):
        bottoms = [_bottom(column, column.position_y) for column in columns]
        if max(bottoms) >= bottom:
            return float(sum(max(end - each, 0) for each in bottoms))
    return float(max(end - bottom, 0))


def _foot(page: Box) -> float:
    """The height of the notes at a page's foot."""
    areas = [child for child in page.children if _is(child, "FootnoteAreaBox") and child.children]
    return float(sum(area.margin_height() for area in areas))


def _bottom(box: Box, top: float) -> float:
    """Where the lowest line, table or picture in a box ends; `top` where there is none."""
    return float(max((leaf.position_y + leaf.margin_height() for leaf in _leaves(box)), default=top))


def _leaves(box: Box) -> Iterator[Box]:
    if _is(box, "LineBox", "TableBox", "BlockReplacedBox"):
        yield box
    else:
        for child in _inside(box):
            yield from _leaves(child)


def _lines(box: Box) -> Iterator[Box]:
    if _is(box, "LineBox"):
        yield box
    else:
        for child in _inside(box):
            yield from _lines(child)


def _columns(box: Box) -> Iterator[list[Box]]:
    """The columns of each part that is set in columns."""
    children = _inside(box)
    columns = [child for child in children if child.is_column]
    if columns:
        yield columns
    else:
        for child in children:
            yield from _columns(child)


def _inside(box: Box) -> Sequence[Box]:
    return getattr(box, "children", ())


def _is(box: Box, *kinds: str) -> bool:
    return type(box).__name__ in kinds
