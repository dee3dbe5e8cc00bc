"""One well-shaped Document -> its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sourcebook.dates import PartialDate
from sourcebook.naming import NO_TEXT, ROOT, Namer, Where, items, values
from sourcebook.parse import Path
from sourcebook.problems import Mark
from sourcebook.read import Document, Kind
from sourcebook.records import (
    Alias,
    Anonymous,
    Answer,
    Author,
    Claim,
    Description,
    Entity,
    Erratum,
    Event,
    Figure,
    LocalId,
    Location,
    Named,
    Participant,
    Position,
    Question,
    Record,
    RecordId,
    RelatedEvent,
    Relation,
    Role,
    Side,
    Source,
    Speaker,
    Spot,
    Url,
)


@dataclass(frozen=True, slots=True)
class Made:
    """
    The Document that a record was made of, which can tell where each of its spots is.

    Nothing is kept of them: the record is made once more, and its spots are counted.
    """

    document: Document

    def mark(self, spot: Spot) -> Mark:
        """Where *spot* is in the Document."""
        place = self.document.marks.get(spot)
        if place is None:
            mark = self._mark(spot)
            place = self.document.marks[spot] = (mark.line, mark.column)
        return Mark(self.document.file, *place)

    def _mark(self, spot: Spot) -> Mark:
        if spot == ROOT:  # where most warnings stand
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


@lru_cache(maxsize=256)  # as many files as `read` keeps the positions of
def _wheres(document: Document) -> Sequence[Where]:
    maker = Maker(document)
    maker.made()
    return maker.wheres


class Maker(Namer):
    """
    Makes one record of its Document, and keeps a list of all that it names.

    Its methods take a value and the path to it; a schema has checked what they find.
    """

    __slots__ = ()

    def made(self) -> Record | Description:
        """What the Document holds: an entity, an event, a source, or the base's own."""
        is_base = self.document.kind is Kind.BASE
        return self.description() if is_base else self.record()

    def record(self) -> Record:
        """The entity, event or source that the Document holds."""
        make = {Kind.ENTITY: self._entity, Kind.EVENT: self._event}
        return make.get(self.document.kind, self._source)()

    def description(self) -> Description:
        """What the base's own file, base.yaml, says of it."""
        data = self._data
        return Description(
            title=_line(data["title"]),
            summary=self._text(data, (), "summary"),
            about=self._text(data, (), "about"),
            sides=tuple(self._side(*one) for one in values(data, (), "sides")),
            licence=_line_or_none(data.get("licence")),
            base_url=data.get("base_url"),
            **self._all_named(),
        )

    @property
    def _data(self) -> Any:
        """What the Document holds; its schema has checked it."""
        return self.document.data

    def _entity(self) -> Entity:
        data, location = self._data, self._data.get("location")
        return Entity(
            **self._claims_and_questions(),
            title=_line(data["name"]),
            title_spot=self._spot(("name",)),
            type=data["type"],
            aliases=tuple(self._alias(*one) for one in items(data, (), _ALIASES)),
            summary=self._text(data, (), "summary") or NO_TEXT,
            roles=tuple(self._role(*one) for one in items(data, (), "roles")),
            relations=tuple(
                self._relation(*one) for one in items(data, (), "relations")
            ),
            location=location
            and Location(*map(location.get, ("lat", "lon", "precision"))),
            identifiers=data.get("identifiers", {}),
            description=self._text(data, (), "description"),
            **self._all_named(),
        )

    def _event(self) -> Event:
        data = self._data
        return Event(
            **self._claims_and_questions(),
            title=_line(data["title"]),
            title_spot=self._spot(("title",)),
            type=data["type"],
            date=_date(data.get("date")),
            date_spot=self._spot(("date",)),
            date_note=_line_or_none(data.get("date_note")),
            status=data["status"],
            status_spot=self._spot(("status",)),
            places=self._references(data, (), "places", _ENTITY),
            part_of=self._reference(data, (), "part_of", _EVENT),
            related=tuple(self._related(*one) for one in items(data, (), "related")),
            participants=tuple(
                self._participant(*one) for one in items(data, (), "participants")
            ),
            summary=self._text(data, (), "summary") or NO_TEXT,
            notes=self._text(data, (), "notes"),
            **self._all_named(),
        )

    def _source(self) -> Source:
        data, retracted = self._data, self._data.get("retracted", {})
        return Source(
            **self._claims_and_questions(),
            title=_line(data["title"]),
            title_spot=self._spot(("title",)),
            subtitle=_line_or_none(data.get("subtitle")),
            genre=data["genre"],
            authors=tuple(map(_line, data.get("authors", ()))),
            publisher=self._reference(data, (), "publisher", _ENTITY),
            published=PartialDate.of(data["published"]),
            published_spot=self._spot(("published",)),
            published_basis=_line_or_none(data.get("published_basis")),
            language=data["language"],
            url=Url(data["url"]) if "url" in data else None,
            part_of_series=_line_or_none(data.get("part_of_series")),
            edition=_line(data["edition"]),
            paragraphs=data["paragraphs"],
            relays=self._references(data, (), "relays", _ENTITY_OR_SOURCE),
            summary=self._text(data, (), "summary"),
            errata=tuple(self._erratum(*one) for one in values(data, (), "errata")),
            retracted=_date(retracted.get("date")),
            retraction_reason=_line_or_none(retracted.get("reason")),
            **self._all_named(),
        )

    # What all kinds share. Called first and last, so that the lists are complete.

    def _claims_and_questions(self) -> dict[str, Any]:
        data = self._data
        return {
            "id": RecordId(self.document.id),
            "kind": self.document.kind,
            "spot": ROOT,
            "questions": tuple(
                self._question(*one) for one in values(data, (), "questions")
            ),
            "claims": tuple(self._claim(*one) for one in values(data, (), "claims")),
        }

    def _all_named(self) -> dict[str, Any]:
        return {
            "origin": Made(self.document),
            "references": tuple(self.references),
            "citations": tuple(self.citations),
            "texts": tuple(self.texts),
        }

    def _side(self, data: Any, path: Path) -> Side:
        of = self._references(data, path, "of", _ENTITY)
        return Side(_line(data["name"]), of)

    def _claim(self, data: Any, path: Path) -> Claim:
        figure = data.get("figure")
        return Claim(
            id=_local_id(path),
            text=self._text(data, path, "text") or NO_TEXT,
            speakers=tuple(self._speaker(*one) for one in items(data, path, "by")),
            mode=data["mode"],
            mode_spot=self._spot((*path, "mode")),
            via=self._references(data, path, "via", _ENTITY),
            said=_date(data.get("said")),
            said_spot=self._spot((*path, "said")) if "said" in data else None,
            cites=self._cites(data, path),
            about=self._references(data, path, "about", _ANY_KIND),
            answers=tuple(self._answer(*one) for one in values(data, path, "answers")),
            figure=figure and self._figure(figure, (*path, "figure")),
            hedge=_line_or_none(data.get("hedge")),
            quote=_line_or_none(data.get("quote")),
            quote_spot=self._spot((*path, "quote")) if "quote" in data else None,
            note=self._text(data, path, "note"),
            spot=self._spot(path, "key"),
        )

    def _question(self, data: Any, path: Path) -> Question:
        return Question(
            id=_local_id(path),
            ask=self._text(data, path, "ask") or NO_TEXT,
            positions=tuple(
                Position(
                    _local_id(at),
                    self._text_of(text, at),
                    self._spot(at, "key"),
                )
                for text, at in values(data, path, "positions")
            ),
            note=self._text(data, path, "note"),
            spot=self._spot(path, "key"),
        )

    def _speaker(self, data: Any, path: Path) -> Speaker:
        if isinstance(data, str):
            return Named(self._named(data, path, _ENTITY))
        if "author" in data:
            return Author()
        of = self._references(data, path, "of", _ENTITY)
        return Anonymous(_line(data["anonymous"]), of, data.get("count"))

    def _answer(self, position: str, path: Path) -> Answer:
        record, _, question = str(path[-1]).rpartition("#")
        return Answer(
            RecordId(record or self.document.id),
            LocalId(question),
            LocalId(position),
            self._spot(path, "key"),
            self._spot(path),
        )

    def _figure(self, data: Any, path: Path) -> Figure:
        low, high = data.get("min"), data.get("max")
        if "value" in data:
            low = high = data["value"]
        unit = _line_or_none(data.get("unit"))
        return Figure(_line(data["what"]), low, high, unit, self._spot(path))

    def _alias(self, data: Any, path: Path) -> Alias:
        return Alias(
            _line(data["name"]),
            data.get("lang"),
            self._cites(data, path),
            _line_or_none(data.get("note")),
            self._spot((*path, "name")),
        )

    def _role(self, data: Any, path: Path) -> Role:
        return Role(
            _line(data["title"]),
            self._reference(data, path, "at", _ENTITY),
            _date(data.get("from")),
            _date(data.get("to")),
            self._cites(data, path),
            self._spot((*path, "from")),
            self._spot((*path, "to")),
        )

    def _relation(self, data: Any, path: Path) -> Relation:
        return Relation(
            data["type"],
            self._named(data["to"], (*path, "to"), _ENTITY),
            _date(data.get("from")),
            _date(data.get("until")),
            self._cites(data, path),
            self._spot((*path, "from")),
            self._spot((*path, "until")),
        )

    def _related(self, data: Any, path: Path) -> RelatedEvent:
        event = self._named(data["event"], (*path, "event"), _EVENT)
        spot = self._spot((*path, "event"))
        return RelatedEvent(event, data["as"], self._cites(data, path), spot)

    def _participant(self, data: Any, path: Path) -> Participant:
        entity = self._named(data["entity"], (*path, "entity"), _ENTITY)
        return Participant(entity, data["role"], self._cites(data, path))

    def _erratum(self, data: Any, path: Path) -> Erratum:
        return Erratum(
            _local_id(path),
            self._citation(data["at"], (*path, "at")),
            _line(data["says"]),
            _line(data["reading"]),
            self._text(data, path, "why") or NO_TEXT,
            self._cites(data, path),
            self._spot(path, "key"),
        )


_ENTITY = (Kind.ENTITY,)
_EVENT = (Kind.EVENT,)
_ENTITY_OR_SOURCE = (Kind.ENTITY, Kind.SOURCE)
_ANY_KIND = (Kind.ENTITY, Kind.EVENT, Kind.SOURCE)
_ALIASES = "also_known_as"


def _local_id(path: Path) -> LocalId:
    return LocalId(str(path[-1]))


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.of(text) if text is not None else None


def _line(text: str) -> str:
    return text.strip()


def _line_or_none(text: str | None) -> str | None:
    return text.strip() if text is not None else None
