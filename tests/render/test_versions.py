"""Versions told by the names of metadata folders: as `importlib.metadata` has them, and by it where a name does not."""

from __future__ import annotations

import importlib.metadata
import sys
import tomllib
from pathlib import Path

import pytest

from reportgen.render import versions

ROOT = Path(__file__).parents[2]
NAMES = sorted({*versions.PDF, *versions.WEB, *versions.READERS, *versions.DRAWERS})
WITHOUT_EFFECT = {
    "click": "reads the command line",
    "font-hanken-grotesk": "its files are in the digest by what they hold",
    "font-source-sans-pro": "its files are in the digest by what they hold",
    "font-source-serif-pro": "its files are in the digest by what they hold",
    "jsonschema": "words what is wrong with a file, and then none is built",
    "pebble": "runs workers",
    "pypdfium2": "draws pictures of pages and reads PDFs back",
    "rich": "draws on terminals",
}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that goes first on `sys.path`."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def install(folder: Path, entry: str, version: str, file: str = "METADATA") -> None:
    (folder / entry).mkdir(parents=True)
    (folder / entry / file).write_text(f"Metadata-Version: 2.1\nName: quay-tools\nVersion: {version}\n", "utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_importlib_says(name: str) -> None:
    assert versions.version_of(name) == importlib.metadata.version(name)


def test_everything_that_a_memo_goes_through_is_named() -> None:
    """What is installed with this program is in the digest of inputs, or has no effect on what is built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.split("=")[0].split("[")[0].strip("<>~ ").lower() for line in project["dependencies"]}
    assert needed
    assert needed - set(NAMES) == set(WITHOUT_EFFECT) & needed


@pytest.mark.parametrize("entry", ["quay_tools-2.1.dist-info", "Quay.Tools-2.1.dist-info", "quay_tools-2.1.egg-info"])
def test_the_name_of_the_folder_is_enough(packages: Path, entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (packages / entry).mkdir()
    monkeypatch.setattr(importlib.metadata, "version", lambda name: pytest.fail("asked"))
    assert versions.version_of("quay-tools") == "2.1"


def test_an_egg_for_one_python(packages: Path) -> None:
    install(packages, "quay_tools-2.1-py3.11.egg-info", "2.1", "PKG-INFO")
    assert versions.version_of("quay-tools") == "2.1"


def test_the_first_on_the_path_is_taken(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(packages / "one", "quay_tools-1.0.dist-info", "1.0")
    install(packages / "other", "quay_tools-2.0.dist-info", "2.0")
    for order in (("one", "other"), ("other", "one")):
        monkeypatch.setattr(sys, "path", [str(packages / name) for name in order])
        assert versions.version_of("quay-tools") == importlib.metadata.version("quay-tools")


def test_a_folder_that_tells_no_version_is_read(packages: Path) -> None:
    """As it is in a checkout that was installed to be edited, where it goes before what is installed."""
    install(packages, "quay_tools.egg-info", "3.5", "PKG-INFO")
    assert versions.version_of("quay-tools") == "3.5"


def test_two_versions_in_one_folder_are_for_importlib_to_choose_from(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(packages, "quay_tools-1.0.dist-info", "1.0")
    install(packages, "quay_tools-2.0.dist-info", "2.0")
    monkeypatch.setattr(importlib.metadata, "version", lambda name: f"chosen {name}")
    assert versions.version_of("quay-tools") == "chosen quay-tools"


def test_what_is_not_installed() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        versions.version_of("no-such-quay")
    assert versions.version_or("no-such-quay", "missing") == "missing"


def test_the_version_of_this_program_as_it_is_installed_here() -> None:
    assert versions.version_or("reportgen-memo", "missing") == importlib.metadata.version("reportgen-memo")
