"""What a finished PDF holds: pages, tags, bookmarks, links, comments, and which words of the memo arrived."""

from __future__ import annotations

import pathlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pikepdf

LONG = 3
"""Words that stand side by side are looked for together: alone, a short one is found anywhere."""
_HYPHENS = re.compile("[-\N{SOFT HYPHEN}\ufffe\x02]\\s*\n")
"""At a line's end."""
_COMMENTS = ("/Text", "/Highlight", "/FreeText", "/Underline")


class Facts(NamedTuple):
    """One file, read back."""

    size: int
    """Bytes."""
    pages: int
    tagged: bool
    bookmarks: int
    links: int
    comments: int
    attached: int
    """Files inside it."""
    lost: float
    """The share of the words handed in that are not in the file's text."""
    notes: float
    """The share of the notes whose words are."""


def facts(path: pathlib.Path, given: str, notes: Sequence[str]) -> Facts:
    """Reads a file back, and compares its text with the words and notes that were handed in."""
    import pikepdf

    text = text_of(path)
    stream = letters(text)
    with pikepdf.open(path) as pdf:
        subtypes = [str(one.get("/Subtype")) for page in pdf.pages for one in page.obj.get("/Annots", [])]
        root = pdf.Root
        tagged = "/StructTreeRoot" in root and "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False))
        with pdf.open_outline() as outline:
            bookmarks = sum(_below(one) for one in outline.root)
        pages, attached = len(pdf.pages), len(pdf.attachments)
    return Facts(
        size=path.stat().st_size,
        pages=pages,
        tagged=tagged,
        bookmarks=bookmarks,
        links=subtypes.count("/Link"),
        comments=sum(subtypes.count(one) for one in _COMMENTS),
        attached=attached,
        lost=lost(given, text),
        notes=sum(letters(note) in stream for note in notes) / len(notes) if notes else 1.0,
    )


def _below(item: pikepdf.OutlineItem) -> int:
    """An outline's item and all below it."""
    return 1 + sum(_below(one) for one in item.children)


def text_of(path: pathlib.Path) -> str:
    """The text of all pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def letters(text: str) -> str:
    """Letters alone, in one case: hyphens, spaces, ligatures, forms of the apostrophe and notes' numbers may differ."""
    spelt = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in spelt if one.isalpha() and unicodedata.category(one) != "Lm")


def lost(given: str, text: str) -> float:
    """The share of the words handed in that a file's text does not have.

    A word is there where a group of three that holds it is, in letters: so line ends and hyphens do not matter. Others,
    which may stand elsewhere than in the order they were handed in, are there as often as the text has them.
    """
    words = [found for word in given.split() if (found := letters(word))]
    if not words:
        raise ValueError("no words were handed in")
    stream = letters(text)
    kept = [False] * len(words)
    for at in range(max(1, len(words) - LONG + 1)):
        group = range(at, min(at + LONG, len(words)))
        if "".join(words[n] for n in group) in stream:
            for n in group:
                kept[n] = True
    there = Counter(letters(word) for word in _HYPHENS.sub("", text).split())
    wanted, unkept = Counter(words), Counter(word for word, found in zip(words, kept, strict=True) if not found)
    return sum(min(count, max(0, wanted[word] - there[word])) for word, count in unkept.items()) / len(words)
