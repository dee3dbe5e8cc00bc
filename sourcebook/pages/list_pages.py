"""The pages that list: home, indexes, questions, about, data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph import Graph
from sourcebook.pages import links as places
from sourcebook.pages.lens import LensView
from sourcebook.pages.show import Show
from sourcebook.pages.views import (
    ClaimView,
    LinkView,
    QuestionView,
    RecordLineView,
    SectionView,
    TermView,
)
from sourcebook.pages.words import (
    count_in_words,
    date_in_words,
    listed,
)
from sourcebook.questions import Asked, Standing
from sourcebook.records import Entity, Event, Record, Source
from sourcebook.schema import Term, Vocabulary
from sourcebook.statements import VoiceKind

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


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All records of one kind, in sections."""

    title: str
    intro: str
    sections: tuple[SectionView, ...]
    ways: tuple[LinkView, ...] = ()  # to pages that show the same otherwise


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions, contested first."""

    contested: tuple[QuestionView, ...]
    one_sided: tuple[QuestionView, ...]
    lens: LensView | None


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


def home_page(show: Show) -> HomePage:
    """The home page."""
    graph = show.graph
    disputed = [a for a in graph.asked if a.standing is Standing.CONTESTED]
    rest = len(graph.asked) - min(len(disputed), _FIRST_QUESTIONS)
    return HomePage(
        summary=show.prose.block(graph.base.description.summary, show.links),
        counts=counts_in_words(graph),
        disputed=tuple(show.question(asked) for asked in disputed[:_FIRST_QUESTIONS]),
        more=count_in_words(rest, "further question") if rest else "",
        example=_example(disputed, show),
        sources=tuple(_source_line(s, show) for s in graph.sources),
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


def entities_page(show: Show) -> IndexPage:
    """All entities by type, in the order of the schema, then by name."""
    entities = sorted(show.graph.base.entities.values(), key=_by_title)
    return IndexPage(
        "Actors, places and things",
        "Everyone and everything that the sources speak of, by kind.",
        _sections(
            show.graph.schema.terms[Vocabulary.ENTITY_TYPES],
            ((entity.type, _entity_line(entity, show)) for entity in entities),
        ),
        (LinkView("Map of the places", show.links.to(places.MAP)),),
    )


def events_page(show: Show) -> IndexPage:
    """All events by type, in the order of the schema, then by date."""
    return IndexPage(
        "Events by kind",
        "What happened, is said to have happened, or was planned. "
        "The timeline has the same events by date.",
        _sections(
            show.graph.schema.terms[Vocabulary.EVENT_TYPES],
            ((event.type, _event_line(event, show)) for event in show.graph.timeline),
        ),
    )


def sources_page(show: Show) -> IndexPage:
    """All sources by genre, in the order of the schema, then by date."""
    return IndexPage(
        "Sources",
        "What the base was made from. The genre of a source stands beside every claim.",
        _sections(
            show.graph.schema.terms[Vocabulary.GENRES],
            ((s.genre, _source_line(s, show)) for s in show.graph.sources),
        ),
        (LinkView("Compare two sources", show.links.to(places.COMPARE)),),
    )


def questions_page(show: Show) -> QuestionsPage:
    """All questions, contested first, then by how many speak."""
    views = [(asked, show.question(asked)) for asked in show.graph.asked]
    contested = Standing.CONTESTED
    return QuestionsPage(
        tuple(view for asked, view in views if asked.standing is contested),
        tuple(view for asked, view in views if asked.standing is not contested),
        show.lens.control(show.graph.sources),
    )


def about_page(show: Show) -> AboutPage:
    """The about page."""
    graph = show.graph
    terms = graph.schema.terms
    modes = [statement.claim.mode for statement in graph.statements]
    genres = [source.genre for source in graph.base.sources.values()]
    statuses = [event.status for event in graph.timeline]
    return AboutPage(
        about=show.prose.block(graph.base.description.about, show.links),
        modes=_terms(terms[Vocabulary.MODES], modes),
        genres=_terms(terms[Vocabulary.GENRES], genres),
        statuses=_terms(terms[Vocabulary.STATUSES], statuses),
        counts=counts_in_words(graph),
        licence=graph.base.description.licence or "",
        version=graph.base.version,
    )


def data_page(show: Show) -> DataPage:
    """The page that tells what machines can take."""
    base = show.graph.base
    return DataPage(base.description.licence or "", base.version)


def _terms(terms: Mapping[str, Term], used: list[str]) -> tuple[TermView, ...]:
    return tuple(
        TermView(term.label, term.description, used.count(term.id))
        for term in terms.values()
    )


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


def _entity_line(entity: Entity, show: Show) -> RecordLineView:
    graph, id_ = show.graph, entity.id
    said = len(graph.by_voice.get((VoiceKind.NAMED, id_, ""), ()))
    about = len(graph.said_about.get(id_, ()))
    counts = [count_in_words(said, "claim by it", "claims by it")] if said else []
    counts += (
        [count_in_words(about, "claim about it", "claims about it")] if about else []
    )
    summary = show.prose.line(entity.summary.markdown, show.links)
    return RecordLineView(show.record(id_), summary, listed(counts))


def _event_line(event: Event, show: Show) -> RecordLineView:
    view = show.event(event)
    words = [view.date.words if view.date else "no date known", view.status_label]
    claims = len(show.graph.by_record.get(event.id, ()))
    words += [count_in_words(claims, "claim")] if claims else []
    summary = Markup()
    return RecordLineView(view.link, summary, ", ".join(w for w in words if w))


def _source_line(source: Source, show: Show) -> RecordLineView:
    outlet = show.graph.base.records[source.publisher.target].title
    claims = len(show.graph.by_source.get(source.id, ()))
    words = [outlet, date_in_words(source.published), show.genre(source)]
    words.append(count_in_words(claims, "claim"))
    summary = show.prose.block(source.summary, show.links)
    return RecordLineView(show.record(source.id), summary, ", ".join(words))


def _example(disputed: Iterable[Asked], show: Show) -> ClaimView | None:
    """A claim of the first disputed question, to show how one is read."""
    first = next(iter(disputed), None)
    return show.claim(first.statements[0]) if first else None
