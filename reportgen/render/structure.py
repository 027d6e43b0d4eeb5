"""The tags of WeasyPrint 70, mended: one tag for one element, notes where their marks stand, nothing superfluous.

What is mended here and in `roles`, and why:

- An element that runs over a page, or a line, comes as several tags: they are joined, so that a reader hears one table
  and one paragraph. The header of a table, drawn again on each page, stays once.
- Notes (`role="doc-footnote"`, `role="doc-endnote"`) become `Note` with an ID (ISO 14289-1, 7.9) and a label; a
  footnote comes right after its mark, not at the end of the page. Marks (`sup` with a link) become `Reference`.
- A term and its description are one item of a list. Lists say how they are numbered (7.6). A list inside an item is
  part of it. A contents list (`nav role="doc-toc"`) becomes `TOC`. Another language is named (`Lang`).
- Tags around every run of text go: two thirds of all, and they say nothing.

All but the last need to know which HTML element a tag was made for (see `boxes`). Where the renderer does not let that
be known they are left out, and `mend` says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from reportgen.render import boxes, roles
from reportgen.render.boxes import Box
from reportgen.render.tags import Element, Kid, Tree

_TEXT = {
    *("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/Lbl", "/TH", "/TD"),
    *("/Link", "/Reference", "/Note", "/Quote", "/Code", "/Span"),
}
"""Elements that may hold text themselves (14.8.4.3, 14.8.4.4)."""
_PLAIN = {"/Span", "/NonStruct"}
_INLINE = {"/Span", "/Link", "/Reference", "/Note", "/Quote", "/Code"}
_OWN_KEYS = {"Type", "S", "P", "Pg", "K"}


def mend(tree: Tree, pages: Sequence[Any]) -> bool:
    """Mends the tags of a PDF just made from these pages. False where tags and boxes could not be paired."""
    known: Mapping[bytes, Box] = {}
    try:
        known = boxes.pair(tree, pages)
    except boxes.MisfitError:
        paired = False
    else:
        paired = True
        _share_ids(tree, known)
        _join(tree, known, tree.document)
        roles.assign(tree, known)
    _tidy(tree, known, tree.document)
    _nest_lists(tree)
    return paired


def _share_ids(tree: Tree, known: Mapping[bytes, Box]) -> None:
    """A header cell that is drawn on several pages gets one ID; the cells that name it hold the same string object."""
    first: dict[int, str] = {}
    for reference, box in known.items():
        element = tree.elements[reference]
        if element["S"] == "/TH" and "ID" in element:
            element["ID"].string = first.setdefault(id(box.element), element["ID"].string)


def _join(tree: Tree, known: Mapping[bytes, Box], parent: Element) -> None:
    """Joins the kids of an element that are pieces of one box, then theirs.

    Boxes of the same HTML element are pieces of one; anonymous boxes, which carry their parent's element, are so only
    side by side.
    """
    around = known.get(parent.reference)
    wholes: dict[tuple[int, str, str], Element] = {}
    kept: list[Kid] = []
    for kid in parent["K"]:
        element = tree.element(kid)
        box = known.get(kid) if element is not None else None
        if element is None or box is None or box.element is None:
            kept.append(kid)
            continue
        key = (id(box.element), box.element_tag, element["S"])
        whole = wholes.get(key)
        anonymous = around is not None and box.element is around.element and box.element_tag == around.element_tag
        if whole is None or (anonymous and kept[-1] != whole.reference):
            wholes[key] = element
            kept.append(kid)
        elif element["S"] not in ("/THead", "/TFoot"):  # these are never split, only drawn again
            whole["K"].extend(tree.hand_over(element, whole))
    parent["K"] = pydyf.Array(kept)
    for child in tree.children(parent):
        _join(tree, known, child)


def _tidy(tree: Tree, known: Mapping[bytes, Box], element: Element) -> None:
    """Takes out the tags that say nothing; what they held goes to the tag around them."""
    waiting: deque[Kid] = deque(element["K"])
    kids: list[Kid] = []
    while waiting:
        kid = waiting.popleft()
        child = tree.element(kid)
        if child is not None and _is_superfluous(tree, known, child, element):
            waiting.extendleft(reversed(tree.hand_over(child, element)))
            continue
        if child is not None:
            _tidy(tree, known, child)
            if not child["K"] and child["S"] in (*_PLAIN, "/Div"):
                tree.end(child)
                continue
        kids.append(kid)
    element["K"] = pydyf.Array(kids)


def _is_superfluous(tree: Tree, known: Mapping[bytes, Box], child: Element, parent: Element) -> bool:
    if not _OWN_KEYS.issuperset(child):
        return False
    if child["S"] == parent["S"]:  # an anonymous box in that of its element
        ours, theirs = known.get(child.reference), known.get(parent.reference)
        return child["S"] == "/Span" or (ours is not None and theirs is not None and ours.element is theirs.element)
    if child["S"] not in _PLAIN:
        return False
    inside = [tree.element(kid) for kid in child["K"]]
    return parent["S"] in _TEXT or all(item is not None and item["S"] not in _INLINE for item in inside)


def _nest_lists(tree: Tree) -> None:
    """Gathers what stands in a list item beside its label, lists among it, in one `LBody` (14.8.4.3.3)."""
    for element in [item for item in tree.walk(tree.document) if item["S"] == "/L"]:
        items: list[Kid] = []
        for child in list(tree.children(element)):
            if child["S"] == "/L" and items:
                last = tree.elements[items[-1]]
                last["K"].append(child.reference)
                child["P"] = last.reference
            else:
                items.append(child.reference)
        element["K"] = pydyf.Array(items)
    for item in [element for element in tree.walk(tree.document) if element["S"] == "/LI"]:
        labels = [child.reference for child in tree.children(item) if child["S"] == "/Lbl"]
        rest = [kid for kid in item["K"] if kid not in labels]
        if not rest or (len(rest) == 1 and tree.elements[rest[0]]["S"] == "/LBody"):
            continue
        body = tree.add("/LBody", item, (), item["Pg"])
        for child in [tree.elements[kid] for kid in rest]:
            if child["S"] == "/LBody":
                body["K"].extend(tree.hand_over(child, body))
            else:
                child["P"] = body.reference
                body["K"].append(child.reference)
        item["K"] = pydyf.Array([*labels, body.reference])
