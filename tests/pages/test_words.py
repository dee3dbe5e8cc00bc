"""Dates, counts and figures in words."""

from __future__ import annotations

import pytest

from sourcebook.model.dates import PartialDate
from sourcebook.pages.text.words import (
    count_in_words,
    date_in_words,
    listed,
    range_in_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "2024"),
        ("2024-05", "May 2024"),
        ("2024-05-31", "31 May 2024"),
        ("2024-05~", "about May 2024"),
        ("2024?", "2024 (uncertain)"),
        ("2024-05%", "about May 2024 (uncertain)"),
        ("2024-04-13/2024-04-14", "13–14 April 2024"),
        ("2024-04-30/2024-05-02", "30 April – 2 May 2024"),
        ("2023-12-31/2024-01-01", "31 December 2023 – 1 January 2024"),
        ("2024-04/2024-05", "April 2024 – May 2024"),
        ("2024-04-13~/2024-04-14", "about 13 April 2024 – 14 April 2024"),
        ("2023-10-07/..", "since 7 October 2023"),
        ("../2023-10-07", "until 7 October 2023"),
    ],
)
def test_dates(text: str, words: str) -> None:
    """A date is given as precisely as it is known, and no more so."""
    assert words == date_in_words(PartialDate.of(text))


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (700, 700, "people", "700 people"),
        (700, None, "people", "at least 700 people"),
        (None, 12, None, "at most 12"),
        (12, 14, None, "12–14"),
        (6_000_000_000, 6_000_000_000, "U.S. dollars", "6,000,000,000 U.S. dollars"),
        (2.5, 2.5, "%", "2.5 %"),
    ],
)
def test_figures(
    low: float | None, high: float | None, unit: str | None, words: str
) -> None:
    """A range keeps both ends, and an open range says "at least" or "at most"."""
    assert words == range_in_words(low, high, unit)


def test_counts() -> None:
    """One is singular, everything else is plural."""
    counts = [count_in_words(n, "claim") for n in (0, 1, 2)]

    assert counts == ["0 claims", "1 claim", "2 claims"]


def test_lists() -> None:
    """Items are joined with commas, and the last one with "and"."""
    lists = [listed(["a", "b", "c"][:n]) for n in range(4)]

    assert lists == ["", "a", "a and b", "a, b and c"]
