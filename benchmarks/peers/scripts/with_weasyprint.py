"""python with_weasyprint.py PAGE PDF [PAGE PDF ...]: WeasyPrint by hand."""

import pathlib
import sys

import weasyprint

for source, target in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    page = pathlib.Path(source)
    html = weasyprint.HTML(string=page.read_text("utf-8"), base_url=page.as_uri())
    html.write_pdf(target, pdf_variant="pdf/a-3a")
