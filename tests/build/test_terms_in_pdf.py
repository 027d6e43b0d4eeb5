"""The whole file of a memo, searched for a name that the terms of a source protect."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import reportgen
from tests.ferry import change_dataset, texts, write_brief
from tests.verapdf.verapdf import VeraPdf

TITLE = "    title: A Passenger’s View of the Crossing\n"
MARAN = ("Maran", "MARAN", "maran", "Harbour Office")


def strings(data: bytes) -> Iterator[str]:
    """Every string, name, stream and page text of a PDF, decompressed; streams in each encoding text may be in."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for obj in pdf.objects:
            yield from _strings(obj, set())
    with pypdfium2.PdfDocument(data) as document:
        yield " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def _strings(obj: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    if isinstance(obj, pikepdf.Stream):
        data = obj.read_bytes()
        yield from (data.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-be", "utf-16-le"))
    if isinstance(obj, pikepdf.String | pikepdf.Name | str):
        yield str(obj)
    elif isinstance(obj, pikepdf.Array):
        for item in obj:
            yield from _strings(item, seen) if not getattr(item, "is_indirect", False) else ()
    elif isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in obj.items():
            yield key
            yield from _strings(value, seen) if not getattr(value, "is_indirect", False) else ()


def holding(data: bytes, words: tuple[str, ...]) -> set[str]:
    """Those words that stand anywhere in the file."""
    return {word for text in strings(data) for word in words if word in text}


def project(good_project: Path, terms: str) -> tuple[Path, dict[str, str]]:
    """A memo that draws mostly on someone not named: in the title of the source, its address and its text."""
    change_dataset(
        good_project,
        ("  - id: maran\n    title: Keeping the Harbour Ferry Afloat", "  - id: harbour\n    title: Ilse Maran Speaks"),
        ("    issued: 2025-03~\n", "    url: https://ansel.example/ilsemaran\n    issued: 2025-03~\n"),
        ("    affiliation: Port Ansel\n", "    affiliation: Harbour Office\n"),
        ("maran/q", "harbour/q"),
        ("    attributed_to: council\n    themes", "    attributed_to: ilse-maran\n    themes"),
    )
    if terms != "on-record":
        change_dataset(
            good_project,
            ("  - id: harbour\n", f"  - id: harbour\n    terms: {terms}\n    attribution: a harbour official\n"),
        )
    quoted = "It is “longer than the last” [@hull-old]" if terms != "background" else "It is old [@hull-old]"
    text = f"{quoted}, as the council knows [@bridge-pays].\n\nSlow boats pass [@missing-boats; @bridge-sand]."
    quote = "{at: okoro/q2.p1.s3}" if terms == "background" else "{at: harbour/q2.p1.s3}"
    path = write_brief(good_project, text, quote=quote)
    files = texts(good_project)
    return path, {"harbour": files["maran"], "okoro": files["okoro"]}


@pytest.mark.parametrize("terms", ["not-for-attribution", "background"])
@pytest.mark.parametrize("at_hand", [True, False], ids=["with the text", "without"])
def test_no_byte_of_the_file_gives_the_name(good_project: Path, tmp_path: Path, terms: str, at_hand: bool) -> None:
    brief, sources = project(good_project, terms)
    data = reportgen.build_memo(brief, tmp_path, sources=sources if at_hand else {}).read_bytes()
    assert holding(data, MARAN) == set()
    assert holding(data, ("arbour official", "Tomas Vell", "The Ansel Courier")) == {
        "arbour official",
        "Tomas Vell",
        "The Ansel Courier",
    }
    quoted = holding(data, ("moves the sand", "longer than the last", "Slow boats are forgiven"))
    apart = "Slow boats are forgiven" if terms == "background" else "moves the sand"
    assert (apart in quoted) == at_hand
    assert ("longer than the last" in quoted) == (terms == "not-for-attribution")
    assert ("moves the sand" in quoted) == (at_hand and terms == "not-for-attribution")


def test_the_search_would_find_the_name(good_project: Path, tmp_path: Path) -> None:
    brief, sources = project(good_project, "on-record")
    data = reportgen.build_memo(brief, tmp_path, sources=sources).read_bytes()
    assert holding(data, MARAN) == {"Maran", "maran", "Harbour Office"}


def test_a_memo_with_quotations_keeps_both_standards(good_project: Path, tmp_path: Path, verapdf: VeraPdf) -> None:
    brief, sources = project(good_project, "not-for-attribution")
    files = [
        reportgen.build_memo(brief, tmp_path / notes, sources=sources, overrides={"output.notes": notes})
        for notes in ("margin", "foot", "end")
    ]
    assert [str(verdict) for verdict in verapdf.validate(files) if not verdict.compliant] == []


def test_quotations_are_tagged_as_such(good_project: Path, tmp_path: Path) -> None:
    brief, sources = project(good_project, "not-for-attribution")
    data = reportgen.build_memo(brief, tmp_path, sources=sources).read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = [
            str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj
        ]
    assert kinds.count("/BlockQuote") == 1
