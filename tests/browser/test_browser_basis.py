"""A reader sees the record as published by a day, or without some of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from rendered import TOWN, graph_of

from sourcebook.pages.presenting.presenter import tally_in_words

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page in a new browser context."""
    with chromium.new_context() as context:
        yield context.new_page()


def _address(site: Path, path: str, query: str = "") -> str:
    return (site / path).as_uri() + query


def _tallies(tab: Page) -> list[str]:
    """The tally of each position in the columns of a question."""
    return tab.locator(".position > p > .tally").all_inner_texts()


def test_every_question_as_known_by_each_day(tab: Page, town_site: Path) -> None:
    """The counts that the script makes are those of the graph for that day."""
    graph, wrong = graph_of(TOWN), []
    for question in graph.questions:
        path = f"questions/{question.record.id}/{question.id}.html"
        sources = [s for said in question.statements for s in said.sources]
        for day in sorted({source.published.latest for source in sources}):
            then = question.known_by(day)
            tab.goto(_address(town_site, path, f"?known={day}"))
            expected = [
                tally_in_words(position) if position.statements else ""
                for position in then.positions
            ]
            shown = ["" if "claim" in words else words for words in _tallies(tab)]
            claims = {
                s.reference for position in then.positions for s in position.statements
            }
            visible = tab.locator(".position .claim:visible").count()
            if shown != expected or visible != len(claims):
                wrong.append((path, day, shown, expected))

    assert wrong == []


def test_a_day_before_all_publications(tab: Page, town_site: Path) -> None:
    """No claim is shown on a day before all sources, and the banner says so."""
    path = "questions/2021-05-04-bridge-closed/cause.html"
    tab.goto(_address(town_site, path, "?known=2020-01-01"))
    claims = tab.locator(".claim").count()

    assert tab.locator(".claim:visible").count() == 0
    assert set(_tallies(tab)) == {"No claim in this view"}
    assert tab.locator(".lens-state").inner_text() == (
        "The record as published by 1 January 2020: "
        f"0 of {claims} claims on this page shown."
    )
    assert tab.locator("h1 + .standing").inner_text() == (
        "In this view open: no claim is shown"
    )


def test_anonymous_speakers_can_be_left_out(tab: Page, town_site: Path) -> None:
    """Their claims disappear, the counts follow, and everything can be restored."""
    tab.goto(_address(town_site, "questions/2021-05-04-bridge-closed/cause.html"))
    before = _tallies(tab)
    whole = tab.locator("body").inner_text()
    tab.get_by_text("Leave out outlets").click()
    tab.get_by_label("Anonymous speakers").uncheck()

    assert tab.url.endswith("?without_anonymous=1")
    assert tab.locator(".speaker-anonymous:visible").count() == 0
    assert _tallies(tab) != before
    assert _tallies(tab)[0] == ("1 speaker: the source itself; 1 independent outlet")
    tab.get_by_role("button", name="Show all dates").click()
    tab.get_by_text("Leave out outlets").click()
    assert _tallies(tab) == before
    assert tab.locator("body").inner_text() == whole
    assert "?" not in tab.url


def test_an_outlet_and_a_genre_can_be_left_out(tab: Page, town_site: Path) -> None:
    """Neither the outlet nor the genre is shown; the address keeps the choice."""
    tab.goto(_address(town_site, "questions/index.html"))
    tab.get_by_text("Leave out outlets").click()
    tab.locator("#_lens-outlet-valley-herald").uncheck()
    tab.get_by_label("Opinion pieces").uncheck()

    assert tab.url.endswith("?without_outlet=valley-herald&without_genre=opinion")
    state = tab.locator(".lens-state").inner_text()
    assert state.startswith("The record without Valley Herald and opinion pieces: ")
    contested = tab.locator(".question .standing-contested").count()
    assert f": {contested} of {len(graph_of(TOWN).questions)} questions" in state
    tab.reload()
    assert tab.locator(".lens-state").inner_text() == state
    assert not tab.locator("#_lens-outlet-valley-herald").is_checked()


def test_links_keep_the_state(tab: Page, town_site: Path) -> None:
    """A link to another page that has the control takes the state with it."""
    tab.goto(_address(town_site, "timeline/index.html", "?known=2021-06-01"))
    shown = tab.locator(".event-line:visible").count()
    tab.locator(".event-line:visible a").first.click()

    assert "events/" in tab.url
    assert tab.url.endswith("?known=2021-06-01")
    expect(tab.locator(".lens-state")).to_contain_text("as published by 1 June 2021")
    published = [
        s for s in graph_of(TOWN).sources if s.published.latest <= date(2021, 6, 1)
    ]
    assert len(published) == 2
    assert 0 < shown < len(graph_of(TOWN).timeline)


def test_stepping_through_publications(tab: Page, town_site: Path) -> None:
    """The buttons step from publication to publication, and so does the slider."""
    tab.goto(_address(town_site, "questions/index.html"))
    days = sorted({s.published.latest.isoformat() for s in graph_of(TOWN).sources})
    known, seen = tab.locator("#_lens-known"), []
    earlier = tab.get_by_role("button", name="Earlier publication")
    for _ in days[1:]:
        earlier.click()
        seen.append(known.input_value())

    assert seen == days[-2::-1]
    assert earlier.get_attribute("aria-disabled") == "true"
    tab.get_by_role("button", name="Later publication").click()
    assert known.input_value() == days[1]
    known.fill("2021-06-19")
    tab.get_by_role("button", name="Earlier publication").click()
    assert known.input_value() == "2021-06-12"
    tab.locator("#_lens-slide").press("End")
    assert known.input_value() == ""
    tab.locator("#_lens-slide").press("ArrowLeft")
    assert known.input_value() == days[-1]


def test_what_is_left_out_stays_out_after_a_page_without_it(
    tab: Page, town_site: Path
) -> None:
    """An outlet that a page does not have is still left out on the next page."""
    path = "events/2021-05-06-joint-council.html"
    tab.goto(
        _address(town_site, path, "?without_outlet=mill-post&without_genre=opinion")
    )
    tab.get_by_role("link", name="Timeline").click()

    expect(tab.locator(".lens-state")).to_contain_text("without Mill Post and opinion")
    query = tab.url.partition("timeline/index.html?")[2]
    assert sorted(query.split("&")) == [
        "without_genre=opinion",
        "without_outlet=mill-post",
    ]


def test_marks_of_a_chart_follow_their_claims(tab: Page, town_site: Path) -> None:
    """As of a day before the second publication, only the first mark is shown."""
    path = "questions/2021-05-04-bridge-closed/cause.html"
    tab.goto(_address(town_site, path))
    marks = tab.locator(".glance g:not([data-off]) > .bar")
    before = marks.count()
    tab.goto(_address(town_site, path, "?known=2021-05-08"))

    claims = tab.locator(".position .claim:not([data-off])")
    expect(claims).not_to_have_count(before)
    assert marks.count() == claims.count() > 0
