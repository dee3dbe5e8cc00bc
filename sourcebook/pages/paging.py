"""A long list in groups -> the groups of each of the pages that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sourcebook.pages.links import Links
from sourcebook.pages.views import LinkView, WaysView

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Items of a list that stand under one heading."""

    anchor: str  # of the heading
    label: str
    items: tuple[Item, ...]
    is_continued: bool = False  # from the page before


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
    pages = [
        LinkView(f"Page {n}", links.to(path) if n != number else None)
        for n, path in enumerate(paths, 1)
    ]
    return WaysView(
        before=pages[number - 2] if number > 1 else None,
        pages=tuple(pages) if len(pages) > 1 else (),
        after=pages[number] if number < len(pages) else None,
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
