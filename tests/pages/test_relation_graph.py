"""The drawing of an entity and its neighbours."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from pathlib import Path

import large
import pytest
from rendered import HTML, SVG, TINY, TOWN, graph_of, page, text_of

from sourcebook.model.mentions import RecordId
from sourcebook.pages.drawings.text_width import fitted, width_of
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.records.relation_graph import RelationGraphView, relation_graph
from sourcebook.pages.text.urls import to


def _drawn(kb: Path, id_: str) -> RelationGraphView | None:
    graph = graph_of(kb)
    return relation_graph(graph.base.entities[RecordId(id_)], Presenter(graph))


def _star(folder: Path, ends: dict[str, int], name: str = "Hub") -> Path:
    """A base whose entity `hub` has the given number of neighbours per relation."""
    files = {
        "entities/press.yaml": "name: Press\ntype: media_outlet\nsummary: A paper.\n",
        "sources/src.yaml": (
            "title: T\ngenre: news\npublisher: press\npublished: '2024'\n"
            "language: en\nedition: E\nparagraphs: 1\n"
        ),
    }
    relations = []
    for type_, count in ends.items():
        for i in range(count):
            id_ = f"{type_.replace('_', '-')}-{i}"
            files[f"entities/{id_}.yaml"] = (
                f"name: Number {i} of {type_}\ntype: organization\nsummary: It is.\n"
            )
            relations.append(f"  - {{ type: {type_}, to: {id_}, cite: [src#p1] }}\n")
    files["entities/hub.yaml"] = (
        f"name: {json.dumps(name)}\ntype: organization\nsummary: It is.\n"
        "relations:\n" + "".join(relations)
    )
    for path, content in files.items():
        file = folder / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return folder / "kb"


def test_a_drawing_of_the_small_base() -> None:
    """The drawing of the town shows what it operates and who holds a role in it."""
    drawn = _drawn(TINY, "alderby")

    assert drawn is not None
    assert [label.title for label in drawn.labels] == [
        "operates",
        "a role here is held by",
    ]
    assert [(box.title, box.href) for box in drawn.boxes] == [
        ("Alderby", ""),
        ("Mill Bridge", to("entities/mill-bridge.html")),
        ("Hanna Vik", to("entities/hanna-vik.html")),
    ]


def test_a_single_relation_is_not_drawn() -> None:
    """A drawing would add nothing to the list."""
    assert _drawn(TINY, "hanna-vik") is None


@pytest.mark.parametrize(
    ("ends", "rows"),
    [
        ({"supports": 3, "operates": 13}, [1] * 16),
        ({"supports": 3, "operates": 14}, [1, 1, 1, 14]),
        ({"supports": 40}, [40]),
    ],
)
def test_many_neighbours_are_counted(
    tmp_path: Path, ends: dict[str, int], rows: list[int]
) -> None:
    """Up to sixteen are named; beyond that, those with one relation share a row."""
    drawn = _drawn(_star(tmp_path, ends), "hub")

    assert drawn is not None
    counted = [box.title for box in drawn.boxes[1:] if not box.href]
    assert len(drawn.boxes) - 1 == len(rows)
    assert counted == [f"{n}, listed below" for n in rows if n > 1]
    assert drawn.has_counted == bool(counted)


@pytest.mark.parametrize(
    "name",
    ["Hub", "W" * 200, "An organization of many and very long words " * 4, "国" * 40],
)
def test_text_stays_in_its_box(tmp_path: Path, name: str) -> None:
    """Even the widest names fit, and no boxes or lines of text overlap."""
    drawn = _drawn(_star(tmp_path, {"supports": 3, "operates": 12}, name), "hub")

    assert drawn is not None
    for box in drawn.boxes:
        bottom = box.y + box.height
        assert 0 <= box.y < bottom <= drawn.height
        assert 0 <= box.x < box.x + box.width <= drawn.width
        assert all(box.y + 10 <= at <= bottom - 3 for _, at in box.lines)
        assert all(width_of(line, 12) <= box.width - 14 for line, _ in box.lines)
    for box, other in pairwise(drawn.boxes[1:]):
        assert box.y + box.height <= other.y
    assert all(at >= 10 for label in drawn.labels for _, at in label.lines)


def test_every_drawing_of_a_large_base_fits() -> None:
    """Boxes and labels lie within the drawing and do not overlap."""
    bases = (TOWN, large.kb())
    results = [_drawn(kb, id_) for kb in bases for id_ in graph_of(kb).base.entities]
    drawn = [graph for graph in results if graph]

    assert len(drawn) > 20
    for graph in drawn:
        for first, other in combinations(graph.boxes, 2):
            assert first.x != other.x or first.y + first.height <= other.y
        tops = [(label.lines[0][1] - 11, label.y) for label in graph.labels]
        assert all(first[1] <= other[0] for first, other in pairwise(tops))
        assert tops[0][0] >= 0
        assert max(box.y + box.height for box in graph.boxes) <= graph.height


def test_the_drawing_is_visual_only() -> None:
    """It is hidden from screen readers, and its links are not in the tab order."""
    (figure,) = page(TINY, "entities/alderby.html").iter(HTML + "figure")
    (svg,) = figure.iter(SVG + "svg")

    assert svg.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in svg.iter(SVG + "a")} == {"-1"}
    assert text_of(figure.find(HTML + "figcaption")) == (
        "Roles and relations, drawn; the lists above say the same, with times and "
        "sources."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ("short",)),
        ("two words here", ("two words", "here")),
        ("a b c d e f g h i j k l", ("a b c d e f", "g h i j k l")),
        ("a b c d e f g h i j k l m n", ("a b c d e f", "g h i j k l…")),
        ("unbreakablewordthatislong", ("unbreakabl", "ewordtha…")),
        ("", ("",)),
    ],
)
def test_text_is_wrapped_and_cut(text: str, expected: tuple[str, ...]) -> None:
    """It takes two lines at most, and ends with an ellipsis if they do not suffice."""
    results = fitted(text, 10, 64)

    assert results == expected
    assert all(width_of(line, 10) <= 64 for line in results)
