"""The collector rests while a document is laid out, and is as it was afterwards."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from reportgen.render.pausing import paused


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


class _Knot:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_it_rests_inside_and_runs_again_afterwards() -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="odd"), paused():
        raise ValueError("odd")
    assert gc.isenabled()


def test_it_rests_until_the_outermost_is_left() -> None:
    with paused():
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off_and_nothing_is_collected() -> None:
    gc.disable()
    with paused():
        knot = weakref.ref(_Knot())
    assert not gc.isenabled()
    assert knot() is not None


def test_what_came_to_be_inside_is_collected_at_the_end() -> None:
    with paused():
        knot = weakref.ref(_Knot())
        assert knot() is not None
    assert knot() is None


def test_what_lived_before_is_not_walked_through() -> None:
    knot = _Knot()
    gc.collect()
    before = weakref.ref(knot)
    with paused():
        del knot
    assert before() is not None


def test_several_threads_rest_until_the_last_has_left() -> None:
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with paused():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with paused():
        thread.start()
        assert entered.wait(10)
        knot = weakref.ref(_Knot())
    assert knot() is None, "what one thread leaves is collected while another rests"
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()
