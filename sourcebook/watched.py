"""A Graph that takes notes of what is read of it."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Hashable,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from sourcebook.base import Base
from sourcebook.connections import FigureTable
from sourcebook.graph import Graph
from sourcebook.notes import ALL, Notes
from sourcebook.questions import Asked
from sourcebook.statements import Statement

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


def watched(graph: Graph) -> Graph:
    """*graph*, with notes of its own on whatever is read of it from now on."""
    notes = Notes()
    changed: dict[str, Any] = {"base": _watched_base(graph.base, notes)}
    for field in fields(graph):
        value = getattr(graph, field.name)
        if isinstance(value, Mapping):
            changed[field.name] = _Watched(value, notes, _about)
        elif isinstance(value, tuple):
            changed[field.name] = _Whole.of(value, notes)
    return replace(graph, notes=notes, **changed)


def _watched_base(base: Base, notes: Notes) -> Base:
    """*base*; what it computes of all its records is computed before."""
    # The description and the schema are part of the program's digest (reuse.py), and
    # no page reads the rest.
    made: dict[str, Any] = {}
    for name in ("entities", "events", "sources", "records"):
        made[name] = _Watched(getattr(base, name), notes, _record)
    made["faces"] = _Watched(base.faces, notes, _face)
    made["known"] = _Watched(base.known, notes, _kind)
    made["questions"] = _Watched(base.questions, notes, _asking)
    made["claims"] = _Whole.of(base.claims, notes)
    made["claims_by_position"] = _Watched(base.claims_by_position, notes, _position)
    return _WatchedBase.watching(base, made, notes)


class _WatchedBase(Base):
    """A base whose version is made of all records."""

    @classmethod
    def watching(
        cls, base: Base, instead: dict[str, Any], notes: Notes
    ) -> _WatchedBase:
        new = object.__new__(cls)
        vars(new).update(vars(base) | instead | {"_notes": notes})
        return new

    @property
    def version(self) -> str:
        vars(self)["_notes"].take(ALL)
        return cast("str", vars(self)["version"])


class _Watched(dict[Key, Item]):
    """A mapping that takes a note of each key that is looked for."""

    def __init__(
        self,
        kept: Mapping[Key, Item],
        notes: Notes,
        name: Callable[[Key], str],
    ) -> None:
        super().__init__(kept)
        self._notes = notes
        self._name = name
        self._taken: dict[Key, tuple[str, ...]] = {}  # the notes of each key

    def _note(self, key: Key) -> None:
        found = self._taken.get(key)
        if found is None:
            also = _faces(super().get(key))
            found = self._taken[key] = (self._name(key), *also)
        self._notes.take_all(found)

    def __getitem__(self, key: Key) -> Item:
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: Key, default: object = None) -> Any:  # noqa: ANN401 - as a dict has it
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(cast("Key", key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Key]:
        self._notes.take(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._notes.take(ALL)
        return super().__len__()

    def keys(self) -> KeysView[Key]:  # type: ignore[override]
        self._notes.take(ALL)
        return super().keys()

    def values(self) -> ValuesView[Item]:  # type: ignore[override]
        self._notes.take(ALL)
        return super().values()

    def items(self) -> ItemsView[Key, Item]:  # type: ignore[override]
        self._notes.take(ALL)
        return super().items()


class _Whole(tuple[Item, ...]):  # noqa: SLOT001 - no tuple can have one more
    """All of something in the base: to look at any of it is to look at all."""

    _notes: Notes

    @classmethod
    def of(cls, items: Iterable[Item], notes: Notes) -> _Whole[Item]:
        new = cls(items)
        new._notes = notes
        return new

    def __iter__(self) -> Iterator[Item]:
        self._notes.take(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._notes.take(ALL)
        return super().__len__()

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a tuple has it
        self._notes.take(ALL)
        return super().__getitem__(index)

    def __contains__(self, item: object) -> bool:
        self._notes.take(ALL)
        return super().__contains__(item)


def _record(key: Hashable) -> str:
    return f"record:{key}"


def _face(key: Hashable) -> str:
    return f"face:{key}"


def _kind(key: Hashable) -> str:
    return f"kind:{key}"


def _asking(key: tuple[Hashable, Hashable]) -> str:
    return f"record:{key[0]}"


def _position(key: tuple[Hashable, Hashable, Hashable]) -> str:
    return f"about:{key[0]}"


def _about(key: object) -> str:
    """The note of a key of an index: of the record that it names."""
    match key:
        case (_, id_, _) | (id_, _):
            return f"about:{id_}"
        case id_:
            return f"about:{id_}"


def _faces(found: object) -> tuple[str, ...]:
    """The sources that the claims in an entry of an index show."""
    return tuple(dict.fromkeys(f"face:{id_}" for id_ in _sources(found)))


def _sources(found: object) -> Iterator[str]:
    match found:
        case Statement():
            for source in found.sources:
                yield source.id
        case Asked():
            for held in found.held:
                yield from _sources(held.statements)
        case FigureTable():
            for statement, _ in found.rows:
                yield from _sources(statement)
        case tuple():
            for one in found:
                yield from _sources(one)
