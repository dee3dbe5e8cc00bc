"""The home page: introduction, disputed questions, entry points."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding, Standing
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Source
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.front.counts import counts_in_words
from sourcebook.pages.lists.indexes import source_line
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import index_of, to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import ClaimView, LinkView, QuestionView, RecordLineView

# Questions on the home page: about as many as fit on two screens.
_FIRST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class HomePage:
    """The introduction, the disputed questions and the entry points."""

    summary: Markup
    counts: str
    disputed: tuple[QuestionView, ...]
    more: str  # the number of further questions, in words; empty if none
    example: ClaimView | None
    sources: tuple[RecordLineView, ...]
    more_sources: LinkView | None  # to the earlier ones; None if all are listed


def planned_home(graph: Graph, bounds: Bounds) -> PageSpec:
    """The home page; of many sources it lists only the latest."""
    disputed = [q for q in graph.questions if q.standing is Standing.CONTESTED]
    first = tuple(disputed[:_FIRST_QUESTIONS])
    latest = graph.sources
    if len(latest) > bounds.home:
        latest = latest[-bounds.home :]
    title = graph.base.description.title
    return PageSpec(urls.HOME, "home", title, partial(_home_page, first, latest))


def _home_page(
    disputed: tuple[QuestionStanding, ...],
    latest: tuple[Source, ...],
    presenter: Presenter,
) -> HomePage:
    graph = presenter.graph
    questions = len(graph.questions) - len(disputed)
    sources = len(graph.sources) - len(latest)
    index = to(index_of(Kind.SOURCE))
    further = count_in_words(sources, "earlier source")
    return HomePage(
        summary=presenter.prose.block(graph.base.description.summary),
        counts=counts_in_words(graph),
        disputed=tuple(presenter.question(question) for question in disputed),
        more=count_in_words(questions, "further question") if questions else "",
        example=_example(disputed, presenter),
        sources=tuple(source_line(source, presenter) for source in latest),
        more_sources=LinkView(further, index) if sources else None,
    )


def _example(
    disputed: Iterable[QuestionStanding], presenter: Presenter
) -> ClaimView | None:
    """A claim of the first disputed question, to show how claims are read."""
    first = next(iter(disputed), None)
    return presenter.claim(first.statements[0]) if first else None
