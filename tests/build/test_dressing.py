"""What a style brings with it: fonts of packages, files and the system, and the organisation's logo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reportgen
from reportgen.model.problem import Problem
from reportgen.render import places, system_fonts
from tests.house import House

SERIF = "font_source_serif_pro"


@pytest.fixture
def house(good_project: Path) -> House:
    return House(good_project)


def found(house: House, style: str, **overrides: str) -> list[Problem]:
    house.write("style.yaml", style)
    return [*reportgen.check_brief(house.root / "ferry.yaml", overrides=overrides)]


def font(house: House, name: str) -> None:
    """A font file of the project's own."""
    path = places.font_file(SERIF, "SourceSerifPro-Regular.otf")
    assert path is not None
    target = house.write(name, b"")
    shutil.copy(path, target)


@pytest.fixture
def on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with one font family."""
    monkeypatch.setattr(system_fonts, "files", lambda name: (Path("/h.otf"),) if name == "Harbour Serif" else ())
    monkeypatch.setattr(system_fonts, "families", lambda: ("Harbour Serif",))


@pytest.mark.parametrize(
    ("family", "at", "words"),
    [
        ("{name: Harbor Serif}", 22, "this machine has no font family `Harbor Serif` | did you mean `Harbour Serif`?"),
        ("{name: Zzz}", 22, "no font family `Zzz` | install it, or give its files under `faces`"),
        (
            "{name: A, faces: [{file: a.otf}]}",
            40,
            "no font file `a.otf` in the templates folder | put it at templates/a.otf",
        ),
        ("{name: A, faces: [{file: ../ferry.yaml}]}", 40, "no font file `../ferry.yaml` in the templates folder"),
        ("{name: A, faces: [{file: style.yaml}]}", 40, "`style.yaml` is no font file"),
        (
            '{name: A, faces: [{file: "font:font_ansel/A.otf"}]}',
            40,
            "`font_ansel` is not installed | pip install font-ansel",
        ),
        (
            f'{{name: A, faces: [{{file: "font:{SERIF}/SourceSerifPro-Italic.otf"}}]}}',
            40,
            f"`{SERIF}` holds no `SourceSerifPro-Italic.otf` | did you mean `SourceSerifPro-It.otf`?",
        ),
        ('{name: A, faces: [{file: "font:sans"}]}', 40, "names no file of a font package | write font:font_package/"),
    ],
)
@pytest.mark.usefixtures("on_the_machine")
def test_a_font_that_is_not_there_is_r218_at_its_place(house: House, family: str, at: int, words: str) -> None:
    (problem,) = found(house, f"fonts: {{apparatus: {family}}}\n")
    assert (problem.code, Path(problem.file).name, problem.line) == ("R218", "style.yaml", 1)
    assert problem.column == at + 5
    assert words in f"{problem.message} | {problem.hint}"


@pytest.mark.usefixtures("on_the_machine")
def test_all_fonts_are_looked_at_with_all_else_that_is_wrong(house: House) -> None:
    style = "fonts:\n  text: {name: One}\n  heading: {name: Two}\n  apparatus: {name: Harbour Serif}\n"
    problems = found(house, style, bottom_line="There are 4711 gulls [@hull-old].")
    assert [problem.code for problem in problems if problem.code == "R218"] == ["R218", "R218"]
    assert "E201" in {problem.code for problem in problems}


def test_without_fontconfig_no_family_is_called_missing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "files", lambda name: None)
    assert found(house, "fonts: {text: {name: Zzz}}\n") == []


def test_font_files_of_the_project_are_set(house: House) -> None:
    font(house, "fonts/Quay.otf")
    house.write("style.yaml", "fonts: {text: {name: Quay, faces: [{file: fonts/Quay.otf}]}}\n")
    house.body("<p>Quay</p>")
    assert house.pdf()  # the page is set in no other: P105 would say so
    assert 'src: url("template:fonts/Quay.otf")' in house.html()


# The organisation


def no_organisation(house: House) -> None:
    """The brief without the body it names."""
    brief = house.root / "ferry.yaml"
    head, _, tail = brief.read_text(encoding="utf-8").partition("organisation:\n")
    brief.write_text(head + tail[tail.index("series:") :], encoding="utf-8")


def test_a_style_s_organisation_and_logo_stand_in_for_the_brief_s(house: House) -> None:
    no_organisation(house)
    house.write("seal.svg", (house.root / "logo.svg").read_bytes())
    house.write("style.yaml", "organisation: {name: Port Authority, logo: seal.svg}\n")
    publisher = house.memo("policy-memo").organisation
    assert publisher is not None
    assert publisher.name == "Port Authority"
    assert publisher.logo is not None
    assert publisher.logo.data == (house.root / "logo.svg").read_bytes()


def test_the_brief_s_own_organisation_goes_first_and_the_other_logo_is_not_read(house: House) -> None:
    house.write("style.yaml", "organisation: {name: Port Authority, logo: none.svg}\n")
    publisher = house.memo("policy-memo").organisation
    assert publisher is not None
    assert publisher.name == "Ansel Harbour Forum"


@pytest.mark.parametrize(
    ("logo", "words"), [("none.svg", "there is no such file"), ("../logo.svg", "leads out of the folder")]
)
def test_a_style_s_logo_that_cannot_be_read_is_placed_there(house: House, logo: str, words: str) -> None:
    no_organisation(house)
    (problem,) = found(house, f"organisation:\n  name: Port Authority\n  logo: {logo}\n")
    assert (problem.code, Path(problem.file).name, problem.line, problem.column) == ("R205", "style.yaml", 3, 9)
    assert words in problem.message


def test_the_logo_lies_beside_the_style_that_names_the_organisation(house: House) -> None:
    no_organisation(house)
    house.write("styles/port.yaml", "organisation: {name: Port Authority, logo: seal.svg}\n")
    house.write("styles/seal.svg", (house.root / "logo.svg").read_bytes())
    house.write("style.yaml", "extends: port\nsize: 11\n")
    publisher = house.memo("policy-memo").organisation
    assert publisher is not None
    assert publisher.logo is not None
