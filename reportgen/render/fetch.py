"""What the renderer may read: files of the templates and the font packages. Never the network, nor a path."""

from __future__ import annotations

import mimetypes
import pathlib
import urllib.parse

from reportgen.model.problem import Problem
from reportgen.render import places

BASE = "template:"
"""Where relative addresses start from: nowhere, so that they come to a `Reader` as they are written."""

_MIME = mimetypes.MimeTypes()


class RefusedError(OSError):
    """A resource outside what may be read, or one that is not there."""


class Reader:
    """Answers `font:package/file` and `template:name/file`: what the build key covers, and what travels with a job.

    Everything refused or missing is kept in `refused`, as (URL, reason), so that none can pass unseen.
    """

    def __init__(self, folders: tuple[pathlib.Path, ...]) -> None:
        self._folders = folders
        self.refused: list[tuple[str, str]] = []

    def read(self, url: str) -> tuple[bytes, str]:
        """The bytes at a URL and their media type. Raises `RefusedError`."""
        try:
            path = self._path(url)
            return path.read_bytes(), _MIME.guess_type(path.name)[0] or "application/octet-stream"
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = getattr(error, "strerror", None) or str(error)
            self.refused.append((url, reason))
            raise RefusedError(reason) from error

    def _path(self, url: str) -> pathlib.Path:
        scheme, colon, rest = url.partition(":")
        scheme = scheme.lower() if colon else ""
        if scheme == "font":
            match = places.FONT_URL.fullmatch(f"font:{rest}")
            path = places.font_file(match["package"], match["file"]) if match else None
            if path is None:
                raise RefusedError("no installed font package holds this file")
            return path
        if scheme == "template":
            path = places.find_file(urllib.parse.unquote(rest), self._folders)
            if path is None:
                raise RefusedError("no template folder holds this file")
            return path
        if scheme in ("", "file"):
            raise RefusedError("files are not read by their path while rendering")
        raise RefusedError(f"`{scheme}:` is not read while rendering")


def refusal(file: str, url: str, reason: str) -> Problem:
    """P104: what could not be read."""
    shown = url if len(url) <= 200 else f"{url[:199]}…"
    return Problem(
        code="P104",
        message=f"`{shown}` cannot be read: {reason}",
        file=file,
        hint="put the file into the templates folder, and write `template:name/file`",
    )
