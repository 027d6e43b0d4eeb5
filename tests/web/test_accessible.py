"""What axe-core and WCAG 2.2 hold of each page: wide and narrow, with its notes open and closed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.conftest import NARROW, NARROWEST, PAGES, UNSTYLED, WIDE, Look, Open, until

EACH = ("memo", "memo-modern", "one-page", "codebook", "transcript")


def violations(page: Page) -> list[str]:
    """What axe-core finds, all its rules, as lines to read."""
    found: list[dict[str, Any]] = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_wide_page_has_no_fault(name: str, look: Look) -> None:
    assert violations(look(name, WIDE)) == []


@pytest.mark.parametrize("name", EACH)
def test_a_narrow_page_has_no_fault_with_a_note_open_and_the_table_in_use(name: str, open_page: Open) -> None:
    page = open_page(name, NARROW)
    marks = page.locator("[role=doc-noteref]")
    if marks.count():
        marks.first.focus()
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_narrowest_screen(name: str, look: Look) -> None:
    page = look(name, NARROWEST)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST


@pytest.mark.parametrize("name", UNSTYLED)
def test_headings_landmarks_and_language(name: str, look: Look) -> None:
    page = look(name, WIDE)
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map((one) => Number(one.tagName[1]))")
    assert levels.count(1) == levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") in {"en-GB"}
    assert page.locator("nav").count() == (0 if name.startswith("one-page") else 1)


def test_the_first_tab_leads_past_everything_to_the_text(open_page: Open) -> None:
    page = open_page("nato")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the text"
    assert (skip.bounding_box() or {"width": 0})["width"] > 50
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_can_be_seen(open_page: Open) -> None:
    page = open_page("memo")
    seen = 0
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style[0] == "solid"
        assert style[1] >= 2
        seen += 1
    assert seen > 20


def test_a_table_scrolls_by_itself_and_by_keyboard(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    region = page.locator(".evidence .scroll")
    assert region.get_attribute("role") == "region"
    assert region.get_attribute("aria-label")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    until(lambda: region.evaluate("one => one.scrollLeft > 0"))
    back = page.locator(".evidence td.back a").first.bounding_box()
    assert back
    assert 0 < back["x"] < NARROW - back["width"], "the way back stays in sight"


def test_motion_is_left_out_for_those_who_ask(open_page: Open) -> None:
    for motion, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        page = open_page("memo", reduced_motion=motion)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
