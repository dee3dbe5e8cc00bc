"""Well-shaped data -> claims and questions."""

from typing import Any

from sourcebook.model.claims import (
    Anonymous,
    Answer,
    Author,
    Claim,
    Figure,
    Named,
    Position,
    Question,
    Speaker,
)
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import LocalId, RecordId
from sourcebook.model.plain_data import DataPath
from sourcebook.reading.references import NO_TEXT, ReferenceCollector, items, values


class ClaimMaker(ReferenceCollector):
    """
    Makes the claims and questions of one record.

    Its methods take a value and its path; a schema has validated the value.
    """

    __slots__ = ()

    def _claim(self, data: Any, path: DataPath) -> Claim:
        figure = data.get("figure")
        return Claim(
            id=local_id(path),
            text=self._text(data, path, "text") or NO_TEXT,
            speakers=tuple(self._speaker(*s) for s in items(data, path, "by")),
            mode=data["mode"],
            mode_spot=self._spot((*path, "mode")),
            via=self._references(data, path, "via", ENTITY),
            said=date_of(data.get("said")),
            said_spot=self._spot((*path, "said")) if "said" in data else None,
            cites=self._cites(data, path),
            about=self._references(data, path, "about", _ANY_KIND),
            answers=tuple(self._answer(*a) for a in values(data, path, "answers")),
            figure=figure and self._figure(figure, (*path, "figure")),
            hedge=line_or_none(data.get("hedge")),
            quote=line_or_none(data.get("quote")),
            quote_spot=self._spot((*path, "quote")) if "quote" in data else None,
            note=self._text(data, path, "note"),
            spot=self._spot(path, "key"),
        )

    def _question(self, data: Any, path: DataPath) -> Question:
        return Question(
            id=local_id(path),
            ask=self._text(data, path, "ask") or NO_TEXT,
            positions=tuple(
                Position(local_id(at), self._text_of(text, at), self._spot(at, "key"))
                for text, at in values(data, path, "positions")
            ),
            note=self._text(data, path, "note"),
            spot=self._spot(path, "key"),
        )

    def _speaker(self, data: Any, path: DataPath) -> Speaker:
        if isinstance(data, str):
            return Named(self._refer(data, path, ENTITY))
        if "author" in data:
            return Author()
        of = self._references(data, path, "of", ENTITY)
        return Anonymous(line(data["anonymous"]), of, data.get("count"))

    def _answer(self, position: str, path: DataPath) -> Answer:
        record, _, question = str(path[-1]).rpartition("#")
        return Answer(
            RecordId(record or self.document.id),
            LocalId(question),
            LocalId(position),
            self._spot(path, "key"),
            self._spot(path),
        )

    def _figure(self, data: Any, path: DataPath) -> Figure:
        low, high = data.get("min"), data.get("max")
        if "value" in data:
            low = high = data["value"]
        unit = line_or_none(data.get("unit"))
        return Figure(line(data["what"]), low, high, unit, self._spot(path))


ENTITY = (Kind.ENTITY,)
_ANY_KIND = (Kind.ENTITY, Kind.EVENT, Kind.SOURCE)


def local_id(path: DataPath) -> LocalId:
    """The id of the entry of a map at *path*: its key."""
    return LocalId(str(path[-1]))


def date_of(text: str | None) -> PartialDate | None:
    """The date written as *text*; None if there is none."""
    return PartialDate.of(text) if text is not None else None


def line(text: str) -> str:
    """*text* without surrounding whitespace."""
    return text.strip()


def line_or_none(text: str | None) -> str | None:
    """Like `line`, but None if there is no text."""
    return text.strip() if text is not None else None
