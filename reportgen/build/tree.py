"""The files below a folder by name, as they decide what is read there: with links, without what is no file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

MOST_FILES = 4096
MOST_BYTES = 1 << 30


class TooMuchError(ValueError):
    """More below a folder than can be looked through in the time a build takes."""


class Entry(NamedTuple):
    """Something below a folder."""

    name: str
    """Its path from there, with `/`."""
    path: str
    size: int | None
    """Bytes; None for what is not a regular file."""
    link: str | None = None
    """Where it points to, of a symbolic link. What lies in a folder that is one is listed where it stands."""


def entries(folder: str, wanted: Callable[[str], bool] = lambda name: True) -> tuple[Entry, ...]:
    """All below a folder whose own name is wanted, sorted. Raises `OSError`, and `TooMuchError`."""
    found: list[Entry] = []
    total = 0
    for entry in _entries(folder, "", wanted):
        found.append(entry)
        total += entry.size or 0
        if len(found) > MOST_FILES or total > MOST_BYTES:
            raise TooMuchError(folder)
    return tuple(found)


def _entries(folder: str, above: str, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    with os.scandir(folder) as scan:
        children = sorted((child for child in scan if wanted(child.name)), key=lambda child: child.name)
    for child in children:
        name = f"{above}{child.name}"
        link = os.readlink(child.path) if child.is_symlink() else None  # noqa: PTH115
        if link is None and child.is_dir():
            yield from _entries(child.path, f"{name}/", wanted)
            continue
        try:
            status = child.stat()
        except FileNotFoundError:  # a link to nothing
            yield Entry(name, child.path, None, link)
            continue
        yield Entry(name, child.path, status.st_size if stat.S_ISREG(status.st_mode) else None, link)
