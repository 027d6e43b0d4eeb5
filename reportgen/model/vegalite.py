"""What a Vega-Lite specification may hold: the claims' data and no other, nothing from outside, the same every time."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from reportgen.model.nearest import did_you_mean

CLAIMS = "claims"
"""The name of the data that a user's specification draws."""

_OUTSIDE = frozenset({"url", "href", "src", "usermeta"})
_CHANGING = re.compile(
    r"\b(?:now|random|sample\w*|datetime|toDate|time(?:Format|Parse|Offset|Sequence)|(?:year|month|date|hours)) *\("
)
"""Functions of Vega's expressions whose value hangs on chance, on the clock or on the machine's time zone."""
_DATUM = re.compile(r"\bdatum\.(?P<dotted>\w+)|\bdatum\[\s*['\"](?P<quoted>[^'\"]+)['\"]\s*\]")
_OWN_NAMES = {"fold": ("key", "value"), "density": ("value", "density"), "regression": (), "loess": (), "quantile": ()}
"""Transforms that name their results themselves where nothing is said."""


class Fault(NamedTuple):
    """What is wrong with a specification."""

    at: str
    """Where in it: `layer[1].encoding.x.field`."""
    message: str
    hint: str


def parse(data: bytes) -> Any:
    """The JSON of a specification. Raises `ValueError` where it is none, and for numbers that JSON does not have."""

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no number in JSON")

    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def faults(spec: object, names: Collection[str] = (CLAIMS,), fields: Collection[str] | None = None) -> Iterator[Fault]:
    """What makes a specification unfit, in its order. `names` are the data it may draw, `fields` those these have."""
    if not isinstance(spec, dict):
        yield Fault("", "it is no JSON object", "a Vega-Lite specification begins with `{`")
        return
    if "vega-lite" not in str(spec.get("$schema", "vega-lite")):
        yield Fault("$schema", "it is not written for Vega-Lite", "only Vega-Lite is drawn, not Vega")
    if fields is not None and "datasets" in spec:
        yield Fault("datasets", "it brings data of its own", _CLAIMS_ONLY)
    if not any(key == "data" and isinstance(value, dict) for _, key, value in _walk(spec)):
        yield Fault("data", "it draws no data", _CLAIMS_ONLY)
    for at, key, value in _walk(spec):
        yield from _refused(at, key, value, names)
    if fields is not None:
        yield from _unknown_fields(spec, fields)


_CLAIMS_ONLY = f'a figure draws claims and nothing else: `"data": {{"name": "{CLAIMS}"}}`'


def _refused(at: str, key: str, value: object, names: Collection[str]) -> Iterator[Fault]:
    if key in _OUTSIDE:
        yield Fault(at, f"`{key}` would reach out of the memo", "nothing is fetched or linked to: leave it out")
    elif key == "data" and value is not None and not _is_named(value, names):
        yield Fault(at, "it brings data of its own", _CLAIMS_ONLY)
    elif value == "image" and (key == "mark" or at.endswith("mark.type")):
        yield Fault(at, "an image has no place in a figure", "draw with another mark")
    elif key == "sample" or (isinstance(value, str) and _CHANGING.search(value)):
        yield Fault(at, "it would not be the same every time", "leave out chance, the clock and the time zone")
    elif key == "timeUnit" or (key == "type" and value == "temporal"):
        hint = "`start` and `end` are years with decimals: draw them as quantitative"
        yield Fault(at, "times are drawn as the machine's time zone has them", hint)


def _is_named(data: object, names: Collection[str]) -> bool:
    return isinstance(data, dict) and set(data) == {"name"} and data["name"] in names


def _walk(node: object, at: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every key with its value and place, the data of `datasets` left out."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _walk(item, f"{at}[{index}]")
    elif isinstance(node, dict):
        for key, value in node.items():
            below = f"{at}.{key}".lstrip(".")
            yield below, key, value
            if below != "datasets":
                yield from _walk(value, below)


def _unknown_fields(spec: dict[str, Any], fields: Collection[str]) -> Iterator[Fault]:
    """Fields that no claim has and no transform makes: Vega-Lite would draw nothing, without a word."""
    known, named = set(fields), list[tuple[str, str]]()
    for at, key, value in _walk(spec):
        if key == "pivot":
            return  # its columns are values of the data
        if key == "as":
            known.update(value if isinstance(value, list) else [value])
        elif key in _OWN_NAMES:
            known.update(_OWN_NAMES[key])
        elif key == "field" and isinstance(value, str):
            named.append((at, re.split(r"[.\[]", value, maxsplit=1)[0]))
        elif key in ("groupby", "fold") and isinstance(value, list):
            named += [(at, item) for item in value if isinstance(item, str)]
        if isinstance(value, str):
            named += [(at, match["dotted"] or match["quoted"]) for match in _DATUM.finditer(value)]
    built_in = {"value", "label", "index"}  # of the datum of an axis, a legend or a sort
    for at, name in named:
        if name not in known and not (name in built_in or name.startswith(("count", "__"))):
            yield Fault(at, f"claims have no field `{name}`", did_you_mean(name, known) or f"they have {_list(fields)}")


def _list(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
