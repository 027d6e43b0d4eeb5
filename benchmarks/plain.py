"""WeasyPrint by hand: the pages that a build hands to WeasyPrint, and the script that someone would write for them."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable

SCRIPT = """\
import pathlib
import sys

import weasyprint

for name in sys.argv[1:]:
    page = pathlib.Path(name)
    html = weasyprint.HTML(string=page.read_text("utf-8"), base_url=page.parent.as_uri() + "/")
    html.write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/a-3a")
"""
"""Takes pages and writes a PDF beside each: one for a cold run, many for a loop."""
LEFT = re.compile(r"(?:font|template):[A-Za-z0-9_]+/")


def pages(briefs: Iterable[pathlib.Path], folder: pathlib.Path) -> list[pathlib.Path]:
    """The HTML of each brief's pages, as a build hands it on, with the addresses of fonts as WeasyPrint can read them.

    Raises `ValueError` where an address is left that only reportgen can read.
    """
    import reportgen

    made = []
    for brief in briefs:
        project = reportgen.load_project(brief)
        html = reportgen.render_html(reportgen.compose_memo(project), root=project.root, medium="print")
        path = folder / f"{brief.stem}.html"
        path.write_text(readable(html), encoding="utf-8")
        made.append(path)
    return made


def readable(html: str) -> str:
    """A page whose fonts are named by their files."""
    from reportgen.render import places

    def font_url(match: re.Match[str]) -> str:
        path = places.font_file(match["package"], match["file"])
        if path is None:
            raise ValueError(f"the font {match[0]} is not installed")
        return path.as_uri()

    page = places.FONT_URL.sub(font_url, html)
    if left := LEFT.search(page):
        raise ValueError(f"{left[0]}… can be read by reportgen alone")
    return page


def script(folder: pathlib.Path) -> pathlib.Path:
    """The script, as a file."""
    path = folder / "plain.py"
    path.write_text(SCRIPT, encoding="utf-8")
    return path
