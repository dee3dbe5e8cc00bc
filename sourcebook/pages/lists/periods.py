"""Dated items by year, or by month if a year is too long for one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sourcebook.model.dates import PartialDate
from sourcebook.pages.drawings.month_strip import anchor_of
from sourcebook.pages.lists.paging import Group, Slice, joined, sliced
from sourcebook.pages.text.words import month_in_words

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Period(Generic[Item]):
    """A year with its pages; also the items without a beginning or without a date."""

    anchor: str
    heading: str
    count: int
    slices: tuple[Slice[Item], ...]  # the page of the year first, then its months


def period_of(date: PartialDate | None) -> tuple[str, str]:
    """The anchor and heading of the year in which *date* begins."""
    if date is None:
        return "_undated", "No date known"
    if date.start is None:
        return "_open", "Beginning not known"
    return f"_{date.start.year}", f"{date.start.year}"


def periods_of(
    index: str,
    items: Iterable[Item],
    date: Callable[[Item], PartialDate | None],
    most: int,
) -> tuple[Period[Item], ...]:
    """The periods of *items* with their pages, in order of first occurrence."""
    years: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        years.setdefault(period_of(date(item)), []).append(item)
    sizes: list[tuple[str, str, int, int]] = []
    slices: list[Slice[Item]] = []
    for (anchor, heading), members in years.items():
        year_slices = _slices(index, Group(anchor, heading, tuple(members)), date, most)
        slices += year_slices
        sizes.append((anchor, heading, len(members), len(year_slices)))
    pages = iter(joined(slices))
    return tuple(
        Period(anchor, heading, size, tuple(next(pages) for _ in range(number)))
        for anchor, heading, size, number in sizes
    )


def slices_of(periods: Iterable[Period[Item]]) -> Iterator[Slice[Item]]:
    """The pages of all *periods*, in order."""
    return (slice_ for period in periods for slice_ in period.slices)


def _slices(
    index: str, year: Group[Item], date: Callable[[Item], PartialDate | None], most: int
) -> list[Slice[Item]]:
    """The pages of a year; the first links its months if they have separate pages."""
    by_month = _by_month(year.items, date)
    if len(year.items) <= most or set(by_month) == {0}:
        return list(sliced(index, [year], most))
    first, *rest = sliced(index, _months(year, by_month), most)
    months = tuple(
        (slice_.label, slice_.path, len(slice_.group.items))
        for slice_ in rest
        if slice_.group.anchor != year.anchor
    )
    return [replace(first, below=months), *rest]


def _by_month(
    items: Iterable[Item], date: Callable[[Item], PartialDate | None]
) -> Mapping[int, list[Item]]:
    """Items of a year by month; 0 has those without a month."""
    items_by_month: dict[int, list[Item]] = {}
    for item in items:
        item_date = date(item)
        month = (item_date.start.month or 0) if item_date and item_date.start else 0
        items_by_month.setdefault(month, []).append(item)
    return dict(sorted(items_by_month.items()))


def _months(
    year: Group[Item], by_month: Mapping[int, list[Item]]
) -> Iterator[Group[Item]]:
    """The year with the items without a month, then its months."""
    yield Group(year.anchor, year.label, tuple(by_month.get(0, ())))
    for month, items in by_month.items():
        if month:
            number = int(year.label)
            label = month_in_words(number, month)
            yield Group(anchor_of((number, month)), label, tuple(items))
