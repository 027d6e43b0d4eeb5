"""Notes: beside the text where there is room, opened by hover, focus and tap where there is none (WCAG 2.2, 1.4.13)."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import HEIGHT, NARROW, WIDE, Open, until

MARKS = "[role=doc-noteref]"


def mark(page: Page, anchor: str) -> Locator:
    return page.locator(f"#cite-{anchor}")


def note(page: Page, anchor: str) -> Locator:
    return page.locator(f".note:has(#note-{anchor})")


def expanded(page: Page) -> list[str]:
    """The marks whose note is open, by their own word."""
    ids: list[str] = page.eval_on_selector_all(f"{MARKS}[aria-expanded=true]", "all => all.map((one) => one.id)")
    return ids


def visible(page: Page) -> list[str]:
    """The notes that can be seen, by the mark each belongs to."""
    found: list[str] = page.eval_on_selector_all(
        ".note-line", "all => all.filter((one) => one.checkVisibility()).map((one) => one.id.replace('note', 'cite'))"
    )
    return found


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


# Keyboard


@pytest.mark.parametrize("name", ["memo", "one-page"])
def test_tab_reaches_each_mark_and_opens_its_note(name: str, open_page: Open) -> None:
    page = open_page(name, NARROW)
    marks = page.eval_on_selector_all(MARKS, "all => all.map((one) => one.id)")
    assert len(marks) >= 8
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate(f"document.activeElement.matches('{MARKS}')"):
            reached.append(page.evaluate("document.activeElement.id"))
            assert visible(page) == expanded(page) == reached[-1:]
    assert reached == marks


def test_escape_closes_and_space_opens_and_closes(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "1-1").focus()
    assert visible(page) == ["cite-1-1"]
    page.keyboard.press("Escape")
    assert (visible(page), expanded(page)) == ([], [])
    assert page.evaluate("document.activeElement.id") == "cite-1-1"
    for shown in (["cite-1-1"], []):
        page.keyboard.press("Space")
        assert (visible(page), page.evaluate("scrollY")) == (shown, 0)


def test_enter_follows_the_mark_to_its_evidence_and_back(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "1-1").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#evidence-1"
    assert visible(page) == ["cite-1-1"], "the focus is still on the mark"
    page.locator("#evidence-1 [role=doc-backlink]").first.focus()
    assert visible(page) == []
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#cite-1-1"
    until(lambda: box(mark(page, "1-1"))["y"] > 0)


def test_escape_inside_a_note_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "3-1").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    assert visible(page) == ["cite-3-1"], "a note stays while it is in use"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "cite-3-1"
    assert visible(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.note') === null"), "a closed note is out of the way"


# Pointer


def test_hover_opens_and_the_pointer_may_go_into_the_note(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "1-1").hover()
    expect(mark(page, "1-1")).to_have_attribute("aria-expanded", "true")
    start, end = box(mark(page, "1-1")), box(note(page, "1-1"))
    page.mouse.move(start["x"] + 2, start["bottom"] - 1)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=12)
    page.wait_for_timeout(500)
    assert visible(page) == ["cite-1-1"]
    page.mouse.move(5, HEIGHT - 5)
    expect(note(page, "1-1")).to_be_hidden()
    assert expanded(page) == []


def test_a_note_that_was_hovered_closes_with_escape(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "1-1").hover()
    expect(mark(page, "1-1")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    assert visible(page) == []


def test_a_note_covers_neither_its_mark_nor_the_edge_of_the_window(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    for one in page.locator(MARKS).all():
        one.scroll_into_view_if_needed()
        one.focus()
        opened, at = box(page.locator(".notes.open")), box(one)
        assert opened["y"] >= at["bottom"] - 6 or opened["bottom"] <= at["y"] + 6
        assert opened["x"] >= 0
        assert opened["right"] <= NARROW
        assert opened["y"] >= 0 or opened["bottom"] <= HEIGHT


def test_a_note_that_would_leave_the_window_opens_above(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    target = mark(page, "4-1")
    target.evaluate(
        "one => scrollTo({ top: scrollY + one.getBoundingClientRect().bottom - innerHeight + 30, behavior: 'instant' })"
    )
    target.evaluate("one => one.focus({ preventScroll: true })")
    assert box(page.locator(".notes.open"))["bottom"] <= box(target)["y"] + 6


# Touch


def test_a_tap_opens_and_closes_and_leads_nowhere(open_page: Open) -> None:
    page = open_page("memo", NARROW, has_touch=True)
    for shown in (["cite-1-1"], [], ["cite-1-1"]):
        mark(page, "1-1").tap()
        assert (visible(page), expanded(page)) == (shown, shown)
        assert page.evaluate("location.hash") == ""
    page.locator("h1").tap()
    assert visible(page) == []


def test_an_open_note_leads_to_its_evidence(open_page: Open) -> None:
    page = open_page("memo", NARROW, has_touch=True)
    mark(page, "3-1").tap()
    note(page, "3-1").get_by_role("link").tap()
    assert page.evaluate("location.hash") == "#evidence-3"
    assert visible(page) == []


# The margin


def test_notes_stand_beside_their_lines_on_a_wide_screen(open_page: Open) -> None:
    page = open_page("nato", WIDE)
    column = box(page.locator(".bottom-line"))
    boxes = [box(one) for one in page.locator(".notes:not(.later)").all()]
    assert len(boxes) > 15
    assert all(one["x"] >= column["right"] + 10 and one["right"] <= WIDE for one in boxes)
    assert all(below["y"] >= above["bottom"] for above, below in itertools.pairwise(boxes))
    first, at = box(note(page, "1-1")), box(mark(page, "1-1"))
    assert abs(first["y"] - at["y"]) < 12
    assert page.locator("#cite-1-1[aria-expanded]").count() == 0


def test_a_note_in_the_margin_answers_its_mark(open_page: Open) -> None:
    page = open_page("memo", WIDE)
    before = note(page, "3-1").evaluate("one => getComputedStyle(one).backgroundColor")
    mark(page, "3-1").focus()
    assert note(page, "3-1").evaluate("one => getComputedStyle(one).backgroundColor") != before
    page.keyboard.press("Escape")
    assert note(page, "3-1").evaluate("one => getComputedStyle(one).backgroundColor") == before


@pytest.mark.parametrize("name", ["memo-foot", "memo-end"])
def test_notes_of_the_foot_and_the_end_open_at_any_width(name: str, open_page: Open) -> None:
    page = open_page(name, WIDE)
    assert visible(page) == []
    mark(page, "1-1").focus()
    assert visible(page) == ["cite-1-1"]
    assert page.locator(".endnotes li").count() == (8 if name == "memo-end" else 0)


def test_a_claim_cited_again_opens_over_the_text(open_page: Open) -> None:
    page = open_page("nato", WIDE)
    again = page.locator(".notes.later .note-line").first.get_attribute("id")
    assert again
    anchor = again.removeprefix("note-")
    assert not page.locator(f"#{again}").is_visible()
    mark(page, anchor).focus()
    assert page.locator(f"#{again}").is_visible()
    assert expanded(page) == [f"cite-{anchor}"]


def test_marks_learn_when_the_margin_goes(open_page: Open) -> None:
    page = open_page("memo", WIDE)
    assert mark(page, "1-1").get_attribute("aria-expanded") is None
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    expect(mark(page, "1-1")).to_have_attribute("aria-expanded", "false")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    expect(mark(page, "1-1")).not_to_have_attribute("aria-expanded", re.compile("."))


# What notes say


def test_a_mark_is_described_by_its_note(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    tree = page.locator(".bottom-line").aria_snapshot()
    assert 'link "1"' in tree or "doc-noteref" in tree
    description = page.evaluate(
        "document.getElementById(document.querySelector('#cite-1-1').getAttribute('aria-describedby')).textContent"
    )
    said = "1 Ilse Maran, interview by Tomas Vell, The Ansel Courier, ca. March 2025, answer 1, ¶2, fact"
    assert " ".join(description.split()) == said


def test_an_open_note_has_the_claim_and_the_words_it_rests_on(open_page: Open) -> None:
    page = open_page("memo", NARROW)
    mark(page, "1-1").focus()
    text = note(page, "1-1").inner_text()
    claim = page.evaluate("JSON.parse(document.querySelector('#memo').textContent).claims[0]")
    assert claim["text"] in text
    assert claim["evidence"][0]["passage"] in text
    assert text.rstrip().endswith("Evidence 1")
