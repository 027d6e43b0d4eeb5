"""A page's HTML rewritten tag by tag: what is not changed stays as it was, character for character."""

from __future__ import annotations

import html
import itertools
import re
from html.parser import HTMLParser
from typing import NamedTuple, Protocol

LOADED = {"img": "src", "image": "href"}
"""Attributes whose file a page takes in."""
REFUSED = {
    "audio": "src",
    "embed": "src",
    "frame": "src",
    "iframe": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "srcset",
    "track": "src",
    "use": "href",
    "video": "src",
}
"""Attributes that would make a browser ask for a file, and that a page of one file cannot have."""
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_HARMLESS = frozenset({"alternate", "author", "bookmark", "canonical", "help", "license", "next", "prev", "search"})
"""What a `<link>` may say without asking for anything."""


class Editor(Protocol):
    """What is asked of whoever changes the page."""

    def address(self, url: str) -> str:
        """The address to put in place of one that a page takes a file from."""

    def refuse(self, tag: str, url: str) -> None:
        """Hears of a file that a page may not ask for."""

    def sheet(self, css: str) -> str:
        """The style sheet to put in place of one."""

    def inline(self, css: str) -> str:
        """The declarations to put in place of those of a `style` attribute."""

    def script(self, code: str) -> None:
        """Hears of a script of the page."""


class Page(NamedTuple):
    """A page in parts, to be put together with what belongs between them."""

    opening: str
    """Up to the head's begin."""
    head: str
    rest: str
    """From the end of the head up to the end of the body's content."""
    closing: str


def sheets(markup: str) -> tuple[str, ...]:
    """The style sheets that stand in a page."""
    return tuple(_SHEET.findall(markup))


def rewrite(markup: str, editor: Editor) -> Page | None:
    """The page as the editor has it; None where it has no `<head>` or `<body>` of its own, or does not end them."""
    rewriter = _Rewriter(editor)
    rewriter.feed(markup)
    rewriter.close()
    return rewriter.page()


class _Rewriter(HTMLParser):
    """Hands style sheets, scripts and addresses to the editor, and writes all else as it reads it."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(convert_charrefs=False)
        self._editor = editor
        self._out: list[str] = []
        self._cuts: dict[str, int] = {}
        self._inside = ""

    def page(self) -> Page | None:
        names = ("head", "/head", "/body")
        if any(name not in self._cuts for name in names):
            return None
        cuts = [0, *(self._cuts[name] for name in names), len(self._out)]
        return Page(*("".join(self._out[start:end]) for start, end in itertools.pairwise(cuts)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, ">")
        self._inside = tag if tag == "style" or (tag == "script" and _runs(dict(attrs))) else ""
        if tag == "head":
            self._cuts.setdefault(tag, len(self._out))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, "/>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"head", "body"}:
            self._cuts[f"/{tag}"] = len(self._out)
        self._inside = ""
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            data = self._editor.sheet(data)
        elif self._inside == "script":
            self._editor.script(data)
        self._out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._out.append(f"<!{decl}>")

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]], end: str) -> None:
        given = dict(attrs)
        harmless = tag == "link" and {*(given.get("rel") or "").lower().split()} <= _HARMLESS
        changed = [(name, self._attribute("" if harmless else tag, name, value)) for name, value in attrs]
        text = self.get_starttag_text() or ""
        if changed != attrs:
            named = (name if value is None else f'{name}="{html.escape(value)}"' for name, value in changed)
            text = f"<{' '.join([tag, *named])}{end}"
        self._out.append(text)

    def _attribute(self, tag: str, name: str, value: str | None) -> str | None:
        if value is None:
            return None
        if name == "style":
            return self._editor.inline(value)
        plain = name.removeprefix("xlink:")
        if LOADED.get(tag) == plain and not value.startswith("#"):
            return self._editor.address(value)
        if REFUSED.get(tag) == plain:
            self._editor.refuse(tag, value)
        return value


def _runs(attributes: dict[str, str | None]) -> bool:
    """Whether a script is one, and not data."""
    kind = (attributes.get("type") or "").lower()
    return kind in {"", "module", "text/javascript"}
