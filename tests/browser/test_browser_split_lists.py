"""Lists that continue on other pages, opened from disk in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from browsing import RULES, RULES_OF_COLOUR, Heard, is_wider_than_its_window, violations
from large import files, planned
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

OF_RECORDS = {"entity", "event", "source", "question", "part", "compare", "parts"}
NARROW = ViewportSize(width=320, height=640)
WIDE = ViewportSize(width=1280, height=800)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose lists all continue on other pages."""
    folder = tmp_path_factory.mktemp("large")
    for path, content in files().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def _largest() -> list[str]:
    """The largest list of each kind; a template and a folder make a kind."""
    paths: dict[tuple[str, str], str] = {}
    for page in planned():
        if page.template not in OF_RECORDS:
            kind = (page.template, page.path.split("/")[0])
            other = paths.setdefault(kind, page.path)
            if len(files()[page.path]) > len(files()[other]):
                paths[kind] = page.path
    return list(paths.values())


@pytest.mark.parametrize(
    ("scheme", "window", "rules"),
    [("light", WIDE, RULES), ("dark", WIDE, RULES_OF_COLOUR), ("light", NARROW, RULES)],
    ids=["light", "dark", "narrow"],
)
def test_lists_are_accessible(
    chromium: Browser,
    site: Path,
    scheme: Literal["light", "dark"],
    window: ViewportSize,
    rules: tuple[str, ...],
) -> None:
    """axe-core finds no fault in any kind of list; none fails or is too wide."""
    opened = chromium.new_page(color_scheme=scheme, viewport=window)
    heard, problems = Heard.on(opened), []
    for path in _largest():
        opened.goto((site / path).as_uri())
        problems += [f"{path}: {fault}" for fault in violations(opened, only=rules)]
        if is_wider_than_its_window(opened):
            problems.append(f"{path}: wider than its window")
    opened.close()

    assert "\n".join(problems) == ""
    assert heard.faults == []


@pytest.fixture
def timeline(chromium: Browser, site: Path) -> Page:
    """A month of the timeline into which an earlier event reaches."""
    (path, *_) = (
        path
        for path, content in files().items()
        if path.startswith("timeline/index/") and b"data-of" in content
    )
    page = chromium.new_page(viewport=WIDE)
    page.goto((site / path).as_uri())
    return page


def test_a_choice_carries_over_to_the_next_part(timeline: Page) -> None:
    """What is selected on one part of the timeline is selected on the next."""
    value = timeline.locator("select[name=type] option").nth(1).get_attribute("value")
    timeline.select_option("select[name=type]", value)
    timeline.locator(".page-links a[rel=next]").first.click()
    shown = timeline.locator(".event-line:visible")
    kinds = {line.get_attribute("data-type") for line in shown.all()}
    chosen = timeline.locator("select[name=type]").input_value()
    timeline.close()

    assert chosen == value
    assert kinds <= {value}


def test_an_event_of_another_page_is_filtered_by_its_own_marks(timeline: Page) -> None:
    """Its line is hidden unless it is of the selected kind."""
    item = timeline.locator("[data-of][data-type]").first
    before, own = item.is_visible(), item.get_attribute("data-type")
    options = timeline.locator("select[name=type] option")
    values = [option.get_attribute("value") for option in options.all()]
    other = next(value for value in values if value and value != own)
    timeline.select_option("select[name=type]", other)
    after = item.is_visible()
    timeline.close()

    assert (before, after) == (True, False)
