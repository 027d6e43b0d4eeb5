"""Fonts of a web page: each face cut down to the characters that the cascade lets it draw, unused ones left out."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

import reportgen
from reportgen import ProblemsError
from reportgen.render import places, web_faces, web_subset
from reportgen.render.web_css import FontFace
from reportgen.render.web_faces import Type
from tests.house import House
from tests.render.webpage import Font, WebPage


@pytest.fixture
def house(good_project: Path) -> House:
    return House(good_project)


def fonts(house: House, body: str) -> dict[tuple[str, int, bool], Font]:
    house.body(body)
    return {(font.family, font.weight, font.italic): font for font in WebPage(house.web()).fonts}


def drawn(body: str, css: str = "") -> dict[Type, str]:
    """The characters of a body set under a sheet, by type; the root's family is `A`."""
    from reportgen.render import web_css

    sheet = web_css.parse(f"html {{ font-family: A }} {css}")
    found = web_faces.drawn(f"<html><head></head><body>{body}</body></html>", [sheet])
    return {type_: "".join(sorted(text)) for type_, text in found.items() if not all(map(str.isspace, text))}


A = Type(("A",))

# Files


def test_each_face_has_the_characters_set_in_it_and_hyphens(house: House) -> None:
    made = fonts(house, "<p>qua<em>ySé</em>19</p><p><b>x</b></p>")
    assert list(made) == [("Memo Serif", 400, False), ("Memo Serif", 400, True), ("Memo Serif", 600, False)]
    assert made["Memo Serif", 400, False].characters - {"\u2010"} == {*"qua19-"}
    assert made["Memo Serif", 400, True].characters - {"\u2010"} == {*"ySé-"}
    assert made["Memo Serif", 600, False].characters - {"\u2010"} == {*"x-"}


def test_data_blocks_and_head_are_not_drawn(house: House) -> None:
    made = fonts(house, "<p>x</p><svg><title>Zz</title></svg><script>'Q'</script><style>/* K */</style>")
    assert made["Memo Serif", 400, False].characters - {"\u2010"} == {*"x-"}


def test_figures_have_all_their_forms(house: House) -> None:
    features = fonts(house, "<p>fi AV 1234567890</p>")["Memo Serif", 400, False].features
    assert {"onum", "lnum", "pnum", "tnum"} <= features
    assert "smcp" not in features


def test_small_capitals_are_carried_where_they_are_used(house: House) -> None:
    made = fonts(house, "<style>b { font-variant-caps: small-caps }</style><p>a<b>ce</b></p>")
    assert "smcp" in made["Memo Serif", 600, False].features
    assert made["Memo Serif", 600, False].characters >= {*"ceCE"}
    assert "smcp" not in made["Memo Serif", 400, False].features


def test_a_subset_is_the_same_each_time_and_a_fraction_of_the_font() -> None:
    path = places.font_file("font_source_serif_pro", "SourceSerifPro-Regular.otf")
    assert path
    data = path.read_bytes()
    letters = frozenset(string.ascii_letters + string.digits)
    first = web_subset.subset(data, letters)
    web_subset.subset.cache_clear()
    assert web_subset.subset(data, letters) == first
    assert first[:4] == b"wOF2"
    assert len(first) < 14_000 < len(data)


def test_a_character_that_no_family_has_is_p105(house: House) -> None:
    house.body("<p>日x</p><p style='font-family: \"Memo Serif\", Arial'>本</p><p style='font-family: Arial'>語</p>")
    with pytest.raises(ProblemsError) as caught:
        reportgen.render_html(house.memo(), root=house.root)
    (found,) = caught.value.problems
    assert (found.code, found.severity.value) == ("P105", "error")
    assert "“日” (U+65E5)" in found.message
    assert "本" not in found.message, "another family of the reader's machine may have it"


def test_a_later_family_draws_what_the_first_lacks(house: House) -> None:
    made = fonts(house, '<p style=\'font-family: "Memo Sans", "Memo Serif"\'>aﬀ\u2191</p>')
    assert set(made) <= {("Memo Sans", 400, False), ("Memo Serif", 400, False)}
    assert frozenset().union(*(font.characters for font in made.values())) >= {*"a\u2191"}


