"""The map of places: its grid and marks, and the equivalent table."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from rendered import HTML, SVG, TINY, TOWN, graph_of, page, text_of

from sourcebook.pages.drawings.places_map import (
    MapPlace,
    PanelView,
    PlaceMarkView,
    panels_of,
)

Points = list[tuple[float, float]]
CASES: dict[str, Points] = {
    "one": [(55.7, 9.53)],
    "the same spot": [(33.27, 35.77)] * 7,
    "poles": [(90, 0), (-90, 0)],
    "a far one and a crowd": [(0, 0), *((50 + i / 50, 10 + i / 30) for i in range(9))],
    "over the 180th degree": [(-17.7, 178.1), (-13.8, -171.8), (-21.1, -175.2)],
    "a grid": [(lat, lon) for lat in range(-60, 61, 8) for lon in range(-180, 180, 24)],
    "a line": [(40, i / 10) for i in range(60)],
}


def _spots(points: Points) -> list[MapPlace]:
    return [
        MapPlace(number, f"Place {number}", lat, lon, is_area=number % 3 == 0)
        for number, (lat, lon) in enumerate(points, start=1)
    ]


def _box(mark: PlaceMarkView) -> tuple[int, int, int, int]:
    return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


def _numbers(panels: tuple[PanelView, ...]) -> list[str]:
    """The places that the marks in all panels name."""
    named = [
        m.title.split(", ") for p in panels for m in p.marks if "panel" not in m.href
    ]
    return sorted(name for names in named for name in names)


@pytest.mark.parametrize("points", CASES.values(), ids=CASES)
def test_marks_lie_in_their_frame_and_do_not_overlap(points: Points) -> None:
    """This holds in every panel, so no number covers another."""
    for panel in panels_of(_spots(points)):
        boxes = [_box(mark) for mark in panel.marks]
        for left, top, right, bottom in boxes:
            assert panel.left <= left < right <= panel.right
            assert panel.top <= top < bottom <= panel.bottom
        for first, other in combinations(boxes, 2):
            is_beside = first[2] <= other[0] or other[2] <= first[0]
            assert is_beside or first[3] <= other[1] or other[3] <= first[1]


@pytest.mark.parametrize("points", CASES.values(), ids=CASES)
def test_every_place_has_its_number_once(points: Points) -> None:
    """Each place is named in one panel, and the other panels link to it."""
    spots = _spots(points)
    panels = panels_of(spots)
    leading = [m.href for p in panels for m in p.marks if m.href.startswith("#_panel")]

    assert _numbers(panels) == sorted(f"{s.label} {s.title}" for s in spots)
    assert leading == [f"#_panel-{n}" for n in range(2, len(panels) + 1)]


@pytest.mark.parametrize("points", CASES.values(), ids=CASES)
def test_degrees_are_labelled_inside_the_frame(points: Points) -> None:
    """Meridians leave room for their labels, and every longitude exists."""
    for panel in panels_of(_spots(points)):
        meridians = [meridian.at for meridian in panel.meridians]
        assert meridians == sorted(meridians)
        assert all(b - a >= 71 for a, b in pairwise(meridians))
        assert all(panel.left <= at <= panel.right for at in meridians)
        assert all(panel.top <= p.at <= panel.bottom for p in panel.parallels)
        degrees = [float(m.label.partition("°")[0]) for m in panel.meridians]
        assert all(degree <= 180 for degree in degrees)


def test_places_on_both_sides_of_the_180th_degree_are_close() -> None:
    """Fiji, Samoa and Tonga are about ten degrees apart, not three hundred fifty."""
    (panel,) = panels_of(_spots(CASES["over the 180th degree"]))
    fiji, samoa, tonga = (
        next(m.middle for m in panel.marks if f"Place {n}" in m.title)
        for n in (1, 2, 3)
    )

    assert fiji < tonga < samoa
    assert [m.label for m in panel.meridians] == [
        "178° E",
        "180°",
        "178° W",
        "176° W",
        "174° W",
        "172° W",
    ]


def test_without_places_there_is_no_map() -> None:
    """The page of a base without located events has no drawing."""
    assert panels_of([]) == ()


def test_the_map_of_the_small_base() -> None:
    """The one place with events has its number, its name and its row."""
    shown = page(TINY, "map/index.html")
    (svg,) = shown.iter(SVG + "svg")
    rows = [text_of(row) for row in shown.iter(HTML + "tr")]

    assert [text_of(link) for link in svg.iter(SVG + "a")] == ["1 Mill Bridge1"]
    assert rows == [
        "NumberPlaceThe point stands forCoordinatesEvents",
        "1Mill Bridgethe site itself55.7° N, 9.53° E2",
    ]
    assert svg.get("aria-hidden") == "true"


def test_the_page_has_every_place_with_events() -> None:
    """Places with a location are in the table, the others in the list below it."""
    graph, shown = graph_of(TOWN), page(TOWN, "map/index.html")
    links = {link.get("href") for link in shown.iter(HTML + "a")}

    assert {f"../entities/{id_}.html" for id_ in graph.events_at} <= links


def test_an_area_is_distinguished_from_a_site() -> None:
    """Its number is in brackets; alone, its mark has a different outline."""
    (panel,) = panels_of(
        [
            MapPlace(1, "Town", 10, 10, is_area=False),
            MapPlace(2, "Land", 20, 20, is_area=True),
        ]
    )

    assert [(mark.label, mark.is_area) for mark in panel.marks] == [
        ("1", False),
        ("(2)", True),
    ]
