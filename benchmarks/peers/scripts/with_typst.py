"""python with_typst.py SOURCE PDF [SOURCE PDF ...]: Typst, to both standards at once."""

import importlib.util
import pathlib
import sys

import typst

SERIF = importlib.util.find_spec("font_source_serif_pro")
assert SERIF is not None
assert SERIF.origin is not None
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[str(pathlib.Path(SERIF.origin).parent / "files")])

for source, target in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    typst.compile(source, output=target, font_paths=FONTS, pdf_standards=["a-3a", "ua-1"])
