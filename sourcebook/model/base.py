"""The Base: all records, built by `reading.assemble` from well-shaped Documents."""

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
    """A record whose id is already taken by another file."""

    id: RecordId
    mark: Mark
    first: Mark


_NOBODY = RecordId("")


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What the pages of other records show of a record: the data for a link to it."""

    kind: Kind
    title: str
    type: str  # of a source: its genre
    status: str = ""  # of an event
    # Of sources only.
    language: str = ""
    publisher: RecordId = _NOBODY
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Record) -> "LinkSummary":
        """The summary of *record*."""
        match record:
            case Entity(type=type_):
                return cls(record.kind, record.title, type_)
            case Event(type=type_, status=status):
                return cls(record.kind, record.title, type_, status)
            case Source(genre=genre, language=language):
                publication = record.publisher.target, record.authors
                return cls(record.kind, record.title, genre, "", language, *publication)
        raise TypeError(record)


@dataclass(frozen=True)
class Base:
    """
    All records, sorted by id.

    Faulty records are missing or lack their faulty parts; `kinds` still has their ids,
    and `partial` names them, so that a missing part is not reported twice.
    """

    description: Description
    entities: Mapping[RecordId, Entity]
    events: Mapping[RecordId, Event]
    sources: Mapping[RecordId, Source]
    kinds: Mapping[RecordId, Kind]
    partial: frozenset[RecordId]
    twins: tuple[DuplicateId, ...]
    version: str  # a short hash of the records and the schema, in hexadecimal
    lock: Lock | None = None  # of the evidence; None if it was never verified

    @cached_property
    def records(self) -> Mapping[RecordId, Record]:
        """Every record by id: entities, then events, then sources."""
        return {**self.entities, **self.events, **self.sources}

    @property
    def written(self) -> Iterator[Written]:
        """The description of the base, then every record."""
        yield self.description
        yield from self.records.values()

    @property
    def citations(self) -> Iterator[Citation]:
        """Every citation, including those in texts."""
        return (citation for file in self.written for citation in file.citations)

    @cached_property
    def link_summaries(self) -> Mapping[RecordId, LinkSummary]:
        """The summary of every record, by id."""
        return {id_: LinkSummary.of(record) for id_, record in self.records.items()}

    def outlet(self, source: RecordId) -> str:
        """The name of the publisher of *source*."""
        return self.link_summaries[self.link_summaries[source].publisher].title

    @cached_property
    def claims(self) -> tuple[tuple[Record, Claim], ...]:
        """Every claim, with its record."""
        return tuple((r, claim) for r in self.records.values() for claim in r.claims)

    @cached_property
    def questions(self) -> Mapping[tuple[RecordId, LocalId], Question]:
        """Every question, by the id of its record and its own."""
        return {(r.id, q.id): q for r in self.records.values() for q in r.questions}

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
        """Whether no record is missing or partial."""
        return not self.partial
