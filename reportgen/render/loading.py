"""What makes WeasyPrint's import short, without a trace of it once the import is over.

- cffi looks every library up with `ctypes.util.find_library`, which starts ldconfig, gcc and ld for names it does not
  know at once: WeasyPrint 70 asks it 22 times. On Linux the names are known, and are answered without a search.
- fontTools cuts fonts down only where HarfBuzz cannot, and unpacks web fonts. Its large modules stand aside as
  `_Later`, which import the real ones when something is asked of them.

Both hold in the importing thread alone, and fall back to what would have happened without them.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.abc
import importlib.machinery
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from reportgen.render import libraries

LATER: Mapping[str, tuple[str, ...]] = {
    "fontTools.subset": (),
    "fontTools.ttLib.woff2": (),
    "fontTools.varLib": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Modules that can wait, and the functions of each that are imported by name."""


_ONE = threading.RLock()
"""What is put in place is taken away in turn: one thread at a time."""


@contextmanager
def shortened() -> Iterator[None]:
    """Makes an import of WeasyPrint inside short."""
    with _ONE, known_libraries(), later(LATER):
        yield


@contextmanager
def known_libraries() -> Iterator[None]:
    """Answers `ctypes.util.find_library` for the libraries of rendering, in this thread, on Linux."""
    if sys.platform != "linux":
        yield
        return
    from ctypes import util

    search, thread = util.find_library, threading.get_ident()

    def find_library(name: str) -> str | None:
        return _found(name, search) if threading.get_ident() == thread else search(name)

    util.find_library = find_library
    try:
        yield
    finally:
        if util.find_library is find_library:  # else somebody else has put his own there meanwhile
            util.find_library = search


def _found(name: str, search: Callable[[str], str | None]) -> str | None:
    """What `find_library` would find, or None where another name of the same library finds it.

    Where a library does not load by its file's name, one of its names is searched for, the one that linkers use: the
    others are those of other systems.
    """
    names = next((names for names in libraries.ALL if name in names), None)
    if names is None:
        return search(name)
    file = next(item for item in names if ".so" in item)
    with suppress(OSError):
        ctypes.CDLL(file)
        return file
    return search(name) if f"lib{name}" == file.partition(".so")[0] else None


@contextmanager
def later(modules: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Lets modules stand aside in the imports inside, unless they are imported already."""
    thread = threading.get_ident()
    finder = _Finder({name: named for name, named in modules.items() if name not in sys.modules}, thread)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for module in finder.made:
            module.give_way()


class _Later(types.ModuleType):
    """Stands for a module until something is asked of it."""

    def __init__(self, name: str, waiting: dict[str, tuple[str, ...]]) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self._waiting = waiting
        for function in waiting[name]:
            setattr(self, function, self._calling(function))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self.give_way()
        return getattr(importlib.import_module(self.__name__), name)

    def give_way(self) -> None:
        """Leaves its place to the real module."""
        self._waiting.pop(self.__name__, None)
        parent, _, own = self.__name__.rpartition(".")
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        package = sys.modules.get(parent)
        if package is not None and vars(package).get(own) is self:
            delattr(package, own)

    def _calling(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.give_way()
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        call.__name__ = call.__qualname__ = name
        call.__module__ = self.__name__
        return call


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules that stand aside, for one thread. Where a part of one is wanted, it gives way, for any."""

    def __init__(self, modules: Mapping[str, tuple[str, ...]], thread: int) -> None:
        self._modules = dict(modules)
        self._thread = thread
        self.made: list[_Later] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name in self._modules and threading.get_ident() == self._thread:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        whole = name.rpartition(".")[0]
        aside = sys.modules.get(whole)
        if isinstance(aside, _Later):
            aside.give_way()
            return importlib.machinery.PathFinder.find_spec(name, importlib.import_module(whole).__path__)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> _Later:
        module = _Later(spec.name, self._modules)
        self.made.append(module)
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """There is nothing to run."""
