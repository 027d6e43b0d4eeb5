"""C types understood quickly: cffi reads every type definition of a library anew for each type that it has not met.

WeasyPrint 70 defines 66 types and meets 21 more while it sets its first page: 0.07 s, nearly all saved where cffi
reads only the definitions that a type names. Types mean the same: how one is read depends on no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PARSER, _PARSE, _DECLARATIONS = "_parser", "_parse", "_declarations"
"""cffi's own affair: where they are not as in cffi 2.1, it reads as it always does."""
_TYPE = "typedef "
_WORD = re.compile(r"\w+")


@contextmanager
def only_those_named(ffi: Any) -> Iterator[None]:
    """Lets a `cffi.FFI` read, inside, only the type definitions that a new type names.

    cffi holds its lock while it reads, so that threads may share the FFI.
    """
    parser = getattr(ffi, _PARSER, None)
    read = getattr(parser, _PARSE, None)
    if not callable(read) or not isinstance(getattr(parser, _DECLARATIONS, None), dict):
        yield
        return

    def _parse(source: str) -> Any:
        every = getattr(parser, _DECLARATIONS)
        named = [_TYPE + word for word in _WORD.findall(source)]
        setattr(parser, _DECLARATIONS, {name: every[name] for name in named if name in every})
        try:
            return read(source)
        finally:
            setattr(parser, _DECLARATIONS, every)

    setattr(parser, _PARSE, _parse)
    try:
        yield
    finally:
        vars(parser).pop(_PARSE, None)
