"""The JSON Schema (draft-07) of briefs and datasets, from the types that decode them."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from typing import Any, Literal

import msgspec

from reportgen.model.brief import Brief
from reportgen.model.dataset import Dataset

CLAIMS = "Listed here, or the path of a file of JSON Lines below the dataset's folder, with a claim on each line."
DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema(kind: Literal["brief", "dataset"]) -> dict[str, Any]:
    """The schema for editors: every key with its description, unknown keys refused."""
    type_ = {"brief": Brief, "dataset": Dataset}[kind]
    schema = schema_of(type_)
    definitions = schema["definitions"]
    for cls in _structs(type_):
        properties = definitions[cls.__name__]["properties"]
        for name, text in _field_docs(cls).items():
            properties[name] = {**properties[name], "description": text}
    if type_ is Dataset:
        claims = definitions["Dataset"]["properties"]["claims"]
        claims |= {"type": ["array", "string"], "pattern": r"\.jsonl$", "description": CLAIMS}
    for definition in definitions.values():
        for name, value in definition.get("properties", {}).items():
            definition["properties"][name] = _keep_beside_ref(value)
    return {"$schema": DRAFT, "title": f"reportgen {kind}", **schema}


def schema_of(type_: type) -> dict[str, Any]:
    """The schema msgspec writes, its definitions where draft-07 has them."""
    schema: dict[str, Any] = _moved(msgspec.json.schema(type_))
    return schema


def _moved(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return [_moved(item) for item in node]
    if not isinstance(node, dict):
        return node
    moved = {}
    for key, value in node.items():
        if key == "$ref":
            moved[key] = value.replace("#/$defs/", "#/definitions/")
        else:
            moved["definitions" if key == "$defs" else key] = _moved(value)
    return moved


def _keep_beside_ref(schema: dict[str, Any]) -> dict[str, Any]:
    """Draft-07 ignores what stands beside a `$ref`, so it moves one level down."""
    if "$ref" not in schema or len(schema) == 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return {"allOf": [{"$ref": schema["$ref"]}], **rest}


def _structs(type_: type) -> list[type[msgspec.Struct]]:
    """The struct and all structs below it, by the names its schema gives them."""
    modules = [module for name, module in sys.modules.items() if name.startswith("reportgen.model.")]
    named = {name: value for module in modules for name, value in vars(module).items()}
    classes = [named[name] for name in schema_of(type_)["definitions"]]
    return [cls for cls in classes if issubclass(cls, msgspec.Struct)]


@functools.cache
def _field_docs(cls: type[msgspec.Struct]) -> dict[str, str]:
    """The docstring below each field, by the key it is read from. Empty where the source is not at hand."""
    try:
        source = inspect.getsource(cls)
    except OSError:
        return {}
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    keys = {field.name: field.encode_name for field in msgspec.structs.fields(cls)}
    docs = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            docs[keys[statement.target.id]] = inspect.cleandoc(str(following.value.value))
    return docs
