"""The data page, and the page where an address leads nowhere."""

from dataclasses import dataclass
from functools import partial

from sourcebook.graph.data_shards import shards_of
from sourcebook.graph.graph import Graph
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import LinkView, PartView


@dataclass(frozen=True, slots=True)
class DataPage:
    """The base for machines."""

    licence: str
    version: str
    shards: tuple[tuple[str, tuple[PartView, ...]], ...] = ()  # by kind, in words


def planned_data(graph: Graph, bounds: Bounds) -> PageSpec:
    """The page that tells what machines can take; of a large base in parts too."""
    shards = shards_of(graph, bounds.records)
    rows = tuple((one.kind, one.name, one.path, len(one.ids)) for one in shards)
    return PageSpec(places.DATA, "data", "Data", partial(_data_page, rows))


def _data_page(
    rows: tuple[tuple[Kind, str, str, int], ...], presenter: Presenter
) -> DataPage:
    found: dict[Kind, list[PartView]] = {}
    for kind, name, path, size in rows:
        link = LinkView(name, to(path))
        part = PartView(link, None, count_in_words(size, "record"))
        found.setdefault(kind, []).append(part)
    base = presenter.graph.base
    return DataPage(
        base.description.licence or "",
        base.version,
        tuple((FOLDERS[kind].capitalize(), tuple(own)) for kind, own in found.items()),
    )


def not_found_page(presenter: Presenter) -> DataPage:
    """What is shown where an address leads nowhere."""
    return _data_page((), presenter)
