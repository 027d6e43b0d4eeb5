"""Markdown (CommonMark) as a script: the words of each block, without the marks of emphasis, links and lists.

Read through markdown-it-py. Lines stay lines and a blank one parts the blocks; code is text as it stands, tags of HTML
and comments are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.read.ingest.script import MARKDOWN, NORMAL_FORM, Raw, Script, assemble

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL)


def read_markdown(text: str, *, file: str) -> Script:
    """The blocks of a normalised text. YAML front matter is left out. Raises `ProblemsError` R103 without any words."""
    front = _FRONT_MATTER.match(text)
    skipped = text.count("\n", 0, front.end()) if front else 0
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text[front.end() :] if front else text)
    return assemble(
        list(_raws(tokens, skipped + 1)),
        file=file,
        media_type=MARKDOWN,
        normalization=f"the words of Markdown blocks, {NORMAL_FORM}",
    )


def _raws(tokens: list[Token], first: int) -> Iterator[Raw]:
    heading = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
            continue
        if token.type == "inline":
            words = _words(token.children or [])
        elif token.type == "html_block":
            words = _TAG.sub("", token.content)
        elif token.type in ("fence", "code_block"):
            words = token.content
        else:
            continue
        line, end = token.map or (0, 1)
        for number, part in enumerate(words.rstrip("\n").split("\n")):
            at = first + min(line + number + (token.type == "fence"), end - 1)
            yield Raw(part, at, at, heading=heading)
        yield Raw("", first + end, first + end)


def _words(tokens: list[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append("\n" if re.match(r"<br\b", token.content, re.IGNORECASE) else "")
        elif token.type == "image":
            parts.append(_words(token.children or []))
        else:
            parts.append(token.content)
    return "".join(parts)
