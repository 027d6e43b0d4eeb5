"""What the Web Annotation Data Model (W3C, 23 February 2017) demands of what the memo's evidence uses of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check_annotations(data: Any) -> list[str]:
    """Each MUST that a collection with an embedded first page breaks, as `section: what is wrong`."""
    return [*_collection(data)]


def _collection(data: Any) -> Iterator[str]:
    if CONTEXT not in _many(data.get("@context")):
        yield "5.1: the collection has no context of the model"
    if isinstance(data.get("@context"), list) and len(data["@context"]) == 1:
        yield "3.1: a single context is a string"
    yield from _identified(data, "5.1", "AnnotationCollection")
    if not isinstance(data.get("label", ""), str):
        yield "5.1: the label is no string"
    total = data.get("total", 0)
    if not _count(total):
        yield "5.1: the total is no count"
    elif total and not isinstance(data.get("first"), dict | str):
        yield "5.1: a collection of some annotations has no first page"
    yield from _lived(data)
    page = data.get("first")
    if isinstance(page, dict):
        yield from _page(page)
        if total != len(page.get("items", ())):
            yield "5.1: the total is not the number of annotations"


def _page(page: Any) -> Iterator[str]:
    yield from _identified(page, "5.2", "AnnotationPage")
    if "@context" in page:
        yield "5.2: an embedded page has a context"
    if not _count(page.get("startIndex", 0)):
        yield "5.2: the start index is no count"
    items = page.get("items")
    if not isinstance(items, list) or not items:
        yield "5.2: a page without annotations"
        return
    for item in items:
        yield from _annotation(item)
    if len({item.get("id") for item in items}) != len(items):
        yield "3.1: two annotations with one id"


def _annotation(item: Any) -> Iterator[str]:
    yield from _identified(item, "3.1", "Annotation")
    yield from _lived(item)
    if not _many(item.get("target")):
        yield "3.1: an annotation without target"
    for target in _many(item.get("target")):
        yield from _specific(target)
    for body in _many(item.get("body")):
        yield from _body(body)
    for motivation in _many(item.get("motivation")):
        if motivation not in MOTIVATIONS:
            yield f"3.3.5: no motivation of the model: {motivation}"


def _body(body: Any) -> Iterator[str]:
    if body.get("type") != "TextualBody":
        yield "3.2.4: a body that is no textual body"
    if not isinstance(body.get("value"), str):
        yield "3.2.4: a textual body has exactly one value"
    for key in ("format", "language"):
        if not isinstance(body.get(key, ""), str):
            yield f"3.2.4: more than one {key}"
    for purpose in _many(body.get("purpose")):
        if purpose not in MOTIVATIONS:
            yield f"3.3.5: no purpose of the model: {purpose}"


def _specific(target: Any) -> Iterator[str]:
    source = target.get("source")
    if not (_is_iri(source) or (isinstance(source, dict) and _is_iri(source.get("id")))):
        yield "4: a specific resource has exactly one source with an IRI"
    for selector in _many(target.get("selector")):
        yield from _selector(selector)


def _selector(selector: Any) -> Iterator[str]:
    kind = selector.get("type")
    if kind == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        if not (_count(start) and _count(end)):
            yield "4.2.5: start and end are each one non-negative integer"
        elif not start <= end:
            yield "4.2.5: the end lies before the start"
    elif kind == "TextQuoteSelector":
        if not isinstance(selector.get("exact"), str):
            yield "4.2.4: a quote has exactly one exact text"
        for key in ("prefix", "suffix"):
            if not isinstance(selector.get(key, ""), str):
                yield f"4.2.4: more than one {key}"
    else:
        yield f"4.2: no selector for text: {kind}"


def _identified(resource: Any, section: str, kind: str) -> Iterator[str]:
    if not _is_iri(resource.get("id")):
        yield f"{section}: a {kind} has exactly one IRI"
    if kind not in _many(resource.get("type")):
        yield f"{section}: a {kind} names its type"


def _lived(resource: Any) -> Iterator[str]:
    for key in ("created", "modified", "generated"):
        moment = resource.get(key)
        if moment is not None and not (isinstance(moment, str) and _MOMENT.fullmatch(moment)):
            yield f"3.3.1: {key} is not one moment in UTC"
    for agent in (*_many(resource.get("creator")), *_many(resource.get("generator"))):
        if isinstance(agent, dict) and not isinstance(agent.get("id", ""), str):
            yield "3.3.2: an agent with more than one IRI"


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None
