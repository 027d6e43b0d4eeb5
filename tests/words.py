"""The words of a memo and of its pages, made comparable."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen import Memo
from reportgen.model.prose import Block, ListBlock, Paragraph
from tests.pdfs import Pdf, Tag


def letters(text: str) -> str:
    """Letters and digits alone: spaces, hyphens and quotes vary with the line ends."""
    return "".join(character for character in text if character.isalnum())


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those in lists among them, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from paragraphs(item)


def prose(memo: Memo) -> Iterator[Paragraph]:
    """Every paragraph of the memo proper but those of recommendations."""
    for blocks in (memo.bottom_line, *memo.takeaways, *(section.blocks for section in memo.sections), memo.limits):
        yield from paragraphs(blocks)


def prose_letters(tag: Tag, pdf: Pdf) -> str:
    """The letters of an element without marks (`Reference`) and notes (`Note`)."""
    parts = []
    for child in tag.content:
        if isinstance(child, tuple):
            parts.append(letters(pdf.run_text(child)))
        elif child.role not in ("Reference", "Note"):
            parts.append(prose_letters(child, pdf))
    return "".join(parts)
