"""What to build: which briefs, in which formats, and where each file goes."""

from __future__ import annotations

import glob
import pathlib
from collections.abc import Iterable
from typing import NamedTuple

from reportgen.errors import UsageError
from reportgen.model.formats import Format

ENDINGS = (".yaml", ".yml")


class Target(NamedTuple):
    """One brief and a file it makes."""

    brief: pathlib.Path
    output: pathlib.Path
    format: Format = Format.PDF


def plan(
    names: Iterable[str | pathlib.Path], output_dir: str | pathlib.Path, formats: Iterable[str] = (Format.PDF,)
) -> tuple[Target, ...]:
    """The briefs named, each with `output_dir/<its name>.<format>`, in order, each once; its formats side by side.

    A name is a file, a folder (the briefs directly in it) or a glob pattern. Raises `UsageError` for a folder or a
    pattern that matches nothing, for two briefs that would write the same file, and for a format there is not.
    """
    folder = pathlib.Path(output_dir)
    endings = tuple(dict.fromkeys(_format(name) for name in formats))
    targets: dict[pathlib.Path, Target] = {}
    for brief in dict.fromkeys(path for name in names for path in _expand(str(name))):
        for ending in endings:
            target = Target(brief, folder / f"{_stem(brief)}.{ending}", ending)
            other = targets.setdefault(target.output, target)
            if other.brief != brief and other.brief.resolve() != brief.resolve():
                raise UsageError(
                    f"`{other.brief}` and `{brief}` would both write `{target.output}`",
                    hint="build them into two folders with -o",
                )
    return tuple(targets.values())


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        known = " and ".join(f"`{known}`" for known in Format)
        raise UsageError(f"`{name}` is no format", hint=f"there is {known}") from None


def _stem(brief: pathlib.Path) -> str:
    """The brief's name without its ending: one plain path component that cannot lead out of a folder."""
    if not brief.stem or brief.stem in {".", ".."}:
        raise UsageError(f"`{brief}` is no name for a brief", hint="a brief is a file such as briefs/nato.yaml")
    return brief.stem


def _expand(name: str) -> list[pathlib.Path]:
    try:
        return _matches(name)
    except OSError as error:  # no permission, a name too long
        raise UsageError(f"`{name}` cannot be read: {(error.strerror or str(error)).lower()}") from error


def _matches(name: str) -> list[pathlib.Path]:
    path = pathlib.Path(name)
    if path.is_dir():
        found = sorted(child for child in path.iterdir() if child.suffix in ENDINGS and child.is_file())
        if not found:
            raise UsageError(f"the folder `{name}` holds no brief", hint="a brief is a file that ends in .yaml")
        return found
    if not path.exists() and glob.has_magic(name):
        matches = map(pathlib.Path, glob.iglob(name, recursive=True))  # noqa: PTH207 (a pattern, absolute or not)
        found = sorted(match for match in matches if match.is_file())
        if not found:
            raise UsageError(f"no brief matches `{name}`")
        return found
    return [path]
