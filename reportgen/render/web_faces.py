"""Which characters of a web page are set in which family, weight and slope: the cascade, for fonts alone (CSS Fonts 4).

What a browser may come to show is counted, rather too much than too little: rules in `@media` hold and do not hold,
generated content and the numbers of lists are drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import cssselect2
import tinycss2
import tinyhtml5

from reportgen.render import web_css
from reportgen.render.web_css import Declarations, FontFace, Nodes, Rule


class Type(NamedTuple):
    """How text is set."""

    families: tuple[str, ...] = ()
    """In the order in which they are asked for a glyph."""
    weight: int = 400
    italic: bool = False
    upper: bool = False
    """Whether capitals may stand for small letters."""
    small: bool = False
    """Whether small capitals may."""


_UNSEEN = frozenset({"script", "style", "title", "desc", "metadata", "template"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"em", "i", "cite", "dfn", "var", "address"})
_NAMED = {"normal": 400, "bold": 700}
_CAPITALS = frozenset({"uppercase", "capitalize"})
_SMALL = frozenset({"small-caps", "all-small-caps", "petite-caps", "all-petite-caps", "unicase", "titling-caps"})
_COUNTED = "0123456789."
_TYPE = frozenset({"font", "font-family", "font-weight", "font-style", "font-variant", "font-variant-caps"})
_PROPERTIES = _TYPE | {"content", "text-transform", "quotes"}


def drawn(html: str, sheets: Iterable[Nodes]) -> Mapping[Type, frozenset[str]]:
    """The characters of a page by how they are set."""
    rules = [rule for sheet in sheets for rule in web_css.rules(sheet)]
    root = cssselect2.ElementWrapper.from_html_root(tinyhtml5.parse(html, namespace_html_elements=False))
    found: defaultdict[Type, set[str]] = defaultdict(set)
    for held in ([rule for rule in rules if not rule.conditional], rules):  # as if none held, and as if all did
        for type_, text in _walk(root, Type(), _matcher(held)):
            found[type_].update(text.upper() + text if type_.upper or type_.small else text)
    return {type_: frozenset(characters) for type_, characters in found.items()}


def match(type_: Type, faces: Iterable[FontFace]) -> Iterator[FontFace]:
    """The face of each family of a type, in the families' order (CSS Fonts 4, 5.2)."""
    for family in type_.families:
        own = [face for face in faces if face.family.casefold() == family.casefold()]
        if own:
            slanted = [face for face in own if face.italic is type_.italic] or own
            yield min(slanted, key=lambda face: _distance(type_.weight, face))


def _distance(weight: int, face: FontFace) -> tuple[int, int]:
    low, high = face.weights
    if low <= weight <= high:
        return (0, 0)
    nearest = low if weight < low else high
    if 400 <= weight <= 500 and weight < nearest <= 500:
        return (0, nearest - weight)
    heavier_first = weight > 500
    return (1 if (nearest > weight) is heavier_first else 2, abs(nearest - weight))


def _matcher(rules: Iterable[Rule]) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for rule in rules:
        kept = tuple(part for part in rule.declarations if part[0] in _PROPERTIES)
        if kept:
            try:
                selectors = cssselect2.compile_selector_list(rule.selectors)
            except cssselect2.SelectorError:
                continue  # a browser that does not know it leaves the rule out, too
            for selector in selectors:
                matcher.add_selector(selector, kept)
    return matcher


def _walk(element: Any, above: Type, matcher: cssselect2.Matcher) -> Iterator[tuple[Type, str]]:
    """Each run of text below an element, with how it is set."""
    if element.local_name in _UNSEEN:
        return
    matched = [(payload, pseudo) for _, _, pseudo, payload in matcher.match(element)]
    own = _ordered([payload for payload, pseudo in matched if pseudo is None])
    inline = web_css.declarations(element.etree_element.get("style") or "")
    type_ = _set(_set(_initial(element, above), own, above), inline, above)
    for pseudo in {pseudo for _, pseudo in matched if pseudo is not None}:
        parts = _ordered([payload for payload, named in matched if named == pseudo])
        yield _set(type_, parts, type_), "".join(_generated(parts, element))
        if pseudo == "marker":
            yield _set(type_, parts, type_), _COUNTED
    if element.local_name == "ol":
        yield type_, _COUNTED
    yield type_, element.etree_element.text or ""
    for child in element.iter_children():
        yield from _walk(child, type_, matcher)
    for node in element.etree_element:  # comments have a tail, too
        yield type_, node.tail or ""


