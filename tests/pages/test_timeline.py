"""The timeline: what its lines can be filtered by, and how it is drawn."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from rendered import HTML, SVG, TINY, TOWN, graph_of, page, text_of

from sourcebook.pages.drawings.month_strip import Month, strip_of


def _lines(timeline: Any) -> list[Any]:
    return [e for e in timeline.iter(HTML + "li") if e.get("class") == "event-line"]


def _reaching(timeline: Any) -> dict[str, list[str]]:
    """The events that each section lists as reaching into it, by its heading."""
    return {
        text_of(section.find(HTML + "h2")): [
            item.get("data-of")
            for item in section.iter(HTML + "li")
            if item.get("data-of")
        ]
        for section in timeline.iter(HTML + "section")
    }


def test_lines_have_what_they_can_be_filtered_by() -> None:
    """Each has its type, places, actors and whether it is contested."""
    lines = _lines(page(TINY, "timeline/index.html"))

    apart = {"class", "data-basis"}

    assert [{k: v for k, v in e.attrib.items() if k not in apart} for e in lines] == [
        {
            "data-event": "2021-05-night-crossing",
            "data-type": "incident",
            "data-places": "mill-bridge",
        },
        {
            "data-event": "2021-05-04-bridge-closed",
            "data-type": "decision",
            "data-places": "mill-bridge",
            "data-actors": "alderby birkholm",
            "data-contested": "1",
        },
        {
            "data-event": "2021-05-06-joint-council",
            "data-type": "meeting",
            "data-actors": "hanna-vik",
        },
    ]


def test_every_event_has_one_line() -> None:
    """No event is listed twice, and none is missing."""
    lines = _lines(page(TOWN, "timeline/index.html"))

    assert [line.get("data-event") for line in lines] == [
        event.id for event in graph_of(TOWN).timeline
    ]


def test_options_count_the_lines_that_they_select() -> None:
    """The number beside an option is that of the lines with its value."""
    timeline = page(TOWN, "timeline/index.html")
    lines = _lines(timeline)
    carried = {
        "type": Counter(line.get("data-type") for line in lines),
        "place": Counter(
            i for e in lines for i in (e.get("data-places") or "").split()
        ),
        "actor": Counter(
            i for e in lines for i in (e.get("data-actors") or "").split()
        ),
    }
    offered = {
        select.get("name"): {
            option.get("value"): int(text_of(option).rpartition("(")[2].strip(")"))
            for option in select.iter(HTML + "option")
            if option.get("value")
        }
        for select in timeline.iter(HTML + "select")
    }

    assert offered == carried


def test_a_span_is_listed_in_the_months_that_it_reaches_into() -> None:
    """It is in the months after its first and up to its last, and in no bare year."""
    reaching = _reaching(page(TOWN, "timeline/index.html"))
    event = "2021-03-high-water"  # 2021-03/2021-05

    assert [heading for heading, ids in reaching.items() if event in ids] == [
        "April 2021",
        "May 2021",
    ]
    assert [
        ids for heading, ids in reaching.items() if "not known" in heading and ids
    ] == []


def test_a_date_that_is_no_span_is_listed_once() -> None:
    """A year alone means some time in that year, not all of it."""
    reaching = _reaching(page(TOWN, "timeline/index.html"))

    assert [ids for ids in reaching.values() if "2021-toll-dropped" in ids] == []


def test_the_strip_draws_every_event_whose_month_is_known() -> None:
    """Each bar counts the events of its month and links the month's section."""
    timeline = page(TOWN, "timeline/index.html")
    bars = [a for svg in timeline.iter(SVG + "svg") for a in svg.iter(SVG + "a")]
    titles = [text_of(bar.find(SVG + "title")) for bar in bars]
    drawn = sum(int(title.rpartition(": ")[2].split()[0]) for title in titles)
    dates = [event.date for event in graph_of(TOWN).timeline]

    assert drawn == sum(bool(d and d.start and d.start.month) for d in dates)
    assert {bar.get("tabindex") for bar in bars} == {"-1"}


@pytest.mark.parametrize(
    "counts",
    [
        {(2021, 5): 3},
        {(1973, 10): 1, (2011, 5): 4, (2024, 12): 29, (2025, 1): 2},
        {(2020, 1): 1, (2021, 2): 1, (2022, 3): 1},
        {(2020 + n // 12, n % 12 + 1): n + 1 for n in range(60)},
        {(1900 + n // 12, n % 12 + 1): 1 for n in range(1200)},
    ],
    ids=["one", "far apart", "just too far", "full", "a century"],
)
def test_the_strip_stays_in_its_frame(counts: dict[Month, int]) -> None:
    """Bars, letters, years and cuts lie within it and do not overlap."""
    strip = strip_of(counts)
    bars = [(bar.x, bar.x + bar.width) for bar in strip.bars]
    years = [(year.x, year.x + 30) for year in strip.years]
    cuts = [(cut.middle - 23, cut.middle + 23) for cut in strip.cuts]
    words = sorted(years + cuts)

    assert len(strip.bars) == len(counts)
    assert all(0 <= start < end <= strip.width for start, end in bars + words)
    assert all(first[1] <= other[0] for first, other in pairwise(bars))
    assert all(first[1] <= other[0] for first, other in pairwise(words))
    assert all(bar.number_at >= 11 and bar.height >= 1 for bar in strip.bars)
    assert all(bar.y + bar.height == strip.base for bar in strip.bars)


def test_a_long_gap_between_events_is_cut() -> None:
    """A gap of more than a year is given in months, a longer one in full years."""
    strip = strip_of({(2000, 1): 1, (2001, 3): 1, (2001, 5): 1, (2010, 1): 1})

    assert [(cut.number, cut.unit) for cut in strip.cuts] == [
        ("13", "months"),
        ("8", "years"),
    ]
