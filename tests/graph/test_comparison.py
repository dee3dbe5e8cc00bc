"""Two sources beside each other: what both answer and report, and what only one."""

from __future__ import annotations

import pytest
from rendered import TINY, TOWN, graph_of

from sourcebook.graph.comparison import Likeness, by_source, comparisons_of
from sourcebook.model.mentions import Citation, RecordId

GAZETTE, HERALD = RecordId("gazette-bridge-closed"), RecordId("herald-who-pays")


def _cited(cites: tuple[Citation, ...]) -> list[str]:
    return [cite.anchor for cite in cites]


def test_what_two_sources_share() -> None:
    """Both positions occur in both; each event tells which paragraphs it cites."""
    (one,) = comparisons_of(graph_of(TINY))
    taken = [
        [(t.position.id, [s.claim.id for s in t.statements]) for t in side]
        for side in (one.questions[0].first, one.questions[0].second)
    ]
    events = [(e.event.id, _cited(e.first), _cited(e.second)) for e in one.events]

    # The Herald is of some day in May, so it may have appeared before the 8th.
    assert (one.first.id, one.second.id) == (HERALD, GAZETTE)
    assert taken == [
        [("flood", ["no-crack-seen"]), ("lorries", ["lorries-cracked-the-deck"])],
        [("flood", ["flood-moved-a-pier"]), ("lorries", ["lorry-crossed"])],
    ]
    assert [question.likeness for question in one.questions] == [Likeness.SAME]
    assert events == [("2021-05-04-bridge-closed", ["p1", "p2", "p3"], ["p1", "p2"])]


def test_what_only_one_source_has() -> None:
    """An event that cites one of the two stands under that one alone."""
    (one,) = comparisons_of(graph_of(TINY))

    assert [event.id for event in one.events_of_first] == ["2021-05-06-joint-council"]
    assert [event.id for event in one.events_of_second] == ["2021-05-night-crossing"]
    assert one.questions_of_first == ()
    assert one.questions_of_second == ()


@pytest.mark.parametrize("source", [GAZETTE, HERALD])
def test_both_sources_know_of_their_comparison(source: RecordId) -> None:
    """A pair is found from either end, and is the same pair."""
    graph = graph_of(TINY)

    assert by_source(comparisons_of(graph))[source] == comparisons_of(graph)


def test_likeness_is_of_positions() -> None:
    """Same where all positions occur in both, differ where none does."""
    wrong = []
    for one in comparisons_of(graph_of(TOWN)):
        for question in one.questions:
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
