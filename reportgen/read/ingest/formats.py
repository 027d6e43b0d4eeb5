"""Which format a transcript's file has, and the file as a script. Told by its beginning, then by its name."""

from __future__ import annotations

import os
import pathlib
import re

from reportgen.errors import ProblemsError
from reportgen.model.problem import Problem
from reportgen.read.files import MIB, display_name, load_bytes, load_text
from reportgen.read.ingest import script
from reportgen.read.ingest.script import Script

LIMIT = 8 * MIB

_SUBRIP = re.compile(r"\s*\d+[ \t]*\n[ \t]*\d+:\d{1,2}:\d{1,2}[,.]\d+[ \t]*-->")
_ENDINGS = {
    ".docx": script.DOCX,
    ".md": script.MARKDOWN,
    ".markdown": script.MARKDOWN,
    ".srt": script.SUBRIP,
    ".vtt": script.WEBVTT,
}
_REFUSED = {
    ".doc": "open it in a word processor and save it as .docx",
    ".odt": "open it in a word processor and save it as .docx",
    ".pages": "export it as .docx",
    ".pdf": "export the transcript as .docx, .vtt or plain text instead",
    ".rtf": "open it in a word processor and save it as .docx",
}


def read_script(path: str | os.PathLike[str], media_type: str | None = None) -> Script:
    """A transcript's file, of the media type given or else the one it is seen to have.

    Raises `ProblemsError`: R101 and R104 when the file cannot be read, R102 when it is not UTF-8 text, R103 when it
    holds no words, R120 when it is not what its name or its beginning says.
    """
    name = display_name(path)
    ending = pathlib.Path(path).suffix.lower()
    if ending in _REFUSED:
        message = f"`{ending}` files are not read as transcripts"
        raise ProblemsError([Problem(code="R120", message=message, file=name, hint=_REFUSED[ending])])
    data = load_bytes(path, limit=LIMIT)
    if media_type == script.DOCX or data.startswith(b"PK\x03\x04") or (media_type is None and ending == ".docx"):
        from reportgen.read.ingest.word import read_docx

        return read_docx(data, file=name)
    text = load_text(path, limit=LIMIT)
    if "\0" in text:
        message = "the file holds NUL characters, which no text does"
        hint = "save it as plain text in UTF-8"
        raise ProblemsError([Problem(code="R102", message=message, file=name, hint=hint)])
    text = script.normalise(text)
    kind = media_type or _kind(text, ending)
    if kind in (script.WEBVTT, script.SUBRIP):
        from reportgen.read.ingest.captions import read_captions

        return read_captions(text, kind, file=name)
    if kind == script.MARKDOWN:
        from reportgen.read.ingest.markdown import read_markdown

        return read_markdown(text, file=name)
    return script.plain(text, file=name)


def _kind(text: str, ending: str) -> str:
    if re.match(r"WEBVTT(?=\s|$)", text):
        return script.WEBVTT
    if _SUBRIP.match(text):
        return script.SUBRIP
    return _ENDINGS.get(ending, script.PLAIN)
