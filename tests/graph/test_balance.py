"""Who is heard, counted: on the small base of the two towns."""

from __future__ import annotations

from rendered import HTML, TINY, graph_of, page, text_of

from sourcebook.graph.balance import Share, balance_of


def _counts(share: Share) -> tuple[str, int, int, int, int]:
    return (share.name, share.claims, share.named, share.anonymous, share.own_voice)


def test_claims_by_side() -> None:
    """The mayor speaks on her town's side by her office, wardens by their source."""
    sides = balance_of(graph_of(TINY)).sides

    assert [_counts(share) for share in sides] == [
        ("Alderby", 2, 1, 1, 0),
        ("Birkholm", 1, 0, 1, 0),
        ("Others", 0, 0, 0, 0),
        ("Sources in their own voice", 2, 0, 0, 2),
    ]


def test_claims_by_source() -> None:
    """Each source with who speaks in it, oldest first."""
    sources = balance_of(graph_of(TINY)).sources

    assert [_counts(share) for share in sources] == [
        ("Who pays?", 3, 0, 1, 2),
        ("Mill Bridge closed", 2, 1, 1, 0),
    ]


def test_claims_by_genre() -> None:
    """A side's claims are told apart by the genre of their source."""
    (north, south, *_) = balance_of(graph_of(TINY)).sides

    assert dict(north.by_genre) == {"news": 1, "opinion": 1}
    assert dict(south.by_genre) == {"news": 1}


def test_a_question_of_both_sides_is_nobodys_alone() -> None:
    """Only questions that one side alone answers are listed."""
    assert balance_of(graph_of(TINY)).answered_by_one == ()


def test_the_page_of_the_balance() -> None:
    """The counts stand in a table with the sides' own names."""
    rows = [
        [text_of(cell) for cell in row]
        for row in page(TINY, "about/balance.html").iter(HTML + "tr")
    ]

    assert rows[1] == ["Alderby", "2", "1", "1", "0", "1", "1"]
    assert rows[2] == ["Birkholm", "1", "0", "1", "0", "1", "0"]
