"""What of a page's drawing is text, and how it reads (ISO 32000-1, 14.8.2): artifacts set apart, spaces said."""

from __future__ import annotations

from typing import Any

import pydyf

from reportgen.render.tags import Tree, resolve

_NOTHING = [b"BT", b"ET", b"EMC"]


def set_apart_artifacts(tree: Tree) -> None:
    """Marks content that no element of the document holds as an artifact of pagination.

    Running heads, and the header of a table where it is drawn again. WeasyPrint 70 tags them and loses the tags.
    """
    reached = {element.reference for element in tree.walk(tree.document)}
    for page, owners in tree.content():
        lost = [number for number, owner in enumerate(owners) if owner not in reached]
        if not lost:
            continue
        stream = _drawing(tree, page)
        places = {
            item["MCID"]: at for at, item in enumerate(stream) if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }
        for number in lost:
            if number in places:  # not what is drawn in a group of its own, such as half-transparent text
                at = places[number]
                stream[at - 1 : at + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
                owners[number] = "null"
    for owner in tree.owners() - reached:  # and what holds it
        holder = owner
        while holder not in reached:
            reached.add(holder)
            holder = tree.elements[holder]["P"]
    for reference in [key for key in tree.elements if key not in reached]:
        tree.end(tree.elements[reference])


def say_spaces(tree: Tree) -> None:
    """Gives a space that is tagged but not drawn its text (`ActualText`, 14.9.4): words would run together."""
    for page, _ in tree.content():
        stream = _drawing(tree, page)
        for at, item in enumerate(stream):
            if isinstance(item, pydyf.Dictionary) and "MCID" in item and stream[at + 2 : at + 5] == _NOTHING:
                item["ActualText"] = pydyf.String(" ")


def _drawing(tree: Tree, page: int) -> list[Any]:
    """The operators that draw a page."""
    content = resolve(tree.pdf, tree.pdf.page_references[page])["Contents"]
    stream: list[Any] = resolve(tree.pdf, content).stream
    return stream
