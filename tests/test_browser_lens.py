"""A reader sees the record as published by a day, or without some of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from rendered import ROOT, graph_of

from sourcebook.pages.words import count_in_words

pytestmark = pytest.mark.browser
KB = ROOT / "kb"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A new window."""
    with chromium.new_context() as context:
        yield context.new_page()


def _address(site: Path, path: str, query: str = "") -> str:
    return (site / path).as_uri() + query


def _tallies(tab: Page) -> list[str]:
    """What is said of each position in the columns of a question."""
    return tab.locator(".position > p > .tally").all_inner_texts()


def test_every_question_as_known_by_each_day(tab: Page, real_site: Path) -> None:
    """The counts that the script makes are those that the graph makes of that day."""
    graph, wrong = graph_of(KB), []
    for asked in graph.asked[::6]:
        path = f"questions/{asked.record.id}/{asked.question.id}.html"
        sources = [s for said in asked.statements for s in said.sources]
        for day in sorted({source.published.latest for source in sources}):
            then = asked.known_by(day)
            tab.goto(_address(real_site, path, f"?known={day}"))
            expected = [
                f"{count_in_words(held.speakers, 'speaker')}, {held.named_speakers} "
                f"named; {count_in_words(held.outlets, 'independent outlet')}"
                if held.statements
                else ""
                for held in then.held
            ]
            shown = ["" if "claim" in words else words for words in _tallies(tab)]
            claims = {s.reference for held in then.held for s in held.statements}
            visible = tab.locator(".position .claim:visible").count()
            if shown != expected or visible < len(claims):
                wrong.append((path, day, shown, expected))

    assert wrong == []


def test_nothing_had_been_published(tab: Page, real_site: Path) -> None:
    """On a day before all sources no claim stands, and the banner says so."""
    path = "questions/2023-10-07-hamas-attack/iran-role.html"
    tab.goto(_address(real_site, path, "?known=2020-01-01"))

    assert tab.locator(".claim:visible").count() == 0
    assert set(_tallies(tab)) == {"No claim that stands here"}
    assert tab.locator(".lens-state").inner_text() == (
        "The record as published by 1 January 2020: 0 of 21 claims on this page stand."
    )
    assert tab.locator("h1 + .standing").inner_text() == "Open: no claim recorded"


def test_anonymous_speakers_can_be_left_out(tab: Page, real_site: Path) -> None:
    """Their claims go, the counts follow, and all comes back as it was."""
    tab.goto(_address(real_site, "questions/2023-10-07-hamas-attack/iran-role.html"))
    before = _tallies(tab)
    whole = tab.locator("body").inner_text()
    tab.get_by_text("Leave out outlets").click()
    tab.get_by_label("Anonymous speakers").uncheck()

    assert tab.url.endswith("?without_anonymous=1")
    assert tab.locator(".speaker-anonymous:visible").count() == 0
    assert _tallies(tab) != before
    assert _tallies(tab)[0] == "1 speaker, 1 named; 1 independent outlet"
    tab.get_by_role("button", name="Show all").click()
    tab.get_by_text("Leave out outlets").click()
    assert _tallies(tab) == before
    assert tab.locator("body").inner_text() == whole
    assert "?" not in tab.url


def test_an_outlet_and_a_genre_can_be_left_out(tab: Page, real_site: Path) -> None:
    """What is left is neither of the outlet nor of the genre; the address keeps it."""
    tab.goto(_address(real_site, "questions/index.html"))
    tab.get_by_text("Leave out outlets").click()
    tab.locator("#_lens-outlet-axios").uncheck()
    tab.get_by_label("Opinion pieces").uncheck()

    assert tab.url.endswith("?without_outlet=axios&without_genre=opinion")
    state = tab.locator(".lens-state").inner_text()
    assert state.startswith("The record without Axios and opinion pieces: ")
    contested = tab.locator(".question .standing-contested").count()
    assert f": {contested} of 105 questions" in state
    tab.reload()
    assert tab.locator(".lens-state").inner_text() == state
    assert not tab.locator("#_lens-outlet-axios").is_checked()


def test_the_state_goes_along(tab: Page, real_site: Path) -> None:
    """A link to another page that has the control takes the state with it."""
    tab.goto(_address(real_site, "timeline/index.html", "?known=2023-10-09"))
    shown = tab.locator(".event-line:visible").count()
    tab.locator(".event-line:visible a").first.click()

    assert "events/" in tab.url
    assert tab.url.endswith("?known=2023-10-09")
    assert "as published by 9 October 2023" in tab.locator(".lens-state").inner_text()
    published = [
        s for s in graph_of(KB).sources if s.published.latest <= date(2023, 10, 9)
    ]
    assert len(published) == 2
    assert 0 < shown < 217


def test_publications_one_by_one(tab: Page, real_site: Path) -> None:
    """Earlier and later go from publication to publication; the slider does too."""
    tab.goto(_address(real_site, "questions/index.html"))
    days = sorted({s.published.latest.isoformat() for s in graph_of(KB).sources})
    known, seen = tab.locator("#_lens-known"), []
    for _ in range(len(days) + 1):
        tab.get_by_role("button", name="Earlier publication").click()
        seen.append(known.input_value())

    assert seen == [*reversed(days), days[0]]
    tab.get_by_role("button", name="Later publication").click()
    assert known.input_value() == days[1]
    known.fill("2024-01-01")
    tab.get_by_role("button", name="Earlier publication").click()
    assert known.input_value() == "2023-10-08"
    tab.locator("#_lens-slide").press("End")
    assert known.input_value() == ""
    tab.locator("#_lens-slide").press("ArrowLeft")
    assert known.input_value() == days[-1]
