"""The garbage collector kept from running while a page is laid out.

Layout makes some hundred thousand objects that live until the PDF is written, and Python would walk through them again
and again in search of garbage there is not yet. What a document leaves behind is collected once, when it is done: in a
long run of documents memory stays where it would.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNGEST = 0
"""The generation of everything made while the collector rests; what lived before is left alone."""


class _Rest:
    """How many rest at the moment, in any thread, and what the collector did before the first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0
        self.ran = False

    def enter(self) -> None:
        with self.lock:
            if self.count == 0:
                self.ran = gc.isenabled()
                gc.disable()
            self.count += 1

    def leave(self) -> None:
        with self.lock:
            self.count -= 1
            ran = self.ran
            if ran and self.count == 0:
                gc.enable()
        if ran:
            gc.collect(_YOUNGEST)


_REST = _Rest()


@contextmanager
def paused() -> Iterator[None]:
    """Keeps the collector from running inside, then collects what came to be inside.

    Leave it only when nothing holds the document any more. Nests, and runs in several threads at once: the collector is
    as it was when the last has left. Where it was off before it stays off, and nothing is collected.
    """
    _REST.enter()
    try:
        yield
    finally:
        _REST.leave()
