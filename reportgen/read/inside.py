"""Names of files that a brief or dataset gives, held inside its folder."""

from __future__ import annotations

import pathlib

from reportgen.errors import ReportgenError


def inside(root: pathlib.Path, named: str) -> pathlib.Path:
    """The file or folder `named` below `root`, whether it exists or not.

    Raises `ReportgenError` where the name is absolute, climbs with `..`, or leads outside through a symbolic link.
    """
    windows = pathlib.PureWindowsPath(named)  # a brief is refused on every system or on none
    if windows.anchor or pathlib.PurePosixPath(named).is_absolute():
        raise ReportgenError(f"`{named}` is an absolute path", hint="name it relative to this file's folder")
    if ".." in windows.parts:
        raise ReportgenError(f"`{named}` leads out of the folder", hint="move it into this file's folder")
    target = root / named
    try:
        within = target.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise ReportgenError(f"`{named}` cannot be followed: {error}") from error
    if not within:
        hint = "copy what it points to into this file's folder"
        raise ReportgenError(f"`{named}` leads out of the folder through a symbolic link", hint=hint)
    return target
