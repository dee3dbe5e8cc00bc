"""Complete sites: every page is valid, reachable and small."""

from __future__ import annotations

import large
import pytest
from rendered import HTML, TOWN, page, text_of
from sweeps import SWEEPS, Sweep, heavy_pages, loose_json


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_no_page_has_a_fault(sweep: Sweep) -> None:
    """No sweep finds an error on any page."""
    assert sweep(TOWN) == []


@pytest.mark.parametrize("sweep", [heavy_pages, loose_json])
def test_no_page_of_a_large_base_has_a_fault(sweep: Sweep) -> None:
    """The size of a page does not grow with the base."""
    assert sweep(large.kb()) == []


def test_events_without_a_date_come_last() -> None:
    """Events without any date come last; those with only an end date come first."""
    timeline = page(TOWN, "timeline/index.html")
    sections = timeline.iter(HTML + "section")
    headings = [text_of(section.find(HTML + "h2")) for section in sections]

    assert headings[0] == "Beginning not known"
    assert headings[-1] == "No date known"
