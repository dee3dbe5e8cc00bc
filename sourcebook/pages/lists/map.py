"""The map of the places at which events happened, and the same as a table."""

from dataclasses import dataclass
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.model.records import Entity, Location
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.drawings.places_map import MapPlace, PanelView, panels_of
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.words import coordinates_in_words, count_in_words
from sourcebook.pages.views import LinkView


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the table."""

    number: int
    link: LinkView
    precision: str  # what its point represents
    coordinates: str
    events: int


@dataclass(frozen=True, slots=True)
class MapPage:
    """The places at which events happened."""

    panels: tuple[PanelView, ...]
    places: tuple[PlaceView, ...]
    unplaced: tuple[LinkView, ...]  # places of events, without a recorded point
    without_events: str  # how many places with a point have no events; empty for none
    with_few_events: str  # how many are left out because others have more events


def planned(graph: Graph, bounds: Bounds) -> PageSpec:
    """The map, limited to the places with the most events if there are very many."""
    entities = graph.base.entities.values()
    used = [entity for entity in entities if entity.id in graph.events_at]
    located = [entity for entity in used if entity.location]
    unplaced = [entity for entity in used if not entity.location]
    located, few = _most(located, graph, bounds.lines)
    unplaced, rest = _most(unplaced, graph, bounds.lines)
    idle = sum(bool(e.location) and e.id not in graph.events_at for e in entities)
    page = partial(_map_page, tuple(located), tuple(unplaced), idle, few + rest)
    return PageSpec(urls.MAP, "map", "Map", page)


def _most(entities: list[Entity], graph: Graph, most: int) -> tuple[list[Entity], int]:
    """The *most* entities with the most events, by name, and the number of others."""
    by_events = sorted(entities, key=lambda e: (-len(graph.events_at[e.id]), e.id))
    shown = by_events[:most]
    shown.sort(key=lambda e: (e.title.casefold(), e.id))
    return shown, len(entities) - len(shown)


def _map_page(
    drawn: tuple[Entity, ...],
    unplaced: tuple[Entity, ...],
    idle: int,
    few: int,
    presenter: Presenter,
) -> MapPage:
    """The places at which events happened, numbered by name."""
    graph = presenter.graph
    located = [(entity, entity.location) for entity in drawn if entity.location]
    spots = tuple(
        _spot(number, entity, at, presenter)
        for number, (entity, at) in enumerate(located, start=1)
    )
    return MapPage(
        panels=panels_of(spots),
        places=tuple(
            _place(spot.number, entity, at, presenter)
            for spot, (entity, at) in zip(spots, located, strict=True)
        ),
        unplaced=tuple(
            presenter.record(e.id, count_in_words(len(graph.events_at[e.id]), "event"))
            for e in unplaced
        ),
        without_events=count_in_words(idle, "further place") if idle else "",
        with_few_events=count_in_words(few, "place") if few else "",
    )


def _spot(number: int, entity: Entity, at: Location, presenter: Presenter) -> MapPlace:
    precision = presenter.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return MapPlace(number, entity.title, at.latitude, at.longitude, precision.area)


def _place(
    number: int, entity: Entity, at: Location, presenter: Presenter
) -> PlaceView:
    precision = presenter.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return PlaceView(
        number,
        presenter.record(entity.id),
        precision.label,
        coordinates_in_words(at),
        len(presenter.graph.events_at[entity.id]),
    )
