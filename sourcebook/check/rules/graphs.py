"""Rings in a directed graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sourcebook.problems import Mark

Edges = Mapping[str, Sequence[tuple[str, Mark]]]


def cycles(edges: Edges) -> Iterator[tuple[list[str], Mark]]:
    """
    Rings of *edges* (from a node to others), each with the mark of an edge in it.

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
            target, mark = below[next_edge]
            if target in on_way:
                yield list(on_way)[on_way[target] :], mark
            elif target not in done:
                stack.append((target, 0))
