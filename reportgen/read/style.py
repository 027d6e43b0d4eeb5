"""A house style: by its name, from the project's own file, or written out in a brief. Its colours are checked."""

from __future__ import annotations

import dataclasses
import math
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model import contrast
from reportgen.model.brief import Brief
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.model.project import Loaded
from reportgen.model.style import Colours, Fonts, Margins, Style
from reportgen.read.decode import decode
from reportgen.read.files import MIB
from reportgen.read.inside import inside
from reportgen.read.yaml import read_yaml

FILE = "style.yaml"
"""The style of the briefs that name none, in the project's templates folder."""
FOLDER = "styles"
"""Where the styles stand that have a name."""

Folders = tuple[pathlib.Path, ...]
S = TypeVar("S", Style, Colours, Fonts, Margins)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class LoadedStyle:
    """A style, and where it stands."""

    value: Style
    folder: pathlib.Path
    """The logo lies below it."""
    lines: SourceMap
    at: Path = ()
    """The style's place in its file: a brief's stands under `style`."""
    base: LoadedStyle | None = None
    """The style it extends; `value` has its choices filled in."""

    def problem(self, code: str, message: str, path: Path = (), *, hint: str | None = None) -> Problem:
        """A problem at a path of the style: where that was written, here or in what is extended."""
        if self.base is not None and not self.lines.has((*self.at, *path)):
            return self.base.problem(code, message, path, hint=hint)
        return self.lines.problem(code, message, (*self.at, *path), hint=hint)

    def home(self) -> pathlib.Path:
        """The folder that the logo's path starts from."""
        if self.base is not None and not self.lines.has((*self.at, "organisation")):
            return self.base.home()
        return self.folder


def style_names(folders: Folders) -> tuple[str, ...]:
    """The styles to choose from."""
    return tuple(sorted({path.stem for folder in folders for path in (folder / FOLDER).glob("*.yaml")}))


def style_of(brief: Loaded[Brief], folders: Folders) -> LoadedStyle | None:
    """The style of a brief, named ones looked for in template folders, in order. None where the brief has none.

    Raises `ProblemsError`: R101 to R113 for a file, R122 for colours that cannot be read on each other, R217 for a
    style that is not there.
    """
    named = brief.value.style
    if isinstance(named, str):
        path = _find(named, folders)
        if path is None:
            raise ProblemsError([_unknown(brief.source_map, ("style",), named, folders)])
        return read_style(path, folders)
    if named is not None:
        return _whole(LoadedStyle(named, brief.path.parent, brief.source_map, ("style",)), folders)
    own = next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
    return read_style(own, folders) if own else None


def read_style(path: pathlib.Path, folders: Folders = ()) -> LoadedStyle:
    """The style in a file. Raises `ProblemsError` as `style_of` does."""
    return _whole(_read(path), folders, path)


def _read(path: pathlib.Path) -> LoadedStyle:
    raw, lines = read_yaml(path, limit=MIB)
    return LoadedStyle(decode(raw, Style, lines), path.parent, lines)


def _whole(own: LoadedStyle, folders: Folders, *files: pathlib.Path) -> LoadedStyle:
    """The style with what it extends, checked."""
    loaded = _extended(own, folders, files)
    problems = list(_unreadable(loaded))
    if problems:
        raise ProblemsError(problems)
    return loaded


def _extended(own: LoadedStyle, folders: Folders, seen: tuple[pathlib.Path, ...]) -> LoadedStyle:
    """A style may extend one of its own name: the next in the search. None extends itself."""
    name = own.value.extends
    if name is None:
        return own
    path = _find(name, folders, seen)
    if path is None:
        raise ProblemsError([_unknown(own.lines, (*own.at, "extends"), name, folders)])
    base = _extended(_read(path), folders, (*seen, path))
    return dataclasses.replace(own, value=_merged(own.value, base.value, own.lines, own.at), base=base)


def _merged(own: S, base: S, lines: SourceMap, at: Path) -> S:
    """What is written goes first, then the base."""
    taken = {}
    for field in msgspec.structs.fields(type(own)):
        mine, theirs = getattr(own, field.name), getattr(base, field.name)
        if isinstance(mine, Colours | Fonts | Margins):
            taken[field.name] = _merged(mine, theirs, lines, (*at, field.name))
        elif not lines.has((*at, field.name)):
            taken[field.name] = theirs
    return msgspec.structs.replace(own, **taken)


def _find(name: str, folders: Folders, seen: tuple[pathlib.Path, ...] = ()) -> pathlib.Path | None:
    if not _NAME.fullmatch(name):
        return None
    for folder in folders:
        try:
            path = inside(folder, f"{FOLDER}/{name}.yaml")
        except ReportgenError:
            continue
        if path.is_file() and path not in seen:
            return path
    return None


def _unknown(lines: SourceMap, path: Path, name: str, folders: Folders) -> Problem:
    known = style_names(folders)
    if name in known:
        return lines.problem(
            "R217", f"the style `{name}` extends itself", path, hint="name another one, or leave it out"
        )
    hint = did_you_mean(name, known) or f"there is {', '.join(f'`{one}`' for one in known)}"
    return lines.problem("R217", f"there is no style `{name}`", path, hint=hint)


def _unreadable(loaded: LoadedStyle) -> Iterator[Problem]:
    """R122 for each colour of text too near the paper or the tint.

    Fine rules are not held to anything: no template says by them what it does not say otherwise.
    """
    colours = loaded.value.colours
    grounds = {"paper": colours.paper, "tint": colours.tint}
    for name in ("text", "muted", "accent"):
        colour = getattr(colours, name)
        least, ground = min((contrast.ratio(colour, grounds[ground]), ground) for ground in grounds)
        if least >= contrast.TEXT:
            continue
        better = contrast.nearest(colour, tuple(grounds.values()))
        message = (
            f"`{name}` {colour} has a contrast of {math.floor(least * 100) / 100:.2f}:1 on "
            f"`{ground}` {grounds[ground]}, and text needs {contrast.TEXT}:1"
        )
        hint = f"the nearest colour that passes is {better}" if better else "make `paper` and `tint` more alike"
        yield loaded.problem("R122", message, ("colours", name), hint=hint)
