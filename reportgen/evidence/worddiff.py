"""What changed between two wordings, in a line or two: `the council [-voted-] {+has voted+} twice`.

Words are compared as they stand, with the punctuation that touches them. Scripts that set no spaces between words
(Chinese, Japanese) are compared by characters.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

LIMIT = 150
"""Code points of a diff: two lines of a terminal."""
HORIZON = 2000

# Kana, Han and their punctuation. Hangul is written with spaces.
_UNSPACED = (
    r"\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff1f"
    r"\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": ""}
)
"""Quotation marks and dashes in one form each."""


class Token(NamedTuple):
    """A word, or a character of a script without spaces."""

    text: str
    spaced: bool
    """Whether white space stands before it; so too before the first word of a text."""


class Stretch(NamedTuple):
    """What two wordings share, or what one has in place of the other's."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    same: bool


def word_diff(old: str, new: str, limit: int = LIMIT) -> str:
    """The changes with some words around each; empty where the words are the same.

    Longer than `limit` code points, it is shortened: fewer words around a change, then fewer of a long change, then
    fewer changes. What is left out is an ellipsis.
    """
    stretches = _beginning(tokens(old), tokens(new))
    if all(stretch.same for stretch in stretches):
        return ""
    drawn = ""
    for around, within in ((LIMIT, LIMIT), (8, 40), (4, 20), (3, 9), (2, 5), (1, 3)):
        drawn = _draw(stretches, around, within)
        if len(drawn) <= limit:
            return drawn
    return _cut(drawn, limit)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; in scripts without spaces, its characters."""
    found = list(_TOKEN.finditer(text))
    ends = [0, *(match.end() for match in found)]
    return tuple(
        Token(match[0], match.start() > end or (end == 0 and not unspaced(match[0])))
        for match, end in zip(found, ends, strict=False)
    )


def unspaced(word: str) -> bool:
    """Whether a word is of a script that sets no spaces between words."""
    return bool(_CHARACTER.match(word))


def folded(text: str) -> str:
    """A wording with one form of white space, quotation marks and dashes, in Unicode NFKC."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(TYPOGRAPHY)).split())


def _beginning(old: Sequence[Token], new: Sequence[Token]) -> tuple[Stretch, ...]:
    """The stretches up to `HORIZON` words after the first change: no more would be shown, and all take long."""
    pairs = enumerate(zip(old, new, strict=False))
    same = next((number for number, (a, b) in pairs if a.text != b.text), min(len(old), len(new)))
    ends = min(same + HORIZON, len(old)), min(same + HORIZON, len(new))
    found = [*_stretches(old[same : ends[0]], new[same : ends[1]])]
    if same:
        found.insert(0, Stretch(tuple(old[:same]), tuple(new[:same]), same=True))
    if ends != (len(old), len(new)):
        rest = Stretch(tuple(old[ends[0] :]), tuple(new[ends[1] :]), same=True)
        found[-1:] = [rest] if len(found) > 2 else [found[-1], rest]  # the last is cut off, not changed
    return tuple(found)


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Stretch]:
    """What is shared and what is changed, in turn. A short word shared between two changes is part of them."""
    matcher = difflib.SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    left, right = 0, 0
    for a, b, size in matcher.get_matching_blocks():
        between = (a > left or b > right) and (a + 1 < len(old) or b + 1 < len(new))
        if between and size == 1 and old[a].spaced and len(old[a].text) <= 3:
            continue
        if a > left or b > right:
            yield Stretch(tuple(old[left:a]), tuple(new[right:b]), same=False)
        if size:
            yield Stretch(tuple(old[a : a + size]), tuple(new[b : b + size]), same=True)
        left, right = a + size, b + size


def _draw(stretches: Sequence[Stretch], around: int, within: int) -> str:
    """All changes, each with at most `around` words on each side; of a change, at most `within` words."""
    drawn: list[str] = []
    for number, stretch in enumerate(stretches):
        if stretch.same:
            head = around if number else 0
            tail = around if number < len(stretches) - 1 else 0
            drawn.append(_shortened(stretch.new, head, tail))
        else:
            marks: tuple[tuple[Sequence[Token], Literal["-", "+"]], ...] = ((stretch.old, "-"), (stretch.new, "+"))
            drawn += [_marked(found, sign, within) for found, sign in marks if found]
    return "".join(drawn).strip()


def _marked(found: Sequence[Token], sign: Literal["-", "+"], within: int) -> str:
    opening, closing = ("[-", "-]") if sign == "-" else ("{+", "+}")
    space = " " if found[0].spaced else ""
    return f"{space}{opening}{_shortened(found, within - within // 3, within // 3).strip()}{closing}"


def _shortened(found: Sequence[Token], head: int, tail: int) -> str:
    """The first and the last tokens; one is left in rather than replaced by an ellipsis."""
    if len(found) <= head + tail + 1:
        return _joined(found)
    space = "" if unspaced(found[0].text) else " "
    end = f"{space}{_joined(found[len(found) - tail :]).lstrip()}" if tail else ""
    return f"{_joined(found[:head])}{space}…{end}"


def _joined(found: Sequence[Token]) -> str:
    return "".join(f" {token.text}" if token.spaced else token.text for token in found)


def _cut(drawn: str, limit: int) -> str:
    """The beginning, up to the end of a word outside of any mark."""
    ends = [0, *(match.start() for match in re.finditer(r"(?<=\+\}|-\]) |$", drawn) if match.start() <= limit - 2)]
    return f"{drawn[: ends[-1]]} …".strip()
