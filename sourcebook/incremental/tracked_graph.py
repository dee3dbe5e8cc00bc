"""A tracking Graph: a proxy that records what is read of it as dependencies."""

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

from sourcebook.cache.dependencies import ALL, Dependencies
from sourcebook.graph.connections import FigureTable
from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement
from sourcebook.model.base import Base

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


def tracked(graph: Graph, dependencies: Dependencies) -> Graph:
    """*graph*; what is read of it from now on is recorded in *dependencies*."""
    changed: dict[str, Any] = {"base": _tracked_base(graph.base, dependencies)}
    for field in fields(graph):
        value = getattr(graph, field.name)
        if isinstance(value, Mapping):
            changed[field.name] = _TrackedMapping(value, dependencies, _about)
        elif isinstance(value, tuple):
            changed[field.name] = _TrackedTuple.of(value, dependencies)
    return replace(graph, **changed)


def _tracked_base(base: Base, dependencies: Dependencies) -> Base:
    """*base*; what it computes of all its records is computed before."""
    # The description and the schema are part of the program's digest (reuse.py), and
    # no page reads the rest.
    made: dict[str, Any] = {}
    for name in ("entities", "events", "sources", "records"):
        made[name] = _TrackedMapping(getattr(base, name), dependencies, _record)
    made["link_summaries"] = _TrackedMapping(base.link_summaries, dependencies, _link)
    made["kinds"] = _TrackedMapping(base.kinds, dependencies, _kind)
    made["questions"] = _TrackedMapping(base.questions, dependencies, _asking)
    made["claims"] = _TrackedTuple.of(base.claims, dependencies)
    made["claims_by_position"] = _TrackedMapping(
        base.claims_by_position, dependencies, _position
    )
    return _TrackedBase.tracking(base, made, dependencies)


class _TrackedBase(Base):
    """A base whose version is made of all records."""

    @classmethod
    def tracking(
        cls, base: Base, instead: dict[str, Any], dependencies: Dependencies
    ) -> _TrackedBase:
        new = object.__new__(cls)
        vars(new).update(vars(base) | instead | {"_dependencies": dependencies})
        return new

    @property
    def version(self) -> str:
        vars(self)["_dependencies"].add(ALL)
        return cast("str", vars(self)["version"])


class _TrackedMapping(dict[Key, Item]):
    """A mapping that takes a note of each key that is looked for."""

    def __init__(
        self,
        kept: Mapping[Key, Item],
        dependencies: Dependencies,
        name: Callable[[Key], str],
    ) -> None:
        super().__init__(kept)
        self._dependencies = dependencies
        self._name = name
        self._recorded: dict[Key, tuple[str, ...]] = {}  # the notes of each key

    def _record_key(self, key: Key) -> None:
        found = self._recorded.get(key)
        if found is None:
            also = _links(super().get(key))
            found = self._recorded[key] = (self._name(key), *also)
        self._dependencies.update(found)

    def __getitem__(self, key: Key) -> Item:
        self._record_key(key)
        return super().__getitem__(key)

    def get(self, key: Key, default: object = None) -> Any:  # noqa: ANN401 - as a dict has it
        self._record_key(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._record_key(cast("Key", key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Key]:
        self._dependencies.add(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._dependencies.add(ALL)
        return super().__len__()

    def keys(self) -> KeysView[Key]:  # type: ignore[override]
        self._dependencies.add(ALL)
        return super().keys()

    def values(self) -> ValuesView[Item]:  # type: ignore[override]
        self._dependencies.add(ALL)
        return super().values()

    def items(self) -> ItemsView[Key, Item]:  # type: ignore[override]
        self._dependencies.add(ALL)
        return super().items()


class _TrackedTuple(tuple[Item, ...]):  # noqa: SLOT001 - no tuple can have one more
    """All of something in the base: to look at any of it is to look at all."""

    _dependencies: Dependencies

    @classmethod
    def of(
        cls, items: Iterable[Item], dependencies: Dependencies
    ) -> _TrackedTuple[Item]:
        new = cls(items)
        new._dependencies = dependencies
        return new

    def __iter__(self) -> Iterator[Item]:
        self._dependencies.add(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self._dependencies.add(ALL)
        return super().__len__()

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a tuple has it
        self._dependencies.add(ALL)
        return super().__getitem__(index)

    def __contains__(self, item: object) -> bool:
        self._dependencies.add(ALL)
        return super().__contains__(item)


def _record(key: Hashable) -> str:
    return f"record:{key}"


def _link(key: Hashable) -> str:
    return f"link:{key}"


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


def _links(found: object) -> tuple[str, ...]:
    """The sources that the claims in an entry of an index show."""
    return tuple(dict.fromkeys(f"link:{id_}" for id_ in _sources(found)))


def _sources(found: object) -> Iterator[str]:
    match found:
        case Statement():
            for source in found.sources:
                yield source.id
        case QuestionStanding():
            for position in found.positions:
                yield from _sources(position.statements)
        case FigureTable():
            for statement, _ in found.rows:
                yield from _sources(statement)
        case tuple():
            for one in found:
                yield from _sources(one)
