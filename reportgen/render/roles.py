"""Tags from what the HTML says: notes, references, contents lists, terms, languages.

The hooks are HTML elements and the roles of DPUB-ARIA (`doc-footnote`, `doc-endnote`, `doc-toc`), for any template to
use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element as Html

import pydyf

from reportgen.render.boxes import Box
from reportgen.render.tags import Element, Tree

NOTES, CONTENTS = ("doc-footnote", "doc-endnote"), "doc-toc"
_KINDS = {"figure": "/Div", "aside": "/Aside", "q": "/Quote", "code": "/Code"}
_CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
_NUMBERINGS = {
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
}
_CALL = "::footnote-call"


def assign(tree: Tree, known: Mapping[bytes, Box]) -> None:
    """Turns tags into what their HTML elements say they are."""
    page = _Page(tree, known)
    notes = 0
    for html in page.html.values():
        element, role = page.first[id(html)], html.get("role")
        if element.reference not in tree.elements:
            continue  # it went into another, as a description into its term's item
        if role in NOTES:
            notes += 1
            _make_note(tree, element, f"note-{notes}")
            before = page.called(html) or page.before(html)
            if before is not None:
                tree.move_after(element, before)
        elif role == CONTENTS:
            for inside in tree.walk(element):
                inside["S"] = _CONTENTS.get(inside["S"], inside["S"])
        elif html.tag == "sup" and any(child["S"] == "/Link" for child in tree.walk(element)):
            element["S"] = "/Reference"
        elif html.tag == "dl":
            _pair_terms(tree, known, element)
        elif html.tag in _KINDS:
            element["S"] = _KINDS[html.tag]
        if html.tag in ("ol", "ul") and element["S"] == "/L":
            style = known[element.reference].style["list_style_type"]
            numbering = _NUMBERINGS.get(style, "/None") if isinstance(style, str) else "/None"
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        if language := html.get("lang"):
            element["Lang"] = pydyf.String(language)
        if element["S"] == "/Aside":
            map_role(tree.root, "Aside", "/Sect")


def map_role(root: Any, name: str, standard: str) -> None:
    """Says which standard type a type of our own stands for (ISO 32000-1, 14.7.3)."""
    root.setdefault("RoleMap", pydyf.Dictionary())[name] = standard


class _Page:
    """Each HTML element's outermost tag, in reading order, and the places footnotes were called from."""

    def __init__(self, tree: Tree, known: Mapping[bytes, Box]) -> None:
        self.first: dict[int, Element] = {}
        self.html: dict[int, Html] = {}
        self.calls: dict[int, Element] = {}
        for reference, box in known.items():
            element = tree.elements.get(reference)
            if element is None or box.element is None:
                continue
            key = id(box.element)
            if box.element_tag == box.element.tag:
                self.first.setdefault(key, element)
                self.html.setdefault(key, box.element)
            elif box.element_tag.endswith(_CALL):
                self.calls.setdefault(key, element)
        self.parents = {id(child): parent for parent in self.html.values() for child in parent}
        self._by_id = {html.get("id"): html for html in self.html.values() if html.get("id")}

    def called(self, note: Html) -> Element | None:
        """What a note is read after where it stands before that: the element it names in `data-call`."""
        call = self._by_id.get(note.get("data-call") or "")
        return None if call is None else self.first.get(id(call))

    def before(self, note: Html) -> Element | None:
        """What a note follows in the source: the nearest element before it, unless text stands between.

        Looks out of the spans that wrap the note, to where its call stands.
        """
        html = note
        while True:
            if id(html) in self.calls:
                return self.calls[id(html)]
            parent = self.parents.get(id(html))
            if parent is None:
                return None
            earlier = list(parent)[: list(parent).index(html)]
            for sibling in reversed(earlier):
                if (sibling.tail or "").strip():
                    return None
                if id(sibling) in self.first:
                    return self.first[id(sibling)]
            if parent.tag != "span" or (parent.text or "").strip():
                return None
            html = parent


def _make_note(tree: Tree, element: Element, name: str) -> None:
    """A note with an ID, its first link as its label."""
    element["S"] = "/Note"
    element["ID"] = pydyf.String(name)
    head = next(tree.children(element), None)
    if head is not None and head["S"] == "/Link":
        element["K"].remove(head.reference)
        element["K"].insert(0, tree.add("/Lbl", element, [head.reference], element["Pg"]).reference)


def _pair_terms(tree: Tree, known: Mapping[bytes, Box], element: Element) -> None:
    """Puts each description into the item of its term, whose body becomes its label. Groups (`div`) are opened."""
    for group in [child for child in tree.children(element) if child["S"] == "/Div"]:
        at = element["K"].index(group.reference)
        element["K"][at : at + 1] = tree.hand_over(group, element)
    items: list[Element] = []
    for item in list(tree.children(element)):
        term = known[item.reference].element.tag == "dt"
        if term:
            for body in tree.children(item):
                body["S"] = "/Lbl"
        if term or not items:
            items.append(item)
        else:
            items[-1]["K"].extend(tree.hand_over(item, items[-1]))
    element["K"] = pydyf.Array(item.reference for item in items)
