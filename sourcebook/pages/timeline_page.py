"""The timeline: all events by month, how many there are, and what can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.pages import links as places
from sourcebook.pages.lens import LensView
from sourcebook.pages.show import Show
from sourcebook.pages.strip import Month, StripView, anchor_of, strip_of
from sourcebook.pages.views import EventView, LinkView
from sourcebook.pages.words import count_in_words, month_in_words
from sourcebook.records import Event, RecordId
from sourcebook.schema import Vocabulary


@dataclass(frozen=True, slots=True)
class MarksView:
    """What an event can be chosen by: ids, parted by spaces."""

    id: str
    type: str
    places: str
    actors: str
    is_contested: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """An event in a line, with what it can be chosen by."""

    event: EventView
    marks: MarksView


@dataclass(frozen=True, slots=True)
class MonthView:
    """Events that began in a month, or in a year where no month is known."""

    id: str
    heading: str
    lines: tuple[LineView, ...]
    reaching: tuple[LineView, ...]  # with dates that begin before and reach into it


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """Something to choose events by, and how many it chooses."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterView:
    """What events can be chosen by in one respect."""

    name: str  # in the address of the page
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """All events by month; undated ones in a section of their own."""

    strip: StripView | None  # None where no event has a month
    not_drawn: tuple[LinkView, ...]  # sections without a month, with their counts
    filters: tuple[FilterView, ...]
    contested: int
    total: int
    map: str
    months: tuple[MonthView, ...]
    lens: LensView | None


@dataclass(frozen=True, slots=True)
class _Section:
    """Where an event stands."""

    id: str
    heading: str
    month: Month | None


def timeline_page(show: Show) -> TimelinePage:
    """All events by the month in which they began, or may have begun."""
    timeline = show.graph.timeline
    sections: dict[_Section, list[Event]] = {}
    for event in timeline:
        sections.setdefault(_section(event), []).append(event)
    counts = {s.month: len(events) for s, events in sections.items() if s.month}
    lines = {event.id: _line(event, show) for event in timeline}
    return TimelinePage(
        strip=strip_of(counts) if counts else None,
        not_drawn=tuple(
            LinkView(s.heading, f"#{s.id}", count_in_words(len(events), "event"))
            for s, events in sections.items()
            if not s.month
        ),
        filters=_filters(timeline, show),
        contested=sum(line.marks.is_contested for line in lines.values()),
        total=len(timeline),
        map=show.links.to(places.MAP),
        months=tuple(
            MonthView(
                section.id,
                section.heading,
                tuple(lines[event.id] for event in events),
                tuple(lines[e.id] for e in timeline if _reaches(e, section.month)),
            )
            for section, events in sections.items()
        ),
        lens=show.lens.control(show.graph.sources),
    )


def _section(event: Event) -> _Section:
    if event.date is None:
        return _Section("_undated", "No date known", None)
    start = event.date.start
    if start is None:
        return _Section("_open", "Beginning not known", None)
    if start.month is None:
        return _Section(f"_{start.year}", f"{start.year}, month not known", None)
    month = (start.year, start.month)
    return _Section(anchor_of(month), month_in_words(*month), month)


def _reaches(event: Event, month: Month | None) -> bool:
    """
    Whether *event* began before *month* and its date reaches into it.

    Its date may mean that it lasted so long, or that it fell on some day of the span:
    the record does not tell these apart, so neither does the page.
    """
    date = event.date
    if month is None or date is None or date.start is None or not date.is_span:
        return False
    begun, ended = date.start.latest, date.latest
    return (begun.year, begun.month) < month <= (ended.year, ended.month)


def _line(event: Event, show: Show) -> LineView:
    view = show.event(event, with_basis=True)
    marks = MarksView(
        event.id,
        event.type,
        " ".join(_places(event)),
        " ".join(_actors(event)),
        view.is_contested,
    )
    return LineView(view, marks)


def _places(event: Event) -> Iterable[RecordId]:
    return dict.fromkeys(place.target for place in event.places)


def _actors(event: Event) -> Iterable[RecordId]:
    return dict.fromkeys(taking.entity.target for taking in event.participants)


def _filters(timeline: Iterable[Event], show: Show) -> tuple[FilterView, ...]:
    events = tuple(timeline)
    terms = show.graph.schema.terms[Vocabulary.EVENT_TYPES]
    types = Counter(event.type for event in events)
    kinds = tuple(
        ChoiceView(word, terms[word].label, types[word])
        for word in terms
        if word in types
    )
    at = Counter(id_ for event in events for id_ in _places(event))
    by = Counter(id_ for event in events for id_ in _actors(event))
    return (
        FilterView("type", "Kind", kinds),
        FilterView("place", "Place", _named(at, show)),
        FilterView("actor", "Who or what was involved", _named(by, show)),
    )


def _named(counts: Mapping[RecordId, int], show: Show) -> tuple[ChoiceView, ...]:
    """Entities by name, with their counts."""
    titles = {id_: show.graph.base.records[id_].title for id_ in counts}
    ordered = sorted(counts, key=lambda id_: (titles[id_].casefold(), id_))
    return tuple(ChoiceView(id_, titles[id_], counts[id_]) for id_ in ordered)
