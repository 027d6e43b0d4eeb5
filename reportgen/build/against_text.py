"""A memo's quotations and passages against the interviews' texts, word for word."""

from __future__ import annotations

import hashlib
import os
import pathlib
from collections.abc import Iterator, Mapping

from reportgen.errors import ReportgenError
from reportgen.evidence.quote import canonical, parts_of
from reportgen.model.cited import CitedSource
from reportgen.model.memo import Memo
from reportgen.model.verification import Finding, failed, judged, shortened, unchecked
from reportgen.read.ingest import read_text

StrPath = str | os.PathLike[str]


def quotations(memo: Memo, sources: Mapping[str, StrPath]) -> Iterator[Finding]:
    """A finding for each source: its text is the one the memo was made from, and every word quoted stands in it."""
    known = {source.id for source in memo.sources} | ({""} if len(memo.sources) == 1 else set())
    for name in sources:
        if name not in known:
            yield unchecked("quotations", f"this memo draws on no source `{name}`, but on {_listed(known)}")
    for source in memo.sources:
        path = sources.get(source.id, sources.get("") if len(memo.sources) == 1 else None)
        if path is None:
            yield unchecked("quotations", f"the text of `{source.id}` was not given (--source)")
        else:
            yield _against_text(memo, source, pathlib.Path(path))


def _against_text(memo: Memo, source: CitedSource, path: pathlib.Path) -> Finding:
    try:
        text = read_text(path, source.media_type)
    except ReportgenError as error:
        return failed("quotations", f"the text of `{source.id}` cannot be read: {error.message}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != source.text_sha256:
        return failed(
            "quotations",
            f"`{path}` is another text: its SHA-256 is {digest[:16]}…, the memo's {source.text_sha256[:16]}…",
        )
    quotations = [item for item in memo.quotations if item.source == source.id]
    passages = [
        item
        for claim in memo.claims
        for item in claim.evidence
        if item.passage is not None and item.locator.startswith(f"{source.id}/")
    ]
    sentences = [
        item
        for edited, item in (memo.edition.sentences if memo.edition else ())
        if edited.id == source.id and item.text is not None
    ]
    faults = [
        f"the quotation at {item.locator} is not word for word: “{shortened(item.text)}”"
        for item in quotations
        if not _stands(item.text, text[item.start : item.end])
    ]
    faults += [
        f"the passage at {item.locator} is not the text's"
        for item in passages
        if text[item.start : item.end] != item.passage
    ]
    faults += [
        f"the sentence at {item.anchor} is not the text's"
        for item in sentences
        if text[item.start : item.end] != item.text
    ]
    proof = (
        f"{len(quotations)} quotations and {len(passages)} passages of `{source.id}` stand word for word in the text"
    )
    if sentences:
        proof += f", and so do the {len(sentences)} sentences printed"
    return judged("quotations", faults, proof)


def _stands(quotation: str, text: str) -> bool:
    """Whether a quotation's parts stand in a text, in order."""
    canon = canonical(text).text
    at = 0
    parts = parts_of(quotation)
    for part in parts:
        found = part.search(canon, at)
        if found is None:
            return False
        at = found.end()
    return bool(parts)


def _listed(names: set[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names - {""}))
