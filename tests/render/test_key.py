"""The build key changes with everything that decides the bytes, and with nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from reportgen.render import key, places, system_fonts, versions
from tests.house import House


def key_of(house: House, **overrides: str) -> bytes:
    return key.build_key(house.memo(**overrides), places.search_path(house.root))


def test_it_is_a_sha_256(house: House) -> None:
    house.body("x")
    assert len(key_of(house)) == 32
    assert key_of(house) == key_of(house)


def test_it_changes_with_the_memo(house: House) -> None:
    house.body("x")
    memo = house.memo()
    folders = places.search_path(house.root)
    other = msgspec.structs.replace(memo, title=memo.title + ".")
    assert key.build_key(memo, folders) != key.build_key(other, folders)
    assert key_of(house) != key_of(house, **{"output.page": "letter"})


@pytest.mark.parametrize("name", ["house/memo.html", "house/more.css", "shared/mine.html", "seals/seal.svg"])
def test_it_changes_with_the_template_s_files(house: House, name: str) -> None:
    house.body('<img src="template:seals/seal.svg">')
    before = key_of(house)
    house.write(name, f"{house.body('x').read_text(encoding='utf-8')}<!-- seals: template:seals/seal.svg -->")
    assert key_of(house) != before


def test_it_changes_with_a_font_s_bytes(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house.body("x")
    before = key_of(house)
    other = tmp_path / "other.otf"
    other.write_bytes(b"OTTO")
    monkeypatch.setattr(places, "font_file", lambda package, file: other)
    changed = key_of(house)
    monkeypatch.setattr(places, "font_file", lambda package, file: None)
    assert len({before, changed, key_of(house)}) == 3


def test_it_changes_with_a_font_file_of_the_project_that_the_style_names(house: House) -> None:
    house.body("x")
    path = house.write("fonts/quay.otf", b"OTTO one")
    house.write("style.yaml", "fonts: {text: {name: Quay, faces: [{file: fonts/quay.otf}]}}\n")
    before = key_of(house)
    path.write_bytes(b"OTTO two")
    after = key_of(house)
    path.write_bytes(b"OTTO one")
    assert key_of(house) == before != after


def test_it_changes_with_a_family_of_the_machine_that_the_style_names(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.body("x")
    path = tmp_path / "harbour.otf"
    path.write_bytes(b"one")
    monkeypatch.setattr(system_fonts, "files", lambda family: (path,) if family == "Harbour Serif" else ())
    house.write("style.yaml", "fonts: {text: {name: Harbour Serif}}\n")
    before = key_of(house)
    path.write_bytes(b"other")
    assert key_of(house) != before
    assert "system font Harbour Serif" in key.recipe(house.memo(), places.search_path(house.root))


def test_fonts_that_the_style_replaces_are_left_out(house: House) -> None:
    house.write("house/memo.html", "x")
    folders = places.search_path(house.root)
    sans = "font font_source_sans_pro/SourceSansPro-It.otf"
    assert sans in key.recipe(house.memo(), folders)
    assert sans not in key.recipe(house.memo(style="modern"), folders)
    assert "font font_hanken_grotesk/HankenGrotesk-Bold.otf" in key.recipe(house.memo(style="modern"), folders)


@pytest.mark.parametrize("distribution", key.DISTRIBUTIONS)
def test_it_changes_with_the_versions(house: House, distribution: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.body("x")
    memo, folders = house.memo(), places.search_path(house.root)
    before = key.build_key(memo, folders)
    version = versions.version_of
    monkeypatch.setattr(versions, "version_of", lambda name: "9" if name == distribution else version(name))
    assert key.build_key(memo, folders) != before


def test_it_changes_with_the_libraries(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.body("x")
    before = key_of(house)
    found = dict(key._libraries())
    assert found.keys() == {"library pango", "library harfbuzz"}
    for name in found:
        monkeypatch.setattr(key, "_libraries", lambda name=name: tuple((found | {name: b"9"}).items()))
        assert key_of(house) != before


def test_times_and_places_do_not_change_it(house: House, tmp_path: Path) -> None:
    path = house.body("x")
    before = key_of(house)
    os.utime(path, (1, 1))
    house.root.rename(tmp_path / "moved")
    assert key_of(House(tmp_path / "moved")) == before
