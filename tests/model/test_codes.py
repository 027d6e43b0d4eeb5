"""The table of rule codes against the code that emits them."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.model.codes import CODES

PACKAGE = Path(__file__).parents[2] / "reportgen"
CODE = re.compile(r'"([A-Z][0-9]{3})"')


def emitted() -> set[str]:
    table = PACKAGE / "model" / "codes.py"
    files = [path for path in PACKAGE.rglob("*.py") if path != table]
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_the_library_emits_has_a_title() -> None:
    assert emitted() - set(CODES) == set()


def test_every_code_with_a_title_is_emitted() -> None:
    assert set(CODES) - emitted() == set()


def test_titles_are_one_line_and_codes_in_order() -> None:
    for letter in "REPW":
        codes = [code for code in CODES if code.startswith(letter)]
        assert codes == sorted(codes)
    for code, title in CODES.items():
        assert re.fullmatch(r"[REPW][0-9]{3}", code)
        assert re.fullmatch(r"[A-Za-z].*[^.\s]", title)
    assert len(set(CODES.values())) == len(CODES)
