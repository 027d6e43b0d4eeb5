"""What this machine has of what rendering needs, found out without importing WeasyPrint."""

from __future__ import annotations

import ctypes
import importlib.metadata
import platform
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.build.install import install_line, remedy
from reportgen.render import libraries, places

PYTHON = (3, 11)
WEASYPRINT = 70
PANGO = (1, 44)
FONTS = {"font-source-serif-pro": "SourceSerifPro", "font-source-sans-pro": "SourceSansPro"}
FONT_VERSION = "0.0.1"
FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that rendering needs, and whether it is there."""

    name: str
    ok: bool
    found: str
    """A version or a path, or what is the matter."""
    needed: str
    fix: str = ""
    """The line to run, or what to do; empty when all is well."""


@dataclass(frozen=True, slots=True)
class EnvironmentReport:
    """All checks, in the order in which to mend what fails."""

    checks: tuple[Check, ...]
    install_line: str
    """The line that installs the missing system libraries; empty where it would not help or none is known."""

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.ok)


def inspect_environment(output: Path | None = None) -> EnvironmentReport:
    """Whether this machine can render, and write to the output folder where one is named."""
    system = tuple(_system_libraries())
    checks = (
        _python(),
        _weasyprint(),
        *system,
        *(_font(distribution, family) for distribution, family in FONTS.items()),
        _temporary(),
        *([] if output is None else [_writable("Output folder", output)]),
    )
    line = install_line()
    return EnvironmentReport(checks, line if any(check.fix == line for check in system) else "")


def _python() -> Check:
    ok = sys.version_info[:2] >= PYTHON
    needed = f"{_dotted(PYTHON)} or newer"
    return Check("Python", ok, platform.python_version(), needed, "" if ok else f"install Python {needed}")


def _weasyprint() -> Check:
    try:
        found = importlib.metadata.version("weasyprint")
    except importlib.metadata.PackageNotFoundError:
        found = "not found"
    ok = found.split(".")[0] == str(WEASYPRINT)
    fix = "" if ok else _pip(f"weasyprint>={WEASYPRINT},<{WEASYPRINT + 1}")
    return Check("WeasyPrint", ok, found, f"{WEASYPRINT}.x", fix)


def _system_libraries() -> Iterator[Check]:
    yield _library("GObject", libraries.GOBJECT, libraries.no_version)
    yield _library("Pango", libraries.PANGO, libraries.text_version("pango_version_string"), PANGO)
    yield _library("PangoFT2", libraries.PANGOFT2, libraries.no_version)
    yield _library("HarfBuzz", libraries.HARFBUZZ, libraries.text_version("hb_version_string"))
    # Without it WeasyPrint falls back to another subsetter: the same page in other bytes.
    yield _library("HarfBuzz subset", libraries.HARFBUZZ_SUBSET, libraries.no_version)
    yield _library("Fontconfig", libraries.FONTCONFIG, libraries.fontconfig_version)


def _library(
    name: str, names: tuple[str, ...], version: Callable[[ctypes.CDLL], str], least: tuple[int, ...] = ()
) -> Check:
    needed = f"{_dotted(least)} or newer" if least else "any version"
    library = libraries.load(names)
    if library is None:
        return Check(name, False, "not found", needed, remedy(names))
    found = version(library)
    if least and tuple(int(part) for part in found.split(".")[:2]) < least:
        return Check(name, False, found, needed, f"install {name} {needed}, or use a newer release of this system")
    return Check(name, True, found, needed)


def _font(distribution: str, family: str) -> Check:
    files = [f"{family}-{face}.otf" for face in FACES]
    absent = [file for file in files if places.font_file(distribution.replace("-", "_"), file) is None]
    name = distribution.replace("-", " ").title()
    if not absent:
        return Check(name, True, f"{len(files)} faces", f"{len(files)} faces")
    fix = _pip("--force-reinstall", f"{distribution}=={FONT_VERSION}")
    return Check(name, False, f"no {', '.join(absent)}", f"{len(files)} faces", fix)


def _temporary() -> Check:
    """WeasyPrint puts the fonts of a page into a temporary folder."""
    name = "Temporary folder"
    try:
        return _writable(name, Path(tempfile.gettempdir()))
    except FileNotFoundError as error:
        return Check(name, False, str(error.strerror), "write access", "set TMPDIR to a folder you may write to")


def _writable(name: str, folder: Path) -> Check:
    """Tries to write, since permission bits know nothing of read-only disks; leaves nothing behind.

    A folder that is not there yet is judged by the nearest one above it.
    """
    place = folder.absolute()
    try:
        while not place.exists():
            place = place.parent
        with tempfile.TemporaryFile(dir=place):
            return Check(name, True, str(folder), "write access")
    except OSError as error:
        return Check(name, False, f"{place}: {error.strerror}", "write access", "choose a folder you may write to")


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _pip(*arguments: str) -> str:
    return shlex.join([sys.executable, "-m", "pip", "install", *arguments])
