"""
A map drawn from coordinates alone: degrees and numbered marks, no coast.

An equirectangular projection, with longitudes scaled by the cosine of each panel's
middle latitude. Marks that would overlap are merged; a mark of many places leads to
another panel that shows them at a larger scale.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, count, pairwise

from sourcebook.pages.drawings.text_width import width_of

# In pixels, which are also the units of the drawing.
_WIDTH, _TALLEST, _LOWEST = 700, 420, 120  # of the field between the labels
_LEFT, _TOP, _RIGHT, _BOTTOM = 62, 4, 4, 24  # room for the labels of degrees
_ACROSS, _DOWN = 64, 30  # between the outermost points and the frame
_SIZE, _MARK_HEIGHT, _PADDING, _APART = 12, 22, 7, 3
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)
_STEP_WIDTH = 72  # the minimum from one meridian to the next
# A mark of more places than this leads to a panel of their own.
_MOST = 4
# Places closer than this get no panel; in degrees, about two kilometres.
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its number; the point of an area is its centre."""

    number: int
    title: str
    latitude: float
    longitude: float
    is_area: bool

    @property
    def label(self) -> str:
        """The number, in brackets if the place is an area."""
        return f"({self.number})" if self.is_area else str(self.number)


@dataclass(frozen=True, slots=True)
class PlaceMarkView:
    """A mark with its label, in a box that is centred on the point."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    text_at: int
    label: str
    names: tuple[str, ...]  # with their numbers; for a panel, their count
    title: str
    href: str  # to the row of the table or to the panel
    is_area: bool


@dataclass(frozen=True, slots=True)
class DegreeView:
    """A meridian by its x, or a parallel by its y, with its label."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel of the map."""

    number: int
    places: int
    width: int
    height: int
    left: int  # of the field
    top: int
    right: int
    bottom: int
    meridians_at: int  # the baseline of their labels
    meridians: tuple[DegreeView, ...]
    parallels: tuple[DegreeView, ...]
    marks: tuple[PlaceMarkView, ...]
    names: tuple[str, ...]  # of the places on the marks; panels last


