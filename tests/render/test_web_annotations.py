"""The evidence as W3C Web Annotations: sound by the Recommendation, true to the text, the same each time."""

from __future__ import annotations

import base64
import copy
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyld import jsonld

from reportgen import Memo
from reportgen.model.cited import Quotation
from reportgen.model.memo import Publisher
from reportgen.render import web_annotations
from tests.render.annotation_model import CONTEXT, check_annotations
from tests.render.memos import ferry, texts

OA, AS, DCTERMS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
RDF, FOAF, XSD = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/2001/XMLSchema#",
)


def _link(iri: str, **more: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id", **more}


TERMS: dict[str, Any] = {
    "oa": OA,
    "dcterms": DCTERMS,
    "schema": "http://schema.org/",
    "id": _link("@id"),
    "type": _link("@type"),
    **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: f"{OA}{name}" for name in ("describing", "classifying", "tagging", "highlighting")},
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix")},
    **{name: {"@id": f"{OA}{name}", "@type": f"{XSD}nonNegativeInteger"} for name in ("start", "end")},
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Person": f"{FOAF}Person",
    "Organization": f"{FOAF}Organization",
    "Software": f"{AS}Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "body": _link(f"{OA}hasBody"),
    "target": _link(f"{OA}hasTarget"),
    "source": _link(f"{OA}hasSource"),
    "selector": _link(f"{OA}hasSelector"),
    "state": _link(f"{OA}hasState"),
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "creator": _link(f"{DCTERMS}creator"),
    "generator": _link(f"{AS}generator"),
    "created": {"@id": f"{DCTERMS}created", "@type": f"{XSD}dateTime"},
    "value": f"{RDF}value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": f"{FOAF}name",
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
    "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
    "first": _link(f"{AS}first"),
    "last": _link(f"{AS}last"),
    "items": _link(f"{AS}items", **{"@container": "@list"}),
}
"""The terms used here, as the model's context maps them (Web Annotation Vocabulary, appendix A)."""


@pytest.fixture
def memo(good_project: Path) -> Memo:
    return ferry(good_project)


@pytest.fixture
def data(memo: Memo) -> Any:
    return json.loads(web_annotations.encode(memo))


def items(data: Any) -> list[Any]:
    found: list[Any] = data["first"]["items"]
    return found


def test_the_collection_keeps_the_recommendation(data: Any) -> None:
    assert check_annotations(data) == []
    assert data["@context"] == CONTEXT
    assert data["last"] == data["first"]["id"]


def test_there_is_one_annotation_for_each_place_of_each_claim(memo: Memo, data: Any) -> None:
    expected = [(claim.id, item.locator) for claim in memo.claims for item in claim.evidence]
    assert [
        (item["body"][0]["dcterms:identifier"], item["target"]["dcterms:identifier"])
        for item in items(data)
        if item["motivation"] == "describing"
    ] == expected
    assert data["total"] == len(expected)


def test_bodies_are_the_claim_its_kind_and_its_themes(memo: Memo, data: Any) -> None:
    claim, item = memo.claims[0], items(data)[0]
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("describing", claim.text),
        ("classifying", claim.kind.value),
        *(("tagging", theme) for theme in claim.themes),
    ]
    assert item["body"][0]["language"] == "en-GB"


def test_selectors_find_the_passage_by_place_and_by_words(good_project: Path, data: Any) -> None:
    found = texts(good_project)
    for item in items(data):
        text = found[item["target"]["dcterms:identifier"].partition("/")[0]]
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_without_the_text_places_stand_alone(good_project: Path) -> None:
    data = web_annotations.collection(ferry(good_project, with_texts=False))
    assert check_annotations(data) == []
    for item in items(data):
        assert [selector["type"] for selector in item["target"]["selector"]] == ["TextPositionSelector"]


def test_the_text_is_named_by_its_digest_as_source_and_state(memo: Memo, data: Any) -> None:
    by_id = {source.id: source for source in memo.sources}
    for item in items(data):
        source = by_id[item["target"]["dcterms:identifier"].partition("/")[0]]
        scheme, _, encoded = item["target"]["source"]["id"].partition(";")
        assert scheme == "ni:///sha-256"
        assert base64.urlsafe_b64decode(encoded + "=").hex() == source.text_sha256
        assert item["target"]["state"] == {"type": "oa:State", "schema:sha256": source.text_sha256}
    described = {source["id"]: source for source in data["dcterms:source"]}
    assert [source["creator"]["name"] for source in described.values()] == ["Ilse Maran", "Ben Okoro"]
    assert {item["target"]["source"]["id"] for item in items(data)} <= set(described)


