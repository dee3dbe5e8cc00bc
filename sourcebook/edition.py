"""Graph -> all files of one edition of the site, before they are made."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook import export, pages
from sourcebook.files import Task
from sourcebook.graph import Graph


def tasks(graph: Graph) -> Iterator[Task]:
    """Every file of the site but its manifest, in an order that is always the same."""
    yield from pages.tasks(graph)
    yield from export.tasks(graph)
