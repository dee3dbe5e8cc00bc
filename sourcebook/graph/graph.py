"""A checked Base -> Graph: every link from both ends, the standing of questions."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sourcebook.graph import connections
from sourcebook.graph.connections import (
    Backlink,
    EventEnd,
    FigureTable,
    Holder,
    Participation,
    RelationEnd,
)
from sourcebook.graph.questions import QuestionStanding, as_written, questions_of
from sourcebook.graph.statements import Statement, Voice, statements_of, voices_of
from sourcebook.model.base import Base
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Event, Record, Source
from sourcebook.model.vocabulary import Schema

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Index = Mapping[RecordId, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything computed from a base. Collections are sorted for reading."""

    base: Base
    schema: Schema
    sources: tuple[Source, ...]  # by publication
    statements: tuple[Statement, ...]  # by date said, then by locator
    by_record: Index[Statement]
    by_source: Index[Statement]  # by paragraph
    by_voice: Mapping[tuple[str, str, str], tuple[Statement, ...]]
    voices: Mapping[tuple[str, str, str], Voice]
    said_about: Index[Statement]  # where the text links it, or `about` names it
    said_within: Index[Statement]  # by anonymous speakers of a state or body
    questions: tuple[QuestionStanding, ...]  # contested first, then by speaker count
    questions_in: Index[QuestionStanding]  # by the record that asks it
    backlinks: Index[Backlink]
    relations: Index[RelationEnd]
    participations: Index[Participation]  # by date
    events_at: Index[Event]  # of a place, by date
    parts: Index[Event]  # of an event, by date
    related: Index[EventEnd]
    holders: Index[Holder]  # of roles in an entity
    published: Index[Source]  # by an entity, by date
    relayed_by: Index[Source]
    figures: Index[FigureTable]
    leaning: Mapping[tuple[RecordId, int], tuple[Record, ...]]  # by source, paragraph
    timeline: tuple[Event, ...]  # by earliest day, undated last

    @classmethod
    def of(cls, base: Base, schema: Schema) -> "Graph":
        """The graph of a *base* that has no errors."""
        sources = tuple(sorted(base.sources.values(), key=by_publication))
        statements = statements_of(base)
        questions = questions_of(base, statements)
        timeline = tuple(sorted(base.events.values(), key=by_date))
        voices = voices_of(statements)
        return cls(
            base,
            schema,
            sources,
            statements,
            by_record=_index((s.record.id, s) for s in statements),
            by_source=_by_source(statements),
            by_voice=_index((v.key, s) for s in statements for v in s.voices),
            voices=voices,
            said_about=_index(_said_about(statements)),
            said_within=_index(
                (id_, s)
                for s in statements
                for id_ in dict.fromkeys(of for voice in s.voices for of in voice.of)
            ),
            questions=questions,
            questions_in=_index((q.record.id, q) for q in as_written(questions)),
            backlinks=_index(connections.backlinks(base)),
            relations=_index(connections.relations(base, schema)),
            participations=_index(
                (p.entity.target, Participation(event, p.role, p.cites))
                for event in timeline
                for p in event.participants
            ),
            events_at=_index((p.target, e) for e in timeline for p in e.places),
            parts=_index((e.part_of.target, e) for e in timeline if e.part_of),
            related=_index(connections.related(base, schema)),
            holders=_index(
                (role.at.target, Holder(entity, role))
                for entity in base.entities.values()
                for role in entity.roles
                if role.at
            ),
            published=_index((s.publisher.target, s) for s in sources),
            relayed_by=_index((r.target, s) for s in sources for r in s.relays),
            figures=_figures(statements),
            leaning=_index(connections.leaning(base)),
            timeline=timeline,
        )


def by_date(event: Event) -> tuple[date, date, str]:
    """The sort key of a timeline: earliest day, then latest; undated last."""
    if event.date is None:
        return (date.max, date.max, event.id)
    return (event.date.earliest, event.date.latest, event.id)


def by_publication(source: Source) -> tuple[date, str]:
    """The sort key of sources: the earliest day on which they may have appeared."""
    return (source.published.earliest, source.id)


def _index(pairs: Iterable[tuple[Key, Item]]) -> Mapping[Key, tuple[Item, ...]]:
    """The items of each key, in the order of *pairs*."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _by_source(statements: tuple[Statement, ...]) -> Index[Statement]:
    cited = sorted(
        (citation.source, citation.first, citation.last, s.order, index)
        for index, s in enumerate(statements)
        for citation in s.claim.cites
    )
    pairs = dict.fromkeys((source, index) for source, _, _, _, index in cited)
    return _index((source, statements[index]) for source, index in pairs)


def _said_about(
    statements: tuple[Statement, ...],
) -> Iterator[tuple[RecordId, Statement]]:
    for statement in statements:
        claim = statement.claim
        targets = [link.target for link in claim.text.links]
        targets += [reference.target for reference in claim.about]
        for id_ in dict.fromkeys(targets):
            yield id_, statement


def _figures(statements: tuple[Statement, ...]) -> Index[FigureTable]:
    rows = _index(
        ((s.record.id, s.claim.figure.what), (s, s.claim.figure))
        for s in statements
        if s.claim.figure
    )
    return _index(
        (record, FigureTable(what, table)) for (record, what), table in rows.items()
    )
