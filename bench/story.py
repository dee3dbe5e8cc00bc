"""The outline of a base of a given size, before any of its text is generated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from draw import Draw
from made_up import WORDS, short_word, word

FEWEST, MOST = 10, WORDS
_FIRST_DAY = dt.date(2001, 1, 1).toordinal()
_DAYS = 12 * 365
# One event in this many is a long one, of which others are parts.
LONG = 40

# The types of every twenty entities. The first entities are mentioned most often.
_ENTITY_TYPES = (
    *("state", "government_body", "media_outlet", "person", "place"),
    *("person", "organization", "person", "place", "person"),
    *("organization", "person", "place", "group", "person"),
    *("government_body", "agreement", "person", "place", "political_party"),
)
PLACES = tuple(i for i, type_ in enumerate(_ENTITY_TYPES) if type_ == "place")
PEOPLE = tuple(i for i, type_ in enumerate(_ENTITY_TYPES) if type_ == "person")
OUTLET = _ENTITY_TYPES.index("media_outlet")
ROUND = len(_ENTITY_TYPES)
_FORMS = {
    "state": "{}",
    "government_body": "Council of {}",
    "media_outlet": "{} Courier",
    "place": "{}",
    "organization": "{} Institute",
    "group": "Ferrymen of {}",
    "agreement": "Treaty of {}",
    "political_party": "{} Union",
    "work": "Song of {}",
}
EVENT_TYPES = (
    *("meeting", "call", "visit", "negotiation", "proposal", "agreement", "statement"),
    *("publication", "decision", "delivery", "legal_act", "appointment", "incident"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that records have: id, text, and positions with id and text."""

    id: str
    ask: str
    positions: tuple[tuple[str, str], ...]
    counts: bool = False  # whether its claims give a figure


