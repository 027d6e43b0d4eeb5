"""A PDF whose objects are fixed before it is written has the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pydyf
import pytest

from reportgen.render import serial


def _pdf() -> pydyf.PDF:
    """One page, and an object of every kind."""
    pdf = pydyf.PDF()
    drawing = pydyf.Stream([b"q", "1 0 0 1 0 0 cm", 1.5, b"Q" * 400], {"Kind": "/Drawing"}, compress=True)
    plain = pydyf.Stream([b"as it\nstream\nstands\nendstream"], pydyf.Dictionary({"N": 3}))
    trap = pydyf.Stream([b"\nstream\n", b"\nendstream"], compress=True)
    for item in (drawing, plain, trap, pydyf.Array([1, b"2", 3.25]), pydyf.String("Fähre (neu)"), pydyf.Object()):
        pdf.add_object(item)
    pdf.objects[-1].free = "f"
    pdf.add_page(
        pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "Contents": drawing.reference, "N": 0.5})
    )
    pdf.info["Title"] = pydyf.String("A ferry")
    return pdf


def _written(pdf: pydyf.PDF, **how: Any) -> bytes:
    target = io.BytesIO()
    pdf.write(target, identifier=b"1" * 64, **how)
    return target.getvalue()


@pytest.mark.parametrize("how", [{}, {"compress": True}, {"version": b"1.4", "compress": True}], ids=str)
def test_the_bytes_are_the_same(how: dict[str, Any]) -> None:
    settled = _pdf()
    serial.settle(settled)
    assert _written(settled, **how) == _written(_pdf(), **how)


def test_nothing_is_made_into_bytes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _counted(monkeypatch, pydyf.Dictionary)
    pdf = _pdf()
    pages = sum(type(item) is pydyf.Dictionary for item in pdf.objects)
    serial.settle(pdf)
    before = len(made)
    _written(pdf)
    assert before >= pages
    assert not {id(item) for item in made[before:]} & {id(item) for item in made[:before]}


def _counted(monkeypatch: pytest.MonkeyPatch, kind: type) -> list[Any]:
    made: list[Any] = []
    data: Callable[[Any], bytes] = vars(kind)["data"].fget

    def counted(item: Any) -> bytes:
        made.append(item)
        return data(item)

    monkeypatch.setattr(kind, "data", property(counted))
    return made


def test_an_object_of_another_s_making_is_left_alone() -> None:
    class Own(pydyf.Dictionary):  # type: ignore[misc]
        pass

    pdf = _pdf()
    own = Own({"Type": "/Own"})
    pdf.add_object(own)
    serial.settle(pdf)
    assert pdf.objects[-1] is own


def test_a_stream_that_is_compressed_otherwise_is_left_alone() -> None:
    class Own(pydyf.Stream):  # type: ignore[misc]
        @property
        def data(self) -> bytes:
            return b"<<>>\nstream\nall\nendstream" if self.compress else b"nothing"

    pdf = _pdf()
    own = Own([b"q"], {"N": 1}, compress=True)
    pdf.add_object(own)
    serial.settle(pdf)
    assert (own.stream, own.extra, own.compress) == ([b"q"], {"N": 1}, True)
    assert _written(pdf).count(b"stream\nall\n") == 1
