"""Comparisons of two sources: what they share, and what only one of them has."""

from __future__ import annotations

import pytest
from rendered import TINY, TOWN, graph_of

from sourcebook.graph.comparison import Likeness, by_source, comparisons_of
from sourcebook.model.mentions import Citation, RecordId

GAZETTE, HERALD = RecordId("gazette-bridge-closed"), RecordId("herald-who-pays")


def _cited(cites: tuple[Citation, ...]) -> list[str]:
    return [cite.anchor for cite in cites]


def test_what_two_sources_share() -> None:
    """Both positions occur in both sources; each event has the paragraphs it cites."""
    (comparison,) = comparisons_of(graph_of(TINY))
    taken = [
        [(t.position.id, [s.claim.id for s in t.statements]) for t in side]
        for side in (comparison.questions[0].first, comparison.questions[0].second)
    ]
    events = [
        (e.event.id, _cited(e.first), _cited(e.second)) for e in comparison.events
    ]

    # The Herald's date is only a month, May, so it may have appeared before the 8th.
    assert (comparison.first.id, comparison.second.id) == (HERALD, GAZETTE)
    assert taken == [
        [("flood", ["no-crack-seen"]), ("lorries", ["lorries-cracked-the-deck"])],
        [("flood", ["flood-moved-a-pier"]), ("lorries", ["lorry-crossed"])],
    ]
    assert [question.likeness for question in comparison.questions] == [Likeness.SAME]
    assert events == [("2021-05-04-bridge-closed", ["p1", "p2", "p3"], ["p1", "p2"])]


def test_what_only_one_source_has() -> None:
    """An event that cites one of the two sources is listed under that source only."""
    (comparison,) = comparisons_of(graph_of(TINY))

    assert [event.id for event in comparison.events_of_first] == [
        "2021-05-06-joint-council"
    ]
    assert [event.id for event in comparison.events_of_second] == [
        "2021-05-night-crossing"
    ]
    assert comparison.questions_of_first == ()
    assert comparison.questions_of_second == ()


@pytest.mark.parametrize("source", [GAZETTE, HERALD])
def test_a_comparison_is_listed_under_both_sources(source: RecordId) -> None:
    """The same comparison is listed under both of its sources."""
    graph = graph_of(TINY)

    assert by_source(comparisons_of(graph))[source] == comparisons_of(graph)


def test_likeness_is_of_positions() -> None:
    """SAME if all positions occur in both sources, DIFFER if none does, else PARTLY."""
    wrong = []
    for comparison in comparisons_of(graph_of(TOWN)):
        for question in comparison.questions:
            first = {taken.position.id for taken in question.first}
            second = {taken.position.id for taken in question.second}
            expected = Likeness.PARTLY
            if first == second:
                expected = Likeness.SAME
            elif not first & second:
                expected = Likeness.DIFFER
            if question.likeness is not expected:
                wrong.append(question.question.reference)

    assert wrong == []
