"""Filtering events on the timeline, as a reader does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from rendered import TOWN, graph_of

from sourcebook.model.mentions import RecordId

ALL = len(graph_of(TOWN).timeline)
SHOWN = (
    "document.querySelectorAll('.event-line:not([data-off], [data-filtered])').length"
)

pytestmark = pytest.mark.browser


@pytest.fixture
def address(town_site: Path) -> str:
    """The address of the timeline on disk."""
    return (town_site / "timeline/index.html").as_uri()


@pytest.fixture
def timeline(chromium: Browser, address: str) -> Iterator[Page]:
    """The timeline, opened from disk."""
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    yield page
    page.close()


def _count(page: Page) -> str:
    return page.locator("[data-count]").inner_text()


def test_a_choice_leaves_only_matching_events(timeline: Page) -> None:
    """The count, the visible lines and the visible months agree."""
    timeline.select_option("[name=place]", "upper-weir")
    there = len(graph_of(TOWN).events_at[RecordId("upper-weir")])

    assert _count(timeline) == f"{there} of {ALL} events"
    assert timeline.evaluate(SHOWN) == there
    assert timeline.locator(".month:visible").count() == 2
    assert timeline.locator(".contents li:visible").count() == 2
    assert timeline.url.endswith("?place=upper-weir")


def test_choices_are_combined(timeline: Page) -> None:
    """A line is shown only if it matches every choice."""
    timeline.select_option("[name=place]", "mill-bridge")
    timeline.check("[name=contested]")
    left = timeline.locator(".event-line:visible")

    assert timeline.url.endswith("?place=mill-bridge&contested=1")
    assert left.count() > 0
    assert all(line.get_attribute("data-contested") == "1" for line in left.all())
    assert _count(timeline) == f"{left.count()} of {ALL} events"


def test_the_address_keeps_the_choice(timeline: Page, address: str) -> None:
    """A shared address shows the same events; unknown values are ignored."""
    timeline.goto(f"{address}?type=visit&actor=nobody&other=1#_2021-08")

    assert timeline.locator("[name=type]").input_value() == "visit"
    assert timeline.locator("[name=actor]").input_value() == ""
    kinds = timeline.locator(".event-line:visible").evaluate_all(
        "lines => [...new Set(lines.map((line) => line.dataset.type))]"
    )
    assert kinds == ["visit"]

    timeline.select_option("[name=type]", "")

    assert timeline.url == f"{address}?other=1#_2021-08"
    assert _count(timeline) == f"{ALL} of {ALL} events"


def test_show_all_undoes_every_choice(timeline: Page) -> None:
    """The button leaves no line hidden and no choice in the address."""
    timeline.select_option("[name=place]", "mill-bridge")
    timeline.click("[type=reset]")

    assert _count(timeline) == f"{ALL} of {ALL} events"
    assert "?" not in timeline.url


def test_the_lens_is_counted_too(timeline: Page) -> None:
    """Lines that the lens hides are not counted as shown."""
    timeline.evaluate(
        """() => {
          const lines = document.querySelectorAll(".event-line");
          lines.forEach((line, i) => line.toggleAttribute("data-off", i >= 2));
          document.dispatchEvent(new CustomEvent("sourcebook:lens"));
        }"""
    )

    assert _count(timeline) == f"2 of {ALL} events"
    assert timeline.locator(".month:visible").count() == 1


def test_nothing_overflows_on_a_phone(timeline: Page) -> None:
    """At 360 pixels the drawing scrolls by itself, never the page."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

    assert timeline.evaluate(wide) == 0
