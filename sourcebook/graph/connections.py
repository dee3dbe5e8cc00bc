"""The connections of records, from each end: mentions, relations, roles, parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.graph.statements import Statement
from sourcebook.model.base import Base
from sourcebook.model.claims import Figure
from sourcebook.model.dates import PartialDate
from sourcebook.model.markup import sentence_around
from sourcebook.model.mentions import Citation, LocalId, RecordId, Text
from sourcebook.model.records import Entity, Event, Record, Role
from sourcebook.model.vocabulary import Schema, Vocabulary


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link in the text of a record to another record, with its sentence."""

    record: Record
    anchor: LocalId | None  # the claim or question whose text it is
    sentence: str  # Markdown


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """A relation seen from one of its two ends."""

    label: str
    other: RecordId
    start: PartialDate | None
    end: PartialDate | None
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EventEnd:
    """A relation of two events seen from one of them."""

    label: str
    other: RecordId
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """An event in which an entity took part."""

    event: Event
    role: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """An entity that holds a role in another."""

    entity: Entity
    role: Role


@dataclass(frozen=True, slots=True)
class FigureTable:
    """All figures that a record's claims give for one thing, in the claims' order."""

    what: str
    rows: tuple[tuple[Statement, Figure], ...]


def _texts(record: Record) -> Iterator[tuple[LocalId | None, Text]]:
    """Every text of *record* except those of its claims, with its anchor."""
    claims = {claim.text.spot for claim in record.claims}
    anchors = {claim.note.spot: claim.id for claim in record.claims if claim.note}
    for q in record.questions:
        for text in (q.ask, q.note, *(p.text for p in q.positions)):
            if text:
                anchors[text.spot] = q.id
    for text in record.texts:
        if text.spot not in claims:
            yield anchors.get(text.spot), text


def backlinks(base: Base) -> Iterator[tuple[RecordId, Backlink]]:
    """Every link in a text, by the record it leads to, with its sentence."""
    for record in base.records.values():
        for anchor, text in _texts(record):
            sentences: dict[tuple[RecordId, str], None] = {}
            for link in text.links:
                sentence = sentence_around(text.markdown, link.start)
                sentences.setdefault((link.target, sentence))
            for target, sentence in sentences:
                if target != record.id:
                    yield target, Backlink(record, anchor, sentence)


def relations(base: Base, schema: Schema) -> Iterator[tuple[RecordId, RelationEnd]]:
    """Every relation, from both ends."""
    for entity in base.entities.values():
        for relation in entity.relations:
            term = schema.term(Vocabulary.RELATION_TYPES, relation.type)
            rest = (relation.start, relation.end, relation.cites)
            yield entity.id, RelationEnd(term.label, relation.to.target, *rest)
            yield relation.to.target, RelationEnd(term.inverse, entity.id, *rest)


def related(base: Base, schema: Schema) -> Iterator[tuple[RecordId, EventEnd]]:
    """Every relation of events, from both ends."""
    for event in base.events.values():
        for related in event.related:
            term = schema.term(Vocabulary.RELATED_AS, related.as_)
            other = related.event.target
            yield event.id, EventEnd(term.label, other, related.cites)
            yield other, EventEnd(term.inverse, event.id, related.cites)


def leaning(base: Base) -> Iterator[tuple[tuple[RecordId, int], Record]]:
    """The records that cite each paragraph other than by a claim."""
    for record in base.records.values():
        claimed = {cite.spot for claim in record.claims for cite in claim.cites}
        cited = dict.fromkeys(
            (citation.source, number)
            for citation in record.citations
            if citation.spot not in claimed and citation.source != record.id
            for number in range(citation.first, citation.last + 1)
        )
        yield from ((paragraph, record) for paragraph in cited)
