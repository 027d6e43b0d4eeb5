"""python with_fullbleed.py PAGE PDF [PAGE PDF ...]: fullbleed, as PDF/UA-1.

It takes the style sheet by itself, and fonts as files: of those that `@font-face` names it knows nothing, so that all
is set in one family.
"""

import importlib.util
import pathlib
import re
import sys

import fullbleed

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SERIF = importlib.util.find_spec("font_source_serif_pro")
assert SERIF is not None
assert SERIF.origin is not None
FOLDER = pathlib.Path(SERIF.origin).parent / "files"
FACES = [str(FOLDER / f"SourceSerifPro-{name}.otf") for name in ("Regular", "It", "Semibold", "Bold", "BoldIt")]
ONE_FAMILY = "html, body, body * { font-family: 'Source Serif Pro' !important }"

for source, target in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    page = pathlib.Path(source).read_text("utf-8")
    engine = fullbleed.PdfEngine(
        page_width="210mm",
        page_height="297mm",
        margin="20mm",
        font_files=FACES,
        pdf_profile="pdfua1",
        document_lang="en-GB",
        document_title="A memo",
    )
    engine.render_pdf_to_file(STYLE.sub("", page), "\n".join([*STYLE.findall(page), ONE_FAMILY]), target)
