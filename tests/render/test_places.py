"""Where templates and fonts are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.render import places
from tests.house import House


def names(template: str, root: Path | None) -> set[str]:
    return {name for name, _ in places.template_files(template, places.search_path(root))}


def test_the_bundled_templates_stand_beside_the_package_or_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (places.bundled_templates() / "policy-memo" / "memo.html").is_file()
    package = tmp_path / "reportgen"
    (package / "render").mkdir(parents=True)
    monkeypatch.setattr(places, "__file__", str(package / "render" / "places.py"))
    assert places.bundled_templates() == tmp_path / "templates"
    (package / "_templates").mkdir()
    assert places.bundled_templates() == package / "_templates"


def test_the_project_s_templates_come_first(house: House) -> None:
    assert places.search_path(None) == places.search_path(house.root) == (places.bundled_templates(),)
    own = house.body("x").parent.parent
    assert places.search_path(house.root) == (own, places.bundled_templates())
    bundled = places.template_names(places.search_path(None))
    assert "policy-memo" in bundled
    assert places.template_names(places.search_path(house.root)) == tuple(sorted((*bundled, "house")))


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../templates/policy-memo", "shared", "policy-memo/", "policy memo", "/etc"]
)
def test_a_template_s_name_is_one_plain_word(name: str) -> None:
    assert places.find_template(name, places.search_path(None)) is None


def test_a_folder_that_leads_out_is_no_template(house: House, tmp_path: Path) -> None:
    house.body("x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "memo.html").write_text("x", encoding="utf-8")
    (house.root / "templates" / "away").symlink_to(tmp_path / "elsewhere")
    assert places.find_template("house", places.search_path(house.root)) is not None
    assert places.find_template("away", places.search_path(house.root)) is None
    assert not any("away" in name for name in names("away", house.root))


def test_a_template_draws_on_its_folder_the_shared_one_and_those_it_names(house: House) -> None:
    house.write("house/memo.html", '{% extends "policy-memo/memo.html" %} <img src="template:seals/seal.svg">')
    house.write("house/extra.css", "a { background: url(template:textures/a.svg) }")
    for name in ("seals/seal.svg", "textures/a.svg", "unused/x.css", "shared/mine.html"):
        house.write(name, "<svg/>")
    found = names("house", house.root)
    own = {"house/memo.html", "house/extra.css", "seals/seal.svg", "textures/a.svg", "shared/mine.html"}
    assert {name.removeprefix("own ") for name in found if name.startswith("own ")} == own
    assert "bundled policy-memo/memo.css" in found
    assert "bundled shared/prose.html" in found


def test_the_bundled_template_draws_on_nothing_of_the_project(house: House) -> None:
    house.body("x")
    assert names("policy-memo", house.root) == names("policy-memo", None)


def test_a_font_is_found_in_its_package_without_importing_it() -> None:
    found = places.font_file("font_source_sans_pro", "SourceSansPro-It.otf")
    assert found is not None
    assert found.is_file()
    assert places.font_file("font_source_sans_pro", "None.otf") is None
    assert places.font_file("font_of_nobody", "None.otf") is None
