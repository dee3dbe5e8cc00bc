"""The data page and the "not found" page."""

from dataclasses import dataclass
from functools import partial

from sourcebook.graph.data_shards import shards_of
from sourcebook.graph.graph import Graph
from sourcebook.model.kinds import FOLDERS, Kind
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import LinkView, PartView


@dataclass(frozen=True, slots=True)
class DataPage:
    """The base for machines: its data files."""

    licence: str
    version: str
    shards: tuple[tuple[str, tuple[PartView, ...]], ...] = ()  # by kind, in words


def planned_data(graph: Graph, bounds: Bounds) -> PageSpec:
    """The page that lists the data files, and the shards of a large base."""
    shards = shards_of(graph, bounds.records)
    rows = tuple((s.kind, s.name, s.path, len(s.ids)) for s in shards)
    return PageSpec(urls.DATA, "data", "Data", partial(_data_page, rows))


def _data_page(
    rows: tuple[tuple[Kind, str, str, int], ...], presenter: Presenter
) -> DataPage:
    parts: dict[Kind, list[PartView]] = {}
    for kind, name, path, size in rows:
        link = LinkView(name, to(path))
        part = PartView(link, None, count_in_words(size, "record"))
        parts.setdefault(kind, []).append(part)
    base = presenter.graph.base
    return DataPage(
        base.description.licence or "",
        base.version,
        tuple((FOLDERS[k].capitalize(), tuple(views)) for k, views in parts.items()),
    )


def not_found_page(presenter: Presenter) -> DataPage:
    """The view of the page for unknown addresses."""
    return _data_page((), presenter)
