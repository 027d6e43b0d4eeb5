"""Markdown to prose. HTML is off; what a memo cannot set is a problem, never dropped."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reportgen.evidence import citations
from reportgen.model import prose
from reportgen.model.prose import Block, Inline

Citer = Callable[[Sequence[str]], prose.Cite]
"""Turns the claim ids of one citation group into its marks."""

_ANALYSIS = re.compile(r"\[analysis\]\s*", re.IGNORECASE)
_UNSUPPORTED = {
    "fence": "a code block",
    "code_block": "a code block (four spaces of indentation make one)",
    "code_inline": "code",
    "image": "an image",
    "blockquote_open": "a block quotation",
    "hr": "a rule",
}
_PUNCTUATION = re.compile(r"[.,;:!?…]+[’”\"')]*")
_HEADING_LEVEL = "h3"
_LINKS = ("https:", "http:", "mailto:")


class Unsupported(NamedTuple):
    """Markdown a memo cannot set."""

    what: str
    line: str
    """The text of the line it starts in, to find it by."""


def parse(text: str, cite: Citer) -> tuple[Block, ...]:
    """The blocks of a Markdown text (CommonMark, HTML off), its citations resolved by `cite` in reading order.

    Raises `ValueError` for what `unsupported` lists: check first.
    """
    return tuple(_blocks(iter(_markdown().parse(text)), cite))


def unsupported(text: str) -> tuple[Unsupported, ...]:
    """What in a Markdown text a memo cannot set, in order."""
    lines = text.splitlines()
    found = []
    for token in _markdown().parse(text):
        line = lines[token.map[0]].strip() if token.map else ""
        if what := _why_not(token):
            found.append(Unsupported(what, line))
        found += [Unsupported(what, line) for child in token.children or () if (what := _why_not(child))]
    return tuple(found)


def _why_not(token: Token) -> str | None:
    if token.type == "heading_open" and token.tag != _HEADING_LEVEL:
        return f"a heading of level {token.tag[1:]} (only `###` fits inside a section)"
    if token.type == "link_open" and not str(token.attrGet("href")).startswith(_LINKS):
        return f"a link to `{token.attrGet('href')}` (only https, http and mailto links)"
    return _UNSUPPORTED.get(token.type)


@functools.cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False})
    markdown.inline.ruler.before("link", "cite", _cite_rule)
    markdown.core.ruler.after("block", "analysis", _analysis_rule)
    return markdown


def _cite_rule(state: StateInline, silent: bool) -> bool:
    """The Pandoc form `[@id; @id]`."""
    groups = state.env.get("cites")
    if groups is None or groups[0] != state.src:
        groups = (state.src, {group.start: group for group in citations.find(state.src)})
        state.env["cites"] = groups
    group = groups[1].get(state.pos)
    if group is None:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.meta = {"ids": group.ids}
    state.pos = group.end
    return True


def _analysis_rule(state: StateCore) -> None:
    """`[analysis]` at the head of a paragraph marks it as the author's reasoning."""
    opening = None
    for token in state.tokens:
        if token.type == "paragraph_open":
            opening = token
        elif token.type == "inline" and opening is not None:
            marker = _ANALYSIS.match(token.content)
            if marker:
                opening.meta["analysis"] = True
                token.content = token.content[marker.end() :]
            opening = None


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
    for token in tokens:
        if token.type == closing:
            return
        yield tuple(_blocks(tokens, cite, until="list_item_close"))


def _inline_of(token: Token, cite: Citer) -> tuple[Inline, ...]:
    return _after_punctuation(tuple(_inlines(iter(token.children or ()), cite)))


def _after_punctuation(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Marks moved close up behind the punctuation that follows them, and tied to the word before.

    `in the war [@a].` becomes `in the `, then the mark with `war.` as its lead.
    """
    result: list[Inline] = []
    rest = list(content)
    while rest:
        node = rest.pop(0)
        if isinstance(node, prose.Cite):
            text = _pop_text(result).rstrip()
            if rest and isinstance(rest[0], prose.TextRun):
                sign = _PUNCTUATION.match(rest[0].text)
                if sign:
                    text += sign[0]
                    rest[0] = prose.TextRun(text=rest[0].text[sign.end() :])
            head, space, lead = text.rpartition(" ")
            result.append(prose.TextRun(text=head + space))
            node = msgspec.structs.replace(node, lead=lead)
        elif isinstance(node, prose.TextRun):
            node = prose.TextRun(text=_pop_text(result) + node.text)
        result.append(node)
    return tuple(node for node in result if not isinstance(node, prose.TextRun) or node.text)


def _pop_text(nodes: list[Inline]) -> str:
    """The text the nodes end with, taken off them."""
    if nodes and isinstance(nodes[-1], prose.TextRun):
        last = nodes.pop()
        assert isinstance(last, prose.TextRun)
        return last.text
    return ""


def _inlines(tokens: Iterator[Token], cite: Citer, until: str | None = None) -> Iterator[Inline]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "text":
            if token.content:
                yield prose.TextRun(text=token.content)
        elif token.type == "softbreak":
            yield prose.TextRun(text=" ")
        elif token.type == "hardbreak":
            yield prose.Break()
        elif token.type == "cite":
            yield cite(token.meta["ids"])
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
