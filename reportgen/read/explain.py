"""Why a value is not of a type: every violation of its JSON Schema as a problem, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

from reportgen.model.dataset import LOCATOR
from reportgen.model.nearest import did_you_mean, nearest
from reportgen.model.problem import Path, Problem, SourceMap
from reportgen.read.labels import label, quoted
from reportgen.read.schema import schema_of
from reportgen.read.suspects import Kept, suspects, whole_path

_TYPES = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_LOCATOR_FORM = "write source/answer.paragraph.sentence, such as `smith/q3.p2.s1`, `smith/q3.p2.s1-s4`, `smith/q3`"
_NULL = {"type": "null"}
_BRACKETABLE = re.compile(r"[\w/ -]{1,60}|\"[^\"\n]{1,200}\"")
_LIKE_A_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_FORM = "write the date as year-month-day, such as 2026-03-31"


def explain(value: object, type_: type, source_map: SourceMap) -> Iterator[Problem]:
    """A problem for each violation: R110 unknown key, R111 missing key, R112 type, R113 value, R114, R115."""
    schema = schema_of(type_)
    value, kept = suspects(value, type_)
    explainer = _Explainer(source_map, schema["definitions"], kept)
    validator = Draft7Validator(schema, format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(value):
        for leaf in _leaves(error):
            yield from explainer.problems(leaf)


def _leaves(error: Any) -> Iterator[Any]:
    """The errors an error stands for. Of several types a value may have, those of the one that it is meant to be.

    Where it is of none of them, the error itself; where a key may be absent, what it must be when present.
    """
    if error.validator != "anyOf":
        yield error
        return
    inside: dict[int, list[Any]] = {}
    for inner in error.context:
        if error.validator_value[inner.schema_path[0]] != _NULL:
            inside.setdefault(inner.schema_path[0], []).append(inner)
    if len(inside) > 1:
        meant = [errors for errors in inside.values() if not any(map(_is_of_another_type, errors))]
        if not meant:
            yield error
        inside = dict(enumerate(meant))
    for errors in inside.values():
        for inner in errors:
            yield from _leaves(inner)


def _is_of_another_type(error: Any) -> bool:
    return bool(error.validator == "type" and not error.relative_path)


class _Explainer:
    def __init__(self, source_map: SourceMap, definitions: Mapping[str, Any], kept: Kept) -> None:
        self._map = source_map
        self._definitions = definitions
        self._kept = kept

    def problems(self, error: Any) -> Iterator[Problem]:
        path = whole_path(tuple(error.absolute_path), self._kept)
        value, wanted = error.instance, error.validator_value
        if error.validator == "additionalProperties":
            yield from self._unknown_keys(path, value, error.schema["properties"])
        elif error.validator == "required":
            yield from self._missing_keys(path, value, error.schema)
        elif error.validator == "type":
            yield self._wrong_type(path, value, error.schema)
        elif error.validator == "anyOf":
            yield self._none_of(path, value, wanted)
        elif error.validator == "enum":
            allowed = "allowed: " + ", ".join(map(str, wanted))
            guess = did_you_mean(str(value), map(str, wanted))
            message = f"{label(path)} cannot be {quoted(value)}"
            yield self._map.problem("R113", message, path, hint=f"{guess} {_capital(allowed)}" if guess else allowed)
        elif error.validator in ("minLength", "minItems"):
            yield self._map.problem("R113", f"{label(path)} must not be empty", path)
        elif error.validator == "maxLength":
            message = f"{label(path)} has {len(value)} characters, and at most {wanted} are allowed"
            yield self._map.problem("R113", message, path)
        elif error.validator == "pattern":
            yield self._wrong_form(path, value, wanted, error.schema.get("description"))
        elif error.validator == "format":
            yield self._no_date(path, value)
        elif error.validator == "minimum":
            yield self._map.problem("R113", f"{label(path)} must be at least {wanted}", path)
        elif error.validator == "maximum":
            yield self._map.problem("R113", f"{label(path)} must be at most {wanted}", path)
        else:
            yield self._map.problem("R113", f"{label(path)}: {error.message}", path)

    def _unknown_keys(self, path: Path, value: Mapping[str, object], known: Mapping[str, Any]) -> Iterator[Problem]:
        for key in value:
            if key in known:
                continue
            absent = [name for name in known if name not in value]
            guess = did_you_mean(key, absent) or self._lives_elsewhere(key, known) or did_you_mean(key, known)
            hint = guess or "known here: " + ", ".join(known)
            yield self._map.problem("R110", f"unknown key {quoted(key)}", (*path, key), at_key=True, hint=hint)

    def _lives_elsewhere(self, key: str, known: Mapping[str, Any]) -> str | None:
        """A hint where the key belongs one level further down."""
        for name, schema in known.items():
            inner = self._resolved(schema)
            if key in inner.get("properties", {}):
                return f"`{key}` belongs under `{name}`"
        return None

    def _missing_keys(self, path: Path, value: Mapping[str, object], schema: Mapping[str, Any]) -> Iterator[Problem]:
        known = schema["properties"]
        absent = [key for key in known if key not in value]
        misspelt = {nearest(key, absent) for key in value if key not in known}
        for key in schema["required"]:
            if key in value or key in misspelt:  # a misspelt key is one problem, not two
                continue
            whose = f" (`{value['id']}`)" if isinstance(value.get("id"), str) else ""
            message = f"{_lower(schema['title'])}{whose} has no `{key}`"
            hint = f"add `{key}:` with {self._words(known[key])}"
            yield self._map.problem("R111", message, path, at_key=True, hint=hint)

    def _wrong_type(self, path: Path, value: object, schema: Mapping[str, Any]) -> Problem:
        if schema.get("format") == "date":
            return self._no_date(path, self._map.written(path) or value)
        message = f"{label(path)} must be {self._words(schema)}, and this is {_found(value)}"
        written = self._map.written(path)
        hint = None
        if schema["type"] == "string" and isinstance(value, int | float):
            hint = f'put it in quotes: "{written}"' if written else "put it in quotes"
        elif path == ("claims",) and isinstance(value, str):
            hint = "list them here, or name a file that ends in `.jsonl`"
        elif schema["type"] == "array" and isinstance(value, str):
            bracketable = written and _BRACKETABLE.fullmatch(written)
            hint = f"put it in brackets: [{written}]" if bracketable else "start each item on its own line with `- `"
        elif value is None:
            hint = "give it a value, or remove the key"
        elif schema["type"] == "object" and "properties" in schema:
            hint = "its keys: " + ", ".join(schema["required"] or schema["properties"])
        return self._map.problem("R112", message, path, hint=hint)

    def _none_of(self, path: Path, value: object, branches: Iterable[Mapping[str, Any]]) -> Problem:
        words = [self._words(branch) for branch in branches if branch != _NULL]
        message = f"{label(path)} must be {', '.join(words[:-1])} or {words[-1]}, and this is {_found(value)}"
        return self._map.problem("R112", message, path)

    def _wrong_form(self, path: Path, value: str, pattern: str, form: str | None) -> Problem:
        if pattern == LOCATOR:
            message = f"{label(path)} is no locator: {quoted(value)}"
            return self._map.problem("R114", message, path, hint=_LOCATOR_FORM)
        parts = (re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in value.lower().split("/"))
        slug = "/".join(filter(None, parts))
        hint = f"did you mean `{slug}`?" if slug and re.search(pattern, slug) else form
        if "\n" in value:
            hint = "write it on one line, without `|` or `>`"
        return self._map.problem("R113", f"{label(path)} cannot be {quoted(value)}", path, hint=hint)

    def _no_date(self, path: Path, value: object) -> Problem:
        hint = "the calendar has no such day" if _LIKE_A_DATE.fullmatch(str(value)) else _DATE_FORM
        return self._map.problem("R115", f"{label(path)} is no date: {quoted(value)}", path, hint=hint)

    def _words(self, schema: Mapping[str, Any]) -> str:
        """What a schema asks for, in words."""
        schema = self._resolved(schema)
        if "enum" in schema:
            return "one of " + ", ".join(map(str, schema["enum"]))
        if schema.get("type") == "array":
            inner = self._resolved(schema["items"])
            items = {"string": "texts", "object": "mappings"}.get(inner.get("type", ""))
            return f"a list of {items}" if items else "a list"
        if schema.get("format") == "date":
            return "a date"
        return _TYPES[schema["type"]]

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        for branch in schema.get("anyOf", ()):
            if branch != _NULL:
                return self._resolved(branch)
        reference = schema.get("$ref")
        return self._definitions[reference.removeprefix("#/definitions/")] if reference else schema


def _found(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    names = {dict: "a mapping", list: "a list", str: "a text", int: "a number", float: "a number", type(None): "empty"}
    return names[type(value)]


def _lower(title: str) -> str:
    return f"the {title[0].lower()}{title[1:]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
