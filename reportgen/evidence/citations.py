"""Citations of claims in prose, in the Pandoc form `[@claim-id; @other-id]`.

A bracket after a backslash is no citation, nor is anything in a code span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.dataset import ID

_ID = ID.removeprefix("^").partition("$")[0]
_GROUP = re.compile(rf"\s*@{_ID}(?:\s*;\s*@{_ID})*\s*", re.ASCII)
_INTENDED = re.compile(r"\s*-?\s*@|.*?(?<![\w@\\])@[a-z0-9]", re.ASCII | re.DOTALL)
"""What is meant as a citation: an `@` at the start, or an `@word` later on as in `[see @claim]`."""
_WORD = re.compile(r"@\s*(\w+(?:-\w+)*)")
_NOT_END = r"\n(?![ \t]*\n)"
"""A line end that ends no paragraph."""
_TOKEN = re.compile(
    rf"""\\.
      | (?P<ticks>`+)
      | \[ (?P<inner>(?:[^\[\]\n]|{_NOT_END})*) (?P<close>\])?
      | (?<![\w@/\[]) @(?P<bare>{_ID})(?![\w@])""",
    re.VERBOSE | re.DOTALL,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """The claims cited in one pair of brackets; offsets in code points, from `[` to after `]`."""

    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """What is meant as a citation and is not written as one."""

    text: str
    start: int
    end: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Bare:
    """An `@word` in the form of a claim id, outside brackets. A mistake only where there is such a claim."""

    id: str
    start: int
    end: int


def find(text: str) -> list[CitationGroup]:
    """The citations in a text, in order. What is malformed is left out: `scan` names it."""
    return [item for item in scan(text) if isinstance(item, CitationGroup)]


def scan(text: str) -> tuple[CitationGroup | Malformed | Bare, ...]:
    """Everything in a text that is or was meant as a citation, in order."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[CitationGroup | Malformed | Bare]:
    at = 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token["ticks"]:
            at = _after_code(text, token)
        elif token["bare"]:
            yield Bare(token["bare"], token.start(), at)
        elif token["inner"] is not None:
            if token["close"] and _GROUP.fullmatch(token["inner"]):
                ids = tuple(part.strip().removeprefix("@") for part in token["inner"].split(";"))
                yield CitationGroup(ids, token.start(), at)
            elif _INTENDED.match(token["inner"]):
                yield _malformed(token)
            else:
                at = token.start() + 1


def _after_code(text: str, ticks: re.Match[str]) -> int:
    """Where to go on after backticks: behind the code span they open, if the paragraph closes it."""
    run = ticks["ticks"]
    closing = re.compile(rf"(?<!`){run}(?!`)").search(text, ticks.end())
    if closing is None or _PARAGRAPH_END.search(text, ticks.end(), closing.start()):
        return ticks.end()
    return closing.end()


def _malformed(token: re.Match[str]) -> Malformed:
    words = [re.sub(r"[\W_]+", "-", word.lower()) for word in _WORD.findall(token["inner"])]
    example = "; ".join(f"@{word}" for word in words) or "@claim-id; @other-id"
    written = " ".join(token[0].split())
    shown = written if len(written) <= 60 else f"{written[:59]}…"
    message = f"`{shown}` is no citation" if token["close"] else f"the citation `{shown}` is never closed"
    hint = f"write `[{example}]`: claim ids alone, each after an `@`, with semicolons between"
    return Malformed(token[0], token.start(), token.end(), message, hint)
