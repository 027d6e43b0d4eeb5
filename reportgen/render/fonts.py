"""The faces a template declares, and what a PDF was set in that is none of them."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from reportgen.model.problem import Problem
from reportgen.render import places

_FACE = re.compile(r"@font-face\s*\{(?P<body>[^}]*)\}")
_FAMILY = re.compile(r"""font-family\s*:\s*["']?(?P<name>[^"';]+?)["']?\s*;""")


class Face(NamedTuple):
    """One `@font-face` rule that names a file, of a font package or of the template."""

    family: str
    rule: str
    packaged: bool
    """Whether its file comes from a font package, and so stays what it is."""


class UsedFont(Protocol):
    """What is asked of the renderer's record of a font."""

    family: str
    to_unicode: dict[int, str]
    missing: dict[int, int]


def declared(template: str, folders: tuple[pathlib.Path, ...]) -> tuple[Face, ...]:
    """The faces a template's style sheets declare, in order. Those that may come from the machine are left out."""
    faces = []
    for name, path in places.template_files(template, folders):
        if not name.endswith((".css", ".html")):
            continue
        for rule in _FACE.finditer(path.read_text(encoding="utf-8", errors="replace")):
            family = _FAMILY.search(rule["body"])
            if family and "url(" in rule["body"] and "local(" not in rule["body"]:
                packaged = places.FONT_URL.search(rule["body"]) is not None
                faces.append(Face(family["name"], rule["body"], packaged))
    return tuple(faces)


def strangers(used: Sequence[UsedFont], faces: tuple[Face, ...], file: str) -> tuple[Problem, ...]:
    """A problem (P105) for each font of the machine that stood in, and for characters no font could draw."""
    families = {face.family for face in faces}
    problems = []
    for font in used:
        if font.missing:
            problems.append(_problem(file, "no font draws", font.missing))
        if font.family not in families:
            drawn = [ord(char) for text in font.to_unicode.values() for char in text]
            problems.append(_problem(file, f"`{font.family}`, a font of this machine, would have to draw", drawn))
    return tuple(problems)


def _problem(file: str, what: str, code_points: Iterable[int]) -> Problem:
    characters = ", ".join(f"“{chr(point)}” (U+{point:04X})" for point in sorted(set(code_points))[:12])
    return Problem(
        code="P105",
        message=f"{what} {characters or 'text'}",
        file=file,
        hint="the template's fonts lack these characters: reword, or give the template a font that has them",
    )
