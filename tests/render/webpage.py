"""A web page taken apart for tests: its policy, its data, its fonts."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont

from tests.markup import Element, parse

_FACE = re.compile(r"@font-face \{(?P<body>[^}]*)\}")
_SOURCE = re.compile(r"url\(data:font/woff2;base64,(?P<data>[A-Za-z0-9+/=]+)\)")


@dataclass(frozen=True)
class Font:
    """A face that a page carries."""

    family: str
    weight: int
    italic: bool
    data: bytes

    @property
    def characters(self) -> frozenset[str]:
        return frozenset(map(chr, self._font.getBestCmap()))

    @property
    def features(self) -> frozenset[str]:
        """OpenType features of its glyph substitutions."""
        table = self._font.get("GSUB")
        return (
            frozenset(record.FeatureTag for record in table.table.FeatureList.FeatureRecord) if table else frozenset()
        )

    @property
    def _font(self) -> TTFont:
        return TTFont(io.BytesIO(self.data))


@dataclass(frozen=True)
class WebPage:
    """A page for a browser."""

    html: str

    @property
    def root(self) -> Element:
        return parse(self.html)

    def meta(self, name: str) -> str:
        (found,) = [
            m for m in self.root.walk("meta") if name in (m.attributes.get("name"), m.attributes.get("http-equiv"))
        ]
        return found.attributes["content"]

    @property
    def policy(self) -> dict[str, list[str]]:
        parts = (part.split() for part in self.meta("Content-Security-Policy").split(";"))
        return {name: values for name, *values in parts}

    def contents(self, tag: str, *, kind: str | None = None) -> list[str]:
        """What stands in the page's `<style>` or `<script>` elements of a type, as a browser takes it."""
        return [
            "".join(map(str, element.children))
            for element in self.root.walk(tag)
            if element.attributes.get("type") == kind
        ]

    def data(self, kind: str, id_: str | None = None) -> Any:
        """A data block, read back."""
        (block,) = [
            "".join(map(str, element.children))
            for element in self.root.walk("script")
            if (element.attributes.get("type"), element.attributes.get("id")) == (kind, id_)
        ]
        return json.loads(block)

    @property
    def fonts(self) -> list[Font]:
        return [_font(match["body"]) for css in self.contents("style") for match in _FACE.finditer(css)]


def digest(text: str) -> str:
    """A source of a policy (CSP 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _font(body: str) -> Font:
    named = dict(re.findall(r"(font-[a-z]+): ([^;]+);", body))
    source = _SOURCE.search(body)
    assert source, body
    return Font(
        family=named["font-family"].strip('"'),
        weight=int(named.get("font-weight", 400)),
        italic=named.get("font-style") == "italic",
        data=base64.b64decode(source["data"]),
    )
