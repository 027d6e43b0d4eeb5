"""HTML to PDF. The only file that imports WeasyPrint."""

from __future__ import annotations

import datetime
import functools
import gettext
import logging
import pathlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from reportgen.errors import ProblemsError
from reportgen.model import memo as memos
from reportgen.model.memo import Memo
from reportgen.model.problem import Problem, Severity, in_order
from reportgen.model.project import ENGLISH
from reportgen.render import (
    annotate,
    attributes,
    conformance,
    content,
    definitions,
    fonts,
    identity,
    links,
    loading,
    measure,
    pausing,
    serial,
    structure,
    tags,
    web_annotations,
)
from reportgen.render.fetch import BASE, Reader, refusal
from reportgen.render.key import Recipe, key_of
from reportgen.render.key import encode as encode_recipe

with loading.shortened():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

VARIANT = "pdf/a-3a"
MEMO_FILE = "memo.json"
EVIDENCE_FILE = "evidence.jsonld"
BUILD_FILE = "build.json"
MEDIA_TYPES = dict.fromkeys((MEMO_FILE, BUILD_FILE), "application/json") | {EVIDENCE_FILE: web_annotations.MEDIA_TYPE}
_LOGGER = logging.getLogger("weasyprint")
_LINE_BREAK = sys.modules.get("weasyprint.text.line_break")
"""Where it makes layouts."""
_FFI = getattr(sys.modules.get("weasyprint.text.ffi"), "ffi", None)
"""How it calls Pango; None where another release does it otherwise."""


class Rendered(NamedTuple):
    """A PDF, and what the renderer found odd without refusing it (P103)."""

    data: bytes
    warnings: tuple[Problem, ...] = ()


def paginate(
    html: str,
    memo: Memo,
    recipe: Recipe,
    folders: tuple[pathlib.Path, ...],
    *,
    words: gettext.NullTranslations = ENGLISH,
    file: str | None = None,
) -> Rendered:
    """The PDF (PDF/A-3a and PDF/UA-1) of a memo's HTML, its build key as its `/ID`.

    `memo.json`, `evidence.jsonld` and `build.json`, the recipe, are attached, and each citation mark carries a comment
    unless the memo wants none.

    Reads nothing but the template folders and the font packages. Every complaint of the renderer becomes a problem,
    none is only logged: raises `ProblemsError` (P102, P104 to P106, P108) with all of them when one is an error.
    `words` are those of the memo's language; `file` is the brief that problems of the memo's own making are reported
    against.
    """
    faces = (*fonts.styled(memo.look), *fonts.declared(memo.template, folders))
    with pausing.paused(), definitions.only_those_named(_FFI):
        return _paginated(html, memo, recipe, folders, faces, words, file)


def _paginated(
    html: str,
    memo: Memo,
    recipe: Recipe,
    folders: tuple[pathlib.Path, ...],
    faces: tuple[fonts.Face, ...],
    words: gettext.NullTranslations,
    file: str | None,
) -> Rendered:
    reader = Reader(folders)
    mended: list[bool] = []
    packaged = all(face.packaged for face in faces)  # a template's own font may change while the process lives
    configuration = _font_configuration(faces) if packaged else FontConfiguration()
    with _complaints() as records, attributes.freed(_LINE_BREAK, configuration):
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_Fetcher(reader))
        document = page.render(font_config=configuration)
        for laid_out in document.pages:
            laid_out.links[:] = map(links.hittable, laid_out.links)
            laid_out.anchors |= {name: links.landing(name, area) for name, area in laid_out.anchors.items()}
        data: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=key_of(memos.encode(memo), recipe).hex().encode("ascii"),
            attachments=list(_attachments(memo, recipe, words)),
            finisher=lambda document, pdf: mended.append(_finish(memo, words, document, pdf)),
        )
    problems = [
        *(refusal(memo.template, url, reason) for url, reason in reader.refused),
        *(_complaint(memo, record) for record in records if not _is_reported(record, reader)),
        *links.astray((link for page in document.pages for link in page.links), memo.template),
        *fonts.strangers(list(document.fonts.values()), faces, memo, file or memo.template),
        *measure.too_long(document.pages, memo, file or memo.template),
        *([] if all(mended) else [_in_pieces(memo)]),
    ]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ProblemsError(in_order(problems))
    return Rendered(identity.unsettled(data) if problems else data, in_order(problems))


