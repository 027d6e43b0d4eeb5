"""A figure by a user's Vega-Lite specification: the claims' data put in, and a table of what it draws."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from gettext import NullTranslations
from typing import Any

from reportgen.compose.figures import years
from reportgen.compose.figures.entry import Entry, Picture
from reportgen.compose.figures.layout import Spec
from reportgen.model.figure import CLAIM_FIELDS
from reportgen.model.vegalite import CLAIMS

_SHOWN_BY = {
    "theme": ("theme", "themes"),
    "kind": ("kind",),
    "speaker": ("speaker", "source"),
    "what": ("id", "number", "text", "label"),
    "date": ("date", "start", "end"),
    "amount": ("value", "unit", "qualifier", "amount"),
}
"""What a column of the data table shows, by the fields of the specification that ask for it."""


def draw(spec: Spec, entries: Sequence[Entry], alt: str, width: float, words: NullTranslations) -> Picture:
    """The specification over the entries. Where it says no width, it gets that of the text."""
    _ = words.gettext
    whole = {"autosize": {"type": "fit-x", "contains": "padding"}, "padding": 0, **spec}
    if "width" not in spec and not {"facet", "concat", "hconcat", "vconcat", "repeat"} & set(spec):
        whole["width"] = round(width, 2)
    whole["datasets"] = {CLAIMS: [_record(entry) for entry in entries]}
    heads = {
        "theme": _("Theme"),
        "kind": _("Kind"),
        "speaker": _("Speaker"),
        "what": _("What"),
        "date": _("Date"),
        "amount": _("Amount"),
    }
    asked = _names(spec)
    columns = [column for column, fields in _SHOWN_BY.items() if asked & set(fields)] or ["what"]
    return Picture(
        columns=(*(heads[column] for column in columns), _("Evidence")),
        rows=tuple(_grouped((tuple(_cell(entry, column, words) for column in columns), entry) for entry in entries)),
        spec=whole,
        alt=alt,
    )


def _record(entry: Entry) -> Spec:
    """A claim as a specification finds it: the fields of `CLAIM_FIELDS`, those it does not have left empty."""
    claim, quantity = entry.claim, entry.claim.quantity
    span = years.span(claim.when) if claim.when else None
    values: dict[str, Any] = {
        "id": claim.id,
        "number": entry.number,
        "text": claim.text,
        "label": entry.label,
        "kind": claim.kind.value,
        "speaker": entry.speaker,
        "source": claim.evidence[0].partition("/")[0],
        "theme": entry.themes[0],
        "themes": list(entry.themes),
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else None,
        "qualifier": quantity.qualifier.value if quantity else None,
        "amount": entry.amount or None,
        "date": entry.date or None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
    return {field: values[field] for field in CLAIM_FIELDS}


def _names(spec: Spec) -> set[str]:
    """Every word of a specification that might name a field."""
    return set(re.findall(r"\w+", json.dumps([*_strings(spec)])))


def _strings(node: object) -> Iterable[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for key, item in node.items() if isinstance(node, dict) else enumerate(node):
            if key not in ("type", "title", "description", "$schema"):
                yield from _strings(item)


def _cell(entry: Entry, column: str, words: NullTranslations) -> str:
    quantity = entry.claim.quantity
    return {
        "theme": entry.themes[0],
        "kind": words.gettext(entry.claim.kind.value),
        "speaker": entry.speaker,
        "what": entry.label,
        "date": entry.date,
        "amount": f"{entry.amount} {quantity.unit}" if quantity else "",
    }[column]


def _grouped(rows: Iterable[tuple[tuple[str, ...], Entry]]) -> list[tuple[str, ...]]:
    """Rows that say the same become one, with the numbers of all their claims."""
    found: dict[tuple[str, ...], list[int]] = {}
    for cells, entry in rows:
        found.setdefault(cells, []).append(entry.number)
    return [(*cells, ", ".join(map(str, numbers))) for cells, numbers in found.items()]
