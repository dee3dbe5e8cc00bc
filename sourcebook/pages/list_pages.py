"""The pages that every base has once: home, about, data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from sourcebook.graph import Graph
from sourcebook.pages import links as places
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.index_pages import source_line
from sourcebook.pages.links import index_of
from sourcebook.pages.planned import Planned
from sourcebook.pages.show import Show
from sourcebook.pages.views import (
    ClaimView,
    LinkView,
    PartView,
    QuestionView,
    RecordLineView,
    TermView,
)
from sourcebook.pages.words import count_in_words, listed
from sourcebook.questions import Asked, Standing
from sourcebook.read import FOLDERS, Kind
from sourcebook.records import Source
from sourcebook.schema import Term, Vocabulary
from sourcebook.shards import shards_of

# Questions on the home page: about as many as fit on two screens.
_FIRST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class HomePage:
    """What this is, the disputed questions, the ways in."""

    summary: Markup
    counts: str
    disputed: tuple[QuestionView, ...]
    more: str  # how many further questions there are, in words; empty where none
    example: ClaimView | None
    sources: tuple[RecordLineView, ...]
    more_sources: LinkView | None  # to the others, where these are the latest only


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The base, the method that all bases share, and the words on the site."""

    about: Markup
    modes: tuple[TermView, ...]
    genres: tuple[TermView, ...]
    statuses: tuple[TermView, ...]
    counts: str
    licence: str
    version: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """The base for machines."""

    licence: str
    version: str
    shards: tuple[tuple[str, tuple[PartView, ...]], ...] = ()  # by kind, in words


def planned_home(graph: Graph, bounds: Bounds) -> Planned:
    """The home page: of many sources, it names the latest only."""
    disputed = [a for a in graph.asked if a.standing is Standing.CONTESTED]
    first = tuple(disputed[:_FIRST_QUESTIONS])
    latest = graph.sources
    if len(latest) > bounds.home:
        latest = latest[-bounds.home :]
    title = graph.base.description.title
    return Planned(places.HOME, "home", title, partial(_home_page, first, latest))


def _home_page(
    disputed: tuple[Asked, ...], latest: tuple[Source, ...], show: Show
) -> HomePage:
    graph = show.graph
    questions = len(graph.asked) - len(disputed)
    sources = len(graph.sources) - len(latest)
    index = show.links.to(index_of(Kind.SOURCE))
    further = count_in_words(sources, "earlier source")
    return HomePage(
        summary=show.prose.block(graph.base.description.summary, show.links),
        counts=counts_in_words(graph),
        disputed=tuple(show.question(asked) for asked in disputed),
        more=count_in_words(questions, "further question") if questions else "",
        example=_example(disputed, show),
        sources=tuple(source_line(source, show) for source in latest),
        more_sources=LinkView(further, index) if sources else None,
    )


def counts_in_words(graph: Graph) -> str:
    """How much the base holds, in a sentence."""
    base = graph.base
    return listed(
        [
            count_in_words(len(base.sources), "source"),
            count_in_words(len(graph.statements), "claim"),
            count_in_words(len(graph.voices), "speaker"),
            count_in_words(len(graph.asked), "question"),
            count_in_words(len(base.events), "event"),
            count_in_words(len(base.entities), "actor, place or thing", _ENTITIES),
        ]
    )


_ENTITIES = "actors, places and things"


def about_page(show: Show) -> AboutPage:
    """The about page."""
    graph = show.graph
    terms = graph.schema.terms
    modes = Counter(statement.claim.mode for statement in graph.statements)
    genres = Counter(source.genre for source in graph.base.sources.values())
    statuses = Counter(event.status for event in graph.timeline)
    return AboutPage(
        about=show.prose.block(graph.base.description.about, show.links),
        modes=_terms(terms[Vocabulary.MODES], modes),
        genres=_terms(terms[Vocabulary.GENRES], genres),
        statuses=_terms(terms[Vocabulary.STATUSES], statuses),
        counts=counts_in_words(graph),
        licence=graph.base.description.licence or "",
        version=graph.base.version,
    )


def planned_data(graph: Graph, bounds: Bounds) -> Planned:
    """The page that tells what machines can take; of a large base in parts too."""
    shards = shards_of(graph, bounds.records)
    rows = tuple((one.kind, one.name, one.path, len(one.ids)) for one in shards)
    return Planned(places.DATA, "data", "Data", partial(_data_page, rows))


def _data_page(rows: tuple[tuple[Kind, str, str, int], ...], show: Show) -> DataPage:
    found: dict[Kind, list[PartView]] = {}
    for kind, name, path, size in rows:
        link = LinkView(name, show.links.to(path))
        part = PartView(link, None, count_in_words(size, "record"))
        found.setdefault(kind, []).append(part)
    base = show.graph.base
    return DataPage(
        base.description.licence or "",
        base.version,
        tuple((FOLDERS[kind].capitalize(), tuple(own)) for kind, own in found.items()),
    )


def not_found_page(show: Show) -> DataPage:
    """What is shown where an address leads nowhere."""
    return _data_page((), show)


def _terms(terms: Mapping[str, Term], used: Mapping[str, int]) -> tuple[TermView, ...]:
    return tuple(
        TermView(term.label, term.description, used.get(term.id, 0))
        for term in terms.values()
    )


def _example(disputed: Iterable[Asked], show: Show) -> ClaimView | None:
    """A claim of the first disputed question, to show how one is read."""
    first = next(iter(disputed), None)
    return show.claim(first.statements[0]) if first else None
