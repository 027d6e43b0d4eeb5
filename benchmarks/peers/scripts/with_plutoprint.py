"""python with_plutoprint.py PAGE PDF [PAGE PDF ...]: PlutoPrint."""

import pathlib
import sys

import plutoprint

for source, target in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    book = plutoprint.Book(plutoprint.PAGE_SIZE_A4)
    book.load_html(pathlib.Path(source).read_text("utf-8"), base_url=pathlib.Path(source).as_uri())
    book.write_to_pdf(target)
