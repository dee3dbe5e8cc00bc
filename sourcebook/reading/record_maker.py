"""One well-shaped Document -> its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import RecordId, SpotId, Url
from sourcebook.model.plain_data import Data, DataPath
from sourcebook.model.records import (
    Alias,
    Description,
    Entity,
    Erratum,
    Event,
    Location,
    Participant,
    Record,
    RelatedEvent,
    Relation,
    Role,
    Side,
    Source,
)
from sourcebook.problems import Mark
from sourcebook.reading.claim_maker import (
    ENTITY,
    ClaimMaker,
    date_of,
    line,
    line_or_none,
    local_id,
)
from sourcebook.reading.document import Document
from sourcebook.reading.references import NO_TEXT, ROOT, Where, items, values


@dataclass(frozen=True, slots=True)
class DocumentOrigin:
    """
    The Document that a record was made from, which finds the Mark of each spot.

    Spots are not stored: the record is made once more, and its spots are counted.
    """

    document: Document

    @property
    def file(self) -> str:
        """The path of the Document's file."""
        return self.document.file

    @property
    def digest(self) -> str:
        """The digest of the Document's kind and text."""
        return self.document.digest

    @property
    def data(self) -> Data:
        """The content of the Document."""
        return self.document.data

    def mark(self, spot: SpotId) -> Mark:
        """The position of *spot* in the Document."""
        place = self.document.marks.get(spot)
        if place is None:
            mark = self._mark(spot)
            place = self.document.marks[spot] = (mark.line, mark.column)
        return Mark(self.document.file, *place)

    def _mark(self, spot: SpotId) -> Mark:
        if spot == ROOT:  # where most warnings point
            return self.document.mark(())
        path, part = _wheres(self.document)[spot]
        if part == "key":
            return self.document.key_mark(path)
        if part == "value":
            return self.document.mark(path)
        value: Any = self.document.data
        for step in path:
            value = value[step]
        return self.document.mark_within(path, value, *part)


@lru_cache(maxsize=256)  # as many files as `document` caches positions of
def _wheres(document: Document) -> Sequence[Where]:
    maker = RecordMaker(document)
    maker.make()
    return maker.wheres


