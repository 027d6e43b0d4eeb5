"""The digest of inputs: whatever can change a file changes it, times and places do not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen.build import inputs, tree
from reportgen.build.inputs import DEFAULT_FONTS, Inputs
from reportgen.model import style
from reportgen.model.formats import Format
from reportgen.render import libraries, places, versions
from tests.ferry import change
from tests.house import House

SEAL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
Edit = Callable[[Path], object]


@pytest.fixture
def project(good_project: Path) -> Path:
    """The good fixture with a file of each sort that a memo may be made from."""
    house = House(good_project)
    house.body("<h1>{{ memo.title }}</h1>")
    house.write("house/template.yaml", "title: House\npurpose: To try.\n")
    house.write("style.yaml", "extends: quay\norganisation: {name: Quay, logo: seal.svg}\n")
    house.write("styles/quay.yaml", "fonts: {text: {name: Quay, faces: [{file: fonts/quay.otf}]}}\n")
    house.write("seal.svg", SEAL)
    house.write("fonts/quay.otf", b"OTTO one")
    house.write("shared/messages/fr.po", 'msgid ""\nmsgstr ""\n')
    for file in ("notes.txt", "minutes.json"):
        (good_project / "datasets" / "ferry" / file).write_text("{}", encoding="utf-8")
    (good_project / "chart.json").write_text("{}", encoding="utf-8")
    change(good_project / "ferry.yaml", ("    themes: [fleet,", "    figure: {spec: chart.json}\n    themes: [fleet,"))
    return good_project


def digest(
    project: Path, format_: Format = Format.PDF, sources: Mapping[str, str | Path] | None = None, **overrides: str
) -> str | None:
    return Inputs(overrides, sources or {}).digest(project / "ferry.yaml", format_)


def files(project: Path) -> list[str]:
    found = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
    assert len(found) >= 16
    return found


def append(name: str) -> Edit:
    def edit(project: Path) -> None:
        with (project / name).open("ab") as file:
            file.write(b" ")

    return edit


def add(name: str) -> Edit:
    def edit(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")

    return edit


def remove(name: str) -> Edit:
    return lambda project: (project / name).unlink()


def move(old: str, new: str) -> Edit:
    return lambda project: (project / old).rename(project / new)


def swap(one: str, other: str) -> Edit:
    def edit(project: Path) -> None:
        first, second = (project / one).read_bytes(), (project / other).read_bytes()
        (project / one).write_bytes(second)
        (project / other).write_bytes(first)

    return edit


def link(name: str, target: str) -> Edit:
    return lambda project: (project / name).symlink_to(target)


def test_it_is_what_fits_into_a_file(project: Path) -> None:
    found = digest(project)
    assert found is not None
    assert len(found) == inputs.LENGTH
    assert set(found) <= set("0123456789abcdef")
    assert digest(project) == found


def test_every_file_of_the_project_changes_it(project: Path) -> None:
    """The brief, its logo and specification; dataset, indexes, texts; templates, styles, fonts, pictures, words."""
    before = digest(project)
    seen = {before}
    for name in files(project):
        data = (project / name).read_bytes()
        append(name)(project)
        seen.add(digest(project))
        (project / name).write_bytes(data)
        assert digest(project) == before, name
    assert None not in seen
    assert len(seen) == len(files(project)) + 1


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(add("datasets/ferry/interview.txt"), id="a text appears"),
        pytest.param(remove("datasets/ferry/maran/text.txt"), id="a text disappears"),
        pytest.param(swap("datasets/ferry/maran/text.txt", "datasets/ferry/okoro/text.txt"), id="texts change places"),
        pytest.param(move("datasets/ferry/notes.txt", "datasets/ferry/other.txt"), id="a text is renamed"),
        pytest.param(move("datasets/ferry/dataset.yaml", "datasets/ferry/old.yaml"), id="a dataset is renamed"),
        pytest.param(add("datasets/ferry/dataset.json"), id="a second dataset"),
        pytest.param(add("datasets/ferry/claims.jsonl"), id="a file of claims"),
        pytest.param(link("datasets/ferry/more", "maran"), id="a link to a folder"),
        pytest.param(link("datasets/ferry/interview.txt", "nothing"), id="a link to nothing"),
        pytest.param(remove("logo.svg"), id="the logo disappears"),
        pytest.param(remove("chart.json"), id="the specification disappears"),
        pytest.param(add("templates/policy-memo/memo.css"), id="a template's file of one's own"),
        pytest.param(add("templates/.hidden/memo.html"), id="hidden templates"),
        pytest.param(remove("templates/style.yaml"), id="the style disappears"),
        pytest.param(add("templates/styles/modern.yaml"), id="a style of the program's name"),
        pytest.param(add("templates/shared/messages/de.po"), id="words of another language"),
        pytest.param(lambda project: shutil.rmtree(project / "templates"), id="the project's templates disappear"),
        pytest.param(link("templates/more", "house"), id="a link to a template"),
    ],
)
def test_what_comes_and_goes_changes_it(project: Path, edit: Edit) -> None:
    before = digest(project)
    edit(project)
    assert digest(project) not in (before, None)


@pytest.mark.parametrize("name", ["datasets/ferry/more", "templates/more"])
def test_where_a_link_leads_changes_it(project: Path, name: str) -> None:
    link(name, "maran")(project)
    before = digest(project)
    (project / name).unlink()
    link(name, "okoro")(project)
    assert digest(project) not in (before, None)


def test_another_dataset_that_is_set_from_outside(project: Path) -> None:
    shutil.copytree(project / "datasets" / "ferry", project / "datasets" / "boat")
    before = digest(project, dataset="datasets/boat")
    append("datasets/ferry/dataset.yaml")(project)
    assert digest(project, dataset="datasets/boat") == before
    append("datasets/boat/dataset.yaml")(project)
    assert digest(project, dataset="datasets/boat") not in (before, None)


def test_what_is_set_from_outside_changes_it(project: Path) -> None:
    text = project / "datasets" / "ferry" / "maran" / "text.txt"
    other = project / "other.txt"
    other.write_bytes(text.read_bytes() + b"\n")
    named = project / "same.rtf"
    named.write_bytes(text.read_bytes())
    found = [
        digest(project),
        digest(project, Format.HTML),
        digest(project, title="A"),
        digest(project, title="B"),
        digest(project, re="A"),
        digest(project, sources={"maran": text}),
        digest(project, sources={"okoro": text}),
        digest(project, sources={"maran": other}),
        digest(project, sources={"maran": named}),
    ]
    assert None not in found
    assert len(set(found)) == len(found)
    copy = project / "elsewhere.txt"
    copy.write_bytes(text.read_bytes())
    assert digest(project, sources={"maran": copy}) == digest(project, sources={"maran": text})


def test_a_file_that_an_override_names_is_in_it(project: Path) -> None:
    overrides = {"organisation.logo": "seal.svg"}
    (project / "seal.svg").write_text(SEAL, encoding="utf-8")
    before = digest(project, **overrides)
    append("seal.svg")(project)
    assert digest(project, **overrides) not in (before, None)


@pytest.mark.parametrize("name", [*versions.PDF, *versions.WEB, *versions.READERS, *versions.DRAWERS])
def test_versions_change_it(project: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(project)
    version = versions.version_of
    monkeypatch.setattr(versions, "version_of", lambda one: "9" if one == name else version(one))
    assert digest(project) not in (before, None)


def test_python_and_the_libraries_of_pages_change_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, html = digest(project), digest(project, Format.HTML)
    version_of = libraries.version_of
    for name in (libraries.PANGO, libraries.HARFBUZZ):
        with monkeypatch.context() as patched:
            patched.setattr(
                libraries, "version_of", lambda one, ask, name=name: "9" if one == name else version_of(one, ask)
            )
            assert digest(project) not in (pdf, None)
            assert digest(project, Format.HTML) == html
    monkeypatch.setattr("sys.version", "3.99.0 (main)")
    assert digest(project) not in (pdf, None)


def test_bundled_templates_and_fonts_of_packages_change_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(project)
    bundled = Path(shutil.copytree(places.bundled_templates(), tmp_path / "bundled"))
    monkeypatch.setattr(places, "bundled_templates", lambda: bundled)
    assert digest(project) == before
    append("styles/modern.yaml")(bundled)
    changed = digest(project)
    fonts = Path(shutil.copytree(places.font_folders("font_source_serif_pro")[0], tmp_path / "fonts"))
    folders = places.font_folders
    monkeypatch.setattr(
        places, "font_folders", lambda name: (fonts,) if name == "font_source_serif_pro" else folders(name)
    )
    assert digest(project) == changed
    append("SourceSerifPro-Semibold.otf")(fonts)
    assert len({before, changed, digest(project), None}) == 4


@pytest.mark.parametrize("place", ["the brief's style", "a template"])
def test_a_font_of_a_package_that_is_named_is_in_it(project: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "font:font_hanken_grotesk/HankenGrotesk-Light.otf"
    if place == "a template":
        House(project).write("house/memo.css", f"@font-face {{ font-family: More; src: url({url}); }}")
    else:
        named = f'style: {{fonts: {{text: {{name: More, faces: [{{file: "{url}"}}]}}}}}}'
        change(project / "ferry.yaml", ("series:", f"{named}\nseries:"))
    before = digest(project)
    find = places.find_file
    monkeypatch.setattr(
        places, "find_file", lambda name, folders: None if name.endswith("-Light.otf") else find(name, folders)
    )
    assert len({before, digest(project), None}) == 3


def test_the_default_fonts_are_those_of_the_model() -> None:
    faces = [face.file for family in (style.SERIF, style.SANS) for face in family.faces]
    assert faces == [f"font:{package}/{file}" for package, file in DEFAULT_FONTS]


def test_times_and_the_place_do_not_change_it(project: Path, tmp_path: Path) -> None:
    before = digest(project)
    for path in [project, *project.rglob("*")]:
        os.utime(path, (1, 1))
    assert digest(project) == before
    assert digest(project.rename(tmp_path / "moved")) == before


@pytest.mark.parametrize("name", [".git/index", ".notes.swp", "out/ferry.pdf", "out/ferry.html", "out/ferry-1.png"])
def test_what_is_built_or_hidden_below_a_dataset_does_not_change_it(project: Path, name: str) -> None:
    before = digest(project)
    add(f"datasets/ferry/{name}")(project)
    assert digest(project) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dataset: datasets/ferry", 'dataset: "datasets/ferry"'),
        ("dataset: datasets/ferry", "dataset: 'datasets/ferry'  # where it lies"),
        ("dataset: datasets/ferry", "dataset:   datasets/ferry/dataset.yaml"),
        ("dataset: datasets/ferry", "dataset: datasets/ferry # there"),
        ("\n", "\r\n"),
    ],
)
def test_a_dataset_is_found_however_it_is_written(project: Path, old: str, new: str) -> None:
    change_all(project / "ferry.yaml", old, new)
    before = digest(project)
    append("datasets/ferry/dataset.yaml")(project)
    assert digest(project) not in (before, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dataset: datasets/ferry", "dataset: *there"),
        ("dataset: datasets/ferry", "dataset: |\n  datasets/ferry"),
        ("dataset: datasets/ferry", '"dataset": datasets/ferry'),
        ("dataset: datasets/ferry", 'dataset: "datasets\\u002Fferry"'),
        ("dataset: datasets/ferry", "dataset: ../good/datasets/ferry/../../.."),
        ("dataset: datasets/ferry", "dataset: datasets/ferry\ndataset: datasets/other"),
        ("dataset: datasets/ferry", "dataset: datasets/none"),
        ("Port", "\udcff"),
    ],
)
def test_what_cannot_be_told_is_left_to_those_who_read_it(project: Path, old: str, new: str) -> None:
    change_all(project / "ferry.yaml", old, new)
    assert digest(project) is None


def change_all(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("utf-8", "surrogateescape"))


def test_briefs_and_texts_that_cannot_be_read(project: Path, tmp_path: Path) -> None:
    assert Inputs({}, {}).digest(tmp_path / "none.yaml", Format.PDF) is None
    assert Inputs({}, {}).digest(tmp_path, Format.PDF) is None
    assert digest(project, sources={"maran": tmp_path / "none.txt"}) is None
    os.mkfifo(project / "pipe.yaml")
    assert Inputs({}, {}).digest(project / "pipe.yaml", Format.PDF) is None
    assert digest(project, sources={"maran": project / "pipe.yaml"}) is None
    os.mkfifo(project / "datasets" / "ferry" / "pipe.txt")
    assert digest(project) is not None


def test_what_is_too_large_to_be_read_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = project / "datasets" / "ferry" / "film.mov"
    large.write_bytes(b"x" * 100)
    monkeypatch.setattr(inputs, "TEXT_LIMIT", 99)
    before = digest(project)
    large.write_bytes(b"y" * 101)
    assert digest(project) == before
    large.write_bytes(b"y" * 99)
    assert digest(project) != before
    monkeypatch.setattr(inputs, "BRIEF_LIMIT", 9)
    assert digest(project) is None


@pytest.mark.parametrize("limit", ["MOST_FILES", "MOST_BYTES"])
def test_a_folder_of_too_much_is_not_looked_through(project: Path, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, limit, 3)
    assert digest(project) is None


def test_each_file_is_read_once_for_many_briefs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefs = [project / f"{number}.yaml" for number in range(3)]
    for brief in briefs:
        shutil.copy(project / "ferry.yaml", brief)
    read: list[Path] = []
    bytes_of = inputs._bytes

    def counted(path: Path, limit: int) -> bytes:
        read.append(path)
        return bytes_of(path, limit)

    monkeypatch.setattr(inputs, "_bytes", counted)
    told = Inputs({}, {})
    assert len({told.digest(brief, format_) for brief in briefs for format_ in Format}) == 2
    assert len(set(read)) >= 50
    assert [path for path in set(read) if read.count(path) > 1] == []
