"""The fixed words as code and templates have them, and the files that translate them.

`python -m tests.messages` brings the files up to date: what is new comes in untranslated, what is gone goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "templates" / "shared" / "messages"
LANGUAGES = ("de", "es", "fr", "ja")
"""Those that translate every word; `en_US` has what differs."""
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
JINJA = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "silent": "false",  # a template that cannot be read is no template without words
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}


def catalog() -> Catalog:
    """Every message of the package and its templates, with the files it stands in."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path, message, context in _extracted():
        found.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)], context=context)
    return found


def _extracted() -> Iterator[tuple[Path, Any, str | None]]:
    for path in sorted((ROOT / "reportgen").rglob("*.py")):
        for _, message, _, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield path, message, context
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".css"):
            for _, message, _, context in extract_from_file(
                "jinja2.ext:babel_extract", path, keywords=KEYWORDS, options=JINJA
            ):
                yield path, message, context


def read(language: str) -> Catalog:
    """The file of a language."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def renew(language: str, messages: Catalog) -> None:
    """Brings the file of a language up to date; its opening comment and header stay."""
    path = FOLDER / f"{language}.po"
    head, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    known = read(language)
    renewed = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in messages:
        old = known.get(message.id, context=message.context)
        if message.id and (old or language in LANGUAGES):
            string = old.string if old else ""
            renewed.add(message.id, string, locations=message.locations, context=message.context)
    body = io.BytesIO()
    write_po(body, renewed, width=100, omit_header=True, include_lineno=False)
    path.write_text(f"{head}\n\n{body.getvalue().decode()}", encoding="utf-8")


if __name__ == "__main__":
    every = catalog()
    for name in (*LANGUAGES, "en_US"):
        renew(name, every)
