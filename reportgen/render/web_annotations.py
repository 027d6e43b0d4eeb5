"""The memo's evidence as W3C Web Annotations (the Recommendation of 23 February 2017), for attachment to the PDF.

A collection of one page. Each annotation says of one place in an interview what a claim makes of it: the target selects
the place by position (code points, the end exclusive), and with the text at hand by its words; the bodies are the
claim, its kind and its themes. A quotation highlights its place.

The interview's text is named by its digest (RFC 6920), since it need not stand anywhere on the web. The model has no
state for a digest and lets others be used: `oa:State` with `schema:sha256`, by prefixes of the model's own context.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec

from reportgen.model.cited import CitedClaim, CitedSource, Evidence, Quotation
from reportgen.model.memo import Memo

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"

Json = dict[str, Any]


def collection(memo: Memo) -> Json:
    """The annotations of a memo as JSON-LD. The same memo, the same ids: they are made from what they name.

    The memo lists the source of each of its claims and quotations.
    """
    shared: Json = {"created": f"{memo.date.isoformat()}T00:00:00Z", "generator": _software(memo)}
    if creators := _creators(memo):
        shared["creator"] = creators
    items = [_named({"type": "Annotation", **part, **shared}) for part in (*_claims(memo), *_quotations(memo))]
    page = _named({"type": "AnnotationPage", "startIndex": 0, "items": items})
    whole: Json = {
        "type": "AnnotationCollection",
        "label": f"Evidence of “{memo.title}”",
        **shared,
        "dcterms:source": [_described(source) for source in memo.sources],
        "total": len(items),
        "first": page,
        "last": page["id"],
    }
    return {"@context": CONTEXT, **_named(whole)}


def encode(memo: Memo) -> bytes:
    """The collection as UTF-8 JSON, indented, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(collection(memo)), indent=2) + b"\n"


def text_iri(sha256: str) -> str:
    """The name of a text by its digest: `ni:///sha-256;` and the digest in base64url (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode("ascii")
    return f"ni:///sha-256;{digest}"


def _claims(memo: Memo) -> Iterator[Json]:
    for claim in memo.claims:
        for evidence in claim.evidence:
            yield {
                "motivation": "describing",
                "body": list(_bodies(claim, memo.output.language.value)),
                "target": _claim_target(memo, evidence),
            }


def _quotations(memo: Memo) -> Iterator[Json]:
    for quotation in memo.quotations:
        yield {"motivation": "highlighting", "target": _quotation_target(memo, quotation)}


def _bodies(claim: CitedClaim, language: str) -> Iterator[Json]:
    yield {
        "type": "TextualBody",
        "value": claim.text,
        "format": "text/plain",
        "language": language,
        "purpose": "describing",
        "dcterms:identifier": claim.id,
    }
    yield {"type": "TextualBody", "value": claim.kind.value, "format": "text/plain", "purpose": "classifying"}
    for theme in claim.themes:
        yield {"type": "TextualBody", "value": theme, "format": "text/plain", "purpose": "tagging"}


def _claim_target(memo: Memo, evidence: Evidence) -> Json:
    target = _target(memo, evidence.locator, evidence.start, evidence.end)
    if evidence.passage is not None:
        quote: Json = {"type": "TextQuoteSelector", "exact": evidence.passage}
        quote |= {"prefix": evidence.prefix or "", "suffix": evidence.suffix or ""}
        target["selector"].append(quote)
    return target


def _quotation_target(memo: Memo, quotation: Quotation) -> Json:
    return _target(memo, quotation.locator, quotation.start, quotation.end)


def _target(memo: Memo, locator: str, start: int, end: int) -> Json:
    source = {source.id: source for source in memo.sources}[locator.partition("/")[0]]
    return {
        "type": "SpecificResource",
        "dcterms:identifier": locator,
        "source": _source(source),
        "state": {"type": "oa:State", "schema:sha256": source.text_sha256},
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}],
    }


def _source(source: CitedSource) -> Json:
    return {"id": text_iri(source.text_sha256), "type": "Text", "format": source.media_type}


def _described(source: CitedSource) -> Json:
    who = {"type": "Person", "name": source.interviewee.name}
    return {**_source(source), "dcterms:identifier": source.id, "dcterms:title": source.title, "creator": who}


def _creators(memo: Memo) -> list[Json]:
    """Those who answer for the memo. Whether an author is a person or a body, the brief does not say."""
    house = memo.organisation.name if memo.organisation else None
    names = memo.authors or ((house,) if house else ())
    return [{"type": "Organization", "name": name} if name == house else {"name": name} for name in names]


def _software(memo: Memo) -> Json:
    return {"type": "Software", "name": memo.generator}


def _named(resource: Json) -> Json:
    """The resource with an id made from its content (RFC 9562, version 5)."""
    content = msgspec.json.encode(resource, order="deterministic").decode("utf-8")
    return {"id": uuid.uuid5(uuid.NAMESPACE_URL, f"{CONTEXT}#{content}").urn, **resource}
