"""The versions of installed distributions, told by the names of their metadata folders alone.

`importlib.metadata` imports the parsers of mail and takes longer than all else that finds a file fresh. A folder is
named `<name>-<version>.dist-info` (Core metadata, "Recording installed projects"); where one is not, it is asked.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator, Sequence

PDF = ("reportgen-memo", "babel", "weasyprint", "pydyf", "fonttools", "pyphen", "tinycss2")
"""What sets the pages of a PDF."""
WEB = (
    *("reportgen-memo", "babel", "brotli", "cssselect2", "fonttools", "jinja2", "markupsafe", "tinycss2", "tinyhtml5"),
)
"""What makes a web page."""
READERS = ("lxml", "markdown-it-py", "mdurl", "msgspec", "pyyaml", "python-docx", "rapidfuzz", "regex", "sentencex")
"""What reads and checks all that a memo is made from."""
DRAWERS = ("cffi", "pillow", "vl-convert-python", "webvtt-py", "zopfli")
"""What draws figures and pictures, or reads subtitles."""
_ENDINGS = (".dist-info", ".egg-info")
_ODD = ""
"""In place of a version that no name tells."""


def version_of(distribution: str) -> str:
    """The version of an installed distribution, found as `importlib.metadata` finds it: the first on `sys.path`.

    Raises `importlib.metadata.PackageNotFoundError`.
    """
    version = _named(tuple(sys.path)).get(_folded(distribution), _ODD)
    if version != _ODD:
        return version
    import importlib.metadata

    return importlib.metadata.version(distribution)


def version_or(distribution: str, otherwise: str) -> str:
    """The same, or another text for what is not installed."""
    try:
        return version_of(distribution)
    except ImportError:  # PackageNotFoundError is one
        return otherwise


@functools.lru_cache(maxsize=4)
def _named(path: Sequence[str]) -> dict[str, str]:
    """Versions by name; no version where the name of the metadata tells none, or tells two."""
    found: dict[str, str] = {}
    for folder in path:
        here: dict[str, str] = {}
        for name, version in _entries(folder or "."):
            here[name] = version if here.get(name, version) == version else _ODD
        found = here | found  # what stands earlier on the path goes first
    return found


def _entries(folder: str) -> Iterator[tuple[str, str]]:
    try:
        entries = os.listdir(folder)  # noqa: PTH208 (as texts: there are hundreds)
    except OSError:  # an archive, or nothing
        return
    for entry in entries:
        stem, ending = os.path.splitext(entry)  # noqa: PTH122
        if ending in _ENDINGS:
            name, _, rest = stem.partition("-")
            version = rest.split("-")[0] if ending == ".egg-info" else rest
            yield _folded(name), version


def _folded(name: str) -> str:
    """A name as all its spellings have it (PEP 503)."""
    return name.replace("_", "-").replace(".", "-").lower()