class RecordMaker(ClaimMaker):
    """Makes one record from its Document, and collects everything that it names."""

    __slots__ = ()

    def make(self) -> Record | Description:
        """The entity, event, source or description of the base in the Document."""
        is_base = self.document.kind is Kind.BASE
        return self.description() if is_base else self.record()

    def record(self) -> Record:
        """The entity, event or source in the Document."""
        makers = {Kind.ENTITY: self._entity, Kind.EVENT: self._event}
        return makers.get(self.document.kind, self._source)()

    def description(self) -> Description:
        """The description of the base, from base.yaml."""
        data = self._data
        return Description(
            title=line(data["title"]),
            summary=self._text(data, (), "summary"),
            about=self._text(data, (), "about"),
            sides=tuple(self._side(*s) for s in values(data, (), "sides")),
            licence=line_or_none(data.get("licence")),
            base_url=data.get("base_url"),
            **self._mentions(),
        )

    @property
    def _data(self) -> Any:
        """The content of the Document, validated by its schema."""
        return self.document.data

    def _entity(self) -> Entity:
        data, location = self._data, self._data.get("location")
        return Entity(
            **self._claims_and_questions(),
            title=line(data["name"]),
            title_spot=self._spot(("name",)),
            type=data["type"],
            aliases=tuple(self._alias(*a) for a in items(data, (), _ALIASES)),
            summary=self._text(data, (), "summary") or NO_TEXT,
            roles=tuple(self._role(*r) for r in items(data, (), "roles")),
            relations=tuple(self._relation(*r) for r in items(data, (), "relations")),
            location=location
            and Location(*map(location.get, ("lat", "lon", "precision"))),
            identifiers=data.get("identifiers", {}),
            description=self._text(data, (), "description"),
            **self._mentions(),
        )

    def _event(self) -> Event:
        data = self._data
        return Event(
            **self._claims_and_questions(),
            title=line(data["title"]),
            title_spot=self._spot(("title",)),
            type=data["type"],
            date=date_of(data.get("date")),
            date_spot=self._spot(("date",)),
            date_note=line_or_none(data.get("date_note")),
            status=data["status"],
            status_spot=self._spot(("status",)),
            places=self._references(data, (), "places", ENTITY),
            part_of=self._reference(data, (), "part_of", _EVENT),
            related=tuple(self._related(*r) for r in items(data, (), "related")),
            participants=tuple(
                self._participant(*p) for p in items(data, (), "participants")
            ),
            summary=self._text(data, (), "summary") or NO_TEXT,
            notes=self._text(data, (), "notes"),
            **self._mentions(),
        )

    def _source(self) -> Source:
        data, retracted = self._data, self._data.get("retracted", {})
        return Source(
            **self._claims_and_questions(),
            title=line(data["title"]),
            title_spot=self._spot(("title",)),
            subtitle=line_or_none(data.get("subtitle")),
            genre=data["genre"],
            authors=tuple(map(line, data.get("authors", ()))),
            publisher=self._reference(data, (), "publisher", ENTITY),
            published=PartialDate.of(data["published"]),
            published_spot=self._spot(("published",)),
            published_basis=line_or_none(data.get("published_basis")),
            language=data["language"],
            url=Url(data["url"]) if "url" in data else None,
            part_of_series=line_or_none(data.get("part_of_series")),
            edition=line(data["edition"]),
            paragraphs=data["paragraphs"],
            relays=self._references(data, (), "relays", _ENTITY_OR_SOURCE),
            summary=self._text(data, (), "summary"),
            errata=tuple(self._erratum(*e) for e in values(data, (), "errata")),
            retracted=date_of(retracted.get("date")),
            retraction_reason=line_or_none(retracted.get("reason")),
            **self._mentions(),
        )

    # Shared by all kinds. Called first and last, so that the lists are complete.

    def _claims_and_questions(self) -> dict[str, Any]:
        data = self._data
        return {
            "id": RecordId(self.document.id),
            "kind": self.document.kind,
            "spot": ROOT,
            "questions": tuple(
                self._question(*q) for q in values(data, (), "questions")
            ),
            "claims": tuple(self._claim(*c) for c in values(data, (), "claims")),
        }

    def _mentions(self) -> dict[str, Any]:
        return {
            "origin": DocumentOrigin(self.document),
            "references": tuple(self.references),
            "citations": tuple(self.citations),
            "texts": tuple(self.texts),
        }

    def _side(self, data: Any, path: DataPath) -> Side:
        of = self._references(data, path, "of", ENTITY)
        return Side(line(data["name"]), of)

    def _alias(self, data: Any, path: DataPath) -> Alias:
        return Alias(
            line(data["name"]),
            data.get("lang"),
            self._cites(data, path),
            line_or_none(data.get("note")),
            self._spot((*path, "name")),
        )

    def _role(self, data: Any, path: DataPath) -> Role:
        return Role(
            line(data["title"]),
            self._reference(data, path, "at", ENTITY),
            date_of(data.get("from")),
            date_of(data.get("to")),
            self._cites(data, path),
            self._spot((*path, "from")),
            self._spot((*path, "to")),
        )

    def _relation(self, data: Any, path: DataPath) -> Relation:
        return Relation(
            data["type"],
            self._refer(data["to"], (*path, "to"), ENTITY),
            date_of(data.get("from")),
            date_of(data.get("until")),
            self._cites(data, path),
            self._spot((*path, "from")),
            self._spot((*path, "until")),
        )

    def _related(self, data: Any, path: DataPath) -> RelatedEvent:
        event = self._refer(data["event"], (*path, "event"), _EVENT)
        spot = self._spot((*path, "event"))
        return RelatedEvent(event, data["as"], self._cites(data, path), spot)

    def _participant(self, data: Any, path: DataPath) -> Participant:
        entity = self._refer(data["entity"], (*path, "entity"), ENTITY)
        return Participant(entity, data["role"], self._cites(data, path))

    def _erratum(self, data: Any, path: DataPath) -> Erratum:
        return Erratum(
            local_id(path),
            self._citation(data["at"], (*path, "at")),
            line(data["says"]),
            line(data["reading"]),
            self._text(data, path, "why") or NO_TEXT,
            self._cites(data, path),
            self._spot(path, "key"),
        )


_EVENT = (Kind.EVENT,)
_ENTITY_OR_SOURCE = (Kind.ENTITY, Kind.SOURCE)
_ALIASES = "also_known_as"
