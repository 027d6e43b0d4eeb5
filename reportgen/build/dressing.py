"""The house style of a brief: found, its fonts and its logo with it."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Iterator

from reportgen.build.shared import Shared
from reportgen.errors import ProblemsError, ReportgenError
from reportgen.model.nearest import did_you_mean
from reportgen.model.problem import Problem, in_order
from reportgen.model.project import Project
from reportgen.model.style import FONT, Family
from reportgen.read.assets import load_asset
from reportgen.read.style import LoadedStyle, style_of
from reportgen.render import places, system_fonts

_MAGIC = (b"OTTO", b"\0\1\0\0", b"true", b"ttcf", b"wOFF", b"wOF2")
"""How font files begin: OpenType, TrueType, collections, web fonts."""

Found = tuple[str, str | None]
"""What is wrong with a font, and what to do."""


def dressed(project: Project, folders: tuple[pathlib.Path, ...], shared: Shared) -> Project:
    """The project with its style, where it has one, and the style's logo where it will be shown. Styles are shared.

    Raises `ProblemsError` with every problem: those of `style_of`, R205 for the logo, R218 for a font.
    """
    style = project.brief.value.style
    if style is None or isinstance(style, str):
        loaded, fonts = shared.once(("style", style, folders), lambda: _style(project, folders), again=True)
    else:
        loaded, fonts = _style(project, folders)
    if loaded is None:
        return project
    problems = list(fonts)
    assets = dict(project.assets)
    organisation = loaded.value.organisation
    if organisation and organisation.logo and project.brief.value.organisation is None:
        try:
            assets[organisation.logo] = load_asset(loaded.home(), organisation.logo)
        except ReportgenError as error:
            problems.append(loaded.problem("R205", error.message, ("organisation", "logo"), hint=error.hint))
    if problems:
        raise ProblemsError(in_order(problems))
    return dataclasses.replace(project, style=loaded.value, assets=assets)


def _style(project: Project, folders: tuple[pathlib.Path, ...]) -> tuple[LoadedStyle | None, tuple[Problem, ...]]:
    loaded = style_of(project.brief, folders)
    return loaded, () if loaded is None else tuple(_fonts(loaded, folders))


def _fonts(loaded: LoadedStyle, folders: tuple[pathlib.Path, ...]) -> Iterator[Problem]:
    """R218 for each family and font file that is not there."""
    for use in ("text", "heading", "apparatus"):
        family: Family | None = getattr(loaded.value.fonts, use)
        if family is None:
            continue
        if not family.faces:
            found = _of_system(family.name)
            if found:
                yield loaded.problem("R218", found[0], ("fonts", use, "name"), hint=found[1])
        if family.beyond and (found := _of_system(family.beyond)):
            yield loaded.problem("R218", found[0], ("fonts", use, "beyond"), hint=found[1])
        for index, face in enumerate(family.faces):
            found = _of_package(face.file) if face.packaged else _of_project(face.file, folders)
            if found:
                yield loaded.problem("R218", found[0], ("fonts", use, "faces", index, "file"), hint=found[1])


def _of_system(name: str) -> Found | None:
    if system_fonts.files(name) != ():  # None: without fontconfig there is nothing to ask, and no page to be set
        return None
    hint = did_you_mean(name, system_fonts.families()) or "install it, or give its files under `faces`"
    return f"this machine has no font family `{name}`", hint


def _of_package(named: str) -> Found | None:
    match = places.FONT_URL.fullmatch(named)
    if match is None:
        return f"`{named}` names no file of a font package", f"write {FONT}font_package/File-Regular.otf"
    package, file = match["package"], match["file"]
    if places.font_file(package, file):
        return None
    files = places.font_files(package)
    if not files:
        return f"the font package `{package}` is not installed", f"pip install {package.replace('_', '-')}"
    return f"the font package `{package}` holds no `{file}`", did_you_mean(file, files)


def _of_project(named: str, folders: tuple[pathlib.Path, ...]) -> Found | None:
    path = places.find_file(named, folders)
    if path is None:
        return f"there is no font file `{named}` in the templates folder", f"put it at templates/{named}"
    with path.open("rb") as file:
        head = file.read(4)
    return None if head in _MAGIC else (f"`{named}` is no font file", "use an OpenType, TrueType or WOFF file")
