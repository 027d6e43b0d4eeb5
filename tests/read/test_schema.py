"""The JSON Schema against draft-07, against the good files and against the types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from jsonschema import Draft7Validator, FormatChecker

from reportgen.model.brief import Brief
from reportgen.model.dataset import Dataset
from reportgen.read.schema import json_schema
from reportgen.read.yaml import read_yaml

GOOD = Path(__file__).parents[1] / "fixtures" / "good"
KINDS: list[tuple[Literal["brief", "dataset"], type[msgspec.Struct], Path]] = [
    ("brief", Brief, GOOD / "ferry.yaml"),
    ("dataset", Dataset, GOOD / "datasets" / "ferry" / "dataset.yaml"),
]
each_kind = pytest.mark.parametrize(("kind", "type_", "file"), KINDS, ids=[kind for kind, _, _ in KINDS])


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from nodes(inner)


@each_kind
def test_the_schema_is_draft_07(kind: Literal["brief", "dataset"], type_: type[msgspec.Struct], file: Path) -> None:
    schema = json_schema(kind)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["title"] == f"reportgen {kind}"
    assert json.loads(json.dumps(schema)) == schema
    assert "$defs" not in json.dumps(schema)
    for node in nodes(schema):
        reference = node.get("$ref", "#/definitions/" + type_.__name__)
        assert reference.removeprefix("#/definitions/") in schema["definitions"]
        assert set(node) <= {"$ref"} or "$ref" not in node or node is schema  # draft-07 ignores what stands beside


@each_kind
def test_the_good_file_fits(kind: Literal["brief", "dataset"], type_: type[msgspec.Struct], file: Path) -> None:
    value, _ = read_yaml(file, limit=100_000)
    validator = Draft7Validator(json_schema(kind), format_checker=FormatChecker(["date"]))
    assert list(validator.iter_errors(value)) == []


@each_kind
def test_unknown_keys_are_refused_everywhere(
    kind: Literal["brief", "dataset"], type_: type[msgspec.Struct], file: Path
) -> None:
    objects = [node for node in nodes(json_schema(kind)) if "properties" in node and node.get("type") == "object"]
    assert len(objects) >= 6
    assert all(node["additionalProperties"] is False for node in objects)


@each_kind
def test_keys_are_described_by_the_docstrings_of_the_types(
    kind: Literal["brief", "dataset"], type_: type[msgspec.Struct], file: Path
) -> None:
    definition = json_schema(kind)["definitions"][type_.__name__]
    assert list(definition["properties"]) == [field.encode_name for field in msgspec.structs.fields(type_)]
    assert definition["description"] == (type_.__doc__ or "").strip()


def test_descriptions_stand_beside_a_reference_and_an_alternative() -> None:
    brief = json_schema("brief")["definitions"]
    assert brief["Brief"]["properties"]["title"]["description"] == "States the finding."
    assert brief["Section"]["properties"]["key_claims"]["description"] == "Claims set apart as the expert's key points."
    kinds = brief["Select"]["properties"]["kinds"]["items"]
    assert kinds == {"$ref": "#/definitions/Kind"}
    assert brief["Figure"]["properties"]["kind"] == {"$ref": "#/definitions/FigureKind"}
    assert brief["Organisation"]["properties"]["logo"]["description"] == "SVG or PNG."


def test_without_the_source_of_the_types_there_are_no_descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportgen.read import schema

    def refuse(_: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(schema.inspect, "getsource", refuse)
    schema._field_docs.cache_clear()
    try:
        assert "description" not in json_schema("brief")["definitions"]["Brief"]["properties"]["title"]
    finally:
        schema._field_docs.cache_clear()


def test_each_call_gives_a_schema_of_its_own() -> None:
    json_schema("brief")["definitions"].clear()
    assert json_schema("brief")["definitions"]
