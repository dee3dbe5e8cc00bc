"""The timeline: all events by month, with their counts and filters."""

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
from sourcebook.pages.lists.spanning_events import SpanningEvents, reaching_of
from sourcebook.pages.lists.split_lists import (
    PartListView,
    PartOfView,
    part_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import to
from sourcebook.pages.text.words import count_in_words, month_in_words
from sourcebook.pages.views import EventView, LinkView

_TITLE = "Timeline"
_NOUNS = ("event", "events")
_SCRIPTS = ("timeline.js", "lens.js")


@dataclass(frozen=True, slots=True)
class FilterKeys:
    """The values that filters match an event by: ids, separated by spaces."""

    id: str
    type: str
    places: str
    actors: str
    is_contested: bool


@dataclass(frozen=True, slots=True)
class TimelineItemView:
    """An event in one line, with the keys for filters."""

    event: EventView
    marks: FilterKeys
    is_here: bool = True  # False if its own line is on another part of the timeline


@dataclass(frozen=True, slots=True)
class MonthView:
    """Events that began in a month, or in a year if the month is not known."""

    id: str
    heading: str
    lines: tuple[TimelineItemView, ...]
    reaching: tuple[TimelineItemView, ...]  # that began before and extend into it
    further: str  # how many more of those; empty for none


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """An option of a filter, with the number of events that it matches."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter of events with its options."""

    name: str  # of the query parameter
    label: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """All events or those of one part, by month; undated ones in a separate section."""

    title: str
    strip: MonthStripView | None  # None if no event has a month
    not_drawn: tuple[LinkView, ...]  # sections without a month, with their counts
    filters: tuple[FilterView, ...]
    contested: int
    total: int
    map: str
    months: tuple[MonthView, ...]
    lens: LensView | None
    part: PartOfView | None = None  # None if the page shows all


@dataclass(frozen=True, slots=True)
class SplitTimelinePage:
    """How many events began in each month, and links to the pages of the timeline."""

    strip: MonthStripView | None
    map: str
    sections: tuple[PartListView, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """Events of a month; of a year, or undated ones, if the month is not known."""

    id: str
    heading: str
    month: Month | None
    events: tuple[Event, ...]
    reaching: SpanningEvents


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The page of the timeline, then the pages of its parts."""
    path, timeline = urls.TIMELINE, graph.timeline
    reaching = reaching_of(timeline, bounds.reaching)
    if len(timeline) <= bounds.events:
        page = partial(_timeline_page, _sections(timeline, reaching), None)
        yield PageSpec(path, "timeline", _TITLE, page, scripts=_SCRIPTS)
        return
    periods = periods_of(path, timeline, lambda event: event.date, bounds.events)
    yield PageSpec(path, "split_timeline", _TITLE, partial(_split_page, periods))
    for slice_ in slices_of(periods):
        sections = _sections(slice_.group.items, reaching)
        if slice_.group.is_continued:
            sections = tuple(replace(s, reaching=SpanningEvents()) for s in sections)
        page = partial(_timeline_page, sections, slice_)
        title = f"{_TITLE}: {slice_.label}"
        yield PageSpec(slice_.path, "timeline", title, page, scripts=_SCRIPTS)


def _split_page(periods: tuple[Period[Event], ...], _: Presenter) -> SplitTimelinePage:
    counts: Counter[Month] = Counter()
    pages: dict[Month, str] = {}
    for slice_ in slices_of(periods):
        for event in slice_.group.items:
            month = _section_of(event)[2]
            if month:
                counts[month] += 1
                pages.setdefault(month, to(slice_.path))
    return SplitTimelinePage(
        strip=strip_of(counts, pages) if counts else None,
        map=to(urls.MAP),
        sections=parts_of_periods(periods, _NOUNS),
    )


def _timeline_page(
    sections: tuple[_Section, ...], slice_: Slice[Event] | None, presenter: Presenter
) -> TimelinePage:
    """Events by the month in which they began or may have begun."""
    events = [event for section in sections for event in section.events]
    shown = [*events, *(event for s in sections for event in s.reaching.events)]
    sizes = {s.month: len(s.events) for s in sections if s.month}
    lines = {event.id: _line(event, presenter) for event in events}
    part = part_of(slice_, urls.TIMELINE, _TITLE, _NOUNS) if slice_ else None
    return TimelinePage(
        title=f"{_TITLE}: {slice_.label}" if slice_ else _TITLE,
        strip=strip_of(sizes) if sizes and not (slice_ and len(sizes) == 1) else None,
        not_drawn=tuple(
            LinkView(s.heading, f"#{s.id}", count_in_words(len(s.events), "event"))
            for s in sections
            if not s.month
        ),
        filters=_filters(events, presenter),
        contested=sum(line.marks.is_contested for line in lines.values()),
        total=len(events),
        map=to(urls.MAP),
        months=tuple(_month(section, lines, presenter) for section in sections),
        lens=presenter.basis.control(
            _sources(shown, presenter) if slice_ else presenter.graph.sources
        ),
        part=part,
    )


def _month(
    section: _Section, lines: Mapping[RecordId, TimelineItemView], presenter: Presenter
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
    """All sources that the lines of *events* are based on, for the lens."""
    graph = presenter.graph
    source_ids = {cite.source for event in events for cite in event.citations}
    for event in events:
        for question in graph.questions_in.get(event.id, ()):
            source_ids |= {s.id for said in question.statements for s in said.sources}
    return [graph.base.sources[id_] for id_ in source_ids]


def _sections(
    events: Iterable[Event], reaching: Mapping[Month, SpanningEvents]
) -> tuple[_Section, ...]:
    sections: dict[tuple[str, str, Month | None], list[Event]] = {}
    for event in events:
        sections.setdefault(_section_of(event), []).append(event)
    return tuple(
        _Section(id_, heading, month, tuple(members), _reaching(reaching, month))
        for (id_, heading, month), members in sections.items()
    )


def _reaching(
    reaching: Mapping[Month, SpanningEvents], month: Month | None
) -> SpanningEvents:
    return reaching.get(month, SpanningEvents()) if month else SpanningEvents()


def _section_of(event: Event) -> tuple[str, str, Month | None]:
    """The anchor and heading of the section of *event*, and its month."""
    start = event.date.start if event.date else None
    if start is None:
        return (*period_of(event.date), None)
    if start.month is None:
        return f"_{start.year}", f"{start.year}, month not known", None
    month = (start.year, start.month)
    return anchor_of(month), month_in_words(*month), month


def _line(event: Event, presenter: Presenter) -> TimelineItemView:
    view = presenter.event(event, with_basis=True)
    keys = FilterKeys(
        event.id,
        event.type,
        " ".join(_places(event)),
        " ".join(_actors(event)),
        view.is_contested,
    )
    return TimelineItemView(view, keys)


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
    by_place = Counter(id_ for event in events for id_ in _places(event))
    by_actor = Counter(id_ for event in events for id_ in _actors(event))
    return (
        FilterView("type", "Kind", kinds),
        FilterView("place", "Place", _choices(by_place, presenter)),
        FilterView("actor", "Who or what was involved", _choices(by_actor, presenter)),
    )


def _choices(
    counts: Mapping[RecordId, int], presenter: Presenter
) -> tuple[ChoiceView, ...]:
    """The options of a filter by entity, by name."""
    titles = {id_: presenter.graph.base.link_summaries[id_].title for id_ in counts}
    ordered = sorted(counts, key=lambda id_: (titles[id_].casefold(), id_))
    return tuple(ChoiceView(id_, titles[id_], counts[id_]) for id_ in ordered)
