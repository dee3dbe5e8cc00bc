"""The pages that list the records of a kind; in parts where one page is too small."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from markupsafe import Markup

from sourcebook.graph.graph import Graph
from sourcebook.graph.statements import VoiceKind
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Entity, Event, Record, Source
from sourcebook.model.vocabulary import Term, Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.periods import Period, periods_of, slices_of
from sourcebook.pages.lists.split_lists import (
    PartOfView,
    PartsView,
    SplitListPage,
    part_of,
    parts_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import index_of, to
from sourcebook.pages.text.words import count_in_words, date_in_words, listed
from sourcebook.pages.views import LinkView, RecordLineView, SectionView

Item = TypeVar("Item", Entity, Event, Source)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Records of one kind, in sections: all of them, or those of a part."""

    title: str
    intro: str
    sections: tuple[SectionView, ...]
    ways: tuple[LinkView, ...] = ()  # to pages that show the same otherwise
    part: PartOfView | None = None  # None where it shows all


@dataclass(frozen=True, slots=True)
class _Index:
    """What the index of a kind says of itself."""

    path: str
    title: str
    intro: str
    nouns: tuple[str, str]
    ways: tuple[tuple[str, str], ...] = ()  # labels and paths


_ENTITIES = _Index(
    index_of(Kind.ENTITY),
    "Actors, places and things",
    "Everyone and everything that the sources speak of, by kind.",
    ("actor, place or thing", "actors, places and things"),
    (("Map of the places", places.MAP),),
)
_EVENTS = _Index(
    index_of(Kind.EVENT),
    "Events by kind",
    "What happened, is said to have happened, or was planned. "
    "The timeline has the same events by date.",
    ("event", "events"),
)
_SOURCES = _Index(
    index_of(Kind.SOURCE),
    "Sources",
    "What the base was made from. The genre of a source stands beside every claim.",
    ("source", "sources"),
    (("Compare two sources", places.COMPARE),),
)


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The index of each kind, then its parts."""
    yield from _entities(graph, bounds)
    yield from _events(graph, bounds)
    yield from _sources(graph, bounds)


def _entities(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    found = sorted(graph.base.entities.values(), key=_by_title)
    path, title = _ENTITIES.path, "Actors and places"
    if len(found) <= bounds.lines:
        page = partial(_entities_page, tuple(found), None)
        yield PageSpec(path, "index", title, page)
        return
    found.sort(key=lambda entity: (looked_up(entity.title), entity.id))
    slices = letter_slices(path, found, _title, bounds.lines)
    yield PageSpec(path, "parted", title, partial(_by_letter, slices))
    for one in slices:
        page = partial(_entities_page, one.group.items, one)
        yield PageSpec(one.path, "index", f"{_ENTITIES.title}: {one.label}", page)


def _events(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    path = _EVENTS.path
    if len(graph.timeline) <= bounds.lines:
        page = partial(_events_page, graph.timeline, None)
        yield PageSpec(path, "index", "Events", page)
        return
    periods = periods_of(path, graph.timeline, lambda e: e.date, bounds.lines)
    show_index = partial(_by_period, _EVENTS, periods)
    yield PageSpec(path, "parted", "Events", show_index)
    yield from _parts(_EVENTS, periods, _events_page)


def _sources(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    path = _SOURCES.path
    if len(graph.sources) <= bounds.sources:
        page = partial(_sources_page, graph.sources, None)
        yield PageSpec(path, "index", "Sources", page)
        return
    periods = periods_of(path, graph.sources, lambda s: s.published, bounds.sources)
    show_index = partial(_by_period, _SOURCES, periods)
    yield PageSpec(path, "parted", "Sources", show_index)
    yield from _parts(_SOURCES, periods, _sources_page)


def _parts(
    index: _Index,
    periods: Iterable[Period[Item]],
    page: Callable[[tuple[Item, ...], Slice[Item] | None, Presenter], IndexPage],
) -> Iterator[PageSpec]:
    """A page for each part of each period."""
    for one in slices_of(periods):
        show_part = partial(page, one.group.items, one)
        yield PageSpec(one.path, "index", f"{index.title}: {one.label}", show_part)


def _by_letter(slices: Iterable[Slice[Entity]], _: Presenter) -> SplitListPage:
    parts, nouns = tuple(slices), _ENTITIES.nouns
    count = sum(len(one.group.items) for one in parts)
    intro = "Everyone and everything that the sources speak of, by letter."
    listed_parts = parts_of(parts, nouns)
    section = PartsView("_letters", "By letter", count, listed_parts)
    return SplitListPage(_ENTITIES.title, intro, _ways(_ENTITIES), (section,))


def _by_period(
    index: _Index, periods: Iterable[Period[Item]], _: Presenter
) -> SplitListPage:
    sections = parts_of_periods(periods, index.nouns)
    return SplitListPage(index.title, index.intro, _ways(index), sections)


def _entities_page(
    entities: Iterable[Entity], one: Slice[Entity] | None, presenter: Presenter
) -> IndexPage:
    """Entities by type, in the order of the schema, then by name."""
    terms = presenter.graph.schema.terms[Vocabulary.ENTITY_TYPES]
    lines = ((entity.type, _entity_line(entity, presenter)) for entity in entities)
    return _page(_ENTITIES, _sections(terms, lines), one)


def _events_page(
    events: Iterable[Event], one: Slice[Event] | None, presenter: Presenter
) -> IndexPage:
    """Events by type, in the order of the schema, then by date."""
    terms = presenter.graph.schema.terms[Vocabulary.EVENT_TYPES]
    lines = ((event.type, _event_line(event, presenter)) for event in events)
    return _page(_EVENTS, _sections(terms, lines), one)


def _sources_page(
    sources: Iterable[Source], one: Slice[Source] | None, presenter: Presenter
) -> IndexPage:
    """Sources by genre, in the order of the schema, then by date."""
    terms = presenter.graph.schema.terms[Vocabulary.GENRES]
    lines = ((source.genre, source_line(source, presenter)) for source in sources)
    return _page(_SOURCES, _sections(terms, lines), one)


def _page(
    index: _Index, sections: tuple[SectionView, ...], one: Slice[Item] | None
) -> IndexPage:
    if one is None:
        return IndexPage(index.title, index.intro, sections, _ways(index))
    part = part_of(one, index.path, index.title, index.nouns)
    return IndexPage(f"{index.title}: {one.label}", "", sections, (), part)


def _ways(index: _Index) -> tuple[LinkView, ...]:
    return tuple(LinkView(label, to(path)) for label, path in index.ways)


def _title(record: Record) -> str:
    return record.title


def _sections(
    terms: Mapping[str, Term], lines: Iterable[tuple[str, RecordLineView]]
) -> tuple[SectionView, ...]:
    """The *lines* under the plural of their term, in the order of the schema."""
    groups: dict[str, list[RecordLineView]] = {}
    for word, line in lines:
        groups.setdefault(word, []).append(line)
    return tuple(
        SectionView(f"_{word}", term.plural, tuple(groups[word]))
        for word, term in terms.items()
        if word in groups
    )


def _by_title(record: Record) -> str:
    return record.title.casefold()


def _entity_line(entity: Entity, presenter: Presenter) -> RecordLineView:
    graph, id_ = presenter.graph, entity.id
    said = len(graph.by_voice.get((VoiceKind.NAMED, id_, ""), ()))
    about = len(graph.said_about.get(id_, ()))
    counts = [count_in_words(said, "claim by it", "claims by it")] if said else []
    counts += (
        [count_in_words(about, "claim about it", "claims about it")] if about else []
    )
    summary = presenter.prose.line(entity.summary.markdown)
    return RecordLineView(presenter.record(id_), summary, listed(counts))


def _event_line(event: Event, presenter: Presenter) -> RecordLineView:
    view = presenter.event(event)
    words = [view.date.words if view.date else "no date known", view.status_label]
    claims = len(presenter.graph.by_record.get(event.id, ()))
    words += [count_in_words(claims, "claim")] if claims else []
    summary = Markup()
    return RecordLineView(view.link, summary, ", ".join(w for w in words if w))


def source_line(source: Source, presenter: Presenter) -> RecordLineView:
    """A source in a list: its outlet, date and genre, and what it says in short."""
    outlet = presenter.graph.base.outlet(source.id)
    claims = len(presenter.graph.by_source.get(source.id, ()))
    words = [outlet, date_in_words(source.published), presenter.genre(source)]
    words.append(count_in_words(claims, "claim"))
    summary = presenter.prose.block(source.summary)
    return RecordLineView(presenter.record(source.id), summary, ", ".join(words))
