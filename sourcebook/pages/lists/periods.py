"""What has a date by years, or months where a year is too long for a page."""

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
    """A year with its pages; also what has no year, or no date at all."""

    anchor: str
    heading: str
    count: int
    slices: tuple[Slice[Item], ...]  # its own page first, those of its months after it


def period_of(date: PartialDate | None) -> tuple[str, str]:
    """The anchor and the heading of the year that a date begins in."""
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
    """The periods of *items*, in whose order they first occur, with their pages."""
    years: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        years.setdefault(period_of(date(item)), []).append(item)
    found: list[tuple[str, str, int, int]] = []
    slices: list[Slice[Item]] = []
    for (anchor, heading), own in years.items():
        made = _slices(index, Group(anchor, heading, tuple(own)), date, most)
        slices += made
        found.append((anchor, heading, len(own), len(made)))
    pages = iter(joined(slices))
    return tuple(
        Period(anchor, heading, size, tuple(next(pages) for _ in range(number)))
        for anchor, heading, size, number in found
    )


def slices_of(periods: Iterable[Period[Item]]) -> Iterator[Slice[Item]]:
    """The pages of all *periods*, in their order."""
    return (one for period in periods for one in period.slices)


def _slices(
    index: str, year: Group[Item], date: Callable[[Item], PartialDate | None], most: int
) -> list[Slice[Item]]:
    """The pages of a year; one that has months of their own names them."""
    by_month = _by_month(year.items, date)
    if len(year.items) <= most or set(by_month) == {0}:
        return list(sliced(index, [year], most))
    own, *rest = sliced(index, _months(year, by_month), most)
    months = tuple(
        (one.label, one.path, len(one.group.items))
        for one in rest
        if one.group.anchor != year.anchor
    )
    return [replace(own, below=months), *rest]


def _by_month(
    items: Iterable[Item], date: Callable[[Item], PartialDate | None]
) -> Mapping[int, list[Item]]:
    """Items of a year by month; those without a month under 0."""
    found: dict[int, list[Item]] = {}
    for item in items:
        known = date(item)
        month = (known.start.month or 0) if known and known.start else 0
        found.setdefault(month, []).append(item)
    return dict(sorted(found.items()))


def _months(
    year: Group[Item], by_month: Mapping[int, list[Item]]
) -> Iterator[Group[Item]]:
    """The months of a year; first the year itself, with what has no month."""
    yield Group(year.anchor, year.label, tuple(by_month.get(0, ())))
    for month, items in by_month.items():
        if month:
            number = int(year.label)
            label = month_in_words(number, month)
            yield Group(anchor_of((number, month)), label, tuple(items))
