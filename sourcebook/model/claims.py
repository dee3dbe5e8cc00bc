"""Claims and the questions they answer, as frozen types (IBIS)."""

from dataclasses import dataclass, field

from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import (
    Citation,
    LocalId,
    RecordId,
    Reference,
    SpotId,
    Text,
    spot_field,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker who is an entity of the base."""

    entity: Reference


@dataclass(frozen=True, slots=True)
class Anonymous:
    """One or more speakers whom the source does not name."""

    description: str
    of: tuple[Reference, ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class Author:
    """The source itself, in its own voice."""


Speaker = Named | Anonymous | Author


@dataclass(frozen=True, slots=True)
class Answer:
    """The position that a claim takes on a question of its own record or another."""

    record: RecordId
    question: LocalId
    position: LocalId
    question_spot: SpotId = spot_field()
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number given by a claim; minimum and maximum are equal if it is exact."""

    what: str
    minimum: float | None  # None: no lower bound given
    maximum: float | None
    unit: str | None
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one source, by one speaker or several speaking as one."""

    id: LocalId
    text: Text
    speakers: tuple[Speaker, ...]
    mode: str
    via: tuple[Reference, ...]
    said: PartialDate | None
    said_spot: SpotId | None = field(compare=False, repr=False)
    cites: tuple[Citation, ...]
    about: tuple[Reference, ...]
    answers: tuple[Answer, ...]
    figure: Figure | None
    hedge: str | None
    quote: str | None
    quote_spot: SpotId | None = field(compare=False, repr=False)
    note: Text | None
    mode_spot: SpotId = spot_field()
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a question (IBIS)."""

    id: LocalId
    text: Text
    spot: SpotId = spot_field()


@dataclass(frozen=True, slots=True)
class Question:
    """Something on which sources disagree, or that only some answer (IBIS)."""

    id: LocalId
    ask: Text
    positions: tuple[Position, ...]
    note: Text | None
    spot: SpotId = spot_field()