def _ordered(payloads: list[Declarations]) -> Declarations:
    """What matched, the important last."""
    every = [part for payload in payloads for part in payload]
    return tuple(sorted(every, key=lambda part: part[2]))


def _initial(element: Any, above: Type) -> Type:
    """The type of an element before any sheet: inherited, with what browsers give the element, or SVG says of it."""
    name = element.local_name
    type_ = above._replace(weight=700 if name in _BOLD else above.weight, italic=name in _ITALIC or above.italic)
    said = [(key, element.etree_element.get(key)) for key in ("font-family", "font-weight", "font-style")]
    text = ";".join(f"{key}:{value}" for key, value in said if value)
    return _set(type_, web_css.declarations(text), above) if text else type_


def _set(type_: Type, parts: Declarations, above: Type) -> Type:
    for name, value, _ in parts:
        words = {token.lower_value for token in value if token.type == "ident"}
        if name in {"font-family", "font"} and words & {"inherit", "unset"}:
            type_ = type_._replace(**(above._asdict() if name == "font" else {"families": above.families}))
        elif name == "font":
            type_ = _shorthand(type_, value, above)
        elif name == "font-family":
            type_ = type_._replace(families=web_css.names(value))
        elif name == "font-weight":
            type_ = type_._replace(weight=_weight(value, above))
        elif name == "font-style":
            type_ = type_._replace(italic=above.italic if "inherit" in words else bool(words & {"italic", "oblique"}))
        elif name == "text-transform":
            type_ = type_._replace(upper=above.upper if "inherit" in words else bool(words & _CAPITALS))
        elif name in {"font-variant", "font-variant-caps"}:
            type_ = type_._replace(small=above.small if "inherit" in words else bool(words & _SMALL))
    return type_


def _shorthand(type_: Type, tokens: Nodes, above: Type) -> Type:
    """`font: [style || variant || weight] size[/line-height] families`."""
    parts = [token for token in tokens if token.type != "whitespace"]
    size = next((n for n, token in enumerate(parts) if token.type in {"dimension", "percentage", "function"}), None)
    if size is None:
        return type_  # a system font, or a size in words, which no sheet of ours has
    words = {token.lower_value for token in parts[:size] if token.type == "ident"}
    rest = parts[size + 1 :]
    if rest and rest[0].type == "literal" and rest[0].value == "/":
        rest = rest[2:]
    return Type(
        families=web_css.names(rest),
        weight=_weight([token for token in parts[:size] if token.type in {"number", "ident"}], above),
        italic=bool(words & {"italic", "oblique"}),
        upper=type_.upper,
        small="small-caps" in words,
    )


def _weight(tokens: Nodes, above: Type) -> int:
    for token in tokens:
        if token.type == "number":
            return int(token.value)
        word = token.lower_value if token.type == "ident" else ""
        if word in _NAMED and (word != "normal" or len(tokens) == 1):
            return _NAMED[word]
        if word == "inherit":
            return above.weight
        if word in {"bolder", "lighter"}:
            return _relative(above.weight, bolder=word == "bolder")
    return 400


def _relative(weight: int, *, bolder: bool) -> int:
    if bolder:
        return 400 if weight < 350 else 700 if weight < 550 else 900
    return 100 if weight < 550 else 400 if weight < 750 else 700


def _generated(parts: Declarations, element: Any) -> Iterator[str]:
    """What a pseudo-element may show: the strings of its `content`, attributes named there, numbers of counters."""
    for name, value, _ in parts:
        if name in {"content", "quotes"}:
            for token in value:
                if token.type == "string":
                    yield token.value
                elif token.type == "function" and token.lower_name == "attr":
                    yield element.etree_element.get(tinycss2.serialize(token.arguments).strip()) or ""
                elif token.type == "function":
                    yield _COUNTED
