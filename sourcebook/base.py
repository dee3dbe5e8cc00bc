"""All records of a base, made from well-shaped Documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sourcebook.lock import Lock
from sourcebook.make import Made, Maker
from sourcebook.problems import Mark
from sourcebook.read import Document, Kind
from sourcebook.records import (
    Citation,
    Claim,
    Description,
    Entity,
    Event,
    LocalId,
    Question,
    Record,
    RecordId,
    Source,
    Written,
)

# Hexadecimal digits of a version: of a thousand versions two are alike once in 10^8.
_VERSION_LENGTH = 12

_NO_DESCRIPTION = Description(
    origin=Made(Document("", Kind.BASE, "", "", {})), title="Sourcebook"
)


@dataclass(frozen=True, slots=True)
class Twin:
    """A record whose id another file already has."""

    id: RecordId
    mark: Mark
    first: Mark


_NOBODY = RecordId("")


@dataclass(frozen=True, slots=True)
class Face:
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
    def of(cls, record: Record) -> Face:
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

    Some may be missing, or lack the parts that were at fault: `known` has their ids
    all the same, and `partial` names them, so that a missing part is not blamed twice.
    """

    description: Description
    entities: Mapping[RecordId, Entity]
    events: Mapping[RecordId, Event]
    sources: Mapping[RecordId, Source]
    known: Mapping[RecordId, Kind]
    partial: frozenset[RecordId]
    twins: tuple[Twin, ...]
    version: str  # a short hash of the records and the schema, in hexadecimal
    lock: Lock | None = None  # of the evidence; None where nobody has verified it

    @classmethod
    def of(
        cls,
        whole: Sequence[Document],
        parts: Sequence[Document] = (),
        kinds: Mapping[str, Kind] | None = None,
        schema_digest: str = "",
        lock: Lock | None = None,
    ) -> Base:
        """
        The base that *whole* and *parts* of records make.

        *kinds* are those of every record's file by its id, also of files that yielded
        no Document.
        """
        kept: dict[Kind, dict[RecordId, Any]] = {kind: {} for kind in Kind}
        known = {RecordId(id_): kind for id_, kind in (kinds or {}).items()}
        partial = known.keys() - {d.id for d in whole if d.kind is not Kind.BASE}
        first_by_id: dict[RecordId, Document] = {}
        twins = []
        description = _NO_DESCRIPTION
        for document in sorted((*whole, *parts), key=lambda d: (d.id, d.file)):
            id_ = RecordId(document.id)
            if document.kind is Kind.BASE:
                description = Maker(document).description()
            elif id_ in first_by_id:
                first = first_by_id[id_].mark(())
                twins.append(Twin(id_, document.mark(()), first))
            else:
                first_by_id[id_] = document
                known[id_] = document.kind
                kept[document.kind][id_] = Maker(document).record()
        return cls(
            description,
            kept[Kind.ENTITY],
            kept[Kind.EVENT],
            kept[Kind.SOURCE],
            dict(sorted(known.items())),
            frozenset(partial),
            tuple(twins),
            _version(whole, schema_digest),
            lock,
        )

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
    def faces(self) -> Mapping[RecordId, Face]:
        """What others show of every record, by its id."""
        return {id_: Face.of(record) for id_, record in self.records.items()}

    def outlet(self, source: RecordId) -> str:
        """The name of whoever published *source*."""
        return self.faces[self.faces[source].publisher].title

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


def _version(documents: Iterable[Document], schema_digest: str) -> str:
    digest = hashlib.sha256(schema_digest.encode())
    for document in sorted(documents, key=lambda d: (d.kind, d.id)):
        content = document.text.encode()
        digest.update(f"\n{document.kind} {document.id} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:_VERSION_LENGTH]
