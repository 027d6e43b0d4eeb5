"""Draws the reference pictures anew: `python -m tests.visual.refs`, or `make refs`. Look at the difference.

A picture that is still alike keeps its file, so that only what has changed shows up as changed. With names, only those.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable

from PIL import Image

from reportgen.render import libraries
from tests.visual.cases import CASES, REFERENCES, draw, reference
from tests.visual.compare import compare

VERSIONS = REFERENCES / "versions.json"


def pango() -> str:
    """The version of Pango here, which lays out the lines."""
    library = libraries.load(libraries.PANGO)
    return "" if library is None else libraries.text_version("pango_version_string")(library)


def recorded() -> str:
    """The version of Pango that the references were made with."""
    return str(json.loads(VERSIONS.read_text(encoding="utf-8"))["pango"])


def renew(names: Iterable[str]) -> None:
    """Draws these references, and says which have changed; those of cases that are no more go."""
    REFERENCES.mkdir(exist_ok=True)
    for name in names:
        picture, path = draw(name), reference(name)
        if path.exists():
            with Image.open(path) as before:
                if compare(picture, before).alike:
                    continue
        stream = io.BytesIO()
        picture.save(stream, "PNG", optimize=True)
        path.write_bytes(stream.getvalue())
        print(f"{path.name}: {len(stream.getvalue()):,} bytes")
    for path in REFERENCES.glob("*.png"):
        if path.stem not in CASES:
            path.unlink()
            print(f"{path.name}: removed")
    VERSIONS.write_text(json.dumps({"pango": pango()}, indent=2) + "\n", encoding="utf-8")
    total = sum(path.stat().st_size for path in REFERENCES.glob("*.png"))
    print(f"{len(CASES)} references, {total / 2**20:.2f} MiB")


if __name__ == "__main__":
    renew(sys.argv[1:] or CASES)
