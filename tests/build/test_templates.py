"""Templates as they describe themselves, alone and on top of others; a new one is a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen import ProblemsError
from reportgen.build.templates import manifest
from reportgen.model.formats import Format
from reportgen.model.template import Limits, Manifest, Shows
from reportgen.render import places
from tests.house import House
from tests.pdfs import read

BUNDLED = ("annotated-transcript", "codebook", "one-page", "policy-memo")


@pytest.fixture
def house(good_project: Path) -> House:
    made = House(good_project)
    made.write("house/memo.html", '{% extends "policy-memo/memo.html" %}')
    return made


def described(house: House, name: str = "house") -> Manifest:
    return manifest(name, places.search_path(house.root))


def refused(house: House, name: str = "house") -> reportgen.Problem:
    with pytest.raises(ProblemsError) as caught:
        described(house, name)
    (found,) = caught.value.problems
    return found


def test_those_that_come_with_reportgen() -> None:
    found = reportgen.list_templates()
    assert tuple(template.name for template in found) == BUNDLED
    assert not any(template.own for template in found)
    for template in found:
        assert template.manifest.title
        assert template.manifest.purpose.endswith(".")
        for option in template.manifest.options.values():
            assert option.description.endswith("."), template.name


def test_those_of_a_project_are_among_them(house: House) -> None:
    found = {template.name: template.own for template in reportgen.list_templates(house.root)}
    assert found == {**dict.fromkeys(BUNDLED, False), "house": True}
    house.write("policy-memo/memo.html", '{% extends "policy-memo/memo.html" %}')
    assert {template.name for template in reportgen.list_templates(house.root) if template.own} == {
        "house",
        "policy-memo",
    }


def test_a_new_template_is_a_folder_and_no_code(house: House, tmp_path: Path) -> None:
    """It says what it is, takes on what it extends, and replaces one block."""
    house.write(
        "house/template.yaml",
        "title: House memo\npurpose: The council’s own.\nextends: policy-memo\n"
        "options:\n  seal: {type: text, default: none, description: Words under the title.}\n",
    )
    house.write(
        "house/memo.html",
        '{% extends "policy-memo/memo.html" %}\n'
        "{% block title_block %}{{ super() }}<p>Seal: {{ memo.output.options.seal }}</p>{% endblock %}\n",
    )
    overrides = {"template": "house", "output.options.seal": "of the harbour"}
    path = reportgen.build_memo(house.root / "ferry.yaml", tmp_path, overrides=overrides)
    pages = read(path).texts
    assert "Seal: of the harbour" in pages[0]
    assert "Takeaways" in pages[0]


def test_what_a_template_does_not_say_is_that_of_what_it_extends(house: House) -> None:
    house.write(
        "base/template.yaml",
        "title: Base\npurpose: B.\nshows: codebook\nneeds: [takeaways]\nevidence: places\nsizes: [a4]\n"
        "notes: [end]\nformats: [pdf]\nlimits: {pages: 3, words: 200}\n"
        "options:\n  one: {type: integer, default: 1, description: O.}\n"
        "  two: {type: integer, default: 2, description: T.}\n",
    )
    house.write("base/memo.html", "")
    house.write("house/template.yaml", "title: House\npurpose: H.\nextends: base\n")
    base, own = described(house, "base"), described(house)
    assert (own.title, own.purpose) == ("House", "H.")
    for field in ("shows", "needs", "evidence", "sizes", "notes", "formats", "limits", "options"):
        assert getattr(own, field) == getattr(base, field), field


def test_what_a_template_says_goes_first_even_where_it_is_what_is_usual(house: House) -> None:
    house.write("base/memo.html", "")
    house.write(
        "base/template.yaml",
        "title: B\npurpose: B.\nshows: codebook\nneeds: [takeaways]\nsizes: [a4]\nformats: [pdf]\n"
        "limits: {pages: 3, words: 200}\noptions:\n  one: {type: integer, default: 1, description: O.}\n",
    )
    house.write(
        "house/template.yaml",
        "title: House\npurpose: H.\nextends: base\nshows: memo\nneeds: []\nsizes: [a4, letter]\nformats: [pdf, html]\n"
        "limits: {words: 900}\noptions:\n  one: {type: integer, default: 5, description: O.}\n",
    )
    own = described(house)
    assert (own.shows, own.needs, own.sizes) == (Shows.MEMO, (), ("a4", "letter"))
    assert own.formats == (Format.PDF, Format.HTML)
    assert own.limits == Limits(pages=3, words=900)
    assert own.options["one"].default == 5


def test_one_without_a_manifest_sets_the_usual_parts(house: House) -> None:
    assert described(house).needs == ("bottom_line", "takeaways", "sections")


def test_one_may_extend_that_of_its_own_name(house: House) -> None:
    house.write("policy-memo/template.yaml", "title: Ours\npurpose: O.\nextends: policy-memo\nlimits: {pages: 9}\n")
    house.write("policy-memo/memo.html", '{% extends "policy-memo/memo.html" %}')
    own = described(house, "policy-memo")
    assert (own.title, own.limits.pages, own.limits.words) == ("Ours", 9, 1200)


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("purpose: P.\n", "R111", 1, "has no `title`"),
        ("title: T\npurpose: P.\ncolour: red\n", "R110", 3, "unknown key `colour`"),
        ("title: T\npurpose: P.\nsizes: [a5]\n", "R113", 3, "`a5`"),
        ("title: T\npurpose: P.\nsizes: []\n", "R113", 3, "must not be empty"),
        ("title: T\npurpose: P.\nlimits: {pages: 0}\n", "R113", 3, "at least 1"),
        ("title: T\npurpose: P.\nneeds: [takeaway]\n", "R113", 3, "no key `takeaway` | did you mean `takeaways`?"),
        ("title: T\npurpose: P.\nextends: policy-mem\n", "R204", 3, "no template `policy-mem` to extend"),
        ("title: T\npurpose: P.\nextends: house\n", "R204", 3, "no template `house` to extend"),
    ],
)
def test_a_manifest_that_is_not_one(house: House, text: str, code: str, line: int, words: str) -> None:
    house.write("house/template.yaml", text)
    found = refused(house)
    assert (found.code, found.line) == (code, line)
    assert found.file.endswith("house/template.yaml")
    assert words in f"{found.message} | {found.hint}"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("type: integer, default: two", "the default of `x` must be a whole number, and this is `two`"),
        ("type: integer, default: 3, choices: [1, 2]", "the default of `x` cannot be `3`"),
        ("type: boolean, default: 1", "the default of `x` must be true or false"),
        ("type: text, default: a, choices: [a, 2]", "a choice of `x` must be a text"),
    ],
)
def test_an_option_fits_itself(house: House, option: str, words: str) -> None:
    house.write("house/template.yaml", f"title: T\npurpose: P.\noptions:\n  x: {{{option}, description: D.}}\n")
    found = refused(house)
    assert (found.code, found.line) == ("R113", 4)
    assert words in found.message


def test_templates_that_extend_each_other_are_refused(house: House) -> None:
    house.write("house/template.yaml", "title: T\npurpose: P.\nextends: other\n")
    house.write("other/template.yaml", "title: T\npurpose: P.\nextends: house\n")
    house.write("other/memo.html", "")
    found = refused(house)
    assert (found.code, found.message) == ("R204", "the template `house` extends itself")


def test_all_that_is_wrong_with_manifests_comes_at_once(house: House) -> None:
    for name in ("house", "other"):
        house.write(f"{name}/template.yaml", "title: T\n")
        house.write(f"{name}/memo.html", "")
    with pytest.raises(ProblemsError) as caught:
        reportgen.list_templates(house.root)
    assert [problem.code for problem in caught.value.problems] == ["R111", "R111"]


# Styles


def test_styles_that_come_with_reportgen() -> None:
    found = reportgen.list_styles()
    assert [style.name for style in found] == ["modern", "print", "screen"]
    assert all(style.style.title and not style.own for style in found)


def test_styles_of_a_project(house: House) -> None:
    house.write("styles/harbour.yaml", "title: Harbour\nsize: 11\n")
    house.write("style.yaml", "title: All\nextends: harbour\n")
    found = {style.name: style for style in reportgen.list_styles(house.root) if style.own}
    assert list(found) == ["style.yaml", "harbour"]
    assert found["style.yaml"].style.size == 11


def test_a_style_that_is_not_one(house: House) -> None:
    house.write("styles/harbour.yaml", "size: large\n")
    with pytest.raises(ProblemsError) as caught:
        reportgen.list_styles(house.root)
    assert [problem.code for problem in caught.value.problems] == ["R112"]
