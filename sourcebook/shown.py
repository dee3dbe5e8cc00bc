"""What was chosen for a file before it is made, told so that a change shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType

from sourcebook.base import Base
from sourcebook.changes import digest
from sourcebook.graph import Graph
from sourcebook.questions import Asked
from sourcebook.records import Record
from sourcebook.statements import Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """What was chosen for a file."""

    digest: str  # of which things, in which order
    notes: frozenset[str]  # of `sourcebook.notes`, that these things imply

    @classmethod
    def of(cls, shows: object) -> Shown:
        """
        What *shows* tells: any value made of those that the program knows.

        Records, claims and questions are told by their names, and noted.

        Raises:
            TypeError: where it holds a function that has no name, or something else
                that hides what it is made of.

        """
        notes: set[str] = set()
        told = list(_told(shows, notes))
        return cls(digest(told), frozenset(notes))


def _told(shows: object, notes: set[str]) -> Iterator[object]:
    match shows:
        case None | bool() | int() | float() | str():
            yield shows
        case Record() | Statement() | Asked():
            yield type(shows).__name__
            yield _named(shows, notes)
        case Graph() | Base():
            yield type(shows).__name__
        case list() | tuple():
            yield "("
            for item in shows:
                yield from _told(item, notes)
            yield ")"
        case _:
            yield from _inside(shows, notes)


def _inside(shows: object, notes: set[str]) -> Iterator[object]:
    """What stands in *shows*, a value of several parts."""
    match shows:
        case Mapping():
            yield from _told(tuple(shows.items()), notes)
        case partial():
            yield from _told((shows.func, shows.args, shows.keywords), notes)
        case type() | FunctionType() if "<" not in shows.__qualname__:
            yield f"{shows.__module__}.{shows.__qualname__}"
        case _:
            yield type(shows).__name__
            for one in dataclasses.fields(shows):  # type: ignore[arg-type]
                if one.compare:
                    yield from _told(getattr(shows, one.name), notes)


def _named(thing: Record | Statement | Asked, notes: set[str]) -> str:
    """The name of a *thing* that the base holds; its notes are taken."""
    match thing:
        case Record():
            notes.add(f"record:{thing.id}")
            return thing.id
        case Statement():
            notes.add(f"record:{thing.record.id}")
            notes.update(f"face:{source.id}" for source in thing.sources)
        case Asked():
            notes.update((f"record:{thing.record.id}", f"about:{thing.record.id}"))
            for statement in thing.statements:
                notes.update(f"face:{source.id}" for source in statement.sources)
    return thing.reference
