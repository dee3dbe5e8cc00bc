"""Entities, events and sources as frozen types."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sourcebook.model.claims import Claim, Question
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import (
    Citation,
    LocalId,
    RecordId,
    Reference,
    SpotId,
    Text,
    Url,
    spot_field,
)
from sourcebook.model.plain_data import Data
from sourcebook.problems import Mark


class Origin(Protocol):
    """The file that a record was made from."""

    @property
    def file(self) -> str:
        """Its path, relative to the working folder, with "/"."""

    @property
    def digest(self) -> str:
        """The digest of its kind and its text, in hexadecimal."""

    @property
    def data(self) -> Data:
        """Its content, as written."""

    def mark(self, spot: SpotId) -> Mark:
        """The position of *spot*."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    name: str
    language: str | None
    cites: tuple[Citation, ...]
    note: str | None
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function of an entity."""

    title: str
    at: Reference | None
    start: PartialDate | None
    end: PartialDate | None
    cites: tuple[Citation, ...]
    start_spot: SpotId = spot_field()
    end_spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of an entity to another; written at one end only."""

    type: str
    to: Reference
    start: PartialDate | None
    end: PartialDate | None
    cites: tuple[Citation, ...]
    start_spot: SpotId = spot_field()
    end_spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Location:
    """A point on the earth, in degrees (WGS 84), and what it represents."""

    latitude: float
    longitude: float
    precision: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity that took part in an event."""

    entity: Reference
    role: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RelatedEvent:
    """Another event that an event led to, followed or answered."""

    event: Reference
    as_: str
    cites: tuple[Citation, ...]
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Erratum:
    """An apparent mistake in a source."""

    id: LocalId
    at: Citation
    says: str
    reading: str
    why: Text
    cites: tuple[Citation, ...]
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The common part of all files of a base, with everything that they name."""

    origin: Origin = field(compare=False, repr=False)
    title: str  # an entity's name
    # Everything in the file that names something else, at any depth.
    references: tuple[Reference, ...] = field(default=(), repr=False)
    citations: tuple[Citation, ...] = field(default=(), repr=False)
    texts: tuple[Text, ...] = field(default=(), repr=False)

    def mark_of(self, spot: SpotId) -> Mark:
        """The position of *spot*, which belongs to this file."""
        return self.origin.mark(spot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Written):
    """The common part of all three kinds of record."""

    id: RecordId
    kind: Kind
    title_spot: SpotId = spot_field()
    spot: SpotId = spot_field()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def data(self) -> Mapping[str, Data]:
        """The content of the record, as written."""
        data = self.origin.data
        assert isinstance(data, dict)  # validated by its schema
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A person or thing that acts, is acted on, or is a place of action."""

    type: str
    aliases: tuple[Alias, ...]
    summary: Text
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    location: Location | None
    identifiers: Mapping[str, str]
    description: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened, is said to have happened, or is planned."""

    type: str
    date: PartialDate | None
    date_spot: SpotId = spot_field()
    date_note: str | None
    status: str
    status_spot: SpotId = spot_field()
    places: tuple[Reference, ...]
    part_of: Reference | None
    related: tuple[RelatedEvent, ...]
    participants: tuple[Participant, ...]
    summary: Text
    notes: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """An article or document that makes assertions."""

    subtitle: str | None
    genre: str
    authors: tuple[str, ...]
    publisher: Reference
    published: PartialDate
    published_spot: SpotId = spot_field()
    published_basis: str | None
    language: str
    url: Url | None
    part_of_series: str | None
    edition: str
    paragraphs: int
    relays: tuple[Reference, ...]
    summary: Text | None
    errata: tuple[Erratum, ...]
    retracted: PartialDate | None
    retraction_reason: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """A party to the story, and the entities that represent it."""

    name: str
    of: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Written):
    """The description of the base on its home page and its about page."""

    summary: Text | None = None
    about: Text | None = None
    sides: tuple[Side, ...] = ()
    licence: str | None = None
    base_url: Url | None = None


def names_in(written: Written) -> Iterator[RecordId]:
    """The id of every record that *written* names, once for each mention."""
    yield from (reference.target for reference in written.references)
    yield from (citation.source for citation in written.citations)
    yield from (link.target for text in written.texts for link in text.links)
    if isinstance(written, Record):
        for claim in written.claims:
            yield from (answer.record for answer in claim.answers)
