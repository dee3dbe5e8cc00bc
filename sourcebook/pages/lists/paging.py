"""Pagination: a long list in groups -> what each of its pages shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sourcebook.pages.text.urls import page_of_part, to
from sourcebook.pages.views import LinkView

Item = TypeVar("Item")

# Pages on each side that a pager links, as well as the first and the last.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Items of a list under one heading."""

    anchor: str  # of the heading
    label: str
    items: tuple[Item, ...]
    is_continued: bool = False  # from the previous page


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """What one page shows of a list that is too long for a single page."""

    path: str
    label: str  # of the group, with the page number from the second page on
    reach: str  # the names of its first and last item; empty if the group has one page
    group: Group[Item]
    near: tuple[tuple[str, str], ...] = ()  # labels and paths: first, nearest, last
    below: tuple[tuple[str, str, int], ...] = ()  # of its months: label, path, size


@dataclass(frozen=True, slots=True)
class PagerView:
    """Links from one page of a long list to the others."""

    before: LinkView | None
    pages: tuple[LinkView, ...]  # nearby ones, this one without a link; empty if alone
    after: LinkView | None


def _unit(_: object) -> int:
    return 1


def paged(
    groups: Iterable[Group[Item]], most: int, weight: Callable[[Item], int] = _unit
) -> tuple[tuple[Group[Item], ...], ...]:
    """
    The *groups* of each page, in order; the weights on a page add up to *most* at most.

    A group is split only if it fits on no page; an item is never split, however heavy.
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


def pager_from(number: int, paths: Sequence[str]) -> PagerView:
    """The pager of page *number*, counted from 1, of the pages at *paths*."""
    near = [(f"Page {n + 1}", paths[n]) for n in _near(number - 1, len(paths))]
    return _pager(paths[number - 1], near)


def sliced(
    index: str,
    groups: Iterable[Group[Item]],
    most: int,
    name: Callable[[Item], str] | None = None,
) -> Iterator[Slice[Item]]:
    """
    The pages of a list, linked from the page *index*, with at most *most* items each.

    Each group has separate pages, named by its anchor, so that URLs stay the same while
    other groups grow. *name* gives the reach of a page if its group has several.
    """
    for group in groups:
        parts = _parts(group, most, _unit)
        for number, part in enumerate(parts, 1):
            reach, items = "", part.items
            if name and len(parts) > 1:
                reach = f"{name(items[0])} – {name(items[-1])}"
            yield Slice(
                path=page_of_part(index, group.anchor.removeprefix("_"), number),
                label=group.label if number == 1 else f"{group.label}, page {number}",
                reach=reach,
                group=part,
            )


def joined(slices: Iterable[Slice[Item]]) -> tuple[Slice[Item], ...]:
    """*slices* in their order, each with the links of its pager."""
    pages = [(slice_, (slice_.label, slice_.path)) for slice_ in slices]
    return tuple(
        replace(slice_, near=tuple([pages[n][1] for n in _near(here, len(pages))]))
        for here, (slice_, _) in enumerate(pages)
    )


def pager_of(slice_: Slice[Item]) -> PagerView:
    """The pager of the page of *slice_*."""
    return _pager(slice_.path, slice_.near)


def _near(here: int, count: int) -> Sequence[int]:
    """The pages that the pager of page *here* links, of *count* pages, from 0."""
    near = {0, *range(here - _NEAR, here + _NEAR + 1), count - 1}
    return [number for number in sorted(near) if 0 <= number < count]


def _pager(current: str, near: Sequence[tuple[str, str]]) -> PagerView:
    """The pager of the page at path *current*; *near* has labels and paths."""
    here = next(n for n, (_, path) in enumerate(near) if path == current)
    pages = tuple(
        LinkView(label, to(path) if n != here else None)
        for n, (label, path) in enumerate(near)
    )
    return PagerView(
        before=pages[here - 1] if here > 0 else None,
        pages=pages if len(pages) > 1 else (),
        after=pages[here + 1] if here + 1 < len(pages) else None,
    )


def _parts(
    group: Group[Item], most: int, weight: Callable[[Item], int]
) -> Sequence[Group[Item]]:
    """The *group* whole if it fits on a page, otherwise in parts that do."""
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
