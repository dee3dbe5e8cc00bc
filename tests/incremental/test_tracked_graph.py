"""A tracked graph records which records and lists are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from rendered import TINY, graph_of

from sourcebook.cache.dependencies import ALL, Dependencies
from sourcebook.incremental.tracked_graph import tracked
from sourcebook.model.base import Base


def test_reading_everything_is_noted() -> None:
    """Reading all records is noted, whichever method is used."""
    dependencies = Dependencies()
    graph = tracked(graph_of(TINY), dependencies)
    records = graph.base.records
    ways: list[Callable[[], object]] = [
        *(records.keys, records.values, records.items),
        *(lambda: list(records), lambda: len(records)),
        *(lambda: graph.timeline[0], lambda: len(graph.questions)),
        *(lambda: list(graph.sources), lambda: None in graph.statements),
        *(lambda: graph.base.version, lambda: list(graph.base.claims)),
    ]
    noted = []
    for way in ways:
        with dependencies.recording() as taken:
            way()
        noted.append(ALL in taken)

    assert noted == [True] * len(ways)


def test_all_that_a_base_computes_is_tracked() -> None:
    """Properties computed from all records are tracked, whoever reads them first."""
    computed = {
        name for name, value in vars(Base).items() if isinstance(value, cached_property)
    }
    base = tracked(graph_of(TINY), Dependencies()).base

    assert computed - {"is_whole"} <= vars(base).keys()
    for name in sorted(computed - {"is_whole"}):
        assert (
            type(vars(base)[name]).__module__ == "sourcebook.incremental.tracked_graph"
        )
