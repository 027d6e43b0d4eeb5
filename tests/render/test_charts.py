"""Figures as SVG: words as text, house colours and fonts, the same bytes every time, nothing from outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

import reportgen
from reportgen.compose.look import look
from reportgen.errors import MissingDependencyError, ProblemsError
from reportgen.model.contrast import ratio
from reportgen.model.figure import MemoFigure
from reportgen.model.style import SANS, Colours, Face, Family, Fonts, Style
from reportgen.render import chart_look, charts, places
from tests import ferry
from tests.builds import BRIEFS, ROOT, environment

KINDS = ("themes", "coverage", "quantities, unit: years", "timeline")
PLAIN = look(Style())
DARK = Colours(accent="#9fd0ff", text="#f2f2f2", muted="#c9c9c9", rule="#777777", paper="#101418", tint="#1c2228")


def figure(folder: Path, kind: str) -> MemoFigure:
    ferry.load(
        folder, "It dates from 1971 [@hull-old].", {}, more=f"    figure: {{kind: {kind}, title: It, note: Of two.}}\n"
    )
    (drawn,) = reportgen.compose_memo(reportgen.load_project(folder / "small.yaml")).figures
    return drawn


def specified(spec: dict[str, Any], **more: Any) -> MemoFigure:
    """A figure by a specification that no check has seen, as a tampered memo.json may have it."""
    blank = figure_of_memo()
    return msgspec.structs.replace(blank, spec=json.dumps(spec), **more)


def figure_of_memo() -> MemoFigure:
    (drawn,) = reportgen.compose_memo(reportgen.load_project(BRIEFS["ukraine-support"])).figures
    return drawn


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in elements(svg) if element.tag.endswith("}text")]


# Words


@pytest.mark.parametrize("kind", KINDS)
def test_words_stay_text_in_the_house_s_font(good_project: Path, kind: str) -> None:
    drawn = figure(good_project, kind)
    svg = charts.draw(drawn, PLAIN)
    shown = " ".join(texts(svg))
    for row in drawn.rows:
        assert all(word in shown for word in row[0].split()), row
    assert [element.get("font-family") for element in elements(svg) if element.get("font-family")] == ["Memo Sans"]


def test_for_print_the_title_and_on_the_web_the_description_says_it_all(good_project: Path) -> None:
    drawn = figure(good_project, "themes")
    page, web = (ElementTree.fromstring(charts.draw(drawn, PLAIN, (), medium)) for medium in ("print", "web"))
    assert (page[0].tag.rpartition("}")[2], page[0].text) == ("title", drawn.alt)
    assert (web[0].tag.rpartition("}")[2], web[0].text) == ("desc", drawn.alt)
    for root in (page, web):
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == root[0].get("id") == "figure-1-words"
        inside = [name for element in root[1].iter() for name in element.attrib]
        assert not any(name.startswith("aria") or name == "role" for name in inside)


def test_words_that_mean_something_to_xml_stay_words(good_project: Path) -> None:
    hostile = "<script>alert(1)</script> & 'x'"
    drawn = msgspec.structs.replace(figure(good_project, "themes"), alt=hostile)
    root = ElementTree.fromstring(charts.draw(drawn, PLAIN))
    assert root[0].text == hostile
    assert not [element for element in root.iter() if "script" in element.tag]


# Size, colours


def test_it_is_as_wide_as_the_text_and_follows_its_size(good_project: Path) -> None:
    drawn = figure(good_project, "themes")
    small, large = (
        ElementTree.fromstring(charts.draw(drawn, msgspec.structs.replace(PLAIN, size=size))) for size in (10.0, 12.5)
    )
    width = json.loads(drawn.spec)["width"]
    assert small.get("viewBox") == large.get("viewBox")
    assert float((small.get("width") or "").removesuffix("pt")) == pytest.approx(width * 0.75, abs=0.01)
    assert float((large.get("width") or "").removesuffix("pt")) == pytest.approx(width * 0.75 * 1.25, abs=0.01)


@pytest.mark.parametrize("colours", [Colours(), DARK, Colours(accent="#767676")], ids=["plain", "dark", "grey"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_says_something_stands_out_from_what_is_behind_it(good_project: Path, kind: str, colours: Colours) -> None:
    svg = charts.draw(figure(good_project, kind), look(Style(colours=colours)))
    fills = [element for element in elements(svg) if element.tag.endswith(("}path", "}text", "}line"))]
    said = {
        element.get(paint, "none")
        for element in fills
        for paint in ("fill", "stroke")
        if element.get(paint, "none") not in ("none", "transparent", colours.rule, colours.paper)
    }
    assert said
    hexed = {
        f"#{int(r):02x}{int(g):02x}{int(b):02x}" for r, g, b in re.findall(r"rgb\((\d+), (\d+), (\d+)\)", str(said))
    }
    hexed |= {colour for colour in said if colour.startswith("#")}
    assert len(hexed) == len(said)
    assert all(ratio(colour, colours.paper) >= 3 for colour in hexed), hexed
    words = {element.get("fill", "") for element in fills if element.tag.endswith("}text")} - {colours.paper}
    assert all(ratio(colour, colours.paper) >= 4.5 for colour in words)


@pytest.mark.parametrize("accent", ["#0b4f5c", "#8c1515", "#767676", "#003399"])
def test_the_numbers_in_a_cell_can_be_read_on_its_palest_shade(accent: str) -> None:
    pale = chart_look.palest(accent, "#ffffff")
    assert ratio(pale, "#ffffff") >= 4.5
    assert ratio(pale, "#ffffff") <= ratio(accent, "#ffffff")


def test_every_cell_says_its_number(good_project: Path) -> None:
    drawn = figure(good_project, "coverage, themes: [money, fleet]")
    svg = charts.draw(drawn, PLAIN)
    counts = [cell for row in drawn.rows for cell in row[1:]]
    shown = texts(svg)
    for number in set(counts) - {"0"}:
        assert shown.count(number) >= counts.count(number)
    assert shown.count("–") == counts.count("0")


# The same every time


def test_two_processes_draw_the_same_bytes_in_any_order() -> None:
    script = (
        "import sys, reportgen\n"
        "from reportgen.render import charts\n"
        "memos = [reportgen.compose_memo(reportgen.load_project(path)) for path in sys.argv[1:]]\n"
        "drawn = {memo.title: charts.draw(memo.figures[0], memo.look) for memo in memos}\n"
        "print(*(drawn[title] for title in sorted(drawn)), sep='\\n')\n"
    )
    briefs = [str(BRIEFS[name]) for name in ("nato", "taiwan-deterrence", "ukraine-support")]
    found = []
    for order, seed, zone in ((briefs, "1", "UTC"), (briefs[::-1], "2", "Asia/Tokyo")):
        made = subprocess.run(
            [sys.executable, "-c", script, *order],
            env=environment(PYTHONHASHSEED=seed, TZ=zone),
            capture_output=True,
            cwd=ROOT,
            timeout=120,
            check=True,
        )
        found.append(made.stdout)
    assert found[0].count(b"<svg") == 3
    assert found[0] == found[1]


CLIPPED = {
    "data": {"name": "claims"},
    "datasets": {"claims": [{"a": 1, "b": 2}, {"a": 2, "b": 9}]},
    "mark": {"type": "line", "clip": True},
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}},
}


def test_names_inside_a_figure_are_its_own_and_do_not_count_on() -> None:
    first = charts.draw(specified(CLIPPED), PLAIN)
    charts._convert.cache_clear()
    again = charts.draw(specified(CLIPPED), PLAIN)
    assert "clip-path" in first
    assert first == again
    other = charts.draw(specified(CLIPPED, anchor="figure-2"), PLAIN)
    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in (first, other)]
    assert len(ids[0]) == len(set(ids[0])) >= 2
    assert not set(ids[0]) & set(ids[1])
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= set(ids[0])


# Fonts


def test_text_is_measured_by_the_family_that_is_drawn() -> None:
    (path,) = [places.font_file("font_source_sans_pro", "SourceSansPro-Regular.otf")]
    assert path is not None
    assert chart_look.family_of(path) == "Source Sans Pro"
    (semibold,) = [places.font_file("font_source_sans_pro", "SourceSansPro-Semibold.otf")]
    assert semibold is not None
    assert chart_look.family_of(semibold) == "Source Sans Pro", "the family, not one of four styles"


def test_a_family_of_the_system_is_named_and_measured_as_source_sans() -> None:
    system = msgspec.structs.replace(PLAIN, fonts=Fonts(apparatus=Family(name="Some Gothic")))
    assert charts._font(system.fonts.apparatus, ()) == charts._font(SANS, ())
    assert 'font-family="Some Gothic"' in charts.draw(figure_of_memo(), system)


def test_a_font_that_vega_cannot_read_is_measured_as_source_sans(tmp_path: Path) -> None:
    (tmp_path / "house.woff2").write_bytes(b"wOF2" + b"\0" * 60)
    family = Family(name="House", faces=(Face(file="house.woff2"),))
    assert charts._font(family, (tmp_path,)) == charts._font(SANS, ())


@pytest.mark.parametrize("data", [b"", b"OTTO", b"OTTO\0\1" + b"\0" * 6, b"OTTO\0\0" + b"\0" * 6], ids=range(4))
def test_a_broken_font_is_a_value_error(tmp_path: Path, data: bytes) -> None:
    broken = tmp_path / "broken.otf"
    broken.write_bytes(data)
    with pytest.raises(ValueError, match="font"):
        chart_look.family_of(broken)


# What cannot be drawn, and what may not


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"data": {"url": "file:///etc/hostname"}}, "figure 1 cannot be drawn: data: it brings data of its own"),
        ({"encoding": {"href": {"field": "a"}}}, "encoding.href: `href` would reach out of the memo"),
        ({"data": {"name": "others"}}, "it brings data of its own"),
        ({"mark": {"type": "image", "url": "/etc/hostname"}}, "an image has no place in a figure"),
        ({"mark": "no-such-mark"}, "figure 1 cannot be drawn"),
        ({"encoding": {"x": {"field": "a", "type": "no-such-type"}}, "mark": 7}, "figure 1 cannot be drawn"),
    ],
)
def test_what_cannot_or_may_not_be_drawn_is_a_problem(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        charts.draw(specified({**CLIPPED, **change}), PLAIN, file="policy-memo")
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("R220", "policy-memo")
    assert words in problem.message


@pytest.mark.parametrize("url", ["https://charts.example/x.csv", "http://127.0.0.1:9/x.csv", "/etc/hostname"])
def test_the_converter_itself_fetches_nothing(url: str) -> None:
    _, fonts = charts._font(SANS, ())
    with pytest.raises(ValueError, match="not allowed"):
        charts._convert(json.dumps({**CLIPPED, "datasets": {}, "data": {"url": url}}), "{}", fonts)


def test_the_converter_itself_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,4711\n", encoding="utf-8")
    spec = {"data": {"url": (tmp_path / "secret.csv").as_uri()}, "mark": "text", "encoding": {"text": {"field": "b"}}}
    _, fonts = charts._font(SANS, ())
    assert "4711" not in charts._convert(json.dumps(spec), "{}", fonts)


def test_a_specification_that_is_no_json_is_a_problem() -> None:
    broken = msgspec.structs.replace(figure_of_memo(), spec="{")
    with pytest.raises(ProblemsError, match="figure 1 cannot be drawn"):
        charts.draw(broken, PLAIN)


def test_without_vl_convert_the_line_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    charts._convert.cache_clear()
    charts._register.cache_clear()
    with pytest.raises(MissingDependencyError) as caught:
        charts.draw(figure_of_memo(), PLAIN)
    assert "vl-convert" in caught.value.message
    assert caught.value.hint == f'{sys.executable} -m pip install "{charts.REQUIREMENT}"'


def test_the_install_line_is_what_the_extra_asks_for() -> None:
    assert f'charts = ["{charts.REQUIREMENT}"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_vl_convert_is_loaded_only_where_a_figure_is_drawn() -> None:
    script = (
        "import sys, reportgen\n"
        "memo = reportgen.compose_memo(reportgen.load_project(sys.argv[1]))\n"
        "assert 'vl_convert' not in sys.modules, 'composed'\n"
        "reportgen.render_html(memo, medium='print')\n"
        "print('vl_convert' in sys.modules)\n"
    )
    for name, loaded in (("nato", "True"), ("partners", "False")):
        done = subprocess.run(
            [sys.executable, "-c", script, str(BRIEFS[name])],
            env=environment(),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=120,
            check=True,
        )
        assert done.stdout.strip() == loaded
