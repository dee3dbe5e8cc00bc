"""Graph -> all files of one edition of the site, before they are made."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook import export, pages
from sourcebook.files import File, Late, Task
from sourcebook.graph import Graph
from sourcebook.pages.bounds import BOUNDS, Bounds


def tasks(graph: Graph, bounds: Bounds = BOUNDS) -> Iterator[Task]:
    """Every file that is made by itself, in an order that is always the same."""
    yield from pages.tasks(graph, bounds)
    yield from export.tasks(graph)


def late(graph: Graph, bounds: Bounds = BOUNDS) -> Iterator[Late]:
    """Every file that is made of those; all but the manifest, which lists them."""
    yield from export.late(graph, bounds.records)


def files(graph: Graph, bounds: Bounds = BOUNDS) -> Iterator[File]:
    """All files, made in this process one after the other."""
    made: dict[str, bytes] = {}
    for task in tasks(graph, bounds):
        made[task.path] = task.make()
        yield File(task.path, made[task.path])
    for one in late(graph, bounds):
        yield File(one.path, one.make(made.__getitem__))
