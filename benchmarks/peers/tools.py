"""The tools: how each is called on a memo's folder, and what installs it. None is a dependency of reportgen.

Libraries are called by a small script in the Python named by `PEERS_PYTHON` (by default the one that measures).
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.peers import prepare

SCRIPTS = pathlib.Path(__file__).resolve().parent / "scripts"
PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)
FONTS = "font_source_serif_pro"


class Tool(NamedTuple):
    """One way to make the PDF."""

    name: str
    takes: str
    """The file in a memo's folder that it is given."""
    installs: str
    """The line that installs it on Debian."""
    script: str = ""
    """A script that makes the PDF of every file named, for a library."""
    module: str = ""
    """What the script imports."""
    program: str = ""
    """A program of its own, in place of a script."""
    arguments: tuple[str, ...] = ()
    """Its arguments, with `{source}`, `{pdf}` and `{fonts}` to be filled in."""
    needs: str = ""
    """Another program that this one calls."""

    @property
    def words(self) -> str:
        """The file with the words it is given."""
        return {prepare.PAGE: prepare.PAGE_WORDS, prepare.END_PAGE: prepare.END_WORDS}.get(self.takes, prepare.WORDS)

    def pdf(self, folder: pathlib.Path) -> pathlib.Path:
        """Where it writes the memo of a folder."""
        return folder / f"{self.name.replace(' ', '-').lower()}.pdf"

    def command(self, folders: Sequence[pathlib.Path]) -> list[str]:
        """What makes the PDFs of these memos: several only for a library."""
        if self.script:
            pairs = (str(path) for folder in folders for path in (folder / self.takes, self.pdf(folder)))
            return [PYTHON, str(SCRIPTS / self.script), *pairs]
        (folder,) = folders
        given = {"source": folder / self.takes, "folder": folder, "pdf": self.pdf(folder), "fonts": fonts()}
        return [self.program, *(argument.format(**given) for argument in self.arguments)]

    def version(self) -> str | None:
        """What is installed of it here; None where it is not."""
        if self.script:
            said = _output([PYTHON, "-c", f"import importlib.metadata as m; print(m.version({self.module!r}))"])
            return said and f"{self.module} {said}"
        if not shutil.which(self.program) or (self.needs and not shutil.which(self.needs)):
            return None
        return _output([self.program, "--version"])


def _output(command: Sequence[str]) -> str | None:
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return run.stdout.splitlines()[0].strip() if run.returncode == 0 and run.stdout else None


def fonts() -> str:
    """The folder of the text family's files: the same type for all."""
    import importlib.util

    found = importlib.util.find_spec(FONTS)
    assert found is not None, "the font packages are dependencies"
    assert found.origin is not None
    return str(pathlib.Path(found.origin).parent / "files")


_FACES = ",".join(
    (
        *("Path={fonts}/", "Extension=.otf", "UprightFont=*-Regular", "BoldFont=*-Bold"),
        *("ItalicFont=*-It", "BoldItalicFont=*-BoldIt"),
    )
)
_PANDOC = ("{source}", "-o", "{pdf}", "--resource-path={folder}")
TOOLS = (
    Tool("WeasyPrint", prepare.PAGE, "pip install weasyprint", script="with_weasyprint.py", module="weasyprint"),
    Tool("Typst", prepare.TYPST, "pip install typst", script="with_typst.py", module="typst"),
    Tool("PlutoPrint", prepare.END_PAGE, "pip install plutoprint", script="with_plutoprint.py", module="plutoprint"),
    Tool("fullbleed", prepare.END_PAGE, "pip install fullbleed", script="with_fullbleed.py", module="fullbleed"),
    Tool(
        "Chromium",
        prepare.END_PAGE,
        "apt-get install chromium",
        program="chromium",
        arguments=(
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
            *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf={pdf}", "file://{source}"),
        ),
    ),
    Tool(
        "pandoc and WeasyPrint",
        prepare.MARKDOWN,
        "apt-get install pandoc; pip install weasyprint",
        program="pandoc",
        needs=str(pathlib.Path(sys.executable).with_name("weasyprint")),
        arguments=(
            *_PANDOC,
            f"--pdf-engine={pathlib.Path(sys.executable).with_name('weasyprint')}",
            "--pdf-engine-opt=--pdf-variant=pdf/ua-1",
            "--pdf-engine-opt=--base-url=file://{folder}/",
        ),
    ),
    Tool(
        "pandoc and XeLaTeX",
        prepare.LATEX,
        "apt-get install pandoc texlive-xetex texlive-fonts-recommended lmodern",
        program="pandoc",
        needs="xelatex",
        arguments=(
            *_PANDOC,
            "--pdf-engine=xelatex",
            "-V",
            "mainfont=SourceSerifPro",
            "-V",
            f"mainfontoptions={_FACES}",
        ),
    ),
)
