"""What the renderer may read: files of the project, the templates and the font packages. Never the network."""

from __future__ import annotations

import mimetypes
import pathlib
import urllib.parse
import urllib.request

from reportgen.model.problem import Problem
from reportgen.render import places

_MIME = mimetypes.MimeTypes()


class RefusedError(OSError):
    """A resource outside what may be read, or one that is not there."""


class Reader:
    """Answers `font:package/file`, `template:name/file` and absolute `file:` URLs inside the allowed folders.

    Everything refused or missing is kept in `refused`, as (URL, reason), so that none can pass unseen.
    `uncovered` tells whether a file was read by its path: the build key knows templates and fonts only.
    """

    def __init__(self, root: pathlib.Path | None, folders: tuple[pathlib.Path, ...]) -> None:
        self._roots = (*((root,) if root is not None else ()), *folders)
        self._folders = folders
        self.refused: list[tuple[str, str]] = []
        self.uncovered = False

    def read(self, url: str) -> tuple[bytes, str]:
        """The bytes at a URL and their media type. Raises `RefusedError`."""
        try:
            path = self._path(*url.split(":", 1))
            return path.read_bytes(), _MIME.guess_type(path.name)[0] or "application/octet-stream"
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = getattr(error, "strerror", None) or str(error)
            self.refused.append((url, reason))
            raise RefusedError(reason) from error

    def _path(self, scheme: str, rest: str = "") -> pathlib.Path:
        scheme = scheme.lower()
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
        if scheme == "file":
            path = pathlib.Path(urllib.request.url2pathname(rest.partition("?")[0].removeprefix("//")))
            if not path.is_absolute():
                raise RefusedError("the address names another machine, or no place on this one")
            return self._inside(path)
        raise RefusedError(f"`{scheme}:` is not read while rendering: put the file into the project")

    def _inside(self, path: pathlib.Path) -> pathlib.Path:
        for root in self._roots:
            real = places.contained(path, root)
            if real is not None:
                if not real.is_file():
                    raise RefusedError("there is no such file")
                self.uncovered = True
                return real
        raise RefusedError("the file is outside the project, the templates and the font packages")


def refusal(file: str, url: str, reason: str) -> Problem:
    """P104: what could not be read."""
    shown = url if len(url) <= 200 else f"{url[:199]}…"
    return Problem(
        code="P104",
        message=f"`{shown}` cannot be read: {reason}",
        file=file,
        hint="only files in the brief's folder, the templates and the font packages are read, and data: URLs",
    )
