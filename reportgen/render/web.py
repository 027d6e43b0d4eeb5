"""A web page of one file: fonts, pictures and data inside, and a policy that lets nothing else in or out.

Fonts are cut down to the characters each face draws. The memo, its evidence and its recipe stand at the end as data
blocks. The Content Security Policy (Level 3) names the page's own styles and scripts by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import html
import pathlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import tinycss2

from reportgen.errors import ProblemsError
from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem, in_order
from reportgen.render import fonts, key, web_annotations, web_css, web_faces, web_markup, web_subset
from reportgen.render.fetch import Reader, RefusedError, refusal
from reportgen.render.web_css import FontFace, Nodes

_CHARSET = re.compile(r"\s*<meta charset=[^>]*>", re.IGNORECASE)
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def self_contained(markup: str, memo: Memo, folders: tuple[pathlib.Path, ...], *, file: str | None = None) -> str:
    """The page that a template made, with everything it needs inside.

    Reads nothing but the template folders and the font packages. Raises `ProblemsError`: P101
    for a page without head and body, P104 for what may not be read or asked for, P105 for what no font draws.
    """
    reader = Reader(folders)
    parsed = [web_css.parse(css) for css in web_markup.sheets(markup)]
    faces = _Faces(reader, [face for sheet in parsed for node in sheet if (face := web_css.font_face(node))])
    missing = faces.assign(web_faces.drawn(markup, parsed))
    embedder = _Embedder(reader, faces)
    page = web_markup.rewrite(markup, embedder)
    problems = [
        *([_headless(memo)] if page is None else []),
        *(refusal(memo.template, url, reason) for url, reason in reader.refused),
        *([fonts.undrawn(memo, file or memo.template, map(ord, missing))] if missing else []),
    ]
    if page is None or problems:
        raise ProblemsError(in_order(problems))
    recipe = key.web_recipe(memo, folders)
    head = _CHARSET.sub("", page.head, count=1)
    return "".join(
        [
            page.opening,
            *_head(memo, recipe, embedder.policy, head),
            head,
            page.rest,
            *_data(memo, recipe),
            page.closing,
        ]
    )


class _Faces:
    """The faces a page declares, each with the characters it is to draw."""

    def __init__(self, reader: Reader, declared: Iterable[FontFace]) -> None:
        self._files: dict[FontFace, bytes] = {}
        for face in declared:
            try:
                data, _ = reader.read(face.url)
                web_subset.characters(data)
            except RefusedError:
                continue  # the reader keeps it
            except web_subset.UnreadableFontError as error:
                reader.refused.append((face.url, f"it is no font: {error}"))
                continue
            self._files[face] = data
        self._drawn: dict[FontFace, set[str]] = {face: set() for face in self._files}
        self._small: set[FontFace] = set()

    def assign(self, drawn: Mapping[web_faces.Type, frozenset[str]]) -> frozenset[str]:
        """Gives each character to the first face of its families that has it; those that none has, are given back."""
        missing: set[str] = set()
        own = {face.family.casefold() for face in self._files}
        for type_, text in drawn.items():
            left = set(text)
            for face in web_faces.match(type_, self._files):
                had = left & web_subset.characters(self._files[face])
                self._drawn[face] |= had
                self._small |= {face} if type_.small and had else set()
                left -= had
            if type_.families and all(name.casefold() in own for name in type_.families):
                missing |= left
        return frozenset(character for character in missing if unicodedata.category(character)[0] not in "CZ")

    def source(self, face: FontFace) -> str | None:
        """The `data:` URL of a face cut down; None where the page sets nothing in it."""
        kept = frozenset(self._drawn.get(face, ()))
        if all(map(str.isspace, kept)):
            return None
        return _data_url("font/woff2", web_subset.subset(self._files[face], kept, face in self._small))


class _Embedder:
    """Takes in what a page addresses, and writes down the digests of its styles and scripts."""

    def __init__(self, reader: Reader, faces: _Faces) -> None:
        self._reader = reader
        self._faces = faces
        self._digests: dict[str, dict[str, None]] = {"style": {}, "inline": {}, "script": {}}

    @property
    def policy(self) -> str:
        """The Content Security Policy of the page, once it has been rewritten."""
        inline = ["'unsafe-hashes'", *self._digests["inline"]] if self._digests["inline"] else []
        sources = {
            "default-src": ["'none'"],
            "script-src": [*self._digests["script"]],
            "style-src": [*dict.fromkeys([*self._digests["style"], *inline])],
            "img-src": ["data:"],
            "font-src": ["data:"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items() if values)

    def address(self, url: str) -> str:
        if url[:5].lower() == "data:":
            return url
        try:
            data, media_type = self._reader.read(url)
        except RefusedError:
            return url
        return _data_url(media_type, data)

    def refuse(self, tag: str, url: str) -> None:
        self._reader.refused.append((url, f"a web page of one file has no `<{tag}>` that loads another"))

    def sheet(self, css: str) -> str:
        nodes = web_css.parse(css)
        made = "\n" + web_css.serialize([part for node in nodes for part in self._rule(node)]) + "\n"
        self._digests["style"][_digest(made)] = None
        return made

    def inline(self, css: str) -> str:
        tokens = tinycss2.parse_component_value_list(css)
        self._take_in(tokens)
        made: str = tinycss2.serialize(tokens)
        self._digests["inline"][_digest(made)] = None
        return made

    def script(self, code: str) -> None:
        self._digests["script"][_digest(code)] = None

    def _rule(self, node: Any) -> Nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            sheet = tinycss2.serialize(node.prelude).strip()
            self._reader.refused.append((sheet, "a web page of one file imports none"))
            return []
        face = web_css.font_face(node)
        if face is not None:
            source = self._faces.source(face)
            return [] if source is None else web_css.with_source(node, source)
        self._take_in([node])
        return [node]

    def _take_in(self, nodes: Nodes) -> None:
        for url, replace in web_css.addresses(nodes):
            if not url.startswith("#"):
                replace(self.address(url))


def _head(memo: Memo, recipe: key.Recipe, policy: str, head: str) -> Iterator[str]:
    yield '\n<meta charset="utf-8">'
    yield f'\n<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=False)}">'
    if 'name="viewport"' not in head:
        yield '\n<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'\n<meta name="reportgen:key" content="{key.key_of(memos.encode(memo), recipe).hex()}">'


def _data(memo: Memo, recipe: key.Recipe) -> Iterator[str]:
    """The memo, its evidence and its recipe as data blocks."""
    yield _block('type="application/json" id="memo"', msgspec.json.encode(memo))
    evidence = msgspec.json.encode(web_annotations.collection(memo))
    yield _block(f'type="{web_annotations.MEDIA_TYPE}"', evidence)
    yield _block('type="application/json" id="build"', key.encode(recipe))


def _block(attributes: str, data: bytes) -> str:
    """JSON in a `<script>` that no browser runs, and that nothing in the JSON can end."""
    return f"<script {attributes}>{data.decode('utf-8').translate(_ESCAPES)}</script>\n"


def _data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _headless(memo: Memo) -> Problem:
    return Problem(
        code="P101",
        message="the page lacks `<head>`, `</head>` or `</body>`, where a web page's parts go",
        file=memo.template,
        hint="write them out in the template",
    )
