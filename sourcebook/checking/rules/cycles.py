"""Cycles in a directed graph."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Where = TypeVar("Where")
Edges = Mapping[str, Sequence[tuple[str, Where]]]


def cycles(edges: Edges[Where]) -> Iterator[tuple[list[str], Where]]:
    """
    Cycles of *edges* (from a node to others), each with the position of one edge.

    At least one edge of every cycle is among them. The search is depth-first and
    iterative, so chains of any length work.
    """
    done: set[str] = set()
    for root in sorted(edges):
        path: dict[str, int] = {}
        stack: list[tuple[str, int]] = [(root, 0)] if root not in done else []
        while stack:
            node, next_edge = stack.pop()
            path.setdefault(node, len(path))
            targets = edges.get(node, ())
            if next_edge == len(targets):
                done.add(node)
                del path[node]
                continue
            stack.append((node, next_edge + 1))
            target, where = targets[next_edge]
            if target in path:
                yield list(path)[path[target] :], where
            elif target not in done:
                stack.append((target, 0))
