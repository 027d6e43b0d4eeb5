"""cffi reads only the definitions that a new type names, and is as it was afterwards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import cffi
import pytest

from reportgen.render.definitions import only_those_named

_DEFINITIONS = """
typedef int boat_t;
typedef struct { boat_t boat; double weight; } cargo_t;
typedef struct _port port_t;
typedef cargo_t *(*load_t)(port_t *, boat_t[4]);
"""
_TYPES = ("cargo_t *", "load_t[2]", "port_t **", "unsigned int", "boat_t (*)(cargo_t, size_t)", "char[]")


def _ffi() -> cffi.FFI:
    ffi = cffi.FFI()
    ffi.cdef(_DEFINITIONS)
    return ffi


@pytest.mark.parametrize("name", _TYPES)
def test_types_mean_the_same(name: str) -> None:
    ffi = _ffi()
    with only_those_named(ffi):
        quick = ffi.getctype(name)
    assert quick == _ffi().getctype(name)
    assert ffi.typeof(name) is ffi.typeof(name)


def test_other_definitions_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    ffi = _ffi()
    seen: list[set[str]] = []
    parse = type(ffi._parser)._parse

    def watched(parser: Any, source: str) -> object:
        seen.append(set(parser._declarations))
        return parse(parser, source)

    monkeypatch.setattr(type(ffi._parser), "_parse", watched)
    with only_those_named(ffi):
        ffi.typeof("cargo_t *")
    assert seen == [{"typedef cargo_t"}]


def test_a_type_that_is_not_there_is_an_error_and_leaves_all_as_it_was() -> None:
    ffi = _ffi()
    before = dict(ffi._parser._declarations)
    with only_those_named(ffi), pytest.raises(cffi.CDefError):
        ffi.typeof("ferry_t")
    assert ffi._parser._declarations == before
    assert "_parse" not in vars(ffi._parser)


def test_it_is_undone_where_one_is_left_before_another() -> None:
    ffi = _ffi()
    first, second = only_those_named(ffi), only_those_named(ffi)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert "_parse" not in vars(ffi._parser)
    assert ffi.getctype("cargo_t *") == "cargo_t *"


@pytest.mark.parametrize(
    "ffi",
    [
        object(),
        SimpleNamespace(_parser=None),
        SimpleNamespace(_parser=SimpleNamespace(_parse=len)),
        SimpleNamespace(_parser=SimpleNamespace(_parse=len, _declarations=[])),
    ],
    ids=["no parser", "none", "no declarations", "declarations kept otherwise"],
)
def test_another_cffi_is_left_alone(ffi: SimpleNamespace) -> None:
    before = repr(ffi)
    with only_those_named(ffi):
        assert repr(ffi) == before
