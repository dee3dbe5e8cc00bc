"""Drawings, with their text set in the fonts of a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

PAGES = [
    "compare/index.html",
    "compare/courier-year-of-the-bridge/post-inside-the-mill.html",
    "timeline/index.html",
    "map/index.html",
    "entities/alderby.html",
    "entities/ismail-sabiya.html",
]
# Text that extends beyond its box or beyond the drawing.
ASTRAY = """() => [...document.querySelectorAll("svg text")].filter((text) => {
  const words = text.getBBox();
  const view = text.ownerSVGElement.viewBox.baseVal;
  const own = text.closest("a, g");
  const rect = own && own.querySelector("rect.chart-box");
  const box = rect ? rect.getBBox() : view;
  return words.x < box.x || words.x + words.width > box.x + box.width + 0.5
    || words.y < view.y - 1 || words.y + words.height > view.height + 1;
}).map((text) => text.textContent)"""
SMALL = """() => [...document.querySelectorAll("svg text")].filter(
  (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a < 11
).map((text) => text.textContent)"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_text_fits_its_drawing(chromium: Browser, town_site: Path, path: str) -> None:
    """No text exceeds its box or drawing, and none is too small on a phone."""
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto((town_site / path).as_uri())
    misfits = page.evaluate(ASTRAY), page.evaluate(SMALL)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert misfits == ([], [])
    assert wide <= 360


def test_links_in_drawings_are_previewed(chromium: Browser, town_site: Path) -> None:
    """A link in a drawing has a preview like a link in a text, without errors."""
    page, faults = chromium.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    for path in ("entities/weirworks.html", "map/index.html", "timeline/index.html"):
        page.goto((town_site / path).as_uri())
        page.locator("svg a").first.hover()
        page.wait_for_timeout(400)
    page.goto((town_site / "entities/weirworks.html").as_uri())
    page.locator("svg a").first.hover()

    page.locator(".preview").wait_for()
    assert faults == []
    page.close()