def _finish(memo: Memo, words: gettext.NullTranslations, document: weasyprint.Document, pdf: Any) -> bool:
    """Whether the tags could be mended."""
    tree = tags.Tree(pdf)
    mended = _mend_tags(tree, document)
    if memo.output.comments:
        annotate.add_comments(tree, document.pages, memo)
    conformance.tag_analysis(tree, words.gettext("Analysis by the author, not the interviewee"))
    conformance.describe_links(pdf, links.words(memo, words))
    conformance.mend_associated_files(pdf, MEDIA_TYPES)
    conformance.claim_ua(pdf)
    serial.settle(pdf)
    return mended


def _mend_tags(tree: tags.Tree, document: weasyprint.Document) -> bool:
    mended = structure.mend(tree, document.pages)
    content.set_apart_artifacts(tree)
    content.say_spaces(tree)
    conformance.measure_figures(tree, document.pages)
    conformance.scope_headers(tree)
    conformance.index_ids(tree)
    return mended


def _attachments(memo: Memo, recipe: Recipe, words: gettext.NullTranslations) -> Iterator[weasyprint.Attachment]:
    """The memo, its evidence and its recipe as data, for one PDF. Their dates are the memo's, so that bytes repeat."""
    moment = datetime.datetime(memo.date.year, memo.date.month, memo.date.day)
    _ = words.gettext
    for name, data, relationship, description in (
        (MEMO_FILE, memos.encode(memo), "Data", _("The memo as data: text, claims, locators and method")),
        (EVIDENCE_FILE, web_annotations.encode(memo), "Supplement", _("The evidence as W3C Web Annotations")),
        (BUILD_FILE, encode_recipe(recipe), "Data", _("What the file was made with: template, fonts and versions")),
    ):
        yield weasyprint.Attachment(
            string=data,
            name=name,
            description=description,
            created=moment,
            modified=moment,
            relationship=relationship,
        )


@functools.lru_cache(maxsize=8)
def _font_configuration(_faces: tuple[fonts.Face, ...]) -> FontConfiguration:
    """One configuration per process and set of faces: two templates may not see each other's fonts."""
    return FontConfiguration()


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Hands the renderer's requests to a `Reader`; only `data:` URLs are answered here."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self._reader = reader

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        data, media_type = self._reader.read(url)
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """Collects what WeasyPrint logs in this thread while a document is rendered."""
    records: list[logging.LogRecord] = []
    thread = threading.get_ident()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                records.append(record)

    handler = Collector(logging.WARNING)
    _LOGGER.addHandler(handler)
    try:
        yield records
    finally:
        _LOGGER.removeHandler(handler)


def _is_reported(record: logging.LogRecord, reader: Reader) -> bool:
    """Whether a log record only repeats what is reported otherwise: a refusal, or a character without a glyph."""
    message = record.getMessage()
    refused = any(url in message or reason in message for url, reason in reader.refused)
    return refused or message.startswith(".notdef glyph")


def _complaint(memo: Memo, record: logging.LogRecord) -> Problem:
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    return Problem(
        code="P102" if severity is Severity.ERROR else "P103",
        message=f"the renderer says: {record.getMessage()}",
        file=memo.template,
        severity=severity,
        hint="mend the template's HTML or CSS",
    )


def _in_pieces(memo: Memo) -> Problem:
    return Problem(
        code="P103",
        message="the tags could not be mended: what runs over a page is tagged in pieces, and notes as text",
        file=memo.template,
        severity=Severity.WARNING,
        hint="this release of WeasyPrint keeps its boxes elsewhere; use WeasyPrint 70.0",
    )
