"""Lists that are too long for one page: links to their parts, and between these."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sourcebook.pages.lists.paging import PagerView, Slice, pager_of
from sourcebook.pages.lists.periods import Period
from sourcebook.pages.text.urls import to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import LinkView, PartView

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PartListView:
    """Links to parts of a list under one heading."""

    id: str
    heading: str
    count: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class SplitListPage:
    """A list that is split across other pages: links to its parts."""

    title: str
    intro: str
    ways: tuple[LinkView, ...]  # to other views of the same items
    sections: tuple[PartListView, ...]


@dataclass(frozen=True, slots=True)
class PartOfView:
    """The list that a page is a part of, with links to the other parts."""

    count: str  # of its items, in words
    whole: LinkView
    ways: PagerView
    parts: tuple[PartView, ...]  # of this part


def part_of(
    slice_: Slice[Item], index: str, title: str, nouns: tuple[str, str]
) -> PartOfView:
    """The links on the page of *slice_*, a part of the list *title* at *index*."""
    here = len(slice_.group.items)
    whole = here + sum(size for _, _, size in slice_.below)
    count = count_in_words(whole, *nouns)
    return PartOfView(
        f"{count}, {here} of them here" if slice_.below else count,
        LinkView(title, to(index)),
        pager_of(slice_),
        tuple(
            PartView(LinkView(label, to(path)), None, count_in_words(size, *nouns))
            for label, path, size in slice_.below
        ),
    )


def parts_of(
    slices: Iterable[Slice[Item]], nouns: tuple[str, str]
) -> tuple[PartView, ...]:
    """Links to the parts of a list, each with its number of items."""
    return tuple(
        PartView(
            LinkView(_label(slice_), to(slice_.path)),
            None,
            count_in_words(len(slice_.group.items), *nouns),
        )
        for slice_ in slices
        if slice_.group.items
    )


def parts_of_periods(
    periods: Iterable[Period[Item]], nouns: tuple[str, str]
) -> tuple[PartListView, ...]:
    """Links to the pages of each year; neighbours of one page share a heading."""
    return tuple(
        PartListView(
            f"_part{run[0].anchor}",
            " – ".join(dict.fromkeys([run[0].heading, run[-1].heading])),
            sum(period.count for period in run),
            parts_of((slice_ for period in run for slice_ in period.slices), nouns),
        )
        for run in _runs(periods)
    )


def _runs(periods: Iterable[Period[Item]]) -> list[list[Period[Item]]]:
    """The *periods* in order; consecutive ones of one page each are grouped."""
    runs: list[list[Period[Item]]] = []
    for period in periods:
        is_short = len(period.slices) == 1
        if is_short and runs and len(runs[-1][-1].slices) == 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _label(slice_: Slice[Item]) -> str:
    if slice_.below:
        return f"{slice_.label}, month not known"
    return f"{slice_.group.label}: {slice_.reach}" if slice_.reach else slice_.label
