"""The machine's state as checks: real on this machine, and each way to fail by taking one thing away."""

from __future__ import annotations

import ast
import ctypes
import importlib.metadata
import importlib.util
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

from reportgen.build import environment
from reportgen.build.environment import Check, inspect_environment
from reportgen.render import libraries, places

ROOT = Path(__file__).parents[2]
ABSENT = ("libno-such-library.so.0", "no-such-library")
LINE = "sudo install-it"


def check(name: str, output: Path | None = None) -> Check:
    return next(found for found in inspect_environment(output).checks if found.name == name)


def run(code: str) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_a_machine_that_renders_passes_every_check(tmp_path: Path) -> None:
    report = inspect_environment(tmp_path)
    assert [(found.name, found.fix) for found in report.failed] == []
    assert report.ok
    assert report.install_line == ""
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_that_of_the_pango_weasyprint_loads() -> None:
    loaded = run("from weasyprint.text.ffi import pango; print(pango.pango_version())")
    major, minor, micro = map(int, check("Pango").found.split("."))
    assert int(loaded) == major * 10000 + minor * 100 + micro


def test_libraries_go_by_the_names_weasyprint_tries() -> None:
    spec = importlib.util.find_spec("weasyprint.text.ffi")
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    theirs = {
        node.targets[0].id: tuple(argument.value for argument in node.value.args[1:])
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and "_dlopen" in ast.dump(node.value.func)
    }
    del theirs["harfbuzz_vector"]  # used for emoji alone, and optional
    assert {name: getattr(libraries, name.upper()) for name in theirs} == theirs
    assert len(theirs) == 6


def test_names_are_tried_as_cffi_tries_them(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(name: str) -> ctypes.CDLL:
        tried.append(name)
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    monkeypatch.setattr(ctypes.util, "find_library", {"plain": "/lib/plain.so", "dotted-1.0": None}.get)
    assert libraries.load(("plain", "dotted-1.0", "unknown")) is None
    assert tried == ["/lib/plain.so", "dotted-1.0"]


def test_weasyprint_is_not_imported() -> None:
    heavy = {"weasyprint", "cffi", "jinja2", "babel", "fontTools"}
    loaded = run("import sys; from reportgen.build.environment import *; inspect_environment(); print(*sys.modules)")
    assert heavy.isdisjoint(loaded.split())


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("GOBJECT", "GObject"),
        ("PANGO", "Pango"),
        ("PANGOFT2", "PangoFT2"),
        ("HARFBUZZ", "HarfBuzz"),
        ("HARFBUZZ_SUBSET", "HarfBuzz subset"),
        ("FONTCONFIG", "Fontconfig"),
    ],
)
def test_a_missing_library_comes_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, table: str, name: str
) -> None:
    monkeypatch.setattr(libraries, table, ABSENT)
    monkeypatch.setattr(environment, "remedy", lambda names: LINE if names == ABSENT else "")
    monkeypatch.setattr(environment, "install_line", lambda: LINE)
    report = inspect_environment()
    assert [(found.name, found.found, found.fix) for found in report.failed] == [(name, "not found", LINE)]
    assert not report.ok
    assert report.install_line == LINE


def test_a_library_that_is_there_but_out_of_sight_needs_no_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "PANGO", ABSENT)
    monkeypatch.setattr(environment, "remedy", lambda names: "export DYLD_FALLBACK_LIBRARY_PATH=/opt")
    assert inspect_environment().install_line == ""


@pytest.mark.parametrize(("version", "ok"), [("1.42.4", False), ("1.44.0", True), ("2.0.0", True)])
def test_pango_must_be_new_enough(monkeypatch: pytest.MonkeyPatch, version: str, ok: bool) -> None:
    monkeypatch.setattr(libraries, "text_version", lambda function: lambda library: version)
    pango = check("Pango")
    assert (pango.ok, pango.found, pango.needed) == (ok, version, "1.44 or newer")
    assert bool(pango.fix) is not ok
    assert inspect_environment().install_line == "", "the same packages again would not help"


@pytest.mark.parametrize(("version", "ok"), [("69.0", False), ("70.1", True), ("700.0", False), ("71.0", False)])
def test_weasyprint_must_be_of_the_right_major(monkeypatch: pytest.MonkeyPatch, version: str, ok: bool) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    found = check("WeasyPrint")
    assert (found.ok, found.found) == (ok, version)
    assert found.fix.endswith("" if ok else "-m pip install 'weasyprint>=70,<71'")
    assert bool(found.fix) is not ok


def test_weasyprint_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert (check("WeasyPrint").ok, check("WeasyPrint").found) == (False, "not found")


def test_python_must_be_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "PYTHON", (9, 1))
    assert (check("Python").ok, check("Python").fix) == (False, "install Python 9.1 or newer")


def test_missing_faces_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    have = places.font_file
    monkeypatch.setattr(
        places, "font_file", lambda package, file: None if "SerifPro-It" in file else have(package, file)
    )
    serif = check("Font Source Serif Pro")
    assert (serif.ok, serif.found) == (False, "no SourceSerifPro-It.otf")
    assert serif.fix.endswith("-m pip install --force-reinstall font-source-serif-pro==0.0.1")
    assert check("Font Source Sans Pro").ok


def test_all_fonts_of_the_templates_are_checked() -> None:
    used = {
        font
        for path in places.bundled_templates().rglob("*")
        if path.suffix in {".css", ".html"}
        for font in places.FONT_URL.findall(path.read_text(encoding="utf-8"))
    }
    checked = {
        (distribution.replace("-", "_"), f"{family}-{face}.otf")
        for distribution, family in environment.FONTS.items()
        for face in environment.FACES
    }
    assert used
    assert used <= checked


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    assert check("Output folder", tmp_path / "a" / "b").ok
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_may_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    found = check("Output folder", tmp_path / "out")
    assert (found.ok, found.found) == (False, f"{tmp_path / 'out'}: Not a directory")
    assert found.fix


def test_no_folder_is_no_check() -> None:
    assert "Output folder" not in [found.name for found in inspect_environment().checks]


def test_a_machine_without_a_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    found = check("Temporary folder")
    assert (found.ok, found.found) == (False, "No usable temporary directory found")
    assert "TMPDIR" in found.fix


def test_the_numbers_are_those_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"weasyprint>={environment.WEASYPRINT},<{environment.WEASYPRINT + 1}" in project["dependencies"]
    assert project["requires-python"] == ">=" + ".".join(map(str, environment.PYTHON))
    for distribution in environment.FONTS:
        assert f"{distribution}=={environment.FONT_VERSION}" in project["dependencies"]
