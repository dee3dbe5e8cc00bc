"""The map: where the places lie at which events happened, with an equal table."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.pages.places_map import PanelView, Spot, panels_of
from sourcebook.pages.show import Show
from sourcebook.pages.views import LinkView
from sourcebook.pages.words import coordinates_in_words, count_in_words
from sourcebook.records import Entity, Location
from sourcebook.schema import Vocabulary


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the table."""

    number: int
    link: LinkView
    precision: str  # what its point stands for
    coordinates: str
    events: int


@dataclass(frozen=True, slots=True)
class MapPage:
    """The places at which events happened."""

    panels: tuple[PanelView, ...]
    places: tuple[PlaceView, ...]
    unplaced: tuple[LinkView, ...]  # events happened there, but no point is recorded
    without_events: str  # how many places with a point are not drawn; empty for none


def map_page(show: Show) -> MapPage:
    """The places at which events happened, numbered by name."""
    graph = show.graph
    entities = sorted(
        graph.base.entities.values(), key=lambda e: (e.title.casefold(), e.id)
    )
    used = [entity for entity in entities if entity.id in graph.events_at]
    located = [(entity, entity.location) for entity in used if entity.location]
    idle = sum(bool(e.location) and e.id not in graph.events_at for e in entities)
    spots = tuple(
        _spot(number, entity, at, show)
        for number, (entity, at) in enumerate(located, start=1)
    )
    return MapPage(
        panels=panels_of(spots),
        places=tuple(
            _place(spot.number, entity, at, show)
            for spot, (entity, at) in zip(spots, located, strict=True)
        ),
        unplaced=tuple(
            show.record(e.id, count_in_words(len(graph.events_at[e.id]), "event"))
            for e in used
            if not e.location
        ),
        without_events=count_in_words(idle, "further place") if idle else "",
    )


def _spot(number: int, entity: Entity, at: Location, show: Show) -> Spot:
    precision = show.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return Spot(number, entity.title, at.latitude, at.longitude, precision.area)


def _place(number: int, entity: Entity, at: Location, show: Show) -> PlaceView:
    precision = show.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return PlaceView(
        number,
        show.record(entity.id),
        precision.label,
        coordinates_in_words(at),
        len(show.graph.events_at[entity.id]),
    )
