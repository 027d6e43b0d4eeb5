"""WeasyPrint's import is shortened, and nothing is left of it afterwards."""

from __future__ import annotations

import ctypes
import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from ctypes import util
from pathlib import Path
from types import ModuleType

import pytest

from reportgen.render import libraries, loading

linux = pytest.mark.skipif(sys.platform != "linux", reason="libraries go by other names elsewhere")


class _Search:
    """Stands for the real `find_library`, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> str | None:
        self.asked.append(name)
        return f"found {name}"


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> _Search:
    search = _Search()
    monkeypatch.setattr(util, "find_library", search)
    return search


# Libraries


@linux
@pytest.mark.parametrize("names", [libraries.GOBJECT, libraries.PANGO, libraries.FONTCONFIG, libraries.PANGOFT2])
def test_a_library_of_rendering_is_found_without_a_search(names: tuple[str, ...], search: _Search) -> None:
    with loading.known_libraries():
        found = util.find_library(names[0])
    assert found in names
    assert ctypes.CDLL(found)
    assert search.asked == []


def test_a_library_of_another_kind_is_searched_for(search: _Search) -> None:
    with loading.known_libraries():
        assert util.find_library("nobody") == "found nobody"
    assert search.asked == ["nobody"]


@linux
def test_a_library_that_does_not_load_is_searched_for_by_one_of_its_names(
    search: _Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("libnobody-0", "nobody", "libnobody.so.0", "libnobody.0.dylib")
    monkeypatch.setattr(libraries, "ALL", (*libraries.ALL, names))
    with loading.known_libraries():
        assert [util.find_library(name) for name in names] == [None, "found nobody", None, None]


@linux
def test_other_threads_search_as_ever(search: _Search) -> None:
    with loading.known_libraries():
        thread = threading.Thread(target=util.find_library, args=("pango-1.0",))
        thread.start()
        thread.join()
    assert search.asked == ["pango-1.0"]


def test_the_search_is_back_afterwards_and_after_an_error(search: _Search) -> None:
    with loading.known_libraries():
        pass
    assert util.find_library is search
    with pytest.raises(OSError, match="odd"), loading.known_libraries():
        raise OSError("odd")
    assert util.find_library is search


def test_a_search_that_somebody_put_there_meanwhile_stays(search: _Search) -> None:
    other = _Search()
    with loading.known_libraries():
        util.find_library = other
    assert util.find_library is other


def test_on_another_system_nothing_is_put_there(search: _Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with loading.known_libraries():
        assert util.find_library is search


# Modules that can wait


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package of two modules, one of which uses the other, not imported."""
    package = tmp_path / "slow_ferry"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "heavy.py").write_text(
        "class Load(Exception): pass\ndef weigh(tons, unit='t'): return f'{tons} {unit}'\n"
    )
    (package / "deep").mkdir()
    (package / "deep" / "__init__.py").write_text("from slow_ferry.deep import hold\nDRAUGHT = 4\n")
    (package / "deep" / "hold.py").write_text("ROOM = 12\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield "slow_ferry"
    for name in set(sys.modules) - before:
        del sys.modules[name]


def _later(ferry: str, *functions: str) -> dict[str, tuple[str, ...]]:
    return {f"{ferry}.heavy": functions, f"{ferry}.deep": ()}


def test_a_module_waits_until_something_is_asked_of_it(ferry: str) -> None:
    with loading.later(_later(ferry)):
        heavy = importlib.import_module(f"{ferry}.heavy")
        assert "weigh" not in vars(heavy)
    assert f"{ferry}.heavy" not in sys.modules
    assert heavy.weigh(3) == "3 t"
    assert heavy.Load is sys.modules[f"{ferry}.heavy"].Load
    assert vars(sys.modules[ferry])["heavy"] is sys.modules[f"{ferry}.heavy"]
    with pytest.raises(AttributeError, match="wiegh"):
        _ = heavy.wiegh


def test_a_function_that_is_imported_by_name_waits_too(ferry: str) -> None:
    with loading.later(_later(ferry, "weigh")):
        exec(f"from {ferry}.heavy import weigh", space := {})
        assert isinstance(sys.modules[f"{ferry}.heavy"], loading._Later)
    assert space["weigh"](4, unit="kg") == "4 kg"
    assert type(sys.modules[f"{ferry}.heavy"]) is ModuleType


def test_another_name_that_is_imported_is_the_real_one(ferry: str) -> None:
    with loading.later(_later(ferry, "weigh")):
        exec(f"from {ferry}.heavy import Load", space := {})
    assert space["Load"] is importlib.import_module(f"{ferry}.heavy").Load


def test_a_package_gives_way_where_a_part_of_it_is_wanted(ferry: str) -> None:
    with loading.later(_later(ferry)):
        deep = importlib.import_module(f"{ferry}.deep")
        hold = importlib.import_module(f"{ferry}.deep.hold")
    real = importlib.import_module(f"{ferry}.deep")
    assert (type(deep), type(real)) == (loading._Later, ModuleType)
    assert vars(real)["hold"] is hold is sys.modules[f"{ferry}.deep.hold"]
    assert deep.DRAUGHT == 4


def test_a_part_that_is_needed_at_once_comes_with_its_package(ferry: str) -> None:
    with loading.later({f"{ferry}.deep": (), f"{ferry}.deep.hold": ()}):
        hold = importlib.import_module(f"{ferry}.deep.hold")
        assert isinstance(hold, loading._Later)
        assert hold.ROOM == 12
    assert type(sys.modules[f"{ferry}.deep"]) is ModuleType
    assert vars(sys.modules[f"{ferry}.deep"])["hold"] is sys.modules[f"{ferry}.deep.hold"]


def test_what_is_imported_already_does_not_wait(ferry: str) -> None:
    heavy = importlib.import_module(f"{ferry}.heavy")
    with loading.later(_later(ferry)):
        assert importlib.import_module(f"{ferry}.heavy") is heavy
    assert sys.modules[f"{ferry}.heavy"] is heavy


def test_other_threads_import_the_real_module(ferry: str) -> None:
    kinds: list[type] = []
    with loading.later(_later(ferry)):
        thread = threading.Thread(
            target=lambda: kinds.append(type(importlib.import_module(f"{ferry}.heavy"))),
        )
        thread.start()
        thread.join()
    assert kinds == [ModuleType]


def test_nothing_is_left_after_an_error(ferry: str) -> None:
    before = list(sys.meta_path)
    with pytest.raises(ImportError), loading.later(_later(ferry)):
        exec(f"from {ferry} import heavy; import {ferry}.nothing")
    assert sys.meta_path == before
    assert f"{ferry}.heavy" not in sys.modules
    assert "heavy" not in vars(sys.modules[ferry])


# WeasyPrint itself

_IMPORT = """
import sys
from ctypes import util
search, finders = util.find_library, list(sys.meta_path)
from reportgen.render import pdf
assert util.find_library is search and sys.meta_path == finders
print(*sorted(name for name in sys.modules if name.startswith("fontTools.")))
from weasyprint.pdf import fonts as used
import fontTools.subset, fontTools.varLib.instancer
assert used.subset.Options is fontTools.subset.Options
print(used.instantiateVariableFont.__module__, type(fontTools.varLib.instancer).__name__)
"""


def test_weasyprint_comes_without_what_it_does_not_use_and_finds_it_when_it_does() -> None:
    ran = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    modules, last = ran.stdout.splitlines()
    assert not {*loading.LATER} & {*modules.split()}
    assert len(modules.split()) < 60
    assert last == "fontTools.varLib.instancer module"
