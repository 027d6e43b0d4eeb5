"""Markdown tokens to prose: citations resolved to marks, each tied to the word it follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec
from markdown_it.token import Token

from reportgen.compose import markdown
from reportgen.model import prose
from reportgen.model.prose import Block, Inline

Citer = Callable[[Sequence[str]], prose.Cite]
"""Turns the claim ids of one citation group into its marks."""

_SIGNS = re.compile(r"(?:[’”\"')]*[.,;:!?…]+[’”\"')]*|[’”\"')]+)(?!\w)")
"""Punctuation that marks stand behind: not a dash, which they stand before (Chicago, 14.26)."""


def parse(text: str, cite: Citer) -> tuple[Block, ...]:
    """The blocks of a Markdown text, its citations resolved by `cite` in reading order.

    Raises `ValueError` for what `markdown.unsupported` lists: check first.
    """
    return tuple(_blocks(iter(markdown.parse(text)), cite))


def _blocks(tokens: Iterator[Token], cite: Citer, until: str | None = None) -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "paragraph_open":
            content = _inline_of(next(tokens), cite)
            next(tokens)
            cited = any(isinstance(node, prose.Cite) for node in _flatten(content))
            yield prose.Paragraph(content=content, analysis=token.meta.get("analysis", False) or not cited)
        elif token.type == "heading_open":
            yield prose.Subheading(content=_inline_of(next(tokens), cite))
            next(tokens)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open"
            closing = token.type.replace("open", "close")
            yield prose.ListBlock(items=tuple(_items(tokens, cite, closing)), ordered=ordered)
        else:
            raise ValueError(f"Markdown token {token.type} has no place in a memo")


def _items(tokens: Iterator[Token], cite: Citer, closing: str) -> Iterator[tuple[Block, ...]]:
    while next(tokens).type != closing:
        yield tuple(_blocks(tokens, cite, until="list_item_close"))


def _inline_of(token: Token, cite: Citer) -> tuple[Inline, ...]:
    return tuple(_inlines(iter(_tied(token.children or ())), cite))


def _tied(tokens: Sequence[Token]) -> list[Token]:
    """Tokens in which marks stand close up behind the punctuation that follows them, tied to the word before.

    `in the war [@a].` becomes `in the `, then the citation with `war.` as its lead. Citations with nothing but space
    or punctuation between them become one.
    """
    result: list[Token] = []
    for token in tokens:
        if token.type == "cite":
            _add_cite(result, token.meta["ids"])
        elif token.type == "softbreak":
            _add_text(result, " ")
        elif token.type != "text":
            result.append(token)
        elif token.content:  # markdown-it leaves empty ones between two ends of emphasis
            _add_text(result, token.content)
    return [token for token in result if token.type != "text" or token.content]


def _add_cite(result: list[Token], ids: tuple[str, ...]) -> None:
    text = result.pop().content.rstrip() if result and result[-1].type == "text" else ""
    at = _last_cite(result)
    if at is not None and not text:
        result[at] = _cite(result[at].meta["ids"] + ids, result[at].meta["lead"])
        return
    head, space, lead = text.rpartition(" ")
    result += [_text(head + space), _cite(ids, lead)]


def _add_text(result: list[Token], text: str) -> None:
    at = _last_cite(result)
    if at is not None and (signs := _SIGNS.match(text)):
        result[at] = _cite(result[at].meta["ids"], result[at].meta["lead"] + signs[0])
        text = text[signs.end() :]
    if result and result[-1].type == "text":
        text = result.pop().content + text
    result.append(_text(text))


def _last_cite(tokens: Sequence[Token]) -> int | None:
    """Where the citation stands that the tokens end with, but for ends of emphasis and links."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].nesting != -1:
            return at if tokens[at].type == "cite" else None
    return None


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _cite(ids: tuple[str, ...], lead: str) -> Token:
    return Token("cite", "", 0, meta={"ids": ids, "lead": lead})


def _inlines(tokens: Iterator[Token], cite: Citer, until: str | None = None) -> Iterator[Inline]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "text":
            yield prose.TextRun(text=token.content)
        elif token.type == "hardbreak":
            yield prose.Break()
        elif token.type == "cite":
            yield msgspec.structs.replace(cite(token.meta["ids"]), lead=token.meta["lead"])
        elif token.type == "em_open":
            yield prose.Emphasis(content=tuple(_inlines(tokens, cite, "em_close")))
        elif token.type == "strong_open":
            yield prose.Strong(content=tuple(_inlines(tokens, cite, "strong_close")))
        elif token.type == "link_open":
            href = str(token.attrGet("href"))
            yield prose.Link(href=href, content=tuple(_inlines(tokens, cite, "link_close")))
        else:
            raise ValueError(f"Markdown token {token.type} has no place in a memo")


def _flatten(content: Sequence[Inline]) -> Iterator[Inline]:
    for node in content:
        yield node
        if isinstance(node, prose.Emphasis | prose.Strong | prose.Link):
            yield from _flatten(node.content)
