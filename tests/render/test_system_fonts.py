"""Families of the machine, as fontconfig knows them: on a machine made up for the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.render import places, system_fonts

CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""
ASK = """
import sys
from reportgen.render import system_fonts
print(*(path.name for path in system_fonts.files(sys.argv[1])))
print(*system_fonts.families(), sep=", ")
print(system_fonts.digest(sys.argv[1]))
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The fonts of a machine: Source Serif in two faces, Source Sans in one."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for package, file in (
        ("font_source_serif_pro", "SourceSerifPro-Regular.otf"),
        ("font_source_serif_pro", "SourceSerifPro-It.otf"),
        ("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    ):
        path = places.font_file(package, file)
        assert path is not None
        shutil.copy(path, folder)
    (tmp_path / "fonts.conf").write_text(CONFIG.format(folder=folder), encoding="utf-8")
    return folder


def ask(machine: Path, family: str) -> list[str]:
    """Files, all families, digest; asked in a new process, since fontconfig reads its configuration once."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(machine.parent / "fonts.conf")}
    command = [sys.executable, "-c", ASK, family]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", ["Source Serif Pro", "source serif pro", "SourceSerifPro"])
def test_a_family_is_found_in_any_case_with_all_its_files(machine: Path, name: str) -> None:
    files, families, _ = ask(machine, name)
    assert files == "SourceSerifPro-It.otf SourceSerifPro-Regular.otf"
    assert families == "Source Sans Pro, Source Serif Pro"


@pytest.mark.parametrize("name", ["Source Serif", "serif", "Zzz", ""])
def test_no_family_stands_in_for_another(machine: Path, name: str) -> None:
    assert ask(machine, name)[0] == ""


def test_the_digest_changes_with_any_file_of_the_family_and_with_no_other(machine: Path) -> None:
    before = ask(machine, "Source Serif Pro")[2]
    assert len(before) == 64
    sans = machine / "SourceSansPro-Regular.otf"
    sans.write_bytes(sans.read_bytes() + b"\0")
    assert ask(machine, "Source Serif Pro")[2] == before
    italic = machine / "SourceSerifPro-It.otf"
    italic.write_bytes(italic.read_bytes() + b"\0")
    assert ask(machine, "Source Serif Pro")[2] != before


def test_a_file_that_changes_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quay.otf"
    path.write_bytes(b"one")
    monkeypatch.setattr(system_fonts, "files", lambda family: (path,))
    before = system_fonts.digest("Quay")
    path.write_bytes(b"two")
    os.utime(path, (1, 1))
    assert system_fonts.digest("Quay") != before


def test_without_fontconfig_there_is_nothing_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "_fontconfig", lambda: None)
    assert system_fonts.files("Source Serif Pro") is None
    assert system_fonts.families() == ()
