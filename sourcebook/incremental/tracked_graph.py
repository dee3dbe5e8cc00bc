"""A tracking Graph: a proxy that records what is read from it as dependencies."""

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

# The dependency of a key; the keys of questions and positions begin with a record's id.
_record, _link, _kind = "record:{}".format, "link:{}".format, "kind:{}".format
_question, _position = "record:{0[0]}".format, "about:{0[0]}".format


def tracked(graph: Graph, dependencies: Dependencies) -> Graph:
    """A proxy of *graph* that records what is read from it in *dependencies*."""
    changed: dict[str, Any] = {"base": _tracked_base(graph.base, dependencies)}
    for field in fields(graph):
        value = getattr(graph, field.name)
        if isinstance(value, Mapping):
            changed[field.name] = _TrackedMapping(value, dependencies, _about)
        elif isinstance(value, tuple):
            changed[field.name] = _TrackedTuple.of(value, dependencies)
    return replace(graph, **changed)


def _tracked_base(base: Base, dependencies: Dependencies) -> Base:
    """A proxy of *base*; what it computes from all records is computed in advance."""
    # The description and the schema are part of the program's digest (rebuild.py), and
    # no page reads the rest.
    parts: dict[str, Any] = {}
    for name in ("entities", "events", "sources", "records"):
        parts[name] = _TrackedMapping(getattr(base, name), dependencies, _record)
    parts["link_summaries"] = _TrackedMapping(base.link_summaries, dependencies, _link)
    parts["kinds"] = _TrackedMapping(base.kinds, dependencies, _kind)
    parts["questions"] = _TrackedMapping(base.questions, dependencies, _question)
    parts["claims"] = _TrackedTuple.of(base.claims, dependencies)
    parts["claims_by_position"] = _TrackedMapping(
        base.claims_by_position, dependencies, _position
    )
    return _TrackedBase.tracking(base, parts, dependencies)


class _TrackedBase(Base):
    """A base whose version depends on all records."""

    @classmethod
    def tracking(
        cls, base: Base, parts: dict[str, Any], dependencies: Dependencies
    ) -> "_TrackedBase":
        new = object.__new__(cls)
        vars(new).update(vars(base) | parts | {"_dependencies": dependencies})
        return new

    @property
    def version(self) -> str:
        vars(self)["_dependencies"].add(ALL)
        return cast("str", vars(self)["version"])


class _TrackedMapping(dict[Key, Item]):
    """A mapping that records each key that is looked up."""

    def __init__(
        self,
        mapping: Mapping[Key, Item],
        dependencies: Dependencies,
        name: Callable[[Key], str],
    ) -> None:
        super().__init__(mapping)
        self._dependencies = dependencies
        self._name = name
        self._recorded: dict[Key, tuple[str, ...]] = {}  # the dependencies of each key

    def _record_key(self, key: Key) -> None:
        recorded = self._recorded.get(key)
        if recorded is None:
            links = _links(super().get(key))
            recorded = self._recorded[key] = (self._name(key), *links)
        self._dependencies.update(recorded)

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


class _TrackedTuple(tuple[Item, ...]):  # noqa: SLOT001 - tuples allow no slots
    """A tuple over the whole base: reading any item counts as reading all."""

    _dependencies: Dependencies

    @classmethod
    def of(
        cls, items: Iterable[Item], dependencies: Dependencies
    ) -> "_TrackedTuple[Item]":
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


def _about(key: object) -> str:
    """The dependency of a key of an index: on the record that it names."""
    match key:
        case (_, id_, _) | (id_, _) | id_:
            return f"about:{id_}"


def _links(entry: object) -> tuple[str, ...]:
    """The links to sources that the claims in *entry*, of an index, show."""
    return tuple(dict.fromkeys(f"link:{id_}" for id_ in _sources(entry)))


def _sources(entry: object) -> Iterator[str]:
    match entry:
        case Statement():
            for source in entry.sources:
                yield source.id
        case QuestionStanding():
            for position in entry.positions:
                yield from _sources(position.statements)
        case FigureTable():
            for statement, _ in entry.rows:
                yield from _sources(statement)
        case tuple():
            for item in entry:
                yield from _sources(item)
