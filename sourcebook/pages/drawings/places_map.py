"""
Places drawn by their coordinates alone: degrees and numbered marks, no coast.

An equirectangular projection, its degrees of longitude shortened by the cosine of the
middle latitude of each panel. Where marks would touch, they become one; where one
stands for many places, a further panel shows these nearer.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, count, pairwise

from sourcebook.pages.drawings.text_width import width_of

# In pixels, which are also the drawings' own units.
_WIDTH, _TALLEST, _LOWEST = 700, 420, 120  # of the field between the labels
_LEFT, _TOP, _RIGHT, _BOTTOM = 62, 4, 4, 24  # room for the degrees
_ACROSS, _DOWN = 64, 30  # between the outermost points and the frame
_SIZE, _MARK_HEIGHT, _PADDING, _APART = 12, 22, 7, 3
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60)
_STEP_WIDTH = 72  # from one meridian to the next, at least
# A mark of more places than these leads to a panel of their own.
_MOST = 4
# Places less far apart than this (in degrees; about two kilometres) get no panel.
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its number; an area has its middle for a point."""

    number: int
    title: str
    latitude: float
    longitude: float
    is_area: bool

    @property
    def label(self) -> str:
        """The number, in brackets where the place is an area."""
        return f"({self.number})" if self.is_area else str(self.number)


