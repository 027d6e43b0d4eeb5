"""The tag tree of a PDF that WeasyPrint made, open to change.

Names follow ISO 32000-1, 14.7: structure elements with their kids (`K`), parents (`P`) and pages (`Pg`); the parent
tree says, for each piece of marked content and each annotation, which element it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

Element = Any
"""A `pydyf.Dictionary`; pydyf has no types."""
Kid = Any
"""A reference to an element or an annotation (bytes), a number of marked content (int), or a dictionary naming one."""


class Tree:
    """The elements of one PDF by reference, in the order they were made, and who holds what."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.elements: dict[bytes, Element] = {item.reference: item for item in dictionaries(pdf, "/StructElem")}
        (self.root,) = dictionaries(pdf, "/StructTreeRoot")
        self.document = self.elements[self.root["K"][0]]
        self._parents = resolve(pdf, self.root["ParentTree"])["Nums"]
        self._slots: dict[bytes, list[tuple[list[Any], int]]] = defaultdict(list)
        for at in range(1, len(self._parents), 2):
            owner = self._parents[at]
            places = ((owner, i) for i in range(len(owner))) if isinstance(owner, list) else [(self._parents, at)]
            for array, index in places:
                self._slots[array[index]].append((array, index))

    def element(self, kid: Kid) -> Element | None:
        """The element a kid is, or None where it is content or an annotation."""
        return self.elements.get(kid) if isinstance(kid, bytes) else None

    def children(self, element: Element) -> Iterator[Element]:
        """The kids that are elements."""
        return (child for child in map(self.element, element["K"]) if child is not None)

    def walk(self, element: Element) -> Iterator[Element]:
        """An element and all below it, parents first."""
        yield element
        for child in self.children(element):
            yield from self.walk(child)

    def owner(self, annotation: Any) -> Element:
        """The element an annotation belongs to."""
        return self.elements[self._parents[self._parents.index(annotation["StructParent"]) + 1]]

    def content(self) -> Iterator[tuple[int, list[Any]]]:
        """Each page's index with its array: the element of every piece of marked content, by number."""
        for at in range(0, len(self._parents), 2):
            if isinstance(self._parents[at + 1], list):
                yield self._parents[at], self._parents[at + 1]

    def owners(self) -> set[bytes]:
        """The elements that content and annotations belong to."""
        return {reference for reference in self._slots if any(a[i] == reference for a, i in self._slots[reference])}

    def add(self, kind: str, parent: Element, kids: Iterable[Kid], page: bytes) -> Element:
        """A new element of a parent that has still to take it among its kids."""
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": kind, "P": parent.reference, "Pg": page, "K": pydyf.Array(kids)}
        )
        self.pdf.add_object(element)
        self.elements[element.reference] = element
        for child in self.children(element):
            child["P"] = element.reference
        return element

    def add_annotation(self, annotation: Any, owner: Element) -> None:
        """Enters an annotation and its element into the parent tree."""
        key = max(self._parents[::2]) + 1
        annotation["StructParent"] = key
        self._slots[owner.reference].append((self._parents, len(self._parents) + 1))
        self._parents.extend((key, owner.reference))

    def hand_over(self, source: Element, target: Element) -> list[Kid]:
        """The kids of `source`, ready to be kids of `target`; `source` ends.

        Content is numbered by page: on another page than the target's it is named with its page.
        """
        kids = []
        for kid in source["K"]:
            child = self.element(kid)
            if child is not None:
                child["P"] = target.reference
            named = isinstance(kid, int) and source["Pg"] != target["Pg"]
            kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": source["Pg"], "MCID": kid}) if named else kid)
        for array, index in self._slots.pop(source.reference, ()):
            array[index] = target.reference
            self._slots[target.reference].append((array, index))
        self.end(source)
        return kids

    def move_after(self, element: Element, before: Element) -> None:
        """Puts an element right after another, as its next sibling."""
        self.elements[element["P"]]["K"].remove(element.reference)
        kids = self.elements[before["P"]]["K"]
        kids.insert(kids.index(before.reference) + 1, element.reference)
        element["P"] = before["P"]

    def end(self, element: Element) -> None:
        """Empties an element that nothing names any more. Its object stays: the others keep their numbers."""
        del self.elements[element.reference]
        element.clear()


def dictionaries(pdf: pydyf.PDF, kind: str) -> Iterator[Any]:
    """The PDF's dictionaries of a `Type`."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == kind:
            yield item


def resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object of a reference such as `12 0 R`."""
    return pdf.objects[int(reference.split()[0])]
