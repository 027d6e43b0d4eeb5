"""Style sheets of a web page: their font faces, what they address, and what they look like with all of it inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import tinycss2

Nodes = list[Any]
"""Rules or tokens as tinycss2 parses them."""
Declarations = tuple[tuple[str, Nodes, bool], ...]
"""Name in lower case, value without white space at its ends, whether `!important`."""

_WEIGHTS = {"normal": 400, "bold": 700}


class FontFace(NamedTuple):
    """A face that a sheet declares by a file."""

    family: str
    weights: tuple[int, int]
    """The lightest and the heaviest it serves: the same but for variable fonts."""
    italic: bool
    url: str


class Rule(NamedTuple):
    """A style rule."""

    selectors: Nodes
    declarations: Declarations
    conditional: bool
    """Whether it stands in an `@media` or the like, and so may not hold."""


def parse(css: str) -> Nodes:
    """The rules of a sheet, without comments."""
    nodes: Nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return nodes


def serialize(nodes: Nodes) -> str:
    """The sheet as text again."""
    return "\n".join(node.serialize() for node in nodes)


def declarations(content: Nodes | str) -> Declarations:
    """What a block or a `style` attribute declares, in order; what is malformed is left out, as browsers do."""
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return tuple(
        (node.lower_name, _trimmed(node.value), node.important) for node in parsed if node.type == "declaration"
    )


def rules(nodes: Nodes, conditional: bool = False) -> Iterator[Rule]:
    """The style rules of a sheet, those in `@media`, `@supports` and `@layer` too."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield Rule(node.prelude, declarations(node.content), conditional)
        elif node.type == "at-rule" and node.lower_at_keyword in {"media", "supports", "layer"} and node.content:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from rules(inner, conditional=True)


def font_face(node: Any) -> FontFace | None:
    """The face an at-rule declares by a file; None for other rules, faces of the machine and `data:` URLs."""
    if node.type != "at-rule" or node.lower_at_keyword != "font-face" or node.content is None:
        return None
    named = {name: value for name, value, _ in declarations(node.content)}
    urls = [url for url, _ in addresses(named.get("src", []))]
    families = names(named.get("font-family", []))
    local = any(token.type == "function" and token.lower_name == "local" for token in named.get("src", []))
    if not urls or not families or local or urls[0].lower().startswith("data:"):
        return None
    style = [token.lower_value for token in named.get("font-style", []) if token.type == "ident"]
    return FontFace(
        families[0], _weights(named.get("font-weight", [])), bool({"italic", "oblique"} & {*style}), urls[0]
    )


def with_source(node: Any, url: str) -> Nodes:
    """A face's rule with its file at another address, as WOFF 2."""
    kept = [f"{name}: {tinycss2.serialize(value)}" for name, value, _ in declarations(node.content) if name != "src"]
    kept.append(f'src: url({url}) format("woff2")')
    return parse(f"@font-face {{ {'; '.join(kept)} }}")


def names(tokens: Iterable[Any]) -> tuple[str, ...]:
    """The families of a `font-family`."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        elif token.type in {"string", "ident"}:
            found[-1].append(token.value)
    return tuple(" ".join(words) for words in found if words)


def addresses(tokens: Iterable[Any]) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Every address in a sheet, at any depth, with a function that puts another in its place."""
    for token in tokens:
        if token.type == "url":
            yield token.value, lambda url, token=token: setattr(token, "representation", f'url("{url}")')  # type: ignore[misc]
        elif token.type == "function" and token.lower_name in {"url", "src"}:
            for part in token.arguments:
                if part.type == "string":
                    yield part.value, lambda url, part=part: setattr(part, "representation", f'"{url}"')  # type: ignore[misc]
        else:
            for below in ("prelude", "content", "arguments", "value"):
                inner = getattr(token, below, None)
                if isinstance(inner, list):
                    yield from addresses(inner)


def _trimmed(tokens: Nodes) -> Nodes:
    kept = [token for token in tokens if token.type != "comment"]
    while kept and kept[0].type == "whitespace":
        del kept[0]
    while kept and kept[-1].type == "whitespace":
        del kept[-1]
    return kept


def _weights(tokens: Nodes) -> tuple[int, int]:
    found = [
        int(token.value) if token.type == "number" else _WEIGHTS[token.lower_value]
        for token in tokens
        if token.type == "number" or (token.type == "ident" and token.lower_value in _WEIGHTS)
    ] or [400]
    return min(found), max(found)
