"""Graph -> the pages of the site, and what each shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial

from sourcebook.comparison import by_source, comparisons_of
from sourcebook.files import Task
from sourcebook.graph import Graph
from sourcebook.pages import (
    balance_pages,
    compare_index,
    feeds,
    index_pages,
    list_pages,
    map_page,
    parts_page,
    previews,
    question_list,
    question_pages,
    record_lists,
    record_pages,
    search_pages,
    search_shards,
    source_pages,
    speaker_pages,
    timeline_page,
)
from sourcebook.pages import links as places
from sourcebook.pages.bounds import BOUNDS, Bounds
from sourcebook.pages.frame import Frames
from sourcebook.pages.lens import Lens
from sourcebook.pages.links import (
    Links,
    depth_of,
    page_of,
    page_of_question,
)
from sourcebook.pages.planned import LENS, Planned
from sourcebook.pages.prose import Prose
from sourcebook.pages.render import Renderer, static_tasks
from sourcebook.pages.show import Show
from sourcebook.pages.templating import Templates
from sourcebook.read import Kind
from sourcebook.records import Record

# Pages of questions, of two sources and of long lists lie in two folders.
_DEEPEST = 2


def tasks(graph: Graph, bounds: Bounds = BOUNDS) -> Iterator[Task]:
    """Every page of the site, style sheets and scripts, what leads machines to them."""
    press = _Press(graph)
    paths = []
    for planned in pages(graph, press.prose, bounds):
        paths.append(planned.path)
        shows = (planned, press.everywhere)
        yield Task(planned.path, partial(press.page, planned), shows)
    yield from previews.tasks(graph, press.prose)
    yield from search_shards.tasks(press.shows[depth_of(places.SEARCH)], bounds)
    yield from static_tasks()
    yield from feeds.tasks(press.shows[0], paths, bounds)


class _Press:
    """Makes pages of a graph; what pages at one depth share is made once."""

    def __init__(self, graph: Graph) -> None:
        self.prose, lens = Prose(graph.base, graph.notes), Lens.of(graph)
        speakers, templates = speaker_pages.pages_by_voice(graph), Templates()
        links = [Links(graph.base, depth, speakers) for depth in range(_DEEPEST + 1)]
        self.shows = [Show(graph, self.prose, one, lens, templates) for one in links]
        self._frames = [Frames(show) for show in self.shows]
        self._renderer = Renderer(templates)
        # What any page may show, though it names nothing that it is made of.
        shared = (
            previews.shards_of(graph),
            bool(graph.sources),
            lens.lengths,
            speakers,
        )
        self.everywhere = hashlib.sha256(repr(shared).encode()).hexdigest()

    def page(self, planned: Planned) -> bytes:
        """The page that was *planned*."""
        depth = depth_of(planned.path)
        page = planned.page(self.shows[depth])
        frame = self._frames[depth].of(planned)
        return self._renderer.page(planned.template, page, frame)


def pages(graph: Graph, prose: Prose, bounds: Bounds = BOUNDS) -> Iterator[Planned]:
    """Every page of the site, lists first, in an order that is always the same."""
    compared = comparisons_of(graph, bounds.table, bounds.beside)
    compared_with = by_source(compared)
    yield list_pages.planned_home(graph, bounds)
    yield from _lists(graph, prose, bounds)
    for entity in graph.base.entities.values():
        path = page_of(Kind.ENTITY, entity.id)
        show_entity = partial(record_pages.entity_page, entity)
        yield Planned(path, "entity", entity.title, show_entity, entity)
        yield from _parts(entity, graph)
    for event in graph.base.events.values():
        path = page_of(Kind.EVENT, event.id)
        show_event = partial(record_pages.event_page, event)
        yield Planned(path, "event", event.title, show_event, event, LENS)
        yield from _parts(event, graph)
    for source in graph.base.sources.values():
        path = page_of(Kind.SOURCE, source.id)
        show_source = partial(
            source_pages.source_page, source, compared_with.get(source.id, ())
        )
        yield Planned(path, "source", source.title, show_source, source)
        yield from _parts(source, graph)
    yield from compare_index.planned(compared, graph, bounds)
    for asked in graph.asked:
        path = page_of_question(asked.record.id, asked.question.id)
        ask = prose.plain(asked.question.ask.markdown)
        show_question = partial(question_pages.question_page, asked)
        yield Planned(path, "question", ask, show_question, asked, LENS)


def _lists(graph: Graph, prose: Prose, bounds: Bounds) -> Iterator[Planned]:
    yield from index_pages.planned(graph, bounds)
    yield from question_list.planned(graph, bounds)
    yield from timeline_page.planned(graph, bounds)
    yield map_page.planned(graph, bounds)
    yield from speaker_pages.planned(graph, bounds)
    yield from search_pages.planned(graph, prose, bounds)
    yield Planned(places.ABOUT, "about", "About", list_pages.about_page)
    yield from balance_pages.planned(graph, bounds)
    yield list_pages.planned_data(graph, bounds)
    not_found = list_pages.not_found_page
    yield Planned(places.NOT_FOUND, "not_found", "Page not found", not_found)
    yield Planned(places.PARTS, "parts", "Parts", parts_page.parts_page)


def _parts(record: Record, graph: Graph) -> Iterator[Planned]:
    """The pages of those lists of *record* that are too long for its own page."""
    for listed in record_lists.long_lists(record, graph):
        for number in range(1, len(listed.pages) + 1):
            title = record_lists.title_of(listed, number)
            page = partial(record_lists.part_page, listed, number)
            yield Planned(listed.path(number), "part", title, page, part_of=record)
