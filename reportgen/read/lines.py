"""The lines of a text file, and the characters that none may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn, overload

from reportgen.errors import ProblemsError
from reportgen.model.problem import SourceMap
from reportgen.read.places import problem_at

_LINE_END = re.compile(r"\r\n|\n|\r")
# What YAML 1.2 forbids, and the three line ends of YAML 1.1 that editors do not count as such.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORBIDDEN_BYTES = bytes([*(code for code in range(0x20) if code not in b"\t\n\r"), 0x7F])
_OLD_LINE_ENDS = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}


class LineStarts(Sequence[int]):
    """The offset at which each line of a text begins. Counted when first asked for: few files have problems."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: tuple[int, ...] = ()

    def _counted(self) -> tuple[int, ...]:
        self._starts = self._starts or (0, *(match.end() for match in _LINE_END.finditer(self._text)))
        return self._starts

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._counted()[index]

    def __len__(self) -> int:
        return len(self._counted())


def plain_map(text: str, name: str) -> SourceMap:
    """A text with its lines, before anything is known of its values."""
    return SourceMap(name, text, {}, {}, LineStarts(text))


def refuse_characters(text: str, lines: SourceMap) -> None:
    """Raises `ProblemsError` (R105) at the first character that cannot stand in a text file."""
    if text.isascii() and len(text.encode().translate(None, _FORBIDDEN_BYTES)) == len(text):  # ten times as fast
        return
    bad = _FORBIDDEN.search(text)
    if bad:
        _refuse(bad, lines)


def _refuse(found: re.Match[str], lines: SourceMap) -> NoReturn:
    character = found[0]
    line_end = _OLD_LINE_ENDS.get(character)
    message = f"the character U+{ord(character):04X} " + (f"({line_end}) " if line_end else "") + "is not allowed"
    hint = "put an ordinary line end in its place" if line_end else "delete it"
    raise ProblemsError([problem_at(lines, found.start(), "R105", message, hint)])
