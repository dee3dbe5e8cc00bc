"""What was chosen for a file before it is made, told so that a change shows."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType

from sourcebook.pages.planned import Planned
from sourcebook.questions import Asked
from sourcebook.records import Record
from sourcebook.statements import Statement

# Hexadecimal digits of a digest: of 10^9 states of a base two are alike once in 10^21.
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Shown:
    """What was chosen for a file, or for a part of it."""

    words: str  # which things, in which order; of a large one a digest
    notes: frozenset[str]  # of `sourcebook.notes`, that these things imply


class Teller:
    """Tells what was chosen for files; what is chosen for several, it tells once."""

    def __init__(self) -> None:
        # By the identity of each thing, which is held so that no other takes it.
        self._told: dict[int, tuple[object, Shown]] = {}

    def shown(self, shows: object) -> Shown:
        """
        What *shows* tells: any value made of those that the program knows.

        Records, claims and questions are told by their names, and noted.

        Raises:
            TypeError: where it holds a function that has no name, or something else
                that hides what it is made of.

        """
        notes: set[str] = set()
        words = self._words(shows, notes)
        return Shown(_digest(words), frozenset(notes))

    def _words(self, shows: object, notes: set[str]) -> str:
        match shows:
            case str():
                return f"'{shows}'"
            case Record():
                notes.add(f"record:{shows.id}")
                return f"record {shows.id}"
            case None | bool() | int() | float():
                return repr(shows)
            case list() | tuple() if len(shows) < _FEW:
                return self._all(shows, notes)
            case Planned() | partial():  # of one file only
                return self._inside(shows, notes)
            case _:
                return self._known(shows, notes)

    def _known(self, shows: object, notes: set[str]) -> str:
        """The words of what may have been told before."""
        held = self._told.get(id(shows))
        if held is None:
            own: set[str] = set()
            words = self._inside(shows, own)
            held = shows, Shown(words, frozenset(own))
            self._told[id(shows)] = held
        notes |= held[1].notes
        return held[1].words

    def _inside(self, shows: object, notes: set[str]) -> str:
        """The words of something that has parts, or a name."""
        match shows:
            case Statement() | Asked():
                return _named(shows, notes)
            case list() | tuple():
                return _digest(self._all(shows, notes))
            case Mapping():
                return _digest(self._all(shows.items(), notes))
            case partial():
                parts = (shows.func, shows.args, tuple(shows.keywords.items()))
                return self._all(parts, notes)
            case type() | FunctionType() if "<" not in shows.__qualname__:
                return f"{shows.__module__}.{shows.__qualname__}"
            case _:
                fields = dataclasses.fields(shows)  # type: ignore[arg-type]
                values = [getattr(shows, one.name) for one in fields if one.compare]
                return f"{type(shows).__name__}{_digest(self._all(values, notes))}"

    def _all(self, items: Iterable[object], notes: set[str]) -> str:
        return f"({','.join([self._words(item, notes) for item in items])})"


def _named(thing: Statement | Asked, notes: set[str]) -> str:
    """The name of a claim or a question; its notes are taken."""
    notes.add(f"record:{thing.record.id}")
    match thing:
        case Statement():
            notes.update([f"face:{source.id}" for source in thing.sources])
            return f"claim {thing.reference}"
        case Asked():
            notes.add(f"about:{thing.record.id}")
            for statement in thing.statements:
                notes.update([f"face:{source.id}" for source in statement.sources])
    return f"question {thing.reference}"


# Of a longer list it is worth to know whether it has been told.
_FEW = 8


def _digest(words: str) -> str:
    encoded = words.encode(errors="surrogatepass")
    return hashlib.sha256(encoded).hexdigest()[:_LENGTH]