def test_a_digest_is_named_as_rfc_6920_does_it() -> None:
    """The example of its section 8: SHA-256 of `Hello World!`."""
    digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert web_annotations.text_iri(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_a_quotation_highlights_its_place(memo: Memo) -> None:
    quotation = Quotation(
        text="Fares bring in the rest.",
        source="maran",
        locator="maran/q1.p1.s2",
        place="answer 1",
        speaker="Ilse Maran",
        start=5,
        end=29,
    )
    data = web_annotations.collection(msgspec.structs.replace(memo, quotations=(quotation,)))
    assert check_annotations(data) == []
    (item,) = (item for item in items(data) if item["motivation"] == "highlighting")
    assert "body" not in item
    assert item["target"]["selector"] == [{"type": "TextPositionSelector", "start": 5, "end": 29}]


def test_those_who_answer_for_the_memo_are_its_creators(memo: Memo) -> None:
    def creators(**changes: Any) -> Any:
        item = items(web_annotations.collection(msgspec.structs.replace(memo, **changes)))[0]
        return item.get("creator")

    house = Publisher(name="Forum")
    assert creators(authors=("A. Person", "Forum"), organisation=house) == [
        {"name": "A. Person"},
        {"type": "Organization", "name": "Forum"},
    ]
    assert creators(authors=(), organisation=house) == [{"type": "Organization", "name": "Forum"}]
    assert creators(authors=(), organisation=None) is None


def test_ids_come_from_what_they_name(memo: Memo, data: Any) -> None:
    assert web_annotations.encode(memo) == web_annotations.encode(memo)
    later = msgspec.structs.replace(memo, date=memo.date + datetime.timedelta(days=1))
    other = web_annotations.collection(later)
    ids = [item["id"] for item in items(data)] + [data["id"], data["first"]["id"]]
    ids += [item["id"] for item in items(other)] + [other["id"], other["first"]["id"]]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_a_json_ld_processor_understands_it(data: Any) -> None:
    """Expanded with the model's terms, no key is lost and relations lead where the vocabulary says."""

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == CONTEXT, "nothing else is fetched"
        return {
            "contextUrl": None,
            "documentUrl": url,
            "contentType": "application/ld+json",
            "document": {"@context": TERMS},
        }

    (whole,) = jsonld.expand(data, {"documentLoader": load})
    assert whole["@type"] == [f"{AS}OrderedCollection"]
    (page,) = whole[f"{AS}first"]
    (found,) = page[f"{AS}items"]
    assert len(found["@list"]) == data["total"]
    for item, plain in zip(found["@list"], items(data), strict=True):
        assert item[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        (target,) = item[f"{OA}hasTarget"]
        assert target[f"{OA}hasSource"][0]["@id"] == plain["target"]["source"]["id"]
        assert len(target[f"{OA}hasSelector"]) == 2
        assert sorted(target[f"{OA}hasState"][0]) == ["@type", "http://schema.org/sha256"]
        assert len(item) == len(plain)
        assert len(target) == len(plain["target"])
    assert len(whole) == len(data) - 1, "all but the context"


# The check can fail


def _set(*path: str | int, to: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return change


ITEM = ("first", "items", 0)
POSITION = (*ITEM, "target", "selector", 0)
QUOTE = (*ITEM, "target", "selector", 1)
MISTAKES = {
    "5.1: the collection has no context of the model": _set("@context", to="http://example.org/"),
    "3.1: a single context is a string": _set("@context", to=[CONTEXT]),
    "5.1: a AnnotationCollection has exactly one IRI": _set("id", to=["urn:a:b", "urn:a:c"]),
    "5.1: a AnnotationCollection names its type": _set("type", to="Collection"),
    "5.1: the label is no string": _set("label", to=3),
    "5.1: the total is no count": _set("total", to=-1),
    "5.1: the total is not the number of annotations": _set("total", to=1),
    "5.1: a collection of some annotations has no first page": _set("first", to=None),
    "5.2: a AnnotationPage has exactly one IRI": _set("first", "id", to="page one"),
    "5.2: an embedded page has a context": _set("first", "@context", to=CONTEXT),
    "5.2: the start index is no count": _set("first", "startIndex", to="0"),
    "5.2: a page without annotations": _set("first", "items", to=[]),
    "3.1: two annotations with one id": lambda data: items(data).append(copy.deepcopy(items(data)[0])),
    "3.1: a Annotation has exactly one IRI": _set(*ITEM, "id", to=None),
    "3.1: a Annotation names its type": _set(*ITEM, "type", to=[]),
    "3.1: an annotation without target": _set(*ITEM, "target", to=[]),
    "3.3.1: created is not one moment in UTC": _set(*ITEM, "created", to="2026-05-04"),
    "3.3.2: an agent with more than one IRI": _set(*ITEM, "generator", "id", to=["urn:a:b", "urn:a:c"]),
    "3.3.5: no motivation of the model: proving": _set(*ITEM, "motivation", to="proving"),
    "3.2.4: a body that is no textual body": _set(*ITEM, "body", 0, "type", to="Text"),
    "3.2.4: a textual body has exactly one value": _set(*ITEM, "body", 0, "value", to=["a", "b"]),
    "3.2.4: more than one format": _set(*ITEM, "body", 0, "format", to=["text/plain", "text/html"]),
    "3.3.5: no purpose of the model: coding": _set(*ITEM, "body", 1, "purpose", to="coding"),
    "4: a specific resource has exactly one source with an IRI": _set(*ITEM, "target", "source", to="the text"),
    "4.2: no selector for text: SvgSelector": _set(*POSITION, "type", to="SvgSelector"),
    "4.2.5: start and end are each one non-negative integer": _set(*POSITION, "start", to=-2),
    "4.2.5: the end lies before the start": _set(*POSITION, "end", to=0),
    "4.2.4: a quote has exactly one exact text": _set(*QUOTE, "exact", to=None),
    "4.2.4: more than one prefix": _set(*QUOTE, "prefix", to=["a", "b"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_collection_with_a_mistake_is_found_out(data: Any, mistake: str) -> None:
    MISTAKES[mistake](data)
    assert mistake in check_annotations(data)
