"""Pages built once a session, and one browser to look at them with."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import reportgen
from tests.builds import ROOT
from tests.conftest import FIXTURES

CHROMIUM = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WIDE, NARROW, NARROWEST = 1280, 390, 320
HEIGHT = 900

Open = Callable[..., Page]
Look = Callable[[str, int], Page]

PAGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "memo": ("ferry", {"output.notes": "margin"}),
    "memo-foot": ("ferry", {"output.notes": "foot"}),
    "memo-end": ("ferry", {"output.notes": "end"}),
    "one-page": ("ferry", {"template": "one-page", "output.notes": "end"}),
    "codebook": ("bare", {"template": "codebook"}),
    "transcript": ("bare", {"template": "annotated-transcript"}),
    "nato": ("nato", {}),
    "memo-modern": ("ferry", {"output.notes": "margin", "style": "modern"}),
    "memo-print": ("ferry", {"output.notes": "margin", "style": "print"}),
    "memo-screen": ("ferry", {"output.notes": "margin", "style": "screen"}),
    "one-page-without-text": ("one-page", {}),
    "codebook-without-text": ("codebook", {}),
    "transcript-without-text": ("annotated-transcript", {}),
}
"""Briefs and what is set of them: `ferry` and `bare` are of the invented project, whose texts are at hand."""

FERRY = FIXTURES / "good" / "datasets" / "ferry"
UNSTYLED = tuple(name for name in PAGES if name not in {"memo-modern", "memo-print", "memo-screen"})
BARE = "title: What two ferry people say\ndate: 2026-05-04\ndataset: datasets/ferry\n"


class Site:
    """The pages, each built when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._project = Path(shutil.copytree(FIXTURES / "good", folder / "good"))
        (self._project / "bare.yaml").write_text(BARE, encoding="utf-8")
        self._built: dict[str, Path] = {}

    def __getitem__(self, name: str) -> Path:
        if name not in self._built:
            brief, settings = PAGES[name]
            own = self._project / f"{brief}.yaml"
            path = own if own.exists() else ROOT / "briefs" / f"{brief}.yaml"
            texts = {one: str(FERRY / one / "text.txt") for one in ("maran", "okoro")} if own.exists() else {}
            (outcome,) = reportgen.build_memos(
                [path], self._folder / name, formats=["html"], overrides=settings, sources=texts
            )
            assert outcome.output, outcome.problems
            self._built[name] = outcome.output
        return self._built[name]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Skips where there is none; on Linux in CI that is a failure."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        if os.environ.get("CI") == "true" and sys.platform == "linux":
            pytest.fail("Chromium must run in CI: install chromium")
        pytest.skip("no Chromium: install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, site: Site) -> Iterator[dict[str, tuple[Page, list[str]]]]:
    """Pages that tests only look at, each opened once, with what was heard of them."""
    opened: dict[str, tuple[Page, list[str]]] = {}
    yield opened
    for page, _ in opened.values():
        page.close()


@pytest.fixture
def look(browser: Browser, site: Site, windows: dict[str, tuple[Page, list[str]]]) -> Iterator[Look]:
    """A page by its name, at a width, to be left as it is found. What it asks for, logs or throws fails the test."""
    used: list[list[str]] = []

    def looked(name: str, width: int) -> Page:
        if name not in windows:
            page, heard = browser.new_page(), []
            _listen(page, site[name].as_uri(), heard)
            windows[name] = (page, heard)
            page.goto(site[name].as_uri())
        page, heard = windows[name]
        used.append(heard)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return page

    yield looked
    assert not any(used)


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """Opens a page by its name, at a width. What it asks for, logs or throws fails the test at its end."""
    contexts: list[BrowserContext] = []
    heard: list[str] = []

    def opened(name: str, width: int = WIDE, *, anchor: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        url = site[name].as_uri()
        _listen(page, url, heard)
        page.goto(url + anchor)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []


def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    """Waits until something holds. The policy of the pages keeps Playwright's own waiting in the page from working."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _listen(page: Page, url: str, heard: list[str]) -> None:
    page.on("request", lambda request: heard.append(request.url) if _asks(request.url, url) else None)
    page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(str(error)))


def _asks(requested: str, page: str) -> bool:
    return not requested.startswith("data:") and requested.partition("#")[0] != page
