"""The about page: the base, the method, the vocabulary."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.model.vocabulary import Term, Vocabulary
from sourcebook.pages.front.counts import counts_in_words
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.views import TermView


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The base, the method that all bases share, and the vocabulary."""

    about: Markup
    modes: tuple[TermView, ...]
    genres: tuple[TermView, ...]
    statuses: tuple[TermView, ...]
    counts: str
    licence: str
    version: str


def about_page(presenter: Presenter) -> AboutPage:
    """The view of the about page."""
    graph = presenter.graph
    terms = graph.schema.terms
    modes = Counter(statement.claim.mode for statement in graph.statements)
    genres = Counter(source.genre for source in graph.base.sources.values())
    statuses = Counter(event.status for event in graph.timeline)
    return AboutPage(
        about=presenter.prose.block(graph.base.description.about),
        modes=_terms(terms[Vocabulary.MODES], modes),
        genres=_terms(terms[Vocabulary.GENRES], genres),
        statuses=_terms(terms[Vocabulary.STATUSES], statuses),
        counts=counts_in_words(graph),
        licence=graph.base.description.licence or "",
        version=graph.base.version,
    )


def _terms(terms: Mapping[str, Term], used: Mapping[str, int]) -> tuple[TermView, ...]:
    return tuple(
        TermView(term.label, term.description, used.get(term.id, 0))
        for term in terms.values()
    )
