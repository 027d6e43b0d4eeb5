"""The system libraries of rendering, found as WeasyPrint 70 finds them, without importing it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress

GOBJECT = (
    *("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0"),
    *("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
)
PANGO = (
    *("libpango-1.0-0", "pango-1.0-0", "pango-1.0"),
    *("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
)
HARFBUZZ = (
    *("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0"),
    *("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
)
HARFBUZZ_SUBSET = (
    *("libharfbuzz-subset-0", "harfbuzz-subset", "harfbuzz-subset-0.0"),
    *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
)
HARFBUZZ_VECTOR = (
    *("libharfbuzz-vector-0", "harfbuzz-vector", "harfbuzz-vector-0.0"),
    *("libharfbuzz-vector.so.0", "libharfbuzz-vector.0.dylib", "libharfbuzz-vector-0.dll"),
)
FONTCONFIG = (
    *("libfontconfig-1", "fontconfig-1", "fontconfig"),
    *("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
)
PANGOFT2 = (
    *("libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0"),
    *("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
)
ALL = (GOBJECT, PANGO, HARFBUZZ, HARFBUZZ_SUBSET, HARFBUZZ_VECTOR, FONTCONFIG, PANGOFT2)
"""Each by the names that are tried, in order; `.so` stands in the name of its file on Linux."""


def load(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first of the names that loads, or None.

    As cffi does it for WeasyPrint: a name with a dot or a slash first as it stands, then whatever
    `find_library` makes of it.
    """
    for name in names:
        with suppress(OSError):
            return _open(name)
    return None


def _open(name: str) -> ctypes.CDLL:
    if "." in name or "/" in name:
        with suppress(OSError):
            return ctypes.CDLL(name)
    from ctypes import util  # imports what starts other programs, and is seldom asked

    found = util.find_library(name)
    if found is None:
        raise OSError(f"no library {name}")
    return ctypes.CDLL(found)


def version_of(names: tuple[str, ...], function: str) -> str:
    """The version of the library of these names, as its function tells it; `missing` where none loads.

    File names go first: looking the others up starts a compiler on some systems.
    """
    files = tuple(name for name in names if name.endswith((".dylib", ".dll")) or ".so" in name)
    library = next(filter(None, map(_opened, files)), None) or load(names)
    return "missing" if library is None else text_version(function)(library)


def _opened(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def text_version(function: str) -> Callable[[ctypes.CDLL], str]:
    """Reads a version such as `1.50.12` from a function that returns a C string."""

    def version(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return str(call().decode("ascii"))

    return version


def fontconfig_version(library: ctypes.CDLL) -> str:
    """Fontconfig counts 2.14.1 as 21401."""
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def no_version(library: ctypes.CDLL) -> str:
    """For a library that does not tell its version."""
    return "present"
