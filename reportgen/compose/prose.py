"""Markdown tokens to prose: citations resolved to marks, each tied to the word it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from markdown_it.token import Token

from reportgen.compose import markdown, marks
from reportgen.model import prose
from reportgen.model.page import Language
from reportgen.model.prose import Block, Inline

Citer = Callable[[Sequence[str]], prose.Cite]
"""Turns the claim ids of one citation group into its marks."""


def parse(text: str, cite: Citer, language: Language = Language.EN_GB) -> tuple[Block, ...]:
    """The blocks of a Markdown text in a language, its citations resolved by `cite` in reading order.

    Raises `ValueError` for what `markdown.unsupported` lists: check first.
    """
    return tuple(_blocks(iter(markdown.parse(text)), cite, language))


def _blocks(tokens: Iterator[Token], cite: Citer, language: Language, until: str | None = None) -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "paragraph_open":
            content = _inline_of(next(tokens), cite, language)
            next(tokens)
            cited = any(isinstance(node, prose.Cite) for node in _flatten(content))
            yield prose.Paragraph(content=content, analysis=token.meta.get("analysis", False) or not cited)
        elif token.type == "heading_open":
            yield prose.Subheading(content=_inline_of(next(tokens), cite, language))
            next(tokens)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open"
            closing = token.type.replace("open", "close")
            yield prose.ListBlock(items=tuple(_items(tokens, cite, language, closing)), ordered=ordered)
        else:
            raise ValueError(f"Markdown token {token.type} has no place in a memo")


def _items(tokens: Iterator[Token], cite: Citer, language: Language, closing: str) -> Iterator[tuple[Block, ...]]:
    while next(tokens).type != closing:
        yield tuple(_blocks(tokens, cite, language, until="list_item_close"))


def _inline_of(token: Token, cite: Citer, language: Language) -> tuple[Inline, ...]:
    return tuple(_inlines(iter(_tied(token.children or (), language)), cite))


def _tied(tokens: Sequence[Token], language: Language) -> list[Token]:
    """Tokens in which marks stand close up behind the punctuation that follows them, tied to the word before.

    `in the war [@a].` becomes `in the `, then the citation with `war.` as its lead; in languages that put marks before
    punctuation, `war` as its lead and `.` as its tail. Citations with nothing but space or punctuation between them
    become one. A line end between characters that need no space is none.
    """
    result: list[Token] = []
    for token in tokens:
        if token.type == "cite":
            _add_cite(result, token.meta["ids"])
        elif token.type == "softbreak":
            _add_text(result, " " if language is not Language.JA or not _ends_wide(result) else "", language)
        elif token.type != "text":
            result.append(token)
        elif token.content:  # markdown-it leaves empty ones between two ends of emphasis
            _add_text(result, token.content, language)
    return [token for token in result if token.type != "text" or token.content]


def _ends_wide(tokens: Sequence[Token]) -> bool:
    """Whether the last that is printed is a character behind which a line may end without a space."""
    printed = (t.meta["lead"] + t.meta["tail"] if t.type == "cite" else t.content for t in reversed(tokens))
    last = next(filter(None, printed), "")
    return marks.ends_wide(last)


def _add_cite(result: list[Token], ids: tuple[str, ...]) -> None:
    text = result.pop().content.rstrip() if result and result[-1].type == "text" else ""
    at = _last_cite(result)
    if at is not None and not text:
        result[at] = _cite(result[at].meta["ids"] + ids, result[at].meta["lead"], result[at].meta["tail"])
        return
    start = marks.last_word(text)
    result += [_text(text[:start]), _cite(ids, text[start:])]


def _add_text(result: list[Token], text: str, language: Language) -> None:
    at = _last_cite(result)
    if at is not None and (signs := marks.signs(language).match(text)):
        ids, lead, tail = (result[at].meta[key] for key in ("ids", "lead", "tail"))
        marks_first = language in marks.MARKS_FIRST
        result[at] = _cite(ids, lead, tail + signs[0]) if marks_first else _cite(ids, lead + signs[0])
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


def _cite(ids: tuple[str, ...], lead: str, tail: str = "") -> Token:
    return Token("cite", "", 0, meta={"ids": ids, "lead": lead, "tail": tail})


def _inlines(tokens: Iterator[Token], cite: Citer, until: str | None = None) -> Iterator[Inline]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "text":
            yield prose.TextRun(text=token.content)
        elif token.type == "hardbreak":
            yield prose.Break()
        elif token.type == "cite":
            yield msgspec.structs.replace(cite(token.meta["ids"]), lead=token.meta["lead"], tail=token.meta["tail"])
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
