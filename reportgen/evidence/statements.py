"""The statements of a Markdown text: each paragraph, list item and subheading, with the claims it rests on."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.evidence import citations
from reportgen.evidence.citations import Bare, CitationGroup, Malformed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ANALYSIS = re.compile(r"\[analysis\]\s*", re.IGNORECASE)
_LINE = re.compile(r"^", re.MULTILINE)
_INTRODUCES = re.compile(r":[\s*_”\"')]*$")
_BLOCKS = ("paragraph_open", "heading_open")
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph, list item or subheading. A paragraph that introduces a list and its items stand together."""

    text: str
    """As written, its marker of a list or of analysis left out."""
    start: int
    """Where it starts in the Markdown, in code points."""
    groups: tuple[CitationGroup, ...] = ()
    """Its own citations; offsets within `text`."""
    unclear: bool = False
    """Whether it holds what is meant as a citation and is not written as one."""
    bare: tuple[str, ...] = ()
    """What stands after an `@` outside brackets."""
    analysis: bool = False
    """Marked as the author's, by itself or by the paragraph that introduces its list."""
    item: bool = False
    heading: bool = False
    items: int = 0
    """Of the list it introduces."""
    carried: bool = False
    """Whether an item of that list is cited or marked."""
    shared: tuple[str, ...] = ()
    """Claims that the paragraph which introduces its list cites; of that paragraph, those its items cite."""

    @property
    def cited(self) -> tuple[str, ...]:
        """Every claim it rests on, its own first, each once."""
        return tuple(dict.fromkeys([*(id_ for group in self.groups for id_ in group.ids), *self.shared]))


@dataclass(slots=True)
class _List:
    """A list while it is read."""

    introduction: int | None
    """Index of the statement that introduces it."""
    items: int = 0


@functools.lru_cache(maxsize=1024)
def find(markdown: str) -> tuple[Statement, ...]:
    """The statements of a text, in order."""
    result: list[Statement] = []
    lines = [*(match.start() for match in _LINE.finditer(markdown)), len(markdown)]
    tokens = _markdown().parse(markdown)
    open_lists: list[_List] = []
    members: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        if token.type in _LISTS:
            open_lists.append(_List(_introduction(result, tokens, at, open_lists)))
        elif token.type == "list_item_open":
            open_lists[-1].items += 1
        elif token.type.endswith("_list_close"):
            closed = open_lists.pop()
            if closed.introduction is not None:
                result[closed.introduction] = replace(result[closed.introduction], items=closed.items)
        elif token.type in _BLOCKS:
            if open_lists and open_lists[-1].introduction is not None:
                members.append((open_lists[-1].introduction, len(result)))
            statement = _statement(markdown, lines, token, tokens[at + 1])
            result.append(replace(statement, item=bool(open_lists)))
    return tuple(_together(result, members))


def _introduction(found: Sequence[Statement], tokens: Sequence[Token], at: int, around: Sequence[_List]) -> int | None:
    """The statement right before a list: one that ends in a colon, citations aside, or the item it goes below."""
    follows = at > 0 and tokens[at - 1].type == "paragraph_close"
    if follows and (around or _INTRODUCES.search(without_citations(found[-1]))):
        return len(found) - 1
    return around[-1].introduction if around else None


def without_citations(statement: Statement) -> str:
    """The text with each citation made blank: offsets stay the same."""
    text = statement.text
    for group in statement.groups:
        text = text[: group.start] + " " * (group.end - group.start) + text[group.end :]
    return text


def _statement(markdown: str, lines: Sequence[int], opening: Token, inline: Token) -> Statement:
    assert opening.map is not None
    first, end = lines[opening.map[0]], lines[opening.map[1]]
    head, line = inline.content.partition("\n")[0], markdown[first : lines[opening.map[0] + 1]]
    start = first + (line.rindex(head) if head in line else len(line) - len(line.lstrip()))
    heading = opening.type == "heading_open"
    marker = None if heading else _ANALYSIS.match(markdown, start, end)
    start = marker.end() if marker else start
    text = head if heading else markdown[start:end].rstrip()  # a heading without the signs that may close it
    scanned = citations.scan(text)
    groups = tuple(item for item in scanned if isinstance(item, CitationGroup))
    return Statement(
        text,
        start,
        groups,
        unclear=any(isinstance(item, Malformed) for item in scanned),
        bare=tuple(item.id for item in scanned if isinstance(item, Bare)),
        analysis=marker is not None,
        heading=heading,
    )


def _together(found: Sequence[Statement], members: Sequence[tuple[int, int]]) -> list[Statement]:
    """What introduces a list lends its items its claims and its mark, and takes on theirs where it has none."""
    result = list(found)
    for above, below in members:
        parent, item = result[above], result[below]
        result[below] = replace(item, shared=parent.cited, analysis=item.analysis or parent.analysis)
    for above in dict.fromkeys(above for above, _ in members):
        own = result[above]
        lent = [result[below] for parent, below in members if parent == above]
        ids = dict.fromkeys(id_ for item in lent for group in item.groups for id_ in group.ids)
        carried = any(item.groups or item.analysis for item in lent)
        result[above] = replace(own, shared=(*own.shared, *ids), carried=carried)
    return result


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only where there is prose to check

    return MarkdownIt("commonmark", {"html": False}).disable("inline")
