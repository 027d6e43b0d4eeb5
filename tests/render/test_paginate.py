"""Every complaint of the renderer becomes a problem, with its code; and what a template may bring along is used."""

from __future__ import annotations

import io
import logging
import socket
import threading
from pathlib import Path

import pikepdf
import pytest

import reportgen
from reportgen import Severity
from reportgen.render import pdf, places
from tests.house import House
from tests.pictures import png


def codes(house: House, body: str, **overrides: str) -> list[str]:
    house.body(body)
    return [problem.code for problem in house.refusals(**overrides)]


# Problems


def test_a_sound_template_has_none(house: House) -> None:
    assert codes(house, "<h1>{{ memo.title }}</h1><p>Text.</p>") == []


def test_p102_a_link_to_no_anchor(house: House) -> None:
    house.body("<h1>x</h1><a href='#nowhere'>y</a>")
    (found,) = house.refusals()
    assert (found.code, found.severity, found.file) == ("P102", Severity.ERROR, "house")
    assert "#nowhere" in found.message


@pytest.mark.parametrize("url", ["javascript:alert(1)", "annex.html", "file:///etc/passwd", "ftp://a.example"])
def test_p102_a_link_that_is_no_address_of_the_web(house: House, url: str) -> None:
    house.body(f"<h1>x</h1><a href='{url}'>y</a>")
    (found,) = house.refusals()
    assert found.code == "P102"
    assert url in found.message


def test_p103_a_style_that_is_not_known_is_a_warning_that_stops_only_a_strict_build(house: House) -> None:
    house.body("<h1 style='text-wrop: balance'>x</h1>")
    assert house.refusals() == ()
    brief, out = house.root / "ferry.yaml", house.root / "out"
    (outcome,) = reportgen.build_memos([brief], out, overrides={"template": "house"})
    (found,) = outcome.problems
    assert (found.code, found.severity) == ("P103", Severity.WARNING)
    assert "text-wrop" in found.message
    assert outcome.output == out / "ferry.pdf"
    outcome.output.unlink()
    (outcome,) = reportgen.build_memos([brief], out, overrides={"template": "house"}, strict=True)
    assert (outcome.ok, outcome.problems) == (False, (found,))
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [
        "<img alt=x src='{}'>",
        "<p style='background: url({})'>x</p>",
        "<style>@import '{}';</style><p>x</p>",
        "<link rel=stylesheet href='{}'><p>x</p>",
        "<object data='{}'></object><p>x</p>",
        "<a rel=attachment href='{}'>x</a>",
        "<svg width=9 height=9><title>t</title><image href='{}' width=9 height=9 /></svg>",
        "<style>@font-face {{ font-family: F; src: url('{}') }} p {{ font-family: F, 'Memo Serif' }}</style><p>x</p>",
    ],
    ids=["image", "background", "import", "style sheet", "object", "attachment", "svg", "font"],
)
@pytest.mark.parametrize(
    "url", ["http://a.example/x", "file:///etc/passwd", "{root}/../secret", "template:../x", "none.png"]
)
def test_p104_what_may_not_be_read(house: House, body: str, url: str) -> None:
    address = url.replace("{root}", house.root.as_uri())
    house.body(body.format(address))
    found = sorted((problem.code, problem.file) for problem in house.refusals())
    assert found[-1] == ("P104", "house")
    assert found[:-1] in ([], [("P103", "house")]), "a face that does not load is missing too"


def test_p104_cuts_a_long_address(house: House) -> None:
    house.body(f"<h1>x</h1><img alt=x src='none-{'n' * 400}.png'>")
    (found,) = house.refusals()
    assert len(found.message) < 300
    assert "…` cannot be read: " in found.message


@pytest.mark.parametrize(
    ("text", "named"),
    [("สวัสดี", "“ส” (U+0E2A)"), ("🚢", "“🚢” (U+1F6A2)"), ("日本", "“日” (U+65E5)")],
    ids=["Thai", "emoji", "Japanese"],
)
def test_p105_characters_that_the_template_s_faces_lack(house: House, text: str, named: str) -> None:
    house.body("<h1>x</h1><p>{{ memo.subtitle }}</p>")
    found = house.refusals(subtitle=text)
    assert {problem.code for problem in found} == {"P105"}
    assert any(named in problem.message for problem in found)


def test_p105_is_reported_against_the_brief_in_a_build(house: House) -> None:
    house.body("<h1>x</h1><p>{{ memo.subtitle }}</p>")
    brief = house.root / "ferry.yaml"
    (outcome,) = reportgen.build_memos([brief], house.root / "out", overrides={"template": "house", "subtitle": "🚢"})
    assert {(problem.code, problem.file) for problem in outcome.problems} == {("P105", str(brief))}
    assert not (house.root / "out").exists()


def test_p105_a_font_of_the_machine(house: House) -> None:
    assert codes(house, "<h1 style='font-family: sans-serif'>x</h1>") == ["P105"]


