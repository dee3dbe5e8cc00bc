"""Rings in a directed graph."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Where = TypeVar("Where")
Edges = Mapping[str, Sequence[tuple[str, Where]]]


def cycles(edges: Edges[Where]) -> Iterator[tuple[list[str], Where]]:
    """
    Rings of *edges* (from a node to others), each with where an edge of it stands.

    Every ring has at least one edge in what is yielded; depth-first and iterative, so
    that a chain of any length ends.
    """
    done: set[str] = set()
    for root in sorted(edges):
        on_way: dict[str, int] = {}
        stack: list[tuple[str, int]] = [(root, 0)] if root not in done else []
        while stack:
            node, next_edge = stack.pop()
            on_way.setdefault(node, len(on_way))
            below = edges.get(node, ())
            if next_edge == len(below):
                done.add(node)
                del on_way[node]
                continue
            stack.append((node, next_edge + 1))
            target, where = below[next_edge]
            if target in on_way:
                yield list(on_way)[on_way[target] :], where
            elif target not in done:
                stack.append((target, 0))
