"""The page for a browser: one file, everything inside, nothing let in or out, the same bytes each time."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import reportgen
from reportgen import Problem, ProblemsError
from reportgen.model.style import Family
from reportgen.render import key, web_annotations
from tests.builds import BRIEFS, ROOT, environment
from tests.house import HEAD, House
from tests.render.webpage import WebPage, digest

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82"
)
HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 ]]> </title>"


@pytest.fixture
def house(good_project: Path) -> House:
    return House(good_project)


def page(house: House, body: str, **overrides: str) -> WebPage:
    house.body(body)
    return WebPage(house.web(**overrides))


def refused(house: House, body: str) -> list[Problem]:
    house.body(body)
    with pytest.raises(ProblemsError) as caught:
        house.web()
    return list(caught.value.problems)


def quoted(text: str) -> str:
    return json.dumps(text)


# Everything is inside


@pytest.mark.parametrize("name", [*BRIEFS, "ferry"])
def test_a_memo_s_page_asks_for_nothing_and_is_no_heavier_than_it_need_be(name: str, good_project: Path) -> None:
    path = BRIEFS.get(name, good_project / "ferry.yaml")
    project = reportgen.load_project(path)
    made = reportgen.render_html(reportgen.compose_memo(project), root=project.root)
    assert made.startswith(("<!doctype html>", "\n"))
    for element in WebPage(made).root.walk():
        for attribute in ("src", "srcset", "data", "poster"):
            assert element.attributes.get(attribute, "data:")[:5] == "data:", element
        if element.tag != "a":
            assert element.attributes.get("href", "#")[:1] == "#", element
        assert not any(attribute.startswith("on") for attribute in element.attributes), element
    shows = project.manifest.shows.value
    assert len(made.encode("utf-8")) <= {"memo": 300_000}.get(shows, 500_000)


def test_pictures_of_the_template_and_the_memo_are_taken_in(house: House) -> None:
    house.write("house/boat.png", PIXEL)
    house.write("house/seal.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    made = page(
        house,
        "<img src='template:house/boat.png' alt=''><img src='template:house/seal.svg' alt=''>"
        "<img src='{{ memo.organisation.logo.uri }}' alt=''>"
        "<style>p { background: url(template:house/boat.png) }"
        "@media print { q { background: url('template:house/seal.svg') } }</style>",
    )
    kinds = [image.attributes["src"].partition(";")[0] for image in made.root.walk("img")]
    assert kinds == ["data:image/png", "data:image/svg+xml", "data:image/svg+xml"]
    (_, css) = made.contents("style")
    assert css.count('url("data:image/png;base64,') == 1
    assert css.count('url("data:image/svg+xml;base64,') == 1


def test_what_is_not_changed_stays_as_it_was(house: House) -> None:
    odd = '<p class=a  title=\'b "c"\'>d &amp; &eacute;&#8239;e<br/><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>'
    assert odd in page(house, odd).html


@pytest.mark.parametrize(
    ("body", "url", "reason"),
    [
        ("<img src='https://a.example/x.png' alt=''>", "https://a.example/x.png", "is not read while rendering"),
        ("<img src='none.png' alt=''>", "none.png", "by their path"),
        ("<img src='../secret.png' alt=''>", "../secret.png", "by their path"),
        ("<style>p { background: url(//a.example/x.png) }</style>", "//a.example/x.png", "by their path"),
        ("<style>@import url(https://a.example/x.css);</style>", "https://a.example/x.css", "imports none"),
        ("<p style='background: url(https://a.example/x)'>y</p>", "https://a.example/x", "is not read"),
        ("<script src='https://a.example/x.js'></script>", "https://a.example/x.js", "no `<script>`"),
        ("<link rel='stylesheet' href='x.css'>", "x.css", "no `<link>`"),
        ("<iframe src='x.html'></iframe>", "x.html", "no `<iframe>`"),
        ("<svg><use href='x.svg#a'/></svg>", "x.svg#a", "no `<use>`"),
        ("<svg><image href='https://a.example/x.png'/></svg>", "https://a.example/x.png", "is not read"),
        ("<style>@font-face { font-family: x; src: url(none.otf) }</style>", "none.otf", "by their path"),
        ("<style>@font-face { font-family: x; src: url(template:house/memo.html) }</style>", "memo.html", "no font"),
    ],
)
def test_what_a_page_may_not_ask_for_is_p104(house: House, body: str, url: str, reason: str) -> None:
    problems = refused(house, body)
    assert {found.code for found in problems} == {"P104"}
    assert url in problems[0].message
    assert reason in problems[0].message


def test_a_link_that_asks_for_nothing_may_stand(house: House) -> None:
    link = '<link rel="canonical" href="https://a.example/ferry">'
    house.write("house/memo.html", f"<!doctype html><html><head>{link}</head><body><p>x</p></body></html>")
    assert link in house.web()


@pytest.mark.parametrize("text", ["<p>x</p>", "<html><head></head><p>x</p></html>", "<html><body>x</body></html>"])
def test_a_page_without_a_head_or_a_body_is_p101(house: House, text: str) -> None:
    house.write("house/memo.html", text)
    with pytest.raises(ProblemsError) as caught:
        house.web()
    assert [(found.code, found.file) for found in caught.value.problems] == [("P101", "house")]


# Data


def test_the_memo_its_evidence_and_its_recipe_are_carried_as_data(house: House) -> None:
    house.body("<p>{{ memo.title }}</p>")
    memo, made = house.memo(), WebPage(house.web())
    assert msgspec.convert(made.data("application/json", "memo"), type(memo), strict=False) == memo
    assert made.data("application/ld+json") == web_annotations.collection(memo)
    recipe = key.decode(json.dumps(made.data("application/json", "build")).encode())
    assert recipe["medium"] == "web"
    assert not any(name.startswith(("version weasyprint", "library")) for name in recipe)
    assert made.meta("reportgen:key") == key.key_of(reportgen.encode_memo(memo), recipe).hex()


def test_nothing_in_the_data_can_end_its_block_or_run(house: House) -> None:
    made = page(house, "<p>x</p>", title=quoted(HOSTILE), description=quoted(HOSTILE))
    assert made.data("application/json", "memo")["title"] == HOSTILE
    assert len(list(made.root.walk("script"))) == 3
    assert made.contents("script") == []
    assert "script-src" not in made.policy
    for block in ("application/json", "application/ld+json"):
        assert all(not set("<>&\u2028") & set(text) for text in made.contents("script", kind=block))


def test_the_key_follows_memo_template_and_media(house: House) -> None:
    keys = {page(house, "<p>x</p>").meta("reportgen:key"), page(house, "<p>y</p>").meta("reportgen:key")}
    keys.add(page(house, "<p>y</p>", title="Other").meta("reportgen:key"))
    keys.add(key.build_key(house.memo(), (house.root / "templates", ROOT / "templates")).hex())
    assert len(keys) == 4


def test_a_font_of_the_machine_is_named_and_not_carried(house: House) -> None:
    memo = house.memo("policy-memo")
    fonts = msgspec.structs.replace(memo.look.fonts, apparatus=Family(name="Sans of a Machine"))
    memo = msgspec.structs.replace(memo, look=msgspec.structs.replace(memo.look, fonts=fonts))
    made = WebPage(reportgen.render_html(memo))
    assert '"Sans of a Machine"' in made.contents("style")[0]
    assert "Sans of a Machine" not in {font.family for font in made.fonts}
    assert not any("Sans of a Machine" in name for name in made.data("application/json", "build")["recipe"])


# The policy


def test_the_policy_names_the_page_s_own_styles_and_scripts_and_nothing_else(house: House) -> None:
    made = page(
        house,
        "<style>q { color: red }</style><p style='color: blue'>x</p><p style='color: blue; margin: 0'>y</p>"
        "<script>let a = 1 < 2;</script><script type='module'>let b = '\u00e9';</script>",
    )
    assert made.policy == {
        "default-src": ["'none'"],
        "script-src": [digest("let a = 1 < 2;"), digest("let b = '\u00e9';")],
        "style-src": [
            *map(digest, made.contents("style")),
            "'unsafe-hashes'",
            digest("color: blue"),
            digest("color: blue; margin: 0"),
        ],
        "img-src": ["data:"],
        "font-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_the_policy_comes_before_what_it_governs_and_after_the_encoding(house: House) -> None:
    made = page(house, "<p>x</p>")
    head = made.html.index("<head>")
    assert made.html[head:].startswith('<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"')
    house.write("house/memo.html", HEAD.replace("<head>", "<head>\n<META CHARSET='utf-8'>") + "<body>x</body></html>")
    assert house.web().lower().count("<meta charset") == 1


def test_the_window_is_the_page_s_unless_the_template_says_otherwise(house: House) -> None:
    assert page(house, "<p>x</p>").meta("viewport") == "width=device-width, initial-scale=1"
    own = '<head><meta name="viewport" content="width=320">'
    house.write("house/memo.html", HEAD.replace("<head>", own) + "<body>x</body></html>")
    assert WebPage(house.web()).meta("viewport") == "width=320"


def test_a_policy_is_a_well_formed_attribute(house: House) -> None:
    assert '"' not in html.unescape(page(house, "<p>x</p>").meta("Content-Security-Policy"))


# Bytes and machines


def test_the_bytes_are_the_same_in_every_process() -> None:
    code = (
        "import hashlib, reportgen, sys\n"
        "project = reportgen.load_project(sys.argv[1])\n"
        "page = reportgen.render_html(reportgen.compose_memo(project), root=project.root)\n"
        "print(hashlib.sha256(page.encode()).hexdigest(), 'weasyprint' in sys.modules)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(BRIEFS["partners"])],
            env=environment(PYTHONHASHSEED=seed),
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    first, second = (process.communicate(timeout=120)[0].split() for process in running)
    assert first == second
    assert first[1] == "False"


def test_no_pango_is_needed(house: House, tmp_path: Path) -> None:
    house.body("<p>x</p>")
    (tmp_path / "broken" / "weasyprint").mkdir(parents=True)
    init = tmp_path / "broken" / "weasyprint" / "__init__.py"
    init.write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8")
    path = f"{tmp_path / 'broken'}{os.pathsep}{environment()['PYTHONPATH']}"
    code = (
        "import reportgen, sys; print(*[outcome.output.name for outcome in reportgen.build_memos("
        "sys.argv[1:2], sys.argv[2], formats=['html'], overrides={'template': 'house'})])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(house.root / "ferry.yaml"), str(tmp_path / "out")],
        env=environment(PYTHONPATH=path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("ferry.html\n", "")


def test_nothing_is_logged_or_printed(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    house.web("policy-memo")
    assert capfd.readouterr() == ("", "")
