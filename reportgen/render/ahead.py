"""Figures drawn by a process of their own, while this one does what comes before the first page.

Vega takes 0.4 s to start and lets no other thread of Python run meanwhile, so that a thread would not do. Only the
first memo of a process gains by it, where there is a second core. Whatever goes wrong, nothing is drawn ahead, and the
figure is drawn in this process, with the same bytes or the same error.
"""

from __future__ import annotations

import json
import os
import pathlib
import queue
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from subprocess import Popen

_PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
import vl_convert
def draw(spec, **how):
    return vl_convert.vegalite_to_svg(spec, show_warnings=False, allowed_base_urls=[], **how)
draw({"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}})
asked = json.load(sys.stdin)
vl_convert.register_font_directory(asked["fonts"])
drawn = []
for spec, config in asked["figures"]:
    try:
        drawn.append(draw(spec, config=json.loads(config)))
    except ValueError:
        drawn.append(None)
json.dump(drawn, sys.stdout)
"""
"""Starts Vega with a figure of no account, and draws what it is then asked to."""
_PATIENCE = 20.0
"""Seconds after which a process that does not answer is given up."""
_READY: queue.SimpleQueue[Popen[bytes]] = queue.SimpleQueue()
"""Processes that nothing was asked of yet."""


class Figure(NamedTuple):
    """What Vega draws from."""

    spec: str
    config: str


class Drawing:
    """Figures being drawn elsewhere."""

    def __init__(self, figures: Sequence[Figure], process: Popen[bytes]) -> None:
        self._figures = tuple(figures)
        self._process = process
        self._drawn: dict[Figure, str] | None = None

    def svg(self, figure: Figure) -> str | None:
        """The figure's SVG, waited for; None where it was not drawn."""
        if self._drawn is None:
            self._drawn = dict(self._answered())
        return self._drawn.get(figure)

    def _answered(self) -> Iterator[tuple[Figure, str]]:
        from subprocess import TimeoutExpired

        with suppress(OSError, ValueError, TimeoutExpired):
            said, _ = self._process.communicate(timeout=_PATIENCE)
            for figure, svg in zip(self._figures, json.loads(said), strict=True):
                if isinstance(svg, str):
                    yield figure, svg


@contextmanager
def readied(brief: pathlib.Path | None) -> Iterator[None]:
    """Starts Vega elsewhere, for figures of this brief that are asked for inside, where that gains time."""
    process = _started() if brief is not None and gains() and _draws(brief) else None
    if process is None:
        yield
        return
    _READY.put(process)
    try:
        yield
    finally:
        with suppress(queue.Empty):
            _end(_READY.get_nowait())


@contextmanager
def drawing(figures: Sequence[Figure], fonts: pathlib.Path) -> Iterator[Drawing | None]:
    """Draws figures elsewhere while the block runs; None where that cannot be."""
    process = _taken() if figures else None
    if process is None:
        yield None
        return
    try:
        _ask(process, {"fonts": str(fonts), "figures": figures})
        yield Drawing(figures, process)
    finally:
        _end(process)


def gains() -> bool:
    """Whether there is a core to spare, Vega and WeasyPrint are still to be started, and Python can be run again."""
    is_python = pathlib.PurePath(sys.executable or "").name.startswith("python") and not hasattr(sys, "frozen")
    return is_python and _cores() > 1 and "vl_convert" not in sys.modules and "weasyprint" not in sys.modules


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _draws(brief: pathlib.Path) -> bool:
    """Whether a brief may have a figure. It is not read yet, so that this is a guess: it costs a process, no more."""
    try:
        return b"figure:" in brief.read_bytes()
    except OSError:
        return False


def _taken() -> Popen[bytes] | None:
    try:
        return _READY.get_nowait()
    except queue.Empty:
        return _started()


def _started() -> Popen[bytes] | None:
    from subprocess import DEVNULL, PIPE, Popen

    command = [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps([*map(str, sys.path)])]
    try:
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    except OSError:
        return None


def _ask(process: Popen[bytes], what: dict[str, object]) -> None:
    assert process.stdin is not None
    stdin, process.stdin = process.stdin, None
    with suppress(OSError):  # it is gone already, and will have drawn nothing
        try:
            stdin.write(json.dumps(what).encode("ascii"))
        finally:
            stdin.close()


def _end(process: Popen[bytes]) -> None:
    process.kill()
    with process:
        pass  # closes its pipes, and waits for it
