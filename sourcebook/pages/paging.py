"""A long list in groups -> the groups of each of the pages that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sourcebook.pages.links import Links
from sourcebook.pages.views import LinkView

Item = TypeVar("Item")

# Pages on each side that a page names besides the first and the last.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Items of a list that stand under one heading."""

    anchor: str  # of the heading
    label: str
    items: tuple[Item, ...]
    is_continued: bool = False  # from the page before


@dataclass(frozen=True, slots=True)
class WaysView:
    """The ways from one page of a long list to the others."""

    before: LinkView | None
    pages: tuple[LinkView, ...]  # the near ones, this one without a link; or none
    after: LinkView | None


def _one(_: object) -> int:
    return 1


def paged(
    groups: Iterable[Group[Item]], most: int, weight: Callable[[Item], int] = _one
) -> tuple[tuple[Group[Item], ...], ...]:
    """
    The *groups* of each page, in their order; the items of a page weigh *most* at most.

    Only a group that no page could hold is parted, and an item never is, however heavy.
    """
    pages: list[list[Group[Item]]] = []
    room = 0
    for group in groups:
        for part in _parts(group, most, weight):
            size = sum(map(weight, part.items))
            if size > room or part.is_continued or not pages:
                pages.append([])
                room = most
            pages[-1].append(part)
            room -= size
    return tuple(map(tuple, pages))


def ways_from(number: int, paths: Sequence[str], links: Links) -> WaysView:
    """The ways from the page *number*, counted from 1, to the others at *paths*."""
    last = len(paths)
    pages = {
        n: LinkView(f"Page {n}", links.to(paths[n - 1]) if n != number else None)
        for n in sorted({1, *range(number - _NEAR, number + _NEAR + 1), last})
        if 1 <= n <= last
    }
    return WaysView(
        before=pages.get(number - 1),
        pages=tuple(pages.values()) if last > 1 else (),
        after=pages.get(number + 1),
    )


def _parts(
    group: Group[Item], most: int, weight: Callable[[Item], int]
) -> Sequence[Group[Item]]:
    """The *group* whole where it fits on a page, else in parts that do."""
    parts: list[list[Item]] = [[]]
    size = 0
    for item in group.items:
        size += weight(item)
        if size > most and parts[-1]:
            parts.append([])
            size = weight(item)
        parts[-1].append(item)
    return [
        replace(group, items=tuple(part), is_continued=index > 0)
        for index, part in enumerate(parts)
    ]
