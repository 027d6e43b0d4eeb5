"""Composed prose: paragraphs of runs, with citations resolved to numbers. Values a template walks."""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """What all parts of prose have in common."""

    @property
    def tag(self) -> str:
        """What sort of node it is, as its JSON names it: `text`, `paragraph` and so on."""
        return str(self.__struct_config__.tag)


class TextRun(Node, frozen=True, kw_only=True, tag="text"):
    """Plain text."""

    text: str


class Emphasis(Node, frozen=True, kw_only=True, tag="emphasis"):
    """Set in italics."""

    content: tuple[Inline, ...]


class Strong(Node, frozen=True, kw_only=True, tag="strong"):
    """Set in a heavier weight."""

    content: tuple[Inline, ...]


class Link(Node, frozen=True, kw_only=True, tag="link"):
    """A link out of the memo."""

    href: str
    content: tuple[Inline, ...]


class Break(Node, frozen=True, kw_only=True, tag="break"):
    """A forced line end."""


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One claim cited at one place."""

    number: int
    """The claim's number in the memo, from 1."""
    claim: str
    """Claim id."""
    anchor: str
    """Unique in the memo: where a link back from the evidence table lands."""
    noted: bool = False
    """Whether a margin note stands here: at the first citation of the claim in this part of the memo."""
    first: bool = False
    """Whether this is the claim's first citation in the memo's prose: a footnote hangs here."""


class Cite(Node, frozen=True, kw_only=True, tag="cite"):
    """A citation group, such as `[@a; @b]`, with the word it hangs on."""

    marks: tuple[Mark, ...]
    lead: str = ""
    """The word before the marks, with its punctuation: the line may not end between them."""
    tail: str = ""
    """Punctuation behind the marks, in languages that put them before it; nor may it end here."""


Inline = TextRun | Emphasis | Strong | Link | Break | Cite


class Paragraph(Node, frozen=True, kw_only=True, tag="paragraph"):
    """A paragraph. `analysis` sets the author's reasoning apart from what the expert said."""

    content: tuple[Inline, ...]
    analysis: bool = False


class ListBlock(Node, frozen=True, kw_only=True, tag="list"):
    """A list; each item holds blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


class Subheading(Node, frozen=True, kw_only=True, tag="subheading"):
    """A heading inside a section."""

    content: tuple[Inline, ...]


Block = Paragraph | ListBlock | Subheading


def plain(content: tuple[Inline, ...]) -> str:
    """The text of runs, without marks."""
    parts = []
    for node in content:
        if isinstance(node, TextRun):
            parts.append(node.text)
        elif isinstance(node, Cite):
            parts.append(node.lead + node.tail)
        elif isinstance(node, Break):
            parts.append(" ")
        else:
            parts.append(plain(node.content))
    return "".join(parts)