def test_spaces_and_marks_of_format_need_no_glyph(house: House) -> None:
    assert fonts(house, "<p>x\u00ad\u200b\u2060\u3000\ty</p>")


# The cascade


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("", {A: "abcd"}),
        ("u { font-weight: bold; font-style: oblique }", {A: "abd", Type(("A",), 700, True): "c"}),
        (".b { font: italic 600 1rem/1.2 'B c', serif }", {A: "ad", Type(("B c", "serif"), 600, True): "bc"}),
        (".b { font: 600 1rem B } u { font: inherit }", {A: "ad", Type(("B",), 600): "bc"}),
        (".b { font: 600 1rem B } u { font: 1rem C }", {A: "ad", Type(("B",), 600): "b", Type(("C",)): "c"}),
        ("p { font-weight: 600 } u { font-weight: bolder }", {Type(("A",), 600): "abd", Type(("A",), 900): "c"}),
        ("#x { font-family: B } .b { font-family: C }", {A: "ad", Type(("B",)): "bc"}),
        (".b { font-family: B !important } #x { font-family: C }", {A: "ad", Type(("B",)): "bc"}),
        (".b { font-family: B } .b { font-family: C }", {A: "ad", Type(("C",)): "bc"}),
        (".b:hover { font-family: B }", {A: "abcd"}),
        (".b::before { content: 'xy'; font-family: B }", {A: "abcd", Type(("B",)): "xy"}),
        (".b::after { content: attr(title) }", {A: "Tabcd"}),
        (".b::after { content: counter(n) }", {A: "." + string.digits + "abcd"}),
        (".b { text-transform: uppercase }", {A: "ad", Type(("A",), upper=True): "BCbc"}),
        ("@media print { .b { font-family: B } }", {A: "abcd", Type(("B",)): "bc"}),
        ("@media print { @supports (x: y) { .b { font-family: B } } }", {A: "abcd", Type(("B",)): "bc"}),
        (".b:unknown(x) { font-family: B }", {A: "abcd"}),
    ],
)
def test_how_text_is_set_is_what_the_sheet_says(css: str, expected: dict[Type, str]) -> None:
    body = "<p>a<span class=b id=x title=T>b<u>c</u></span><!-- e -->d</p>"
    assert drawn(body, css) == expected


def test_what_browsers_give_elements_is_known() -> None:
    made = drawn("<h1>a</h1><p><strong>b<strong>c</strong></strong><em>d</em></p><table><tr><th>e</th></tr></table>")
    assert made == {Type(("A",), 700): "abce", Type(("A",), 400, True): "d"}


def test_the_numbers_of_lists_are_drawn_in_their_own_face() -> None:
    made = drawn("<ol><li>a</li></ol>", "li::marker { font-family: B }")
    assert made == {A: "." + string.digits + "a", Type(("B",)): "." + string.digits}


def test_text_in_pictures_is_text() -> None:
    svg = (
        '<svg><title>no</title><text font-family="B, C" font-weight="bold">a'
        '<tspan style="font-style: italic">b</tspan></text></svg>'
    )
    assert drawn(svg) == {Type(("B", "C"), 700): "a", Type(("B", "C"), 700, True): "b"}


@pytest.mark.parametrize(
    ("weight", "has", "taken"),
    [
        (400, (300, 500, 700), 500),
        (500, (300, 400, 700), 400),
        (300, (200, 400), 200),
        (300, (400, 700), 400),
        (600, (400, 700), 700),
        (900, (400, 700), 700),
        (450, (400, 600), 400),
    ],
)
def test_the_nearest_weight_is_taken_as_browsers_do(weight: int, has: tuple[int, ...], taken: int) -> None:
    faces = [FontFace("A", (one, one), False, "x") for one in has]
    (face,) = web_faces.match(Type(("a",), weight), faces)
    assert face.weights == (taken, taken)


def test_a_slope_goes_before_a_weight_and_a_variable_font_serves_its_range() -> None:
    slanted, variable = FontFace("A", (400, 400), True, "x"), FontFace("A", (200, 900), False, "y")
    assert list(web_faces.match(Type(("A",), 700, True), [variable, slanted])) == [slanted]
    assert list(web_faces.match(Type(("B", "A"), 650), [variable, slanted])) == [variable]
