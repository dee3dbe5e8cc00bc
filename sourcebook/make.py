"""One well-shaped Document -> its record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sourcebook import markup
from sourcebook.dates import PartialDate
from sourcebook.parse import Path
from sourcebook.problems import Mark
from sourcebook.read import Document, Kind
from sourcebook.records import (
    Alias,
    Anonymous,
    Answer,
    Author,
    Citation,
    Claim,
    Description,
    Entity,
    Erratum,
    Event,
    Figure,
    Link,
    LocalId,
    Location,
    Named,
    Participant,
    Position,
    Question,
    Record,
    RecordId,
    Reference,
    RelatedEvent,
    Relation,
    Role,
    Side,
    Source,
    Speaker,
    Text,
    Url,
)


@dataclass(slots=True)
class Maker:
    """Makes one record of its Document, and keeps a list of all that it names."""

    document: Document
    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def record(self) -> Record:
        """The entity, event or source that the Document holds."""
        make = {Kind.ENTITY: self._entity, Kind.EVENT: self._event}
        return make.get(self.document.kind, self._source)()

    def description(self) -> Description:
        """What the base's own file, base.yaml, says of it."""
        data = self._data
        return Description(
            title=_line(data["title"]),
            summary=self._text(("summary",)),
            about=self._text(("about",)),
            sides=tuple(map(self._side, self._keys("sides"))),
            licence=_line_or_none(data.get("licence")),
            base_url=data.get("base_url"),
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
            title_mark=self.document.mark(("name",)),
            type=data["type"],
            aliases=tuple(map(self._alias, self._items("also_known_as"))),
            summary=self._text(("summary",)) or _NO_TEXT,
            roles=tuple(map(self._role, self._items("roles"))),
            relations=tuple(map(self._relation, self._items("relations"))),
            location=location
            and Location(*map(location.get, ("lat", "lon", "precision"))),
            identifiers=data.get("identifiers", {}),
            description=self._text(("description",)),
            **self._all_named(),
        )

    def _event(self) -> Event:
        data = self._data
        return Event(
            **self._claims_and_questions(),
            title=_line(data["title"]),
            title_mark=self.document.mark(("title",)),
            type=data["type"],
            date=_date(data.get("date")),
            date_mark=self.document.mark(("date",)),
            date_note=_line_or_none(data.get("date_note")),
            status=data["status"],
            status_mark=self.document.mark(("status",)),
            places=self._references(("places",), Kind.ENTITY),
            part_of=self._reference(("part_of",), Kind.EVENT),
            related=tuple(map(self._related, self._items("related"))),
            participants=tuple(map(self._participant, self._items("participants"))),
            summary=self._text(("summary",)) or _NO_TEXT,
            notes=self._text(("notes",)),
            **self._all_named(),
        )

    def _source(self) -> Source:
        data, retracted = self._data, self._data.get("retracted", {})
        return Source(
            **self._claims_and_questions(),
            title=_line(data["title"]),
            title_mark=self.document.mark(("title",)),
            subtitle=_line_or_none(data.get("subtitle")),
            genre=data["genre"],
            authors=tuple(map(_line, data.get("authors", ()))),
            publisher=self._reference(("publisher",), Kind.ENTITY),
            published=PartialDate.of(data["published"]),
            published_mark=self.document.mark(("published",)),
            published_basis=_line_or_none(data.get("published_basis")),
            language=data["language"],
            url=Url(data["url"]) if "url" in data else None,
            part_of_series=_line_or_none(data.get("part_of_series")),
            edition=_line(data["edition"]),
            paragraphs=data["paragraphs"],
            relays=self._references(("relays",), Kind.ENTITY, Kind.SOURCE),
            summary=self._text(("summary",)),
            errata=tuple(map(self._erratum, self._keys("errata"))),
            retracted=_date(retracted.get("date")),
            retraction_reason=_line_or_none(retracted.get("reason")),
            **self._all_named(),
        )

    # What all kinds share. Called first and last, so that the lists are complete.

    def _claims_and_questions(self) -> dict[str, Any]:
        return {
            "id": RecordId(self.document.id),
            "kind": self.document.kind,
            "mark": self.document.mark(()),
            "data": self._data,
            "questions": tuple(map(self._question, self._keys("questions"))),
            "claims": tuple(map(self._claim, self._keys("claims"))),
        }

    def _all_named(self) -> dict[str, Any]:
        return {
            "references": tuple(self.references),
            "citations": tuple(self.citations),
            "texts": tuple(self.texts),
        }

    def _side(self, path: Path) -> Side:
        of = self._references((*path, "of"), Kind.ENTITY)
        return Side(_line(self._at(path)["name"]), of)

    def _claim(self, path: Path) -> Claim:
        data, said = self._at(path), (*path, "said")
        figure = self._figure((*path, "figure")) if "figure" in data else None
        return Claim(
            id=LocalId(str(path[-1])),
            text=self._text((*path, "text")) or _NO_TEXT,
            speakers=tuple(map(self._speaker, self._items(*path, "by"))),
            mode=data["mode"],
            mode_mark=self.document.mark((*path, "mode")),
            via=self._references((*path, "via"), Kind.ENTITY),
            said=_date(data.get("said")),
            said_mark=self.document.mark(said) if "said" in data else None,
            cites=self._cites(path),
            about=self._references((*path, "about"), *_ANY_KIND),
            answers=tuple(map(self._answer, self._keys(*path, "answers"))),
            figure=figure,
            hedge=_line_or_none(data.get("hedge")),
            quote=_line_or_none(data.get("quote")),
            quote_mark=self.document.mark((*path, "quote"))
            if "quote" in data
            else None,
            note=self._text((*path, "note")),
            mark=self.document.key_mark(path),
        )

    def _question(self, path: Path) -> Question:
        positions = (*path, "positions")
        return Question(
            id=LocalId(str(path[-1])),
            ask=self._text((*path, "ask")) or _NO_TEXT,
            positions=tuple(
                Position(
                    LocalId(str(at[-1])),
                    self._text(at) or _NO_TEXT,
                    self.document.key_mark(at),
                )
                for at in self._keys(*positions)
            ),
            note=self._text((*path, "note")),
            mark=self.document.key_mark(path),
        )

    def _speaker(self, path: Path) -> Speaker:
        data = self._at(path)
        if isinstance(data, str):
            return Named(self._named(path, Kind.ENTITY))
        if "author" in data:
            return Author()
        of = self._references((*path, "of"), Kind.ENTITY)
        return Anonymous(_line(data["anonymous"]), of, data.get("count"))

    def _answer(self, path: Path) -> Answer:
        record, _, question = str(path[-1]).rpartition("#")
        return Answer(
            RecordId(record or self.document.id),
            LocalId(question),
            LocalId(self._at(path)),
            self.document.key_mark(path),
            self.document.mark(path),
        )

    def _figure(self, path: Path) -> Figure:
        data, mark = self._at(path), self.document.mark(path)
        low, high = data.get("min"), data.get("max")
        if "value" in data:
            low = high = data["value"]
        return Figure(
            _line(data["what"]), low, high, _line_or_none(data.get("unit")), mark
        )

    def _alias(self, path: Path) -> Alias:
        data = self._at(path)
        return Alias(
            _line(data["name"]),
            data.get("lang"),
            self._cites(path),
            _line_or_none(data.get("note")),
            self.document.mark((*path, "name")),
        )

    def _role(self, path: Path) -> Role:
        data = self._at(path)
        return Role(
            _line(data["title"]),
            self._reference((*path, "at"), Kind.ENTITY),
            _date(data.get("from")),
            _date(data.get("to")),
            self._cites(path),
            self.document.mark((*path, "from")),
            self.document.mark((*path, "to")),
        )

    def _relation(self, path: Path) -> Relation:
        data = self._at(path)
        return Relation(
            data["type"],
            self._named((*path, "to"), Kind.ENTITY),
            _date(data.get("from")),
            _date(data.get("until")),
            self._cites(path),
            self.document.mark((*path, "from")),
            self.document.mark((*path, "until")),
        )

    def _related(self, path: Path) -> RelatedEvent:
        event = self._named((*path, "event"), Kind.EVENT)
        mark = self.document.mark((*path, "event"))
        return RelatedEvent(event, self._at(path)["as"], self._cites(path), mark)

    def _participant(self, path: Path) -> Participant:
        entity = self._named((*path, "entity"), Kind.ENTITY)
        return Participant(entity, self._at(path)["role"], self._cites(path))

    def _erratum(self, path: Path) -> Erratum:
        data = self._at(path)
        return Erratum(
            LocalId(str(path[-1])),
            self._citation((*path, "at")),
            _line(data["says"]),
            _line(data["reading"]),
            self._text((*path, "why")) or _NO_TEXT,
            self._cites(path),
            self.document.key_mark(path),
        )

    def _text(self, path: Path) -> Text | None:
        markdown = self._at(path)
        if markdown is None:
            return None

        def mark(token: markup.Token) -> Mark:
            return self.document.mark_within(path, markdown, token.start, token.end)

        links, indent = [], len(markdown) - len(markdown.lstrip())
        for token in markup.links(markdown):
            record, _, anchor = token.target.partition("#")
            target, local = RecordId(record), LocalId(anchor) if anchor else None
            links.append(Link(target, local, token.start - indent, mark(token)))
        cites = tuple(
            citation_of(token.target, mark(token))
            for token in markup.citations(markdown)
        )
        self.citations += cites
        text = Text(markdown.strip(), tuple(links), cites, self.document.mark(path))
        self.texts.append(text)
        return text

    def _cites(self, path: Path) -> tuple[Citation, ...]:
        return tuple(map(self._citation, self._items(*path, "cite")))

    def _citation(self, path: Path) -> Citation:
        citation = citation_of(self._at(path), self.document.mark(path))
        self.citations.append(citation)
        return citation

    def _reference(self, path: Path, *kinds: Kind) -> Any:
        """The reference at *path*, or None where nothing stands there."""
        return self._named(path, *kinds) if self._at(path) is not None else None

    def _references(self, path: Path, *kinds: Kind) -> tuple[Reference, ...]:
        return tuple(self._named(at, *kinds) for at in self._items(*path))

    def _named(self, path: Path, *kinds: Kind) -> Reference:
        reference = Reference(RecordId(self._at(path)), kinds, self.document.mark(path))
        self.references.append(reference)
        return reference

    def _at(self, path: Path) -> Any:
        found = self._data
        for step in path:
            if isinstance(found, dict) and step not in found:
                return None
            found = found[step]
        return found

    def _items(self, *path: str | int) -> Iterator[Path]:
        """The paths of the items of the list at *path*; none where it is missing."""
        return ((*path, index) for index in range(len(self._at(path) or ())))

    def _keys(self, *path: str | int) -> Iterator[Path]:
        """The paths of the values of the map at *path*; none where it is missing."""
        return ((*path, key) for key in self._at(path) or ())


_ANY_KIND = (Kind.ENTITY, Kind.EVENT, Kind.SOURCE)
_NO_TEXT = Text("", (), (), Mark(""))
_ANCHOR = re.compile(r"p([0-9]{1,9})(?:-([0-9]{1,9}))?", re.ASCII)


def citation_of(locator: str, mark: Mark) -> Citation:
    """
    The paragraphs that *locator* names.

    One without a paragraph, which only a text can hold, cites paragraph 0, that no
    source has.
    """
    source, _, anchor = locator.partition("#")
    match = _ANCHOR.fullmatch(anchor)
    if match is None:
        return Citation(RecordId(source), 0, 0, mark)
    return Citation(RecordId(source), int(match[1]), int(match[2] or match[1]), mark)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.of(text) if text is not None else None


def _line(text: str) -> str:
    return text.strip()


def _line_or_none(text: str | None) -> str | None:
    return text.strip() if text is not None else None