@dataclass(frozen=True, slots=True)
class _Field:
    """The projection of a panel, from degrees to pixels."""

    west: float
    north: float
    across: float  # pixels to a degree of longitude
    down: float  # pixels to a degree of latitude
    height: int

    def x(self, longitude: float) -> float:
        return _LEFT + (longitude - self.west) * self.across

    def y(self, latitude: float) -> float:
        return _TOP + (self.north - latitude) * self.down


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Places that share a mark, ordered by number; *x* and *y* are its centre."""

    places: tuple[MapPlace, ...]
    x: float
    y: float
    width: float


def panels_of(places: Sequence[MapPlace]) -> tuple[PanelView, ...]:
    """The map of *places* in panels: the first shows all of them, others a part."""
    queue = [_unwrapped(places)] if places else []
    panels: list[PanelView] = []
    while len(panels) < len(queue):
        group = queue[len(panels)]
        field = _field(group)
        marks = []
        for cluster in _clusters(group, field):
            panel = 0
            if len(cluster.places) > _MOST and _is_worth_a_panel(cluster, group):
                queue.append(cluster.places)
                panel = len(queue)
            marks.append(_mark(cluster, panel))
        panels.append(_panel(len(panels) + 1, group, field, marks))
    return tuple(panels)


def _unwrapped(places: Sequence[MapPlace]) -> tuple[MapPlace, ...]:
    """The places east of the widest gap, so that the 180th degree splits no group."""
    longitudes = sorted({place.longitude for place in places})
    gaps = [(b - a, b) for a, b in pairwise(longitudes)]
    wrap = (longitudes[0] + 360 - longitudes[-1], longitudes[0])
    _, first = max([wrap, *gaps])
    return tuple(
        replace(place, longitude=place.longitude + 360 * (place.longitude < first))
        for place in places
    )


def _field(places: Sequence[MapPlace]) -> _Field:
    latitudes = [place.latitude for place in places]
    longitudes = [place.longitude for place in places]
    middle = (min(latitudes) + max(latitudes)) / 2
    # Near a pole the cosine is almost zero.
    shortened = max(math.cos(math.radians(middle)), 0.05)
    high = max(max(latitudes) - min(latitudes), _NEAR)
    wide = max(max(longitudes) - min(longitudes), _NEAR) * shortened
    inner = _WIDTH - _LEFT - _RIGHT - 2 * _ACROSS
    down = min(inner / wide, (_TALLEST - 2 * _DOWN) / high)
    height = max(round(high * down) + 2 * _DOWN, _LOWEST)
    across = down * shortened
    centre = (min(longitudes) + max(longitudes)) / 2
    return _Field(
        west=centre - (_WIDTH - _LEFT - _RIGHT) / 2 / across,
        north=middle + height / 2 / down,
        across=across,
        down=down,
        height=height,
    )


def _clusters(places: Sequence[MapPlace], field: _Field) -> list[_Cluster]:
    """The marks of the places: the nearest two are merged until none overlap."""
    clusters = {i: _cluster((place,), field) for i, place in enumerate(places)}
    # Overlapping pairs, nearest first; those merged since are skipped.
    number = count()  # breaks ties before clusters are compared
    near = [
        (math.dist((a.x, a.y), (b.x, b.y)), i, j, next(number), a, b)
        for (i, a), (j, b) in combinations(clusters.items(), 2)
        if _overlap(a, b)
    ]
    heapify(near)
    while near:
        _, i, j, _, first, second = heappop(near)
        if clusters.get(i) is not first or clusters.get(j) is not second:
            continue
        members = sorted((*first.places, *second.places), key=lambda p: p.number)
        merged = _cluster(tuple(members), field)
        clusters[i] = merged
        del clusters[j]
        for k, third in clusters.items():
            if k != i and _overlap(merged, third):
                distance = math.dist((merged.x, merged.y), (third.x, third.y))
                pair = (merged, third) if i < k else (third, merged)
                heappush(near, (distance, min(i, k), max(i, k), next(number), *pair))
    return list(clusters.values())


def _cluster(places: tuple[MapPlace, ...], field: _Field) -> _Cluster:
    """A mark in the middle of its places, but entirely within the frame."""
    width = max(width_of(_label(places, 99), _SIZE) + 2 * _PADDING, _MARK_HEIGHT)
    x = sum(field.x(place.longitude) for place in places) / len(places)
    y = sum(field.y(place.latitude) for place in places) / len(places)
    half = width / 2 + _APART
    inside = min(max(x, _LEFT + half), _WIDTH - _RIGHT - half)
    return _Cluster(places, inside, y, width)


def _overlap(first: _Cluster, second: _Cluster) -> bool:
    across = (first.width + second.width) / 2 + _APART
    is_level = abs(first.y - second.y) < _MARK_HEIGHT + _APART
    return is_level and abs(first.x - second.x) < across


def _label(places: Sequence[MapPlace], panel: int) -> str:
    if len(places) <= _MOST:
        return " · ".join(place.label for place in places)
    return f"panel {panel}" if panel else f"{len(places)} places"


def _is_worth_a_panel(cluster: _Cluster, group: Sequence[MapPlace]) -> bool:
    latitudes = [place.latitude for place in cluster.places]
    longitudes = [place.longitude for place in cluster.places]
    high, wide = max(latitudes) - min(latitudes), max(longitudes) - min(longitudes)
    return max(high, wide) > _NEAR and len(cluster.places) < len(group)


def _mark(cluster: _Cluster, panel: int) -> PlaceMarkView:
    places = cluster.places
    width = round(cluster.width)
    names = tuple(f"{place.label} {place.title}" for place in places)
    return PlaceMarkView(
        x=round(cluster.x - cluster.width / 2),
        y=round(cluster.y) - _MARK_HEIGHT // 2,
        width=width,
        height=_MARK_HEIGHT,
        middle=round(cluster.x),
        text_at=round(cluster.y) + 4,
        label=_label(places, panel),
        names=(f"panel {panel}: {len(places)} places",) if panel else names,
        title=", ".join(names),
        href=f"#_panel-{panel}" if panel else f"#_place-{places[0].number}",
        is_area=all(place.is_area for place in places),
    )


def _panel(
    number: int,
    group: Sequence[MapPlace],
    field: _Field,
    marks: Sequence[PlaceMarkView],
) -> PanelView:
    right, bottom = _WIDTH - _RIGHT, _TOP + field.height
    step = next((s for s in _STEPS if s * field.across >= _STEP_WIDTH), _STEPS[-1])
    east = field.west + (right - _LEFT) / field.across
    south = field.north - field.height / field.down
    return PanelView(
        number=number,
        places=len(group),
        width=_WIDTH,
        height=bottom + _BOTTOM,
        left=_LEFT,
        top=_TOP,
        right=right,
        bottom=bottom,
        meridians_at=bottom + 16,
        meridians=tuple(
            DegreeView(round(field.x(degree)), _degrees(_normalized(degree), "E", "W"))
            for degree in _multiples(field.west, east, step)
            if _LEFT + 20 <= field.x(degree) <= right - 20
        ),
        parallels=tuple(
            DegreeView(round(field.y(degree)), _degrees(degree, "N", "S"))
            for degree in _multiples(max(south, -90), min(field.north, 90), step)
            if _TOP + 8 <= field.y(degree) <= bottom - 8
        ),
        marks=tuple(marks),
        names=tuple(
            name
            for mark in sorted(marks, key=lambda mark: mark.href.startswith("#_panel"))
            for name in mark.names
        ),
    )


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield round(number * step, 2)


def _normalized(longitude: float) -> float:
    return round((longitude + 180) % 360 - 180, 2)


def _degrees(degree: float, above: str, below: str) -> str:
    side = "" if degree in (0, -180) else f" {above if degree > 0 else below}"
    return f"{abs(degree):g}°{side}"
