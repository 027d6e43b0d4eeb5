"""Font families of this machine, as fontconfig knows them. WeasyPrint is not imported for it."""

from __future__ import annotations

import ctypes
import functools
import hashlib
import os
import pathlib

from reportgen.render import libraries


class _Set(ctypes.Structure):
    _fields_ = (("number", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def files(family: str) -> tuple[pathlib.Path, ...] | None:
    """The files of a family, sorted; none where the machine lacks it. None where there is no fontconfig to ask.

    A family is known by any of its names, whatever their case.
    """
    library = _fontconfig()
    return None if library is None else tuple(sorted(map(pathlib.Path, set(_listed(library, family, b"file")))))


def families() -> tuple[str, ...]:
    """The names of all families of this machine."""
    library = _fontconfig()
    return () if library is None else tuple(sorted(set(_listed(library, None, b"family"))))


def digest(family: str) -> str:
    """SHA-256 over the files of a family, by name and content: it changes when any of them does."""
    whole = hashlib.sha256()
    for path in files(family) or ():
        status = path.stat()
        whole.update(f"{path.name}\0{_digest(path, status.st_size, status.st_mtime_ns)}\n".encode())
    return whole.hexdigest()


@functools.lru_cache(maxsize=256)
def _digest(path: pathlib.Path, _size: int, _mtime: int) -> str:
    """Of one file, kept while it stays as it is: a Japanese font has tens of megabytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def _fontconfig() -> ctypes.CDLL | None:
    """The library, told the types of what is called; names of files go first, as they need no search."""
    library = libraries.load(tuple(sorted(libraries.FONTCONFIG, key=lambda name: "." not in name)))
    if library is None:
        return None
    pointer = ctypes.c_void_p
    for name in ("FcPatternCreate", "FcObjectSetCreate"):
        getattr(library, name).restype = pointer
    library.FcPatternAddString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_char_p)
    library.FcObjectSetAdd.argtypes = (pointer, ctypes.c_char_p)
    library.FcFontList.argtypes = (pointer, pointer, pointer)
    library.FcFontList.restype = ctypes.POINTER(_Set)
    library.FcPatternGetString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p))
    for name in ("FcPatternDestroy", "FcObjectSetDestroy", "FcFontSetDestroy"):
        getattr(library, name).argtypes = (pointer,)
        getattr(library, name).restype = None
    return library


def _listed(library: ctypes.CDLL, family: str | None, what: bytes) -> list[str]:
    """A property of each font of a family, or of all."""
    pattern, wanted = library.FcPatternCreate(), library.FcObjectSetCreate()
    if family is not None:
        library.FcPatternAddString(pattern, b"family", family.encode("utf-8"))
    library.FcObjectSetAdd(wanted, what)
    found = library.FcFontList(None, pattern, wanted)
    values = []
    for index in range(found.contents.number):
        value = ctypes.c_char_p()
        if library.FcPatternGetString(found.contents.fonts[index], what, 0, ctypes.byref(value)) == 0 and value.value:
            values.append(os.fsdecode(value.value))
    library.FcFontSetDestroy(ctypes.cast(found, ctypes.c_void_p))
    library.FcObjectSetDestroy(wanted)
    library.FcPatternDestroy(pattern)
    return values