@dataclass(frozen=True, slots=True)
class PlaceMarkView:
    """A mark with its words; the box around them is centred on the point."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    text_at: int
    label: str
    names: tuple[str, ...]  # with their numbers; of a panel, how many
    title: str
    href: str  # to the row of the table, or to the panel
    is_area: bool


@dataclass(frozen=True, slots=True)
class DegreeView:
    """A meridian by its x, or a parallel by its y, with its words."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """A part of the map."""

    number: int
    places: int
    width: int
    height: int
    left: int  # of the field
    top: int
    right: int
    bottom: int
    meridians_at: int  # the base line of their words
    meridians: tuple[DegreeView, ...]
    parallels: tuple[DegreeView, ...]
    marks: tuple[PlaceMarkView, ...]
    names: tuple[str, ...]  # what the marks stand for; further panels last


@dataclass(frozen=True, slots=True)
class _Field:
    """Where degrees lie in a panel."""

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
    """Places that share a mark, by their numbers; the mark is in their middle."""

    spots: tuple[MapPlace, ...]
    x: float
    y: float
    width: float


def panels_of(spots: Sequence[MapPlace]) -> tuple[PanelView, ...]:
    """The map of *spots* in panels: the first has all of them, others a part."""
    waiting = [_unrolled(spots)] if spots else []
    panels: list[PanelView] = []
    while len(panels) < len(waiting):
        shown = waiting[len(panels)]
        field = _field(shown)
        marks = []
        for cluster in _clusters(shown, field):
            panel = 0
            if len(cluster.spots) > _MOST and _is_worth_a_panel(cluster, shown):
                waiting.append(cluster.spots)
                panel = len(waiting)
            marks.append(_mark(cluster, panel))
        panels.append(_panel(len(panels) + 1, shown, field, marks))
    return tuple(panels)


def _unrolled(spots: Sequence[MapPlace]) -> tuple[MapPlace, ...]:
    """The same, east of the widest empty stretch: the 180th degree parts no places."""
    turns = sorted({spot.longitude for spot in spots})
    gaps = [(b - a, b) for a, b in pairwise(turns)]
    wrap = (turns[0] + 360 - turns[-1], turns[0])
    _, first = max([wrap, *gaps])
    return tuple(
        replace(spot, longitude=spot.longitude + 360 * (spot.longitude < first))
        for spot in spots
    )


def _field(spots: Sequence[MapPlace]) -> _Field:
    latitudes = [spot.latitude for spot in spots]
    longitudes = [spot.longitude for spot in spots]
    middle = (min(latitudes) + max(latitudes)) / 2
    # Near a pole the cosine would be nothing.
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


def _clusters(spots: Sequence[MapPlace], field: _Field) -> list[_Cluster]:
    """The marks of *spots*: the nearest two are joined until none touch."""
    made = {i: _cluster((spot,), field) for i, spot in enumerate(spots)}
    # Those that touch, the nearest first; of what has been joined since, no longer so.
    number = count()  # no two pairs are alike before it comes to their clusters
    near = [
        (math.dist((a.x, a.y), (b.x, b.y)), i, j, next(number), a, b)
        for (i, a), (j, b) in combinations(made.items(), 2)
        if _touch(a, b)
    ]
    heapify(near)
    while near:
        _, i, j, _, one, other = heappop(near)
        if made.get(i) is not one or made.get(j) is not other:
            continue
        members = sorted((*one.spots, *other.spots), key=lambda spot: spot.number)
        joined = _cluster(tuple(members), field)
        made[i] = joined
        del made[j]
        for k, third in made.items():
            if k != i and _touch(joined, third):
                apart = math.dist((joined.x, joined.y), (third.x, third.y))
                pair = (joined, third) if i < k else (third, joined)
                heappush(near, (apart, min(i, k), max(i, k), next(number), *pair))
    return list(made.values())


def _cluster(spots: tuple[MapPlace, ...], field: _Field) -> _Cluster:
    """A mark in the middle of its places, but whole within the frame."""
    width = max(width_of(_label(spots, 99), _SIZE) + 2 * _PADDING, _MARK_HEIGHT)
    x = sum(field.x(spot.longitude) for spot in spots) / len(spots)
    y = sum(field.y(spot.latitude) for spot in spots) / len(spots)
    half = width / 2 + _APART
    kept = min(max(x, _LEFT + half), _WIDTH - _RIGHT - half)
    return _Cluster(spots, kept, y, width)


def _touch(one: _Cluster, other: _Cluster) -> bool:
    across = (one.width + other.width) / 2 + _APART
    is_level = abs(one.y - other.y) < _MARK_HEIGHT + _APART
    return is_level and abs(one.x - other.x) < across


def _label(spots: Sequence[MapPlace], panel: int) -> str:
    if len(spots) <= _MOST:
        return " · ".join(spot.label for spot in spots)
    return f"panel {panel}" if panel else f"{len(spots)} places"


def _is_worth_a_panel(cluster: _Cluster, shown: Sequence[MapPlace]) -> bool:
    latitudes = [spot.latitude for spot in cluster.spots]
    longitudes = [spot.longitude for spot in cluster.spots]
    high, wide = max(latitudes) - min(latitudes), max(longitudes) - min(longitudes)
    return max(high, wide) > _NEAR and len(cluster.spots) < len(shown)


def _mark(cluster: _Cluster, panel: int) -> PlaceMarkView:
    spots = cluster.spots
    width = round(cluster.width)
    names = tuple(f"{spot.label} {spot.title}" for spot in spots)
    return PlaceMarkView(
        x=round(cluster.x - cluster.width / 2),
        y=round(cluster.y) - _MARK_HEIGHT // 2,
        width=width,
        height=_MARK_HEIGHT,
        middle=round(cluster.x),
        text_at=round(cluster.y) + 4,
        label=_label(spots, panel),
        names=(f"panel {panel}: {len(spots)} places",) if panel else names,
        title=", ".join(names),
        href=f"#_panel-{panel}" if panel else f"#_place-{spots[0].number}",
        is_area=all(spot.is_area for spot in spots),
    )


def _panel(
    number: int,
    shown: Sequence[MapPlace],
    field: _Field,
    marks: Sequence[PlaceMarkView],
) -> PanelView:
    right, bottom = _WIDTH - _RIGHT, _TOP + field.height
    step = next((s for s in _STEPS if s * field.across >= _STEP_WIDTH), _STEPS[-1])
    east = field.west + (right - _LEFT) / field.across
    south = field.north - field.height / field.down
    return PanelView(
        number=number,
        places=len(shown),
        width=_WIDTH,
        height=bottom + _BOTTOM,
        left=_LEFT,
        top=_TOP,
        right=right,
        bottom=bottom,
        meridians_at=bottom + 16,
        meridians=tuple(
            DegreeView(round(field.x(degree)), _degrees(_turned(degree), "E", "W"))
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


def _turned(longitude: float) -> float:
    """The same longitude between 180 degrees west and east."""
    return round((longitude + 180) % 360 - 180, 2)


def _degrees(degree: float, above: str, below: str) -> str:
    side = "" if degree in (0, -180) else f" {above if degree > 0 else below}"
    return f"{abs(degree):g}°{side}"
