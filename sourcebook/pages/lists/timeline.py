"""The timeline: all events by month, how many there are, and what can be chosen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Event, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.drawings.month_strip import (
    Month,
    MonthStripView,
    anchor_of,
    strip_of,
)
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.periods import Period, period_of, periods_of, slices_of
from sourcebook.pages.lists.spanning_events import Reaching, reaching_of
from sourcebook.pages.lists.split_lists import (
    PartOfView,
    PartsView,
    part_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import to
from sourcebook.pages.text.words import count_in_words, month_in_words
from sourcebook.pages.views import EventView, LinkView

_TITLE = "Timeline"
_NOUNS = ("event", "events")
_SCRIPTS = ("timeline.js", "lens.js")


@dataclass(frozen=True, slots=True)
class FilterKeys:
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
    marks: FilterKeys
    is_here: bool = True  # or on another part of the timeline


@dataclass(frozen=True, slots=True)
class MonthView:
    """Events that began in a month, or in a year where no month is known."""

    id: str
    heading: str
    lines: tuple[LineView, ...]
    reaching: tuple[LineView, ...]  # with dates that begin before and reach into it
    further: str  # how many more of those there are; empty for none


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
    """Events by month, undated ones in a section of their own: all, or a part."""

    title: str
    strip: MonthStripView | None  # None where no event has a month
    not_drawn: tuple[LinkView, ...]  # sections without a month, with their counts
    filters: tuple[FilterView, ...]
    contested: int
    total: int
    map: str
    months: tuple[MonthView, ...]
    lens: LensView | None
    part: PartOfView | None = None  # None where it shows all


@dataclass(frozen=True, slots=True)
class PartedTimelinePage:
    """How many events began in each month, and the pages that they stand on."""

    strip: MonthStripView | None
    map: str
    sections: tuple[PartsView, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """A month, or a year or less of events whose month is not known."""

    id: str
    heading: str
    month: Month | None
    events: tuple[Event, ...]
    reaching: Reaching


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The timeline, then its parts."""
    path, timeline = places.TIMELINE, graph.timeline
    reaching = reaching_of(timeline, bounds.reaching)
    if len(timeline) <= bounds.events:
        page = partial(_timeline_page, _sections(timeline, reaching), None)
        yield PageSpec(path, "timeline", _TITLE, page, scripts=_SCRIPTS)
        return
    periods = periods_of(path, timeline, lambda event: event.date, bounds.events)
    yield PageSpec(path, "timeline_parted", _TITLE, partial(_parted_page, periods))
    for one in slices_of(periods):
        sections = _sections(one.group.items, reaching)
        if one.group.is_continued:
            sections = tuple(replace(s, reaching=Reaching()) for s in sections)
        page = partial(_timeline_page, sections, one)
        title = f"{_TITLE}: {one.label}"
        yield PageSpec(one.path, "timeline", title, page, scripts=_SCRIPTS)


def _parted_page(
    periods: tuple[Period[Event], ...], _: Presenter
) -> PartedTimelinePage:
    counts: Counter[Month] = Counter()
    pages: dict[Month, str] = {}
    for one in slices_of(periods):
        for event in one.group.items:
            month = _section_of(event)[2]
            if month:
                counts[month] += 1
                pages.setdefault(month, to(one.path))
    return PartedTimelinePage(
        strip=strip_of(counts, pages) if counts else None,
        map=to(places.MAP),
        sections=parts_of_periods(periods, _NOUNS),
    )


def _timeline_page(
    sections: tuple[_Section, ...], one: Slice[Event] | None, presenter: Presenter
) -> TimelinePage:
    """Events by the month in which they began, or may have begun."""
    events = [event for section in sections for event in section.events]
    told = [*events, *(event for s in sections for event in s.reaching.events)]
    counts = {s.month: len(s.events) for s in sections if s.month}
    lines = {event.id: _line(event, presenter) for event in events}
    part = part_of(one, places.TIMELINE, _TITLE, _NOUNS) if one else None
    return TimelinePage(
        title=f"{_TITLE}: {one.label}" if one else _TITLE,
        strip=strip_of(counts) if counts and not (one and len(counts) == 1) else None,
        not_drawn=tuple(
            LinkView(s.heading, f"#{s.id}", count_in_words(len(s.events), "event"))
            for s in sections
            if not s.month
        ),
        filters=_filters(events, presenter),
        contested=sum(line.marks.is_contested for line in lines.values()),
        total=len(events),
        map=to(places.MAP),
        months=tuple(_month(section, lines, presenter) for section in sections),
        lens=presenter.marks.control(
            _sources(told, presenter) if one else presenter.graph.sources
        ),
        part=part,
    )


def _month(
    section: _Section, lines: Mapping[RecordId, LineView], presenter: Presenter
) -> MonthView:
    reaching = section.reaching
    return MonthView(
        section.id,
        section.heading,
        tuple(lines[event.id] for event in section.events),
        tuple(
            lines.get(e.id) or replace(_line(e, presenter), is_here=False)
            for e in reaching.events
        ),
        count_in_words(reaching.further, "further one") if reaching.further else "",
    )


def _sources(events: Iterable[Event], presenter: Presenter) -> Iterable[Source]:
    """All sources that the lines of *events* rest on, as the lens marks them."""
    graph = presenter.graph
    found = {cite.source for event in events for cite in event.citations}
    for question in (
        a for event in events for a in graph.questions_in.get(event.id, ())
    ):
        found |= {s.id for said in question.statements for s in said.sources}
    return [graph.base.sources[id_] for id_ in found]


def _sections(
    events: Iterable[Event], reaching: Mapping[Month, Reaching]
) -> tuple[_Section, ...]:
    found: dict[tuple[str, str, Month | None], list[Event]] = {}
    for event in events:
        found.setdefault(_section_of(event), []).append(event)
    return tuple(
        _Section(id_, heading, month, tuple(own), _reaching(reaching, month))
        for (id_, heading, month), own in found.items()
    )


def _reaching(reaching: Mapping[Month, Reaching], month: Month | None) -> Reaching:
    return reaching.get(month, Reaching()) if month else Reaching()


def _section_of(event: Event) -> tuple[str, str, Month | None]:
    """The anchor and the heading that an event stands under, and its month."""
    start = event.date.start if event.date else None
    if start is None:
        return (*period_of(event.date), None)
    if start.month is None:
        return f"_{start.year}", f"{start.year}, month not known", None
    month = (start.year, start.month)
    return anchor_of(month), month_in_words(*month), month


def _line(event: Event, presenter: Presenter) -> LineView:
    view = presenter.event(event, with_basis=True)
    marks = FilterKeys(
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


def _filters(timeline: Iterable[Event], presenter: Presenter) -> tuple[FilterView, ...]:
    events = tuple(timeline)
    terms = presenter.graph.schema.terms[Vocabulary.EVENT_TYPES]
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
        FilterView("place", "Place", _named(at, presenter)),
        FilterView("actor", "Who or what was involved", _named(by, presenter)),
    )


def _named(
    counts: Mapping[RecordId, int], presenter: Presenter
) -> tuple[ChoiceView, ...]:
    """Entities by name, with their counts."""
    titles = {id_: presenter.graph.base.link_summaries[id_].title for id_ in counts}
    ordered = sorted(counts, key=lambda id_: (titles[id_].casefold(), id_))
    return tuple(ChoiceView(id_, titles[id_], counts[id_]) for id_ in ordered)
