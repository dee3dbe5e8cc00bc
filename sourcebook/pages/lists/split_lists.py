"""Lists of the whole base too long for a page: where their parts stand, the ways."""

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
class PartsView:
    """Parts of a list that stand under one heading."""

    id: str
    heading: str
    count: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class SplitListPage:
    """A list of the whole base that goes on on other pages: where its parts stand."""

    title: str
    intro: str
    ways: tuple[LinkView, ...]  # to pages that show the same otherwise
    sections: tuple[PartsView, ...]


@dataclass(frozen=True, slots=True)
class PartOfView:
    """What a page is a part of, and the ways to the other parts."""

    count: str  # what it shows, in words
    whole: LinkView
    ways: PagerView
    parts: tuple[PartView, ...]  # of this one


def part_of(
    one: Slice[Item], index: str, title: str, nouns: tuple[str, str]
) -> PartOfView:
    """The ways from a part of the list *title*, which the page *index* names."""
    here = len(one.group.items)
    whole = here + sum(size for _, _, size in one.below)
    count = count_in_words(whole, *nouns)
    return PartOfView(
        f"{count}, {here} of them here" if one.below else count,
        LinkView(title, to(index)),
        pager_of(one),
        tuple(
            PartView(LinkView(label, to(path)), None, count_in_words(size, *nouns))
            for label, path, size in one.below
        ),
    )


def parts_of(
    slices: Iterable[Slice[Item]], nouns: tuple[str, str]
) -> tuple[PartView, ...]:
    """Links to parts of a list, each with how much it holds."""
    return tuple(
        PartView(
            LinkView(_label(one), to(one.path)),
            None,
            count_in_words(len(one.group.items), *nouns),
        )
        for one in slices
        if one.group.items
    )


def parts_of_periods(
    periods: Iterable[Period[Item]], nouns: tuple[str, str]
) -> tuple[PartsView, ...]:
    """Links to the pages of each year; years of one page stand together."""
    return tuple(
        PartsView(
            f"_part{run[0].anchor}",
            " – ".join(dict.fromkeys([run[0].heading, run[-1].heading])),
            sum(period.count for period in run),
            parts_of((one for period in run for one in period.slices), nouns),
        )
        for run in _runs(periods)
    )


def _runs(periods: Iterable[Period[Item]]) -> list[list[Period[Item]]]:
    """The *periods* in their order; those of one page each in a row together."""
    runs: list[list[Period[Item]]] = []
    for period in periods:
        is_short = len(period.slices) == 1
        if is_short and runs and len(runs[-1][-1].slices) == 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _label(one: Slice[Item]) -> str:
    if one.below:
        return f"{one.label}, month not known"
    return f"{one.group.label}: {one.reach}" if one.reach else one.label
