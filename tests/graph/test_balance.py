"""Counts of claims by side, source and genre, on the small base of the two towns."""

from __future__ import annotations

from rendered import HTML, TINY, graph_of, page, text_of

from sourcebook.graph.balance import Share, balance_of


def _counts(share: Share) -> tuple[str, int, int, int, int]:
    return (share.name, share.claims, share.named, share.anonymous, share.own_voice)


def test_claims_by_side() -> None:
    """The mayor counts for her town by her office, the wardens by their source."""
    sides = balance_of(graph_of(TINY)).sides

    assert [_counts(share) for share in sides] == [
        ("Alderby", 2, 1, 1, 0),
        ("Birkholm", 1, 0, 1, 0),
        ("Others", 0, 0, 0, 0),
        ("Sources in their own voice", 2, 0, 0, 2),
    ]


def test_claims_by_source() -> None:
    """Each source is listed with counts of its speakers, sorted by date."""
    sources = balance_of(graph_of(TINY)).sources

    assert [_counts(share) for share in sources] == [
        ("Who pays?", 3, 0, 1, 2),
        ("Mill Bridge closed", 2, 1, 1, 0),
    ]


def test_claims_by_genre() -> None:
    """The claims of a side are counted by the genre of their source."""
    (north, south, *_) = balance_of(graph_of(TINY)).sides

    assert dict(north.by_genre) == {"news": 1, "opinion": 1}
    assert dict(south.by_genre) == {"news": 1}


def test_questions_answered_by_one_side() -> None:
    """Only questions answered by a single side are listed."""
    assert balance_of(graph_of(TINY)).answered_by_one == ()


def test_the_balance_page() -> None:
    """The page shows the counts in a table with the names of the sides."""
    rows = [
        [text_of(cell) for cell in row]
        for row in page(TINY, "about/balance.html").iter(HTML + "tr")
    ]

    assert rows[1] == ["Alderby", "2", "1", "1", "0", "1", "1"]
    assert rows[2] == ["Birkholm", "1", "0", "1", "0", "1", "0"]
