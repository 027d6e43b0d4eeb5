"""Fonts for a language that those of the house cannot write: Japanese."""

from __future__ import annotations

import dataclasses
import pathlib
from typing import NamedTuple

import msgspec

from reportgen.errors import ProblemsError
from reportgen.model.page import Language
from reportgen.model.project import Project
from reportgen.model.style import SANS, SERIF, Family, Fonts
from reportgen.render import places, system_fonts


class Pair(NamedTuple):
    """Two families of a system that go together."""

    mincho: str
    """With serifs: for text."""
    gothic: str
    """Without: for headings and apparatus, and for what stands out of the text."""


PAIRS = (
    Pair("IPAexMincho", "IPAexGothic"),
    Pair("Noto Serif CJK JP", "Noto Sans CJK JP"),
    Pair("Noto Serif JP", "Noto Sans JP"),
    Pair("Hiragino Mincho ProN", "Hiragino Sans"),
    Pair("Yu Mincho", "Yu Gothic"),
    Pair("MS Mincho", "MS Gothic"),
)
"""Looked for in this order."""
LEADING = 1.6
"""Japanese characters fill their line: they need more distance than letters."""
_KANA = ord("あ")


def lettered(project: Project, folders: tuple[pathlib.Path, ...]) -> Project:
    """The project with families that write its language: each that cannot has one of the system behind it.

    So Latin letters and figures stay those of the house. A family of the system that the style names is left as it is.
    Raises `ProblemsError` (R218) where a family is needed and the machine has none.
    """
    if project.language is not Language.JA:
        return project
    fonts = project.style.fonts
    text, apparatus = fonts.text or SERIF, fonts.apparatus or SANS
    heading = fonts.heading or (SANS if fonts.text is None else text)
    helped = _helped(project, {"text": text, "heading": heading, "apparatus": apparatus}, folders)
    leading = max(project.style.leading, LEADING)
    style = msgspec.structs.replace(project.style, fonts=Fonts(**helped), leading=leading)
    return dataclasses.replace(project, style=style)


def _helped(project: Project, families: dict[str, Family], folders: tuple[pathlib.Path, ...]) -> dict[str, Family]:
    unable = {use for use, family in families.items() if not _writes(family, folders)}
    if not unable:
        return families
    pair = _pair(project)
    return {
        use: msgspec.structs.replace(family, beyond=pair.mincho if "serif" in family.name.lower() else pair.gothic)
        if use in unable
        else family
        for use, family in families.items()
    }


def _writes(family: Family, folders: tuple[pathlib.Path, ...]) -> bool:
    """Whether a family was chosen by hand for it, or its files have kana."""
    if family.beyond or not family.faces:
        return True
    path = _file(family.faces[0].file, folders)
    if path is None:
        return False
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return _KANA in font.getBestCmap()
    except (TTLibError, OSError):
        return False


def _file(named: str, folders: tuple[pathlib.Path, ...]) -> pathlib.Path | None:
    match = places.FONT_URL.fullmatch(named)
    return places.font_file(match["package"], match["file"]) if match else places.find_file(named, folders)


def _pair(project: Project) -> Pair:
    """The first pair that the machine has; the first of all where there is no fontconfig to ask."""
    for pair in PAIRS:
        if all(system_fonts.files(name) != () for name in pair):
            return pair
    names = ", ".join(f"{pair.mincho} and {pair.gothic}" for pair in PAIRS[:2])
    message = "this machine has no Japanese font to set a memo in"
    hint = f"install {names} (Debian: fonts-ipaexfont, fonts-noto-cjk), or name a family under `fonts` of the style"
    lines = project.brief.source_map
    raise ProblemsError([lines.problem("R218", message, ("output", "language"), hint=hint)])
