"""Which box of the page each tag was made for.

WeasyPrint 70 makes the tags box by box, parents first, and forgets the box. Walking its boxes the same way pairs them
again. The boxes are its own affair: where they are not as expected, `MisfitError` says so and nothing is paired.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.render.tags import Element, Tree

Box = Any
"""A box of WeasyPrint's formatting structure."""


class MisfitError(Exception):
    """The renderer's boxes and tags are not those that are known here."""


def pair(tree: Tree, pages: Sequence[Any]) -> Mapping[bytes, Box]:
    """The box of each element, by reference; elements that only hold a run of text have none.

    Raises `MisfitError`.
    """
    walk = _Walk(tree)
    try:
        for page in pages:
            walk.visit(getattr(page, "_page_box"), tree.document)  # noqa: B009 (private, and so perhaps gone)
    except AttributeError as error:
        raise MisfitError(str(error)) from error
    if next(walk.queue, None) is not None:
        raise MisfitError("more tags than boxes")
    return walk.boxes


class _Walk:
    def __init__(self, tree: Tree) -> None:
        self.queue: Iterator[Element] = iter(list(tree.elements.values()))
        self.boxes: dict[bytes, Box] = {}
        next(self.queue)  # the document itself

    def visit(self, box: Box, parent: Element) -> None:
        if _is(box, "PageBox", "MarginBox") or (box.element_tag in ("html", "body") and not _is(box, "LineBox")):
            for child in box.children:
                self.visit(child, parent)
            return
        element = self.take(box, parent)
        if element["S"] == "/LI" and _bare(box):
            element = self.take(box, element)  # an item without a bullet, and its body
        for child in _children(box, element):
            for item in child.children if _is(child, "LineBox") else [child]:
                if not _is(item, "TextBox"):
                    self.visit(item, element)
                elif element["S"] != "/Link":
                    self.take(None, element)

    def take(self, box: Box | None, parent: Element) -> Element:
        """The next tag, which must belong to this parent; a list inside an item belongs to the item's list."""
        element = next(self.queue, None)
        if element is None:
            raise MisfitError("more boxes than tags")
        if element["P"] not in (parent.reference, parent["P"]):
            raise MisfitError(f"a tag {element['S']} where none was expected")
        if box is not None:
            self.boxes[element.reference] = box
        return element


def _bare(box: Box) -> bool:
    """Whether an item's box has two tags: itself and its body."""
    return box.element_tag in ("dt", "dd") or (
        box.element_tag == "li" and ("list-item" not in box.style["display"] or box.style["list_style_type"] == "none")
    )


def _children(box: Box, element: Element) -> list[Box]:
    """The boxes inside; those of a table together with its caption's."""
    if element["S"] != "/Table" or not box.is_table_wrapper:
        return list(box.children)
    table = box.get_wrapped_table()
    return [grandchild for child in box.children for grandchild in (child.children if child is table else [child])]


def _is(box: Box, *kinds: str) -> bool:
    return type(box).__name__ in kinds
