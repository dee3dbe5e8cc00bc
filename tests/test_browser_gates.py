"""The site as a real browser opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_home_page_opens_from_disk(chromium: Browser, real_site: Path) -> None:
    """The first page shows its heading."""
    page = chromium.new_page()
    page.goto((real_site / "index.html").as_uri())

    assert page.locator("h1").count() == 1
    page.close()