QUESTIONS = (
    Asked(
        "how-many",
        "How many people came?",
        (("fewer", "Fewer than announced"), ("more", "More than announced")),
        counts=True,
    ),
    Asked(
        "who-paid",
        "Who paid for it?",
        (
            ("the-towns", "The towns paid in equal parts"),
            ("the-board", "The board paid alone"),
            ("nobody-yet", "Nobody has paid so far"),
        ),
    ),
    Asked(
        "known-before",
        "Had the terms been known before?",
        (("known", "They had been known"), ("not-known", "They had not been known")),
    ),
    Asked(
        "on-time",
        "Was the work begun on time?",
        (
            ("on-time", "It was begun on the day agreed"),
            ("late", "It was begun later"),
            ("not-begun", "It has not begun"),
            ("not-established", "It cannot be told from the accounts"),
        ),
    ),
    Asked(
        "whose-plan",
        "Whose plan was it?",
        (("of-the-council", "The council's"), ("of-the-engineers", "The engineers'")),
    ),
    Asked(
        "still-valid",
        "Are the old measures still valid?",
        (("valid", "They are valid"), ("replaced", "They were replaced")),
    ),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """The properties of an entity that other records need."""

    number: int
    id: str
    name: str
    type: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """The properties of an event that other records need; days are ordinals."""

    number: int
    id: str
    type: str
    date: str | None
    day: int
    questions: tuple[Asked, ...]

    @property
    def is_long(self) -> bool:
        """Whether other events are parts of it."""
        return self.number % LONG == 0


@dataclass(frozen=True, slots=True)
class Source:
    """The properties of a source that other records need."""

    number: int
    id: str
    publisher: str
    published: str
    day: int  # an ordinal
    paragraphs: int
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class Story:
    """All records of a base in outline; events and sources oldest first."""

    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, size: int, draw: Draw) -> Story:
        """A story of *size* records: 60 % events, 35 % entities, 5 % sources."""
        sources = max(1, size // 20)
        entities = size * 35 // 100
        events = size - sources - entities
        told = tuple(_entity(number, draw) for number in range(entities))
        outlets = [told[i].id for i in range(OUTLET, entities, ROUND)]
        return cls(
            told,
            tuple(_event(i, events, entities, draw) for i in range(events)),
            tuple(
                _source(i, sources, entities + events, outlets, draw)
                for i in range(sources)
            ),
        )

    def place(self, draw: Draw) -> Entity | None:
        """A place, some more frequent than others; or None."""
        return self._of_type(PLACES, draw)

    def person(self, draw: Draw) -> Entity | None:
        """A person, some more frequent than others; or None."""
        return self._of_type(PEOPLE, draw)

    def entity(self, draw: Draw) -> Entity:
        """An entity; the first ones are far more frequent than the last."""
        return self.entities[draw.often(len(self.entities))]

    def outlet(self, draw: Draw) -> Entity:
        """A media outlet."""
        outlets = (len(self.entities) - OUTLET - 1) // ROUND + 1
        return self.entities[OUTLET + ROUND * draw.often(outlets)]

    def source(self, day: int, draw: Draw) -> Source:
        """A source published soon after *day*; sometimes one of the popular ones."""
        sources = self.sources
        if draw.chance(0.12):
            return sources[draw.often(len(sources)) * 7919 % len(sources)]
        next_ = int((day - _FIRST_DAY) * len(sources) / _DAYS) + 1
        return sources[min(next_ + draw.about(1, 1.0), len(sources) - 1)]

    def event_near(self, day: int, draw: Draw) -> Event:
        """An event shortly before or after *day*."""
        number = (day - _FIRST_DAY) * len(self.events) // _DAYS + draw.within(-20, 20)
        return self.events[min(max(number, 0), len(self.events) - 1)]

    def _of_type(self, places: Sequence[int], draw: Draw) -> Entity | None:
        rounds = len(self.entities) // ROUND + 1
        number = draw.often(rounds) * ROUND + draw.one(places)
        return self.entities[number] if number < len(self.entities) else None


def _entity(number: int, draw: Draw) -> Entity:
    type_ = _ENTITY_TYPES[number % ROUND]
    if type_ == "state" and number // ROUND % 5:
        type_ = "work"
    own = word(number)
    if type_ == "person":
        name = f"{short_word(draw.below(4000))} {own}"
    else:
        name = _FORMS[type_].format(own)
    id_ = name.lower().replace(" ", "-")
    return Entity(number, id_, name, type_, _questions(draw, 1 if number < 3 else 0.08))


def _event(number: int, events: int, before: int, draw: Draw) -> Event:
    day = _FIRST_DAY + number * _DAYS // events
    is_long = number % LONG == 0
    type_ = "negotiation" if is_long else draw.one(EVENT_TYPES)
    date, begins = _date(day, draw) if not is_long else _span(day, 40 + draw.below(400))
    id_ = f"{begins}-{word(before + number)}-{type_}".lower().replace("_", "-")
    return Event(
        number, id_, type_, date, day, _questions(draw, 1 if is_long else 0.25)
    )


def _source(
    number: int, sources: int, before: int, outlets: Sequence[str], draw: Draw
) -> Source:
    day = _FIRST_DAY + 20 + number * _DAYS // sources
    published = _iso(day)[:7] if draw.chance(0.08) else _iso(day)
    publisher = outlets[draw.often(len(outlets))]
    id_ = f"{publisher.split('-')[0]}-{word(before + number)}".lower()
    paragraphs = min(8 + draw.about(22, 0.8), 400)
    is_retracted = number % 97 == 50
    return Source(number, id_, publisher, published, day, paragraphs, is_retracted)


def _questions(draw: Draw, probability: float) -> tuple[Asked, ...]:
    if not draw.chance(probability):
        return ()
    return tuple(draw.some(QUESTIONS, 1 + min(draw.about(0.7, 0.7), 2)))


def _date(day: int, draw: Draw) -> tuple[str | None, str]:
    """A date in one of the forms of EDTF, and the first part of the id of an event."""
    iso, choice = _iso(day), draw.below(100)
    month, year = iso[:7], iso[:4]
    known = draw.one((iso, month, year))
    span = _span(day, draw.within(1, 12))
    forms: tuple[tuple[int, str | None, str], ...] = (
        (62, iso, iso),
        (72, month, month),
        (75, year, year),
        (84, *span),
        (86, f"{month}/{_iso(day + 70)[:7]}", month),
        (96, known + "~?%"[choice % 3], known),
        (98, f"{iso}/..", iso),
        (99, f"../{iso}", year),
        (100, None, year),
    )
    return next((date, begins) for below, date, begins in forms if choice < below)


def _span(day: int, days: int) -> tuple[str, str]:
    return f"{_iso(day)}/{_iso(day + days)}", _iso(day)


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()
