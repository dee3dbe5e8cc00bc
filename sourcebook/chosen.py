"""What was chosen for a file before it is made, told so that a change shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType

from sourcebook.changes import digest_of
from sourcebook.pages.planned import Planned
from sourcebook.questions import Asked
from sourcebook.records import Record
from sourcebook.statements import Statement


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for a file, or for a part of it."""

    words: str  # which things, in which order; of a large one a digest
    notes: frozenset[str]  # of `sourcebook.notes`, that these things imply


class Teller:
    """Tells what was chosen for files; what is chosen for several, it tells once."""

    def __init__(self) -> None:
        # By the identity of each thing, which is held so that no other takes it.
        self._told: dict[int, tuple[object, Chosen]] = {}

    def chosen(self, what: object) -> Chosen:
        """
        What *what* tells: any value made of those that the program knows.

        Records, claims and questions are told by their names, and noted.

        Raises:
            TypeError: where it holds a function that has no name, or something else
                that hides what it is made of.

        """
        notes: set[str] = set()
        words = self._words(what, notes)
        return Chosen(digest_of(words), frozenset(notes))

    def _words(self, what: object, notes: set[str]) -> str:
        match what:
            case str():
                return f"'{what}'"
            case Record():
                notes.add(f"record:{what.id}")
                return f"record {what.id}"
            case None | bool() | int() | float():
                return repr(what)
            case list() | tuple() if len(what) < _FEW:
                return self._all(what, notes)
            case Planned() | partial():  # of one file only
                return self._inside(what, notes)
            case _:
                return self._known(what, notes)

    def _known(self, what: object, notes: set[str]) -> str:
        """The words of what may have been told before."""
        held = self._told.get(id(what))
        if held is None:
            own: set[str] = set()
            words = self._inside(what, own)
            held = what, Chosen(words, frozenset(own))
            self._told[id(what)] = held
        notes |= held[1].notes
        return held[1].words

    def _inside(self, what: object, notes: set[str]) -> str:
        """The words of something that has parts, or a name."""
        match what:
            case Statement() | Asked():
                return _named(what, notes)
            case list() | tuple():
                return digest_of(self._all(what, notes))
            case Mapping():
                return digest_of(self._all(what.items(), notes))
            case partial():
                parts = (what.func, what.args, tuple(what.keywords.items()))
                return self._all(parts, notes)
            case type() | FunctionType() if "<" not in what.__qualname__:
                return f"{what.__module__}.{what.__qualname__}"
            case _:
                fields = dataclasses.fields(what)  # type: ignore[arg-type]
                values = [getattr(what, one.name) for one in fields if one.compare]
                return f"{type(what).__name__}{digest_of(self._all(values, notes))}"

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
