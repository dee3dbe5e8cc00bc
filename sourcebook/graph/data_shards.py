"""Shards: the data of a large base, split into files with stable names."""

from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.graph.graph import Graph
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.model.mentions import RecordId

# One file suffices for this many records; with more, it exceeds 10 MB.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class DataShard:
    """A file with some of the records of a kind."""

    kind: Kind
    name: str  # a year, or the first letter of their ids
    ids: tuple[RecordId, ...]

    @property
    def path(self) -> str:
        """The path of the file on the site."""
        return f"data/{FOLDERS[self.kind]}-{self.name}.json"


def shards_of(graph: Graph, most: int = MOST) -> tuple[DataShard, ...]:
    """
    The shards of a base; none if it has *most* records or fewer.

    Entities are split by the first letter or digit of their ids, events by the year in
    which they began, sources by the year of publication: so a record stays in its file
    when others are added.
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


def _shards(
    kind: Kind, named_ids: Iterable[tuple[str, RecordId]]
) -> Iterable[DataShard]:
    ids_by_name: dict[str, list[RecordId]] = {}
    for name, id_ in named_ids:
        ids_by_name.setdefault(name, []).append(id_)
    return (DataShard(kind, name, tuple(ids)) for name, ids in ids_by_name.items())


def _year(date: PartialDate | None) -> str:
    if date is None:
        return "undated"
    return f"{date.start.year}" if date.start else "open"
