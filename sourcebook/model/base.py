"""All records of a base, made from well-shaped Documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcebook.model.claims import Claim, Question
from sourcebook.model.evidence import Lock
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import Citation, LocalId, RecordId
from sourcebook.model.records import Description, Entity, Event, Record, Source, Written
from sourcebook.problems import Mark


@dataclass(frozen=True, slots=True)
class DuplicateId:
    """A record whose id another file already has."""

    id: RecordId
    mark: Mark
    first: Mark


_NOBODY = RecordId("")


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What the pages of others show of a record: what a link to it needs."""

    kind: Kind
    title: str
    type: str  # of a source, its genre
    status: str = ""  # of an event
    # Of a source.
    language: str = ""
    publisher: RecordId = _NOBODY
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Record) -> LinkSummary:
        """What others show of *record*."""
        match record:
            case Entity(type=word):
                return cls(record.kind, record.title, word)
            case Event(type=word, status=status):
                return cls(record.kind, record.title, word, status)
            case Source(genre=genre, language=language):
                by = record.publisher.target, record.authors
                return cls(record.kind, record.title, genre, "", language, *by)
        raise TypeError(record)


@dataclass(frozen=True)
class Base:
    """
    All records, sorted by id.

    Some may be missing, or lack the parts that were at fault: `kinds` has their ids
    all the same, and `partial` names them, so that a missing part is not blamed twice.
    """

    description: Description
    entities: Mapping[RecordId, Entity]
    events: Mapping[RecordId, Event]
    sources: Mapping[RecordId, Source]
    kinds: Mapping[RecordId, Kind]
    partial: frozenset[RecordId]
    twins: tuple[DuplicateId, ...]
    version: str  # a short hash of the records and the schema, in hexadecimal
    lock: Lock | None = None  # of the evidence; None where nobody has verified it

    @cached_property
    def records(self) -> Mapping[RecordId, Record]:
        """Every record by its id: entities, then events, then sources."""
        return {**self.entities, **self.events, **self.sources}

    @property
    def written(self) -> Iterator[Written]:
        """The base's description, then every record."""
        yield self.description
        yield from self.records.values()

    @property
    def citations(self) -> Iterator[Citation]:
        """Every citation, those in texts included."""
        return (citation for one in self.written for citation in one.citations)

    @cached_property
    def link_summaries(self) -> Mapping[RecordId, LinkSummary]:
        """What others show of every record, by its id."""
        return {id_: LinkSummary.of(record) for id_, record in self.records.items()}

    def outlet(self, source: RecordId) -> str:
        """The name of whoever published *source*."""
        return self.link_summaries[self.link_summaries[source].publisher].title

    @cached_property
    def claims(self) -> tuple[tuple[Record, Claim], ...]:
        """Every claim, with the record it stands in."""
        return tuple((r, claim) for r in self.records.values() for claim in r.claims)

    @cached_property
    def questions(self) -> Mapping[tuple[RecordId, LocalId], Question]:
        """Every question, by its record and its id."""
        return {
            (record.id, question.id): question
            for record in self.records.values()
            for question in record.questions
        }

    @cached_property
    def claims_by_position(
        self,
    ) -> Mapping[tuple[RecordId, LocalId, LocalId], Sequence[Claim]]:
        """The claims that take each position, by record, question and position."""
        claims: dict[tuple[RecordId, LocalId, LocalId], list[Claim]] = {}
        for _record, claim in self.claims:
            for answer in claim.answers:
                position = (answer.record, answer.question, answer.position)
                claims.setdefault(position, []).append(claim)
        return claims

    @cached_property
    def is_whole(self) -> bool:
        """Whether no record and no part of one is missing."""
        return not self.partial
