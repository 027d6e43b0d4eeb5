"""Markdown (CommonMark, HTML off) to tokens, citations among them; and what of it a memo cannot set."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reportgen.evidence import citations

_ANALYSIS = re.compile(r"\[analysis\]\s*", re.IGNORECASE)
_UNSUPPORTED = {
    "fence": "a code block",
    "code_block": "a code block (four spaces of indentation make one)",
    "code_inline": "code",
    "image": "an image",
    "blockquote_open": "a block quotation",
    "hr": "a rule",
    "table_open": "a table",
}
_HEADING_LEVEL = "h3"
_LISTS = 5
"""Lists one inside another; markdown-it counts two levels for each, and leaves out what stands too deep for it."""
_LINKS = ("https:", "http:", "mailto:")
_OPENINGS = {
    "image": re.compile(r"(?P<needle>!\[[^\]]*\])(?:\([^)]*\))?"),
    "code_inline": re.compile(r"(?P<needle>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))", re.DOTALL),
    "link_open": re.compile(r"\]\(\s*<?(?P<needle>(?:[^\s<>()]|\([^\s<>()]*\))+)"),
    "autolink": re.compile(r"<(?P<needle>[^\s<>]+)>"),
    "broken link": re.compile(r"(?P<needle>\]\((?:https?|mailto):)"),
}
"""How inline tokens start in the text: markdown-it knows the places of blocks only."""


class Unsupported(NamedTuple):
    """Markdown a memo cannot set."""

    what: str
    needle: str
    """Words of it as written, to find it by."""
    occurrence: int
    """How often these stand in the text before it, overlaps included."""


class _Finding(NamedTuple):
    """As `Unsupported`, by the offset at which the words stand."""

    at: int
    what: str
    needle: str


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Every link is one: what markdown-it would print as text, `unsupported` refuses by name."""
        return True


def parse(text: str) -> list[Token]:
    """The tokens of a text. An opened paragraph that `[analysis]` heads has `meta["analysis"]`."""
    return _markdown().parse(text)


def unsupported(text: str) -> tuple[Unsupported, ...]:
    """What in a text a memo cannot set, in order: nothing is dropped without a word."""
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(text, environment)
    lines = [match.start() for match in re.finditer("^", text, re.MULTILINE)]
    found = [*_findings(tokens, text, [*lines, len(text)])]
    definitions = [*environment.get("references", {}).values(), *environment.get("duplicate_refs", ())]
    for definition in definitions:
        at, needle = _line(text, lines[definition["map"][0]])
        found.append(_Finding(at, "the address of a link apart from its words (write `[words](https://…)`)", needle))
    return tuple(Unsupported(what, needle, _count(text, needle, at)) for at, what, needle in sorted(found))


def _findings(tokens: Sequence[Token], text: str, lines: Sequence[int]) -> Iterator[_Finding]:
    opening = Token("", "", 0)
    for token in tokens:
        if token.map is not None:
            at, line = _line(text, lines[token.map[0]])
            if what := _why_not(token):
                yield _Finding(at, what, line)
            if token.type == "inline":
                children = token.children or ()
                if not token.content and opening.meta.get("analysis"):
                    yield _Finding(at, "`[analysis]` apart from the paragraph it heads", line)
                if opening.type == "heading_open" and any(child.type == "cite" for child in children):
                    yield _Finding(at, "a citation in a heading", line)
                yield from _inline_findings(children, text, at, lines[token.map[1]])
        opening = token


def _inline_findings(children: Sequence[Token], text: str, at: int, end: int) -> Iterator[_Finding]:
    for child in children:
        opening = _OPENINGS.get(_opening(child))
        if opening is None:
            continue
        match = opening.search(text, at, end)
        if what := _why_not(child):
            yield _Finding(match.start("needle"), what, match["needle"]) if match else _Finding(at, what, "")
        at = match.end() if match else at


def _opening(token: Token) -> str:
    if token.type == "text" and _OPENINGS["broken link"].search(token.content):
        return "broken link"
    return "autolink" if token.markup == "autolink" else token.type


def _why_not(token: Token) -> str | None:
    if token.type == "heading_open" and token.tag != _HEADING_LEVEL:
        return f"a heading of level {token.tag[1:]} (only `###` fits inside a section)"
    if token.type in ("bullet_list_open", "ordered_list_open") and token.level >= 2 * _LISTS:
        return f"a list inside {_LISTS} others"
    if token.type == "ordered_list_open" and (start := token.attrGet("start")) is not None:
        return f"a list that starts at {start} (where it is a sentence, write `{start}\\.`)"
    if token.type == "link_open":
        href = str(token.attrGet("href"))
        if not href.lower().startswith(_LINKS):
            return f"a link to `{href}` (only https, http and mailto links)"
        if token.attrGet("title"):
            return "a link with a title"
    if token.type == "text" and _OPENINGS["broken link"].search(token.content):
        return "a link with a citation in its words (cite behind it)"
    return _UNSUPPORTED.get(token.type)


def _line(text: str, start: int) -> tuple[int, str]:
    """Where the words of the line begin that starts here, and the words."""
    line = text[start:].partition("\n")[0]
    return start + len(line) - len(line.lstrip()), line.strip()


def _count(text: str, needle: str, end: int) -> int:
    """How often some words stand in a text before an offset, overlaps included."""
    return sum(text.startswith(needle, at) for at in range(end)) if needle else 0


@functools.cache
def _markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False, "typographer": False, "maxNesting": 100}).enable("table")
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
