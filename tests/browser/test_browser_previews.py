"""Previews of links in a browser: when they appear, when they go, what they show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

CLOSED = "events/2021-05-04-bridge-closed.html"
CITED = "main .prose .citation"  # in the event's summary
RECORD = "main .prose a[href*='entities/']"

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, town_site: Path) -> Iterator[Page]:
    """An event of the base of the two towns, opened from disk."""
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    page.goto((town_site / CLOSED).as_uri())
    yield page
    context.close()


def test_nothing_is_loaded_before_it_is_needed(page: Page) -> None:
    """The first link under the pointer loads one file of previews."""
    scripts = page.locator("script[src*='assets/previews/']")

    expect(scripts).to_have_count(0)
    page.locator(RECORD).first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    expect(scripts).to_have_count(1)


def test_an_entity_has_name_kind_and_summary(page: Page) -> None:
    """The preview shows them, and it describes the link to assistive technology."""
    link = page.locator(RECORD).first
    link.hover()
    tip = page.get_by_role("tooltip")

    expect(tip.locator(".preview-title")).to_have_text("Alderby")
    expect(tip.locator(".preview-facts")).not_to_be_empty()
    expect(tip.locator(".preview-summary")).not_to_be_empty()
    expect(link).to_have_attribute("aria-describedby", "_preview")


def test_a_citation_shows_its_source_and_paragraphs(page: Page) -> None:
    """The preview has the link's paragraphs and replaces the browser's own tooltip."""
    link = page.locator(CITED).first
    title = link.get_attribute("title")
    link.hover()
    facts = page.locator(".preview-facts")

    expect(facts).to_have_text(
        "The River Gazette; news report; 8 May 2021; paragraphs 1–2"
    )
    assert link.get_attribute("title") is None
    page.keyboard.press("Escape")
    assert link.get_attribute("title") == title


def test_the_pointer_may_enter_and_esc_closes(page: Page) -> None:
    """The preview stays while the pointer is in it, and Esc closes it there."""
    page.locator(RECORD).first.hover()
    tip = page.get_by_role("tooltip")
    tip.hover()
    page.wait_for_timeout(600)

    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_it_goes_when_the_pointer_leaves(page: Page) -> None:
    """With neither link nor preview under the pointer, the preview soon disappears."""
    page.locator(RECORD).first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.mouse.move(2, 2)

    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_focus_shows_it_and_blur_hides_it(page: Page) -> None:
    """The keyboard alone makes it appear and disappear as the pointer does."""
    page.locator("main nav a").last.focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("tooltip")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_one_preview_replaces_another(page: Page) -> None:
    """On the next link, the second preview takes the place of the first."""
    links = page.locator(RECORD)
    links.nth(0).hover()
    expect(page.locator(".preview-title")).to_have_text("Alderby")
    links.nth(1).hover()

    expect(page.locator(".preview-title")).to_have_text("Mill Bridge")


def test_navigation_has_none(page: Page) -> None:
    """Links in the masthead, and those within the page, need no preview."""
    page.locator(".navigation a").nth(2).hover()
    page.wait_for_timeout(600)

    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_previews_can_be_switched_off(page: Page) -> None:
    """The switch in the keyboard dialog holds on this page and on the next."""
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Previews of links").uncheck()
    page.keyboard.press("Escape")
    for _ in range(2):
        page.locator(RECORD).first.hover()
        page.wait_for_timeout(600)
        expect(page.get_by_role("tooltip")).to_have_count(0)
        page.reload()


@pytest.mark.parametrize("width", [320, 1440])
def test_it_stays_within_the_window(
    chromium: Browser, town_site: Path, width: int
) -> None:
    """At no width is a preview cut off or the page made wider."""
    context = chromium.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto((town_site / CLOSED).as_uri())
    for link in page.locator("main .citation").all()[:8]:
        link.hover()
        box = page.get_by_role("tooltip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 700
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.keyboard.press("Escape")
    context.close()


def test_touch_shows_none(chromium: Browser, town_site: Path) -> None:
    """A tap follows the link at once."""
    context = chromium.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((town_site / CLOSED).as_uri())
    page.evaluate(
        "document.addEventListener('click', (event) => event.preventDefault())"
    )
    page.locator(RECORD).first.tap()
    page.wait_for_timeout(600)

    expect(page.get_by_role("tooltip")).to_have_count(0)
    context.close()
