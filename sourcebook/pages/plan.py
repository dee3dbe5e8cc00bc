"""Graph -> a task for every file of the site, and the specification of every page."""

from collections.abc import Iterator
from functools import partial

from sourcebook.cache.dependencies import Dependencies
from sourcebook.graph.comparison import by_source, comparisons_of
from sourcebook.graph.graph import Graph
from sourcebook.model.records import Record
from sourcebook.pages import assets
from sourcebook.pages.bounds import BOUNDS, Bounds
from sourcebook.pages.front.about import about_page
from sourcebook.pages.front.data import not_found_page, planned_data
from sourcebook.pages.front.home import planned_home
from sourcebook.pages.lists import (
    balance,
    comparison_index,
    indexes,
    question_index,
    speakers,
    timeline,
)
from sourcebook.pages.lists import map as map_
from sourcebook.pages.metadata import feeds, previews
from sourcebook.pages.page import LENS, PageSpec
from sourcebook.pages.records.entity import entity_page
from sourcebook.pages.records.event import event_page
from sourcebook.pages.records.long_lists import long_lists, part_page, title_of
from sourcebook.pages.records.question import question_page
from sourcebook.pages.records.source import source_page
from sourcebook.pages.renderer import SiteRenderer
from sourcebook.pages.samples.parts_page import parts_page
from sourcebook.pages.search import search_page
from sourcebook.pages.search import shards as search_shards
from sourcebook.pages.text import urls
from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import page_of, page_of_question
from sourcebook.publishing.tasks import Task


def tasks(
    graph: Graph, dependencies: Dependencies | None = None, bounds: Bounds = BOUNDS
) -> Iterator[Task]:
    """Tasks for pages, previews, search files, style sheet, scripts and feeds."""
    renderer = SiteRenderer(graph, dependencies or Dependencies())
    presenter = renderer.presenter
    paths = []
    for spec in pages(graph, presenter.prose, bounds):
        paths.append(spec.path)
        inputs = (*spec.inputs, renderer.shared)
        yield Task(spec.path, partial(renderer.render, spec), inputs)
    yield from previews.tasks(graph, presenter.prose)
    yield from search_shards.tasks(presenter, bounds)
    yield from assets.tasks()
    yield from feeds.tasks(presenter, paths, bounds)


def pages(graph: Graph, prose: Prose, bounds: Bounds = BOUNDS) -> Iterator[PageSpec]:
    """Every page of the site, lists first, in a deterministic order."""
    pairs = comparisons_of(graph, bounds.table, bounds.beside)
    pairs_by_id = by_source(pairs)
    yield planned_home(graph, bounds)
    yield from _lists(graph, prose, bounds)
    for entity in graph.base.entities.values():
        path, page = page_of(entity.kind, entity.id), partial(entity_page, entity)
        yield PageSpec(path, "entity", entity.title, page, entity)
        yield from _parts(entity, graph)
    for event in graph.base.events.values():
        path, view = page_of(event.kind, event.id), partial(event_page, event)
        yield PageSpec(path, "event", event.title, view, event, LENS)
        yield from _parts(event, graph)
    for source in graph.base.sources.values():
        path, others = page_of(source.kind, source.id), pairs_by_id.get(source.id, ())
        show_source = partial(source_page, source, others)
        yield PageSpec(path, "source", source.title, show_source, source)
        yield from _parts(source, graph)
    yield from comparison_index.planned(pairs, graph, bounds)
    for question in graph.questions:
        path = page_of_question(question.record.id, question.id)
        title = prose.plain(question.ask.markdown)
        show_question = partial(question_page, question)
        yield PageSpec(path, "question", title, show_question, question, LENS)


def _lists(graph: Graph, prose: Prose, bounds: Bounds) -> Iterator[PageSpec]:
    yield from indexes.planned(graph, bounds)
    yield from question_index.planned(graph, bounds)
    yield from timeline.planned(graph, bounds)
    yield map_.planned(graph, bounds)
    yield from speakers.planned(graph, bounds)
    yield from search_page.planned(graph, prose, bounds)
    yield PageSpec(urls.ABOUT, "about", "About", about_page)
    yield from balance.planned(graph, bounds)
    yield planned_data(graph, bounds)
    yield PageSpec(urls.NOT_FOUND, "not_found", "Page not found", not_found_page)
    yield PageSpec(urls.PARTS, "parts", "Parts", parts_page)


def _parts(record: Record, graph: Graph) -> Iterator[PageSpec]:
    """The pages of those lists of *record* that are too long for its page."""
    for list_ in long_lists(record, graph):
        for number in range(1, len(list_.pages) + 1):
            page = partial(part_page, list_, number)
            title = title_of(list_, number)
            yield PageSpec(list_.path(number), "part", title, page, part_of=record)
