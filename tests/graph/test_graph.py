"""The values computed from a base, on the small base of the two towns."""

from __future__ import annotations

from datetime import date

from rendered import TINY, graph_of

from sourcebook.graph.questions import Standing
from sourcebook.model.mentions import RecordId

CLOSED = RecordId("2021-05-04-bridge-closed")
CROSSING = RecordId("2021-05-night-crossing")
COUNCIL = RecordId("2021-05-06-joint-council")
BRIDGE, ALDERBY = RecordId("mill-bridge"), RecordId("alderby")
GAZETTE, HERALD = RecordId("gazette-bridge-closed"), RecordId("herald-who-pays")


def test_a_question_counts_who_holds_each_position() -> None:
    """Speakers and outlets are counted; a relayed claim counts for its relayer."""
    (question,) = graph_of(TINY).questions
    counts = {
        position.id: (
            position.speakers,
            position.named_speakers,
            position.anonymous_speakers,
            position.own_voices,
            position.outlets,
        )
        for position in question.positions
    }

    assert question.standing is Standing.CONTESTED
    # flood: the mayor in the Gazette, and two wardens in the Herald via the Gazette.
    assert counts == {"flood": (2, 1, 1, 0, 1), "lorries": (2, 0, 1, 1, 2)}


def test_a_question_is_answered_from_other_records_too() -> None:
    """Answers from other records count; statements are in the order they were made."""
    (question,) = graph_of(TINY).questions

    assert [statement.reference for statement in question.statements] == [
        f"{CLOSED}#lorries-cracked-the-deck",
        f"{CLOSED}#no-crack-seen",
        f"{CLOSED}#flood-moved-a-pier",
        f"{CROSSING}#lorry-crossed",
    ]


def test_what_was_known_by_a_day() -> None:
    """A claim is known from the latest possible publication day of its source."""
    (question,) = graph_of(TINY).questions
    known = {
        day: [len(position.statements) for position in question.known_by(day).positions]
        for day in (date(2021, 5, 7), date(2021, 5, 8), date(2021, 5, 31))
    }
    standings = [question.known_by(day).standing for day in known]

    assert list(known.values()) == [[0, 0], [1, 1], [2, 2]]
    assert standings == [Standing.OPEN, Standing.CONTESTED, Standing.CONTESTED]


def test_speakers_are_distinguished() -> None:
    """A named speaker is the same in all sources; a description, only in one."""
    voices = graph_of(TINY).voices.values()

    assert sorted(v.entity or f"{v.source}: {v.description}" for v in voices) == [
        "gazette-bridge-closed: a resident of Birkholm",
        "hanna-vik",
        "herald-who-pays: ",
        "herald-who-pays: two bridge wardens",
    ]


def test_backlinks_carry_the_sentence() -> None:
    """A record's backlinks carry the sentences of other records that link to it."""
    backlinks = graph_of(TINY).backlinks[CLOSED]

    assert [(link.record.id, link.anchor, link.sentence) for link in backlinks] == [
        (BRIDGE, None, "It was [[2021-05-04-bridge-closed|closed in May 2021]]."),
        (
            COUNCIL,
            None,
            "See also [[2021-05-04-bridge-closed#cause|the question of the cause]].",
        ),
    ]


def test_references_are_known_at_both_ends() -> None:
    """Places, parts, relations, roles and relays can be looked up from the target."""
    graph = graph_of(TINY)

    assert [event.id for event in graph.events_at[BRIDGE]] == [CROSSING, CLOSED]
    assert [event.id for event in graph.parts[CLOSED]] == [CROSSING]
    assert [(end.label, end.other) for end in graph.related[CLOSED]] == [
        ("was followed up by", COUNCIL)
    ]
    assert [(end.label, end.other) for end in graph.related[COUNCIL]] == [
        ("follows up", CLOSED)
    ]
    assert [holder.entity.id for holder in graph.holders[ALDERBY]] == ["hanna-vik"]
    assert [s.id for s in graph.relayed_by[RecordId("river-gazette")]] == [HERALD]


def test_a_relation_reads_from_both_ends() -> None:
    """Each relation of an entity is also listed at its target."""
    graph = graph_of(TINY)
    ends = {
        (id_, end.label, end.other)
        for id_, all_ in graph.relations.items()
        for end in all_
    }
    inverse = {
        (relation.to.target, entity.id)
        for entity in graph.base.entities.values()
        for relation in entity.relations
    }

    assert len(ends) == 2 * len(inverse)
    assert inverse <= {(id_, other) for id_, _, other in ends}


def test_claims_are_in_the_order_of_paragraphs() -> None:
    """The claims of a source are in the order of the paragraphs they cite."""
    by_source = graph_of(TINY).by_source

    assert [s.claim.id for s in by_source[HERALD]] == [
        "lorries-cracked-the-deck",
        "no-crack-seen",
        "cost",
    ]


def test_a_paragraph_has_citations_outside_claims() -> None:
    """A paragraph lists records whose summary, role or participant cites it."""
    leaning = graph_of(TINY).leaning

    assert [record.id for record in leaning[HERALD, 4]] == [COUNCIL]
    assert [record.id for record in leaning[GAZETTE, 3]] == [CROSSING]


def test_the_timeline_is_sorted_by_the_earliest_day() -> None:
    """Events are sorted by earliest day; a month comes before a day within it."""
    assert [event.id for event in graph_of(TINY).timeline] == [
        CROSSING,
        CLOSED,
        COUNCIL,
    ]


def test_figures_by_claimant() -> None:
    """All figures for one quantity are in one table, each with its claimant."""
    (table,) = graph_of(TINY).figures[CLOSED]
    rows = [(s.claim.id, figure.minimum, figure.maximum) for s, figure in table.rows]

    assert (table.what, rows) == ("cost of the repair", [("cost", 40000, None)])
