"""The faces a memo may be set in, and what a PDF was set in that is none of them."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from reportgen.model.memo import Memo
from reportgen.model.problem import Problem
from reportgen.model.style import Family, Style
from reportgen.render import places

_FACE = re.compile(r"@font-face\s*\{(?P<body>[^}]*)\}")
_FAMILY = re.compile(r"""font-family\s*:\s*["']?(?P<name>[^"';]+?)["']?\s*;""")
_SHOWN = 12
_PARTS = {
    "takeaways": "takeaway {number}",
    "sections": "section {number}, “{item[heading]}”",
    "recommendations": "recommendation {number}",
    "claims": "claim `{item[id]}`",
    "sources": "source `{item[id]}`",
    "quotations": "the quotation of {item[place]}",
}
"""What the parts of a memo that are lists are called. The others go by their key."""
_UNSEEN = frozenset({"format", "template", "output", "look", "shows", "keywords", "description"})
"""Parts that are not set on a page."""
_UNSET = frozenset(
    {"tag", "id", "anchor", "anchors", "href", "kind", "data", "media_type", "passage", "prefix", "suffix"}
)
"""Keys of parts whose texts are not."""


class Face(NamedTuple):
    """One `@font-face` rule that names a file, of a font package or of the project."""

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
    """The faces a template's style sheets declare, in order.

    Those that may come from the machine are left out, and those that the house style fills in.
    """
    faces = []
    for name, path in places.template_files(template, folders):
        if not name.endswith((".css", ".html")):
            continue
        for rule in _FACE.finditer(path.read_text(encoding="utf-8", errors="replace")):
            body = rule["body"]
            family = _FAMILY.search(body)
            if family and "url(" in body and "local(" not in body:
                faces.append(Face(family["name"], body, places.FONT_URL.search(body) is not None))
    return tuple(faces)


def families(look: Style) -> tuple[Family, ...]:
    """The families of a look, each once."""
    named = [family for family in (look.fonts.text, look.fonts.heading, look.fonts.apparatus) if family is not None]
    beyond = [Family(name=family.beyond) for family in named if family.beyond]
    return tuple(dict.fromkeys((*named, *beyond)))


def styled(look: Style) -> tuple[Face, ...]:
    """The faces that the house style declares."""
    return tuple(
        Face(family.name, f"{face.url} {face.weight} {face.italic}", face.packaged)
        for family in families(look)
        for face in family.faces
    )


def strangers(used: Sequence[UsedFont], faces: tuple[Face, ...], memo: Memo, file: str) -> tuple[Problem, ...]:
    """A problem (P105) for each font of the machine that stood in, and for characters no font could draw.

    A family of the machine that the house style names is no stranger.
    """
    own = {face.family for face in faces} | {family.name for family in families(memo.look) if not family.faces}
    known = set(map(_folded, own))
    problems = []
    for font in used:
        if font.missing:
            problems.append(_problem(memo, file, "no font draws", font.missing))
        if _folded(font.family) not in known:
            drawn = [ord(char) for text in font.to_unicode.values() for char in text]
            problems.append(_problem(memo, file, f"`{font.family}`, a font of this machine, would have to draw", drawn))
    return tuple(problems)


def _folded(family: str) -> str:
    """A family's name as fontconfig compares it: without case and blanks."""
    return family.replace(" ", "").casefold()


def undrawn(memo: Memo, file: str, code_points: Iterable[int]) -> Problem:
    """P105 for characters that no font could draw."""
    return _problem(memo, file, "no font draws", code_points)


def where(memo: Memo, characters: Iterable[str]) -> tuple[str, ...]:
    """The parts of a memo in which any of the characters stand, in the memo's order."""
    sought = frozenset(characters)
    parts = msgspec.to_builtins(memo, builtin_types=(bytes,))
    return tuple(dict.fromkeys(name for name, text in _texts(parts) if not sought.isdisjoint(text)))


def _texts(parts: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in parts.items():
        if key in _UNSEEN:
            continue
        if key in _PARTS and isinstance(value, list | tuple):
            for number, item in enumerate(value, start=1):
                name = _PARTS[key].format(number=number, item=item)
                yield from ((name, text) for text in _strings(item))
        else:
            yield from ((f"`{key}`", text) for text in _strings(value))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        inner = (item for key, item in value.items() if key not in _UNSET) if isinstance(value, dict) else value
        for item in inner:
            yield from _strings(item)


def _problem(memo: Memo, file: str, what: str, code_points: Iterable[int]) -> Problem:
    drawn = sorted(set(code_points))
    characters = ", ".join(f"“{chr(point)}” (U+{point:04X})" for point in drawn[:_SHOWN])
    if len(drawn) > _SHOWN:
        characters += f" and {len(drawn) - _SHOWN} more"
    found = where(memo, map(chr, drawn))
    places_ = "; ".join(found[:4]) + (f" and {len(found) - 4} more places" if len(found) > 4 else "")
    return Problem(
        code="P105",
        message=f"{what} {characters or 'text'}: {places_ or 'in the template’s own words'}",
        file=file,
        hint="the fonts lack these characters: reword, or name a font that has them under `fonts` of the style",
    )
