"""What values are called in messages."""

from __future__ import annotations

from reportgen.model.problem import Path


def label(path: Path) -> str:
    """What a path is called in a message: `text`, or item 2 of `themes`."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        above = label(path[:-1])
        return f"item {path[-1] + 1} of {above}"
    return quoted(path[-1])


def quoted(value: object) -> str:
    """A value in a message: on one line, and of a long one the beginning."""
    text = str(value).replace("\n", "\\n")
    return f"`{text}`" if len(text) <= 60 else f"`{text[:59]}…`"
