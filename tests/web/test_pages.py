"""Pages as a whole: links both ways, without scripts, on paper, and what the browser makes of what they carry."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.web.conftest import NARROW, UNSTYLED, WIDE, Look, Open, Site, until

TEXT = ("memo", "memo-foot", "memo-end", "one-page", "nato")


@pytest.mark.parametrize("name", UNSTYLED)
def test_every_link_inside_leads_somewhere_and_no_name_is_given_twice(name: str, look: Look) -> None:
    page = look(name, WIDE)
    lost = page.eval_on_selector_all(
        "a[href^='#']", "all => all.map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id))"
    )
    assert lost == []
    ids = page.eval_on_selector_all("[id]", "all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))
    referred = page.eval_on_selector_all(
        "[aria-describedby], [aria-labelledby]",
        "all => all.map((a) => a.getAttribute('aria-describedby') ?? a.getAttribute('aria-labelledby'))",
    )
    assert set(referred) <= set(ids)


@pytest.mark.parametrize("name", UNSTYLED)
def test_the_evidence_of_each_citation_leads_back_to_it(name: str, look: Look) -> None:
    page = look(name, WIDE)
    marks = page.eval_on_selector_all("a[id^='cite-']", "all => all.map((a) => [a.id, a.hash.slice(1)])")
    assert bool(marks) is (name != "transcript-without-text"), "there the claims themselves stand in place of the words"
    lost = page.evaluate(
        "marks => marks.filter(([anchor, evidence]) =>"
        " document.getElementById(evidence).querySelectorAll(`a[href='#${anchor}']`).length !== 1)",
        marks,
    )
    assert lost == []


@pytest.mark.parametrize("name", TEXT)
def test_a_mark_is_hit_and_leads_to_its_row(name: str, open_page: Open) -> None:
    page = open_page(name, WIDE)
    page.locator("#cite-2-1").click()
    assert page.evaluate("location.hash") == "#evidence-2"
    row = page.locator("#evidence-2")
    until(lambda: row.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight"))
    row.get_by_role("link").first.click()
    assert page.evaluate("location.hash") == "#cite-2-1"


# Without the script


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_notes_can_be_read_without_the_script(width: int, open_page: Open) -> None:
    page = open_page("memo", width, java_script_enabled=False)
    line = page.locator("#note-1-1")
    assert line.is_visible() is (width == WIDE)
    page.locator("#cite-1-1").focus()
    assert line.is_visible()
    page.locator("#cite-3-1").focus()
    assert line.is_visible() is (width == WIDE)


# On paper


def test_a_page_that_is_printed_is_a_memo(open_page: Open, tmp_path: Path) -> None:
    page = open_page("nato")
    page.emulate_media(media="print")
    for hidden in (".contents", ".skip", ".notes.later >> nth=0"):
        assert not page.locator(hidden).is_visible()
    assert page.locator("#note-1-1").is_visible()
    path = tmp_path / "nato.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as document:
        assert 4 <= len(document) <= 8
        assert [round(side) for side in document[0].get_size()] == [595, 842]
        first = document[0].get_textpage().get_text_bounded()
    assert "For Tokyo, NATO is a means" in first
    assert "assessment" in first, "a note in the margin"


# What a page carries


def test_the_fonts_are_the_page_s_own(open_page: Open) -> None:
    page = open_page("nato")
    page.evaluate("document.fonts.ready")
    faces = page.evaluate("[...document.fonts].map((face) => [face.family, face.weight, face.style, face.status])")
    loaded = {(family.strip('"'), weight, style) for family, weight, style, status in faces if status == "loaded"}
    assert {("Memo Serif", "400", "normal"), ("Memo Serif", "600", "normal"), ("Memo Sans", "400", "normal")} <= loaded
    assert all(status in {"loaded", "unloaded"} for *_, status in faces)


def test_the_memo_is_read_out_of_the_page(open_page: Open) -> None:
    page = open_page("memo")
    memo = json.loads(page.locator("#memo").text_content() or "")
    assert memo["title"] == page.locator("h1").inner_text()
    annotations = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert annotations["type"] == "AnnotationCollection"


def test_the_policy_stops_what_is_put_into_a_page(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    refused: list[str] = []
    failed: list[tuple[str, str | None]] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.goto(site["memo"].as_uri())
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            const style = document.createElement("style");
            style.textContent = "h1 { color: rgb(1, 2, 3) }";
            const image = new Image();
            image.src = "https://a.example/x.png";
            document.body.append(script, style, image);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") != "rgb(1, 2, 3)"
    assert len(refused) == 3
    assert all("Content Security Policy" in text for text in refused)
    assert failed == [("https://a.example/x.png", "csp")]
    page.close()
