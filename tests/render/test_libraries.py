"""The versions of the system libraries, told by the libraries themselves."""

from __future__ import annotations

import ctypes
import ctypes.util
import re

import pytest

from reportgen.render import libraries


@pytest.mark.parametrize(
    ("names", "function"),
    [(libraries.PANGO, "pango_version_string"), (libraries.HARFBUZZ, "hb_version_string")],
)
def test_a_library_tells_its_version(names: tuple[str, ...], function: str) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", libraries.version_of(names, function))


def test_a_file_name_is_tried_before_anything_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look_up(name: str) -> None:
        asked.append(name)

    monkeypatch.setattr(ctypes.util, "find_library", look_up)
    assert libraries.version_of(libraries.PANGO, "pango_version_string") != "missing"
    assert asked == []


def test_a_library_that_is_not_there_is_missing() -> None:
    assert libraries.version_of(("libnobody.so.0", "nobody"), "nobody_version") == "missing"
