"""Markdown prose as a reader sees it: plain text, each character with its place in what was written.

Lexical, for the Markdown a memo can set: citations, emphasis, links, escapes and entities are taken out or resolved.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.evidence.citations import find

_TOKEN = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
      | (?P<entity>&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)
      | (?P<space>\s+)
      | (?P<drop>\[(?=[^\[\]]*\]\()                         # [words](address)
               | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)
               | (?<!\s)\*+ | \*+(?!\s)
               | (?<!\w)_+(?=\w) | (?<=[^\W_])_+(?!\w) | (?<=[^\w\s])_+(?!\w))
      | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)


class Plain(NamedTuple):
    """The text of a paragraph, list item or heading as it is printed."""

    text: str
    """Without citations; white space is single spaces."""
    offsets: Sequence[int]
    """Where each of its characters stands in the Markdown, in code points."""

    @classmethod
    def printed(cls, text: str) -> Plain:
        """A text that is printed as it stands."""
        return cls(text, range(len(text)))


@functools.lru_cache(maxsize=1024)  # several rules and the memo itself ask for the same paragraphs
def plain(markdown: str, base: int = 0) -> Plain:
    """The plain text of one paragraph. `base` is added to the offsets."""
    characters: list[tuple[str, int]] = []
    at = 0
    for group in find(markdown):
        characters += _characters(markdown, at, group.start)
        while characters and characters[-1][0] == " ":  # a mark stands close up to the word before
            characters.pop()
        at = group.end
    characters = _folded([*characters, *_characters(markdown, at, len(markdown))])
    return Plain("".join(character for character, _ in characters), tuple(base + offset for _, offset in characters))


def _characters(markdown: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for token in _TOKEN.finditer(markdown, start, end):
        if token["escaped"]:
            yield token["escaped"], token.start() + 1
        elif token["entity"]:
            yield from ((character, token.start()) for character in html.unescape(token["entity"]))
        elif token["space"]:
            yield " ", token.start()
        elif token["plain"]:
            yield token["plain"], token.start()


def _folded(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without white space at the ends, or twice in a row, as where a citation was taken out."""
    result: list[tuple[str, int]] = []
    for character, offset in characters:
        if character != " " or (result and result[-1][0] != " "):
            result.append((character, offset))
    if result and result[-1][0] == " ":
        result.pop()
    return result
