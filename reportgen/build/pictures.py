"""Pages as pictures: PNG images of a PDF's pages, beside it."""

from __future__ import annotations

import contextlib
import io
import pathlib
import re
from collections.abc import Iterator

from reportgen.build.write import write_file
from reportgen.errors import OutputError

_POINTS = 72
"""Points in an inch."""
_MAKER = "reportgen"
_MADE_HERE = b"tEXtSoftware\0" + _MAKER.encode("ascii")
"""How a picture of ours is known again: a text chunk (ISO/IEC 15948, 11.3.4.3) near its beginning."""


def render_pages(pdf: bytes, dpi: int = 150) -> Iterator[bytes]:
    """The pages of a PDF as PNG images, in order, in colour at `dpi` dots per inch. The same PDF, the same bytes."""
    import pypdfium2
    from PIL.PngImagePlugin import PngInfo

    made_by = PngInfo()
    made_by.add_text("Software", _MAKER)
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            picture = document[number].render(scale=dpi / _POINTS, may_draw_forms=False).to_pil()
            stream = io.BytesIO()
            picture.convert("RGB").save(stream, "PNG", compress_level=6, dpi=(dpi, dpi), pnginfo=made_by)
            yield stream.getvalue()


def write_pages(pdf: pathlib.Path, pictures: tuple[bytes, ...]) -> tuple[pathlib.Path, ...]:
    """Writes page pictures beside a PDF, as `nato-1.png` and so on beside `nato.pdf`, each whole or not at all.

    Pictures of further pages that an earlier build wrote are removed: files of such a name that say they are ours.
    Raises `OutputError`.
    """
    written = tuple(
        write_file(pdf.with_name(f"{pdf.stem}-{number}.png"), data) for number, data in enumerate(pictures, start=1)
    )
    for path in _left_over(pdf, len(pictures)):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"cannot remove `{path}`: {reason}", hint="remove it by hand") from error
    return written


def _left_over(pdf: pathlib.Path, count: int) -> Iterator[pathlib.Path]:
    """Pictures of this PDF's pages past the last."""
    name = re.compile(rf"{re.escape(pdf.stem)}-([1-9][0-9]*)\.png")
    for path in sorted(pdf.parent.iterdir()):
        match = name.fullmatch(path.name)
        if match and int(match[1]) > count and path.is_file() and not path.is_symlink() and _is_ours(path):
            yield path


def _is_ours(path: pathlib.Path) -> bool:
    with path.open("rb") as stream:
        return _MADE_HERE in stream.read(256)
