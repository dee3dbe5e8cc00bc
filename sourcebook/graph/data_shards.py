"""How the data of a large base is shared among files of a lasting name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.graph.graph import Graph
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.mentions import RecordId

# Records that one file of everything serves well: of more, it has above 10 MB.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Shard:
    """A file with some of the records of a kind."""

    kind: Kind
    name: str  # a year, or the first letter of their ids
    ids: tuple[RecordId, ...]

    @property
    def path(self) -> str:
        """Where it is on the site."""
        return f"data/{FOLDERS[self.kind]}-{self.name}.json"


def shards_of(graph: Graph, most: int = MOST) -> tuple[Shard, ...]:
    """
    The files beside that of everything; none where the base has *most* records or less.

    Entities by the first letter or digit of their ids, events by the year in which they
    began, sources by that of their publication: so a record that others are added to
    stays in its file.
    """
    base = graph.base
    if len(base.records) <= most:
        return ()
    letters = ((id_[0], id_) for id_ in sorted(base.entities))
    years = ((_year(event.date), event.id) for event in graph.timeline)
    published = ((_year(source.published), source.id) for source in graph.sources)
    return (
        *_shards(Kind.ENTITY, letters),
        *_shards(Kind.EVENT, years),
        *_shards(Kind.SOURCE, published),
    )


def _shards(kind: Kind, named: Iterable[tuple[str, RecordId]]) -> Iterable[Shard]:
    found: dict[str, list[RecordId]] = {}
    for name, id_ in named:
        found.setdefault(name, []).append(id_)
    return (Shard(kind, name, tuple(ids)) for name, ids in found.items())


def _year(date: PartialDate | None) -> str:
    if date is None:
        return "undated"
    return f"{date.start.year}" if date.start else "open"
