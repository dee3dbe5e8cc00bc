"""A long list in groups -> what each of the pages shows that it stands on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sourcebook.pages.text.urls import page_of_part, to
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
class Slice(Generic[Item]):
    """What one page shows of a list of the whole base that is too long for one."""

    path: str
    label: str  # of its group, and which page of it this is where there are several
    reach: str  # from the first of its items to the last, where there are several
    group: Group[Item]
    near: tuple[tuple[str, str], ...] = ()  # labels and paths: first, near ones, last
    below: tuple[tuple[str, str, int], ...] = ()  # those of its months: also their size


@dataclass(frozen=True, slots=True)
class PagerView:
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


def pager_from(number: int, paths: Sequence[str]) -> PagerView:
    """The ways from the page *number*, counted from 1, to the others at *paths*."""
    near = [(f"Page {n + 1}", paths[n]) for n in _near(number - 1, len(paths))]
    return _ways(paths[number - 1], near)


def sliced(
    index: str,
    groups: Iterable[Group[Item]],
    most: int,
    name: Callable[[Item], str] | None = None,
) -> Iterator[Slice[Item]]:
    """
    The pages of a list that the page *index* names, *most* items on each.

    A group has pages of its own, named by its anchor, so that their addresses stay
    while other groups grow. *name* tells where a page of several begins and ends.
    """
    for group in groups:
        parts = _parts(group, most, _one)
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
    """*slices* in their order, each with the ways to those that a reader goes on to."""
    made = [(one, (one.label, one.path)) for one in slices]
    return tuple(
        replace(one, near=tuple([made[n][1] for n in _near(here, len(made))]))
        for here, (one, _) in enumerate(made)
    )


def pager_of(one: Slice[Item]) -> PagerView:
    """The ways from one page of a list to the others."""
    return _ways(one.path, one.near)


def _near(here: int, count: int) -> Sequence[int]:
    """Of *count* pages, from 0, those that a reader of the page *here* goes on to."""
    near = {0, *range(here - _NEAR, here + _NEAR + 1), count - 1}
    return [number for number in sorted(near) if 0 <= number < count]


def _ways(own: str, near: Sequence[tuple[str, str]]) -> PagerView:
    """The ways from the page at *own* to those *near*: their labels and paths."""
    here = next(n for n, (_, path) in enumerate(near) if path == own)
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
