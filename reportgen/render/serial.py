"""The objects of a PDF written out once: pydyf 0.13 does it twice, to digest them for the `/ID` and to write them.

The bytes are the same. Only what pydyf offers to everyone is used: its list of objects, the `stream`, `extra` and
`compress` of a stream, the `data` of any other object.
"""

from __future__ import annotations

from typing import Any

import pydyf


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object that is its bytes. Other objects name it by the same number."""

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number, self.generation = item.number, item.generation
        self.offset, self.free = item.offset, item.free
        self._data: bytes = item.data

    @property
    def data(self) -> bytes:
        return self._data


def settle(pdf: pydyf.PDF) -> None:
    """Fixes the bytes of a PDF's objects: to be called last, right before it is written.

    What is still to be changed by writing itself stays as it is: objects that are free, and that carry a state of
    their own.
    """
    for index, item in enumerate(pdf.objects):
        if isinstance(item, pydyf.Stream):
            _compress(item)
        elif type(item) in (pydyf.Dictionary, pydyf.Array, pydyf.String):
            pdf.objects[index] = _Written(item)


def _compress(stream: pydyf.Stream) -> None:
    """Puts compressed bytes in place of what they are made from, unless the stream then says something else."""
    if not stream.compress:
        return
    data, drawing, extra = stream.data, stream.stream, stream.extra
    stream.stream = [data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")]
    stream.extra = {**extra, "Filter": "/FlateDecode"}
    stream.compress = False
    if stream.data != data:
        stream.stream, stream.extra, stream.compress = drawing, extra, True
