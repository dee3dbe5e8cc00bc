"""The pages that list the records of one kind, split if they are too many for one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from markupsafe import Markup

from sourcebook.graph.graph import Graph
from sourcebook.graph.statements import VoiceKind
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Entity, Event, Source
from sourcebook.model.vocabulary import Term, Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.periods import Period, periods_of, slices_of
from sourcebook.pages.lists.split_lists import (
    PartListView,
    PartOfView,
    SplitListPage,
    part_of,
    parts_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import index_of, to
from sourcebook.pages.text.words import count_in_words, date_in_words, listed
from sourcebook.pages.views import LinkView, RecordLineView, SectionView

Item = TypeVar("Item", Entity, Event, Source)


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All records of one kind or those of one part, in sections."""

    title: str
    intro: str
    sections: tuple[SectionView, ...]
    ways: tuple[LinkView, ...] = ()  # to other views of the same records
    part: PartOfView | None = None  # None if the page shows all


@dataclass(frozen=True, slots=True)
class _Index(Generic[Item]):
    """What tells the index of one kind from those of the others."""

    path: str
    name: str  # of its first page, in short
    title: str
    intro: str
    nouns: tuple[str, str]
    vocabulary: Vocabulary  # whose words are the headings, in their order
    word: Callable[[Item], str]
    line: Callable[[Item, Presenter], RecordLineView]
    ways: tuple[tuple[str, str], ...] = ()  # labels and paths


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The index of each kind, each followed by the pages of its parts."""
    yield from _entities(graph, bounds)
    yield from _dated(_EVENTS, graph.timeline, lambda e: e.date, bounds.lines)
    yield from _dated(_SOURCES, graph.sources, lambda s: s.published, bounds.sources)


def _entities(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    entities = sorted(graph.base.entities.values(), key=lambda e: e.title.casefold())
    index = _ENTITIES
    if len(entities) <= bounds.lines:
        page = partial(_index_page, index, tuple(entities), None)
        yield PageSpec(index.path, "index", index.name, page)
        return
    entities.sort(key=lambda entity: (looked_up(entity.title), entity.id))
    slices = letter_slices(index.path, entities, lambda e: e.title, bounds.lines)
    yield PageSpec(index.path, "split_list", index.name, partial(_by_letter, slices))
    yield from _parts(index, slices)


def _dated(
    index: _Index[Item],
    items: tuple[Item, ...],
    date: Callable[[Item], PartialDate | None],
    most: int,
) -> Iterator[PageSpec]:
    """The index of what has dates, split by period if there are more than *most*."""
    if len(items) <= most:
        page = partial(_index_page, index, items, None)
        yield PageSpec(index.path, "index", index.name, page)
        return
    periods = periods_of(index.path, items, date, most)
    show_index = partial(_by_period, index, periods)
    yield PageSpec(index.path, "split_list", index.name, show_index)
    yield from _parts(index, slices_of(periods))


def _parts(index: _Index[Item], slices: Iterable[Slice[Item]]) -> Iterator[PageSpec]:
    for slice_ in slices:
        page = partial(_index_page, index, slice_.group.items, slice_)
        yield PageSpec(slice_.path, "index", f"{index.title}: {slice_.label}", page)


def _by_letter(slices: Iterable[Slice[Entity]], _: Presenter) -> SplitListPage:
    parts, nouns = tuple(slices), _ENTITIES.nouns
    count = sum(len(slice_.group.items) for slice_ in parts)
    intro = "Everyone and everything that the sources speak of, by letter."
    section = PartListView("_letters", "By letter", count, parts_of(parts, nouns))
    return SplitListPage(_ENTITIES.title, intro, _ways(_ENTITIES), (section,))


def _by_period(
    index: _Index[Item], periods: Iterable[Period[Item]], _: Presenter
) -> SplitListPage:
    sections = parts_of_periods(periods, index.nouns)
    return SplitListPage(index.title, index.intro, _ways(index), sections)


def _index_page(
    index: _Index[Item],
    items: Iterable[Item],
    slice_: Slice[Item] | None,
    presenter: Presenter,
) -> IndexPage:
    """*items* by the words of their vocabulary, in schema order, in the order given."""
    terms = presenter.graph.schema.terms[index.vocabulary]
    lines = ((index.word(item), index.line(item, presenter)) for item in items)
    sections = _sections(terms, lines)
    if slice_ is None:
        return IndexPage(index.title, index.intro, sections, _ways(index))
    part = part_of(slice_, index.path, index.title, index.nouns)
    return IndexPage(f"{index.title}: {slice_.label}", "", sections, (), part)


def _ways(index: _Index[Item]) -> tuple[LinkView, ...]:
    return tuple(LinkView(label, to(path)) for label, path in index.ways)


def _type(record: Entity | Event) -> str:
    return record.type


def _genre(source: Source) -> str:
    return source.genre


def _sections(
    terms: Mapping[str, Term], lines: Iterable[tuple[str, RecordLineView]]
) -> tuple[SectionView, ...]:
    """The *lines* under the plural of their term, in schema order."""
    groups: dict[str, list[RecordLineView]] = {}
    for word, line in lines:
        groups.setdefault(word, []).append(line)
    return tuple(
        SectionView(f"_{word}", term.plural, tuple(groups[word]))
        for word, term in terms.items()
        if word in groups
    )


def _entity_line(entity: Entity, presenter: Presenter) -> RecordLineView:
    graph, id_ = presenter.graph, entity.id
    said = len(graph.by_voice.get((VoiceKind.NAMED, id_, ""), ()))
    about = len(graph.said_about.get(id_, ()))
    counts = [count_in_words(said, "claim by it", "claims by it")] if said else []
    if about:
        counts.append(count_in_words(about, "claim about it", "claims about it"))
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
    """A source in a list: its summary, outlet, date, genre and number of claims."""
    outlet = presenter.graph.base.outlet(source.id)
    claims = len(presenter.graph.by_source.get(source.id, ()))
    words = [outlet, date_in_words(source.published), presenter.genre(source)]
    words.append(count_in_words(claims, "claim"))
    summary = presenter.prose.block(source.summary)
    return RecordLineView(presenter.record(source.id), summary, ", ".join(words))


_ENTITIES: _Index[Entity] = _Index(
    index_of(Kind.ENTITY),
    "Actors and places",
    "Actors, places and things",
    "Everyone and everything that the sources speak of, by kind.",
    ("actor, place or thing", "actors, places and things"),
    Vocabulary.ENTITY_TYPES,
    _type,
    _entity_line,
    (("Map of the places", urls.MAP),),
)
_EVENTS: _Index[Event] = _Index(
    index_of(Kind.EVENT),
    "Events",
    "Events by kind",
    "What happened, is said to have happened, or was planned. "
    "The timeline has the same events by date.",
    ("event", "events"),
    Vocabulary.EVENT_TYPES,
    _type,
    _event_line,
)
_SOURCES: _Index[Source] = _Index(
    index_of(Kind.SOURCE),
    "Sources",
    "Sources",
    "What the base was made from. The genre of a source stands beside every claim.",
    ("source", "sources"),
    Vocabulary.GENRES,
    _genre,
    source_line,
    (("Compare two sources", urls.COMPARE),),
)
