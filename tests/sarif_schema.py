"""The part of SARIF 2.1.0 that reportgen writes, as a JSON Schema: names, types and bounds as the standard has them.

What the standard allows and reportgen does not write is left out, so that a misspelt property fails.
"""

from __future__ import annotations

from typing import Any


def _object(required: str = "", **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required.split(), "properties": properties}


def _list(items: Any, **bounds: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **bounds}


_TEXT = {"type": "string"}
_URI = {"type": "string", "format": "uri"}
_REFERENCE = {"type": "string", "format": "uri-reference", "pattern": r"^[!-~]+$"}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_FROM_1 = {"type": "integer", "minimum": 1}
_MESSAGE = _object("text", text=_TEXT)
_ARTIFACT = _object(uri=_REFERENCE, uriBaseId=_TEXT)
_REGION = _object(startLine=_FROM_1, startColumn=_FROM_1, endLine=_FROM_1, endColumn=_FROM_1)
_PHYSICAL = _object("artifactLocation", artifactLocation=_ARTIFACT, region=_REGION)
_RULE = _object("id", id=_TEXT, shortDescription=_MESSAGE, help=_MESSAGE)
_DRIVER = _object("name", name=_TEXT, version=_TEXT, rules=_list(_RULE, uniqueItems=True))
_NOTIFICATION = _object("message", message=_MESSAGE, level=_LEVEL)
_INVOCATION = _object(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    exitCode={"type": "integer"},
    toolExecutionNotifications=_list(_NOTIFICATION),
)
_RESULT = _object(
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_object(physicalLocation=_PHYSICAL)),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
)
_RUN = _object(
    "tool",
    tool=_object("driver", driver=_DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": _object(uri={**_URI, "pattern": "/$"})},
    invocations=_list(_INVOCATION),
    results=_list(_RESULT),
)
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_object("version runs", **{"$schema": _URI, "version": {"enum": ["2.1.0"]}, "runs": _list(_RUN)}),
}
