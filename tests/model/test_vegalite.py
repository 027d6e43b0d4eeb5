"""What a specification may not hold, each with its place; and what it may."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportgen.model.figure import CLAIM_FIELDS
from reportgen.model.vegalite import faults, parse

CLAIMS = {"name": "claims"}


def spec(**more: Any) -> dict[str, Any]:
    encoding = {"x": {"aggregate": "count", "type": "quantitative"}, "y": {"field": "kind", "type": "nominal"}}
    return {"data": CLAIMS, "mark": "bar", "encoding": encoding, **more}


def found(value: object) -> list[tuple[str, str]]:
    return [(fault.at, fault.message) for fault in faults(value, fields=CLAIM_FIELDS)]


REFUSED: list[tuple[object, str, str]] = [
    ([], "", "no JSON object"),
    ({"mark": "bar"}, "data", "draws no data"),
    (spec(data={"values": [{"kind": "fact"}]}), "data", "data of its own"),
    (spec(data={"sequence": {"start": 0, "stop": 1e12}}), "data", "data of its own"),
    (spec(data={"name": "others"}), "data", "data of its own"),
    (spec(data={"url": "file:///etc/passwd"}), "data.url", "`url` would reach out"),
    (spec(datasets={"claims": []}), "datasets", "data of its own"),
    (spec(layer=[{"data": {"values": []}, "mark": "bar"}]), "layer[0].data", "data of its own"),
    (spec(transform=[{"lookup": "id", "from": {"data": {"url": "x"}}}]), "transform[0].from.data.url", "reach out"),
    (spec(mark={"type": "image"}), "mark.type", "an image has no place"),
    (spec(mark="image"), "mark", "an image has no place"),
    (spec(encoding={"url": {"field": "id"}}), "encoding.url", "reach out"),
    (spec(encoding={"href": {"field": "id"}}), "encoding.href", "reach out"),
    (spec(mark={"type": "bar", "href": "https://charts.example"}), "mark.href", "reach out"),
    (spec(usermeta={"embedOptions": {}}), "usermeta", "reach out"),
    (spec(transform=[{"sample": 3}]), "transform[0].sample", "the same every time"),
    (spec(transform=[{"calculate": "random()", "as": "r"}]), "transform[0].calculate", "the same every time"),
    (spec(transform=[{"filter": "year(now ()) > 2000"}]), "transform[0].filter", "the same every time"),
    (spec(encoding={"x": {"field": "date", "type": "temporal"}}), "encoding.x.type", "time zone"),
    (spec(encoding={"x": {"field": "date", "timeUnit": "year"}}), "encoding.x.timeUnit", "time zone"),
    (spec(**{"$schema": "https://vega.github.io/schema/vega/v5.json"}), "$schema", "not written for Vega-Lite"),
    (spec(encoding={"x": {"field": "knd"}}), "encoding.x.field", "no field `knd`"),
    (spec(transform=[{"filter": "datum.knd == 'fact'"}]), "transform[0].filter", "no field `knd`"),
    (spec(transform=[{"filter": "datum['knd'] == 'fact'"}]), "transform[0].filter", "no field `knd`"),
    (
        spec(transform=[{"aggregate": [{"op": "count", "as": "n"}], "groupby": ["knd"]}]),
        "transform[0].groupby",
        "no field `knd`",
    ),
]


@pytest.mark.parametrize(("value", "at", "words"), REFUSED, ids=[f"{row[1]} {row[2]}" for row in REFUSED])
def test_what_is_refused_is_named_with_its_place(value: object, at: str, words: str) -> None:
    assert any(place == at and words in message for place, message in found(value))


@pytest.mark.parametrize(
    "value",
    [
        spec(),
        spec(layer=[{"mark": "text", "encoding": {"text": {"field": "amount"}}}]),
        spec(transform=[{"calculate": "datum.end - datum.start", "as": "length"}], encoding={"x": {"field": "length"}}),
        spec(transform=[{"fold": ["start", "end"]}], encoding={"x": {"field": "value"}, "y": {"field": "key"}}),
        spec(transform=[{"pivot": "kind", "value": "value"}], encoding={"x": {"field": "assessment"}}),
        spec(encoding={"y": {"field": "theme", "axis": {"labelExpr": "slice(datum.label, 0, 9)"}}}),
        spec(encoding={"y": {"field": "themes[0]"}}),
        spec(title="The birthday (rehearsed) of a monthly sampler"),
    ],
)
def test_what_draws_the_claims_is_taken(value: object) -> None:
    assert found(value) == []


def test_where_a_field_is_misspelt_the_nearest_is_proposed() -> None:
    (fault,) = faults(spec(encoding={"x": {"field": "ammount"}}), fields=CLAIM_FIELDS)
    assert fault.hint == "did you mean `amount`?"


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": -Infinity}', "[" * 100_000])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the messages are Python's)
        parse(text.encode("utf-8"))


def test_what_is_not_utf_8_is_a_value_error() -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse(json.dumps({"a": "é"}, ensure_ascii=False).encode("latin-1"))