def test_p106_counts_the_pages_before_the_end_of_the_memo(house: House) -> None:
    end, page = "<div id='memo-end'></div>", "<p style='break-before: page'>more</p>"
    assert codes(house, f"<h1>x</h1>{page}{end}{page}", **{"output.max_pages": "2"}) == []
    assert codes(house, f"<h1>x</h1>{page}{end}{page}", **{"output.max_pages": "1"}) == ["P106"]
    (found,) = house.refusals(**{"output.max_pages": "1"})
    assert found.message == "the memo runs over 2 pages before its annex; `output.max_pages` is 1"


def test_p106_counts_all_pages_where_a_template_sets_no_end(house: House) -> None:
    assert codes(house, "<h1>x</h1><p style='break-before: page'>y</p>", **{"output.max_pages": "1"}) == ["P106"]


def test_all_problems_come_at_once(house: House) -> None:
    body = "<h1>🚢</h1><img alt=x src='none.png'><a href='#nowhere'>x</a><p style='text-wrop: x'>y</p>"
    assert codes(house, body) == ["P102", "P103", "P104", "P105"]


# What a template may bring


def test_pictures_of_the_templates_and_the_address_itself(house: House) -> None:
    house.write("house/chart.png", png(1))
    house.write("house/seal.png", png(2))
    house.write("seals/seal.png", png(3))
    house.body(
        "<h1>x</h1><img alt=a src='template:house/chart.png'><img alt=b src='template:house/seal.png'>"
        "<p style='background: url(template:seals/seal.png)'>c</p>"
        "<img alt=d src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>"
    )
    with pikepdf.open(io.BytesIO(house.pdf())) as file:
        images = [
            item for item in file.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
    assert len(images) == 3


def test_a_face_of_the_template_s_own(house: House) -> None:
    path = places.font_file("font_source_sans_pro", "SourceSansPro-Bold.otf")
    assert path is not None
    house.write("house/House.otf", path.read_bytes())
    face = "@font-face { font-family: House; src: url('template:house/House.otf') }"
    house.body(f"<style>{face} h1 {{ font-family: House }}</style><h1>x</h1>")
    assert house.refusals() == ()
    with pikepdf.open(io.BytesIO(house.pdf())) as file:
        fonts = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontFamily" in item]
        assert [str(font["/FontFamily"]) for font in fonts] == ["House"]


def test_a_face_that_may_come_from_the_machine_is_not_the_template_s(house: House) -> None:
    local = "@font-face { font-family: House; src: local('DejaVu Sans'), url('font:font_source_sans_pro/none.otf') }"
    house.body(f"<style>{local}</style><h1>x</h1>")
    assert "House" not in {face.family for face in pdf.fonts.declared("house", places.search_path(house.root))}


def test_a_link_to_a_row_that_is_no_claim_of_the_memo_is_left_as_it_is(house: House) -> None:
    house.body(
        "<h1 id='evidence-99'>x</h1><p id='evidence-0'><a href='#evidence-99'>y</a> <a href='#evidence-0'>z</a></p>"
    )
    assert house.refusals() == ()


# The library keeps to itself


def test_no_socket_is_opened(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = codes(house, "<h1>x</h1><img alt=x src='http://a.example/x'><img alt=y src='https://127.0.0.1/y'>")
    assert found == ["P104", "P104"]
    assert codes(house, "<h1>x</h1><img alt=z src='data:image/png;base64,AAAA'>") == ["P102"]


def test_nothing_is_printed_and_no_handler_stays(
    house: House, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logger, root = logging.getLogger("weasyprint"), logging.getLogger()
    reportgen.render_pdf(house.memo("policy-memo"), root=house.root)  # whatever importing WeasyPrint sets up
    before = (logger.level, list(logger.handlers), root.level, list(root.handlers))
    codes(house, "<h1 style='text-wrop: x'>🚢</h1><img alt=x src='none.png'><a href='#nowhere'>x</a>")
    assert (logger.level, list(logger.handlers), root.level, list(root.handlers)) == before
    assert not any(isinstance(handler, logging.StreamHandler) for handler in logger.handlers)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""


def test_what_other_threads_log_is_not_ours(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    read = pdf.Reader.read

    def read_and_log(reader: pdf.Reader, url: str) -> tuple[bytes, str]:
        other = threading.Thread(target=logging.getLogger("weasyprint").error, args=("another memo's trouble",))
        other.start()
        other.join()
        return read(reader, url)

    monkeypatch.setattr(pdf.Reader, "read", read_and_log)
    house.write("house/chart.png", png())
    assert codes(house, "<h1>x</h1><img alt=x src='template:house/chart.png'>") == []


def test_a_folder_with_any_name_will_do(house: House, tmp_path: Path) -> None:
    moved = tmp_path / "a b#c%20d?é"
    house.root.rename(moved)
    elsewhere = House(moved)
    elsewhere.write("house/chart.png", png())
    assert codes(elsewhere, "<h1>x</h1><img alt=x src='template:house/chart.png'>") == []


def test_a_file_beside_the_brief_is_refused_with_what_to_do(house: House) -> None:
    (house.root / "chart.png").write_bytes(png())
    house.body("<h1>x</h1><img alt=x src='chart.png'>")
    (found,) = house.refusals()
    assert (found.code, found.message) == (
        "P104",
        "`chart.png` cannot be read: files are not read by their path while rendering",
    )
    assert found.hint == "put the file into the templates folder, and write `template:name/file`"
