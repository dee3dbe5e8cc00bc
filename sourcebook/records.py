"""Entity, Event, Source, Claim, Question: what a record says, as frozen types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NewType, Protocol

from sourcebook.dates import PartialDate
from sourcebook.parse import Data
from sourcebook.problems import Mark
from sourcebook.read import Document, Kind

RecordId = NewType("RecordId", str)
LocalId = NewType("LocalId", str)  # of a claim, question, position or erratum
Url = NewType("Url", str)
# Where something stands in the file of its record: a number that nothing else in the
# record has, and that grows from one question, claim or item of a list to the next.
# `mark_of` finds its Mark, which few are ever asked for (docs/decisions/0017).
Spot = NewType("Spot", int)


def _spot() -> Any:
    """A field that says where the value stands, and takes no part in comparisons."""
    return field(compare=False, repr=False)


class Origin(Protocol):
    """The Document that a record was made of."""

    @property
    def document(self) -> Document:
        """The Document."""

    def mark(self, spot: Spot) -> Mark:
        """Where *spot* is in it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a record where another record names it."""

    target: RecordId
    kinds: tuple[Kind, ...]  # what it may name
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more paragraphs of a source; paragraphs count from 1."""

    source: RecordId
    first: int
    last: int
    spot: Spot = _spot()

    @property
    def anchor(self) -> str:
        """The paragraphs as a locator writes them: p5, or p5-7."""
        return (
            f"p{self.first}"
            if self.first == self.last
            else f"p{self.first}-{self.last}"
        )

    @property
    def locator(self) -> str:
        """The whole locator, such as axios#p5."""
        return f"{self.source}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Link:
    """A record, or a claim or question of one, that a text links."""

    target: RecordId
    anchor: LocalId | None
    start: int  # the character of the text at which the target's name begins
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the editors' own voice, with what it links and cites."""

    markdown: str
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker who is an entity of the base."""

    entity: Reference


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Speakers whom the source does not name."""

    description: str
    of: tuple[Reference, ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class Author:
    """The source itself, in its own voice."""


Speaker = Named | Anonymous | Author


@dataclass(frozen=True, slots=True)
class Answer:
    """The position that a claim takes on a question, of its own record or another."""

    record: RecordId
    question: LocalId
    position: LocalId
    question_spot: Spot = _spot()
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a claim gives: minimum and maximum are equal where it is exact."""

    what: str
    minimum: float | None  # None: no lower end was given
    maximum: float | None
    unit: str | None
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion by one speaker, or several speaking as one, in one source."""

    id: LocalId
    text: Text
    speakers: tuple[Speaker, ...]
    mode: str
    via: tuple[Reference, ...]
    said: PartialDate | None
    said_spot: Spot | None = field(compare=False, repr=False)
    cites: tuple[Citation, ...]
    about: tuple[Reference, ...]
    answers: tuple[Answer, ...]
    figure: Figure | None
    hedge: str | None
    quote: str | None
    quote_spot: Spot | None = field(compare=False, repr=False)
    note: Text | None
    mode_spot: Spot = _spot()
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a question (IBIS)."""

    id: LocalId
    text: Text
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Question:
    """Something the sources do not agree on, or that only some answer (IBIS)."""

    id: LocalId
    ask: Text
    positions: tuple[Position, ...]
    note: Text | None
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    name: str
    language: str | None
    cites: tuple[Citation, ...]
    note: str | None
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function of an entity."""

    title: str
    at: Reference | None
    start: PartialDate | None
    end: PartialDate | None
    cites: tuple[Citation, ...]
    start_spot: Spot = _spot()
    end_spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Relation:
    """How an entity stands to another; written at one end only."""

    type: str
    to: Reference
    start: PartialDate | None
    end: PartialDate | None
    cites: tuple[Citation, ...]
    start_spot: Spot = _spot()
    end_spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Location:
    """A point on the earth, in degrees (WGS 84), and what it stands for."""

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
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True)
class Erratum:
    """What looks wrong in a source."""

    id: LocalId
    at: Citation
    says: str
    reading: str
    why: Text
    cites: tuple[Citation, ...]
    spot: Spot = _spot()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What all files of a base share: they name others, in keys and in texts."""

    origin: Origin = field(compare=False, repr=False)
    title: str  # an entity's name
    # Everything in the file that names something else, wherever it stands.
    references: tuple[Reference, ...] = field(default=(), repr=False)
    citations: tuple[Citation, ...] = field(default=(), repr=False)
    texts: tuple[Text, ...] = field(default=(), repr=False)

    def mark_of(self, spot: Spot) -> Mark:
        """Where *spot*, a number of this file, is in it."""
        return self.origin.mark(spot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Written):
    """What all three kinds of record share."""

    id: RecordId
    kind: Kind
    title_spot: Spot = _spot()
    spot: Spot = _spot()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def data(self) -> Mapping[str, Data]:
        """The record as it was written."""
        written = self.origin.document.data
        assert isinstance(written, dict)  # its schema has checked it
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """Whoever or whatever acts, is acted on, or is a place of action."""

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
    date_spot: Spot = _spot()
    date_note: str | None
    status: str
    status_spot: Spot = _spot()
    places: tuple[Reference, ...]
    part_of: Reference | None
    related: tuple[RelatedEvent, ...]
    participants: tuple[Participant, ...]
    summary: Text
    notes: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """An article or document that says things."""

    subtitle: str | None
    genre: str
    authors: tuple[str, ...]
    publisher: Reference
    published: PartialDate
    published_spot: Spot = _spot()
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
    """A party to the story, and the entities that stand for it."""

    name: str
    of: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Written):
    """What the base is, for its home page and its about page."""

    summary: Text | None = None
    about: Text | None = None
    sides: tuple[Side, ...] = ()
    licence: str | None = None
    base_url: Url | None = None


def names_in(one: Written) -> Iterator[RecordId]:
    """The id of every record that *one* names, as often as it does."""
    yield from (reference.target for reference in one.references)
    yield from (citation.source for citation in one.citations)
    yield from (link.target for text in one.texts for link in text.links)
    if isinstance(one, Record):
        for claim in one.claims:
            yield from (answer.record for answer in claim.answers)
