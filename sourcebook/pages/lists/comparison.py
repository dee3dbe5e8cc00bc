"""The pages that compare two sources side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.comparison import (
    Comparison,
    Likeness,
    SharedQuestion,
    TakenPosition,
)
from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Event, Source
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import page_of_comparison, to
from sourcebook.pages.text.words import count_in_words, date_in_words, listed
from sourcebook.pages.views import EventView, LinkView

# About the claims in two sources; neither source is the right one.
_LIKENESSES = {
    Likeness.DIFFER: "Differ: claims in the two take different positions",
    Likeness.PARTLY: "Partly: some positions occur in both, some in one",
    Likeness.SAME: "Same: claims in the two take the same positions",
}


@dataclass(frozen=True, slots=True)
class ComparedView:
    """One of the two sources, with its details and what the other lacks."""

    name: str  # its outlet and date
    link: LinkView
    genre: str
    outlet: LinkView
    date: str
    authors: str
    claims: str
    questions: tuple[LinkView, ...]  # answered only by its claims
    events: tuple[EventView, ...]  # citing only this source
    more: str  # how many of these are left out; empty if none


@dataclass(frozen=True, slots=True)
class TakenView:
    """A position with the claims of one source that take it."""

    position: Markup
    claims: tuple[Markup, ...]  # rendered, one line each


@dataclass(frozen=True, slots=True)
class SharedQuestionView:
    """A question with the positions taken in each of the two sources."""

    link: LinkView
    record: LinkView
    likeness: str  # in words
    sides: tuple[tuple[str, tuple[TakenView, ...]], ...]  # by the source's name


@dataclass(frozen=True, slots=True)
class SharedEventView:
    """An event with the paragraphs that its record cites, for each source."""

    event: EventView
    cites: tuple[tuple[Markup, ...], ...]  # by source


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two sources side by side, the earlier first."""

    sources: tuple[ComparedView, ...]
    tally: str
    questions: tuple[SharedQuestionView, ...]
    events: tuple[SharedEventView, ...]


def compared_with(
    source: Source, compared: Iterable[Comparison], presenter: Presenter
) -> tuple[LinkView, ...]:
    """Links to the comparisons of *source*, each by the other source's title."""
    links = []
    for pair in compared:
        other = pair.second if pair.first.id == source.id else pair.first
        href = to(page_of_comparison(pair.first.id, pair.second.id))
        words = (questions_in_words(pair), events_in_words(pair))
        shared = ", ".join(filter(None, words))
        language = presenter.record(other.id).language
        links.append(LinkView(other.title, href, f"{shared} shared", language))
    return tuple(links)


def compare_page(
    pair: Comparison, names: tuple[str, str], most: int, presenter: Presenter
) -> ComparePage:
    """The comparison *pair*; of what only one source has, at most *most* lines."""
    only = (
        (pair.first, pair.questions_of_first, pair.events_of_first),
        (pair.second, pair.questions_of_second, pair.events_of_second),
    )
    return ComparePage(
        sources=tuple(
            _compared(source, name, questions, events, most, presenter)
            for name, (source, questions, events) in zip(names, only, strict=True)
        ),
        tally=likenesses_in_words(pair),
        questions=tuple(_shared(shared, names, presenter) for shared in pair.questions),
        events=tuple(
            SharedEventView(
                presenter.event(shared.event),
                tuple(
                    tuple(map(presenter.prose.citation, cites))
                    for cites in (shared.first, shared.second)
                ),
            )
            for shared in pair.events
        ),
    )


def _compared(
    source: Source,
    name: str,
    questions: Sequence[QuestionStanding],
    events: Sequence[Event],
    most: int,
    presenter: Presenter,
) -> ComparedView:
    claims = len(presenter.graph.by_source.get(source.id, ()))
    left_out = ((len(questions) - most, "question"), (len(events) - most, "event"))
    return ComparedView(
        name=name,
        link=presenter.record(source.id),
        genre=presenter.genre(source),
        outlet=presenter.record(source.publisher.target),
        date=date_in_words(source.published),
        authors=", ".join(source.authors),
        claims=count_in_words(claims, "claim"),
        questions=tuple(_question(q, presenter) for q in questions[:most]),
        events=tuple(presenter.event(event) for event in events[:most]),
        more=listed(
            [count_in_words(n, f"more {noun}") for n, noun in left_out if n > 0]
        ),
    )


def _shared(
    shared: SharedQuestion, names: tuple[str, str], presenter: Presenter
) -> SharedQuestionView:
    question = shared.question
    sides = (_taken(shared.first, presenter), _taken(shared.second, presenter))
    return SharedQuestionView(
        link=_question(question, presenter),
        record=presenter.record(question.record.id),
        likeness=_LIKENESSES[shared.likeness],
        sides=tuple(zip(names, sides, strict=True)),
    )


def _question(question: QuestionStanding, presenter: Presenter) -> LinkView:
    href = presenter.urls.question(question.record.id, question.id)
    return LinkView(presenter.prose.plain(question.ask.markdown), href)


def _taken(
    positions: Iterable[TakenPosition], presenter: Presenter
) -> tuple[TakenView, ...]:
    return tuple(
        TakenView(
            presenter.prose.line(taken.position.text.markdown),
            presenter.claim_lines_html(taken.statements),
        )
        for taken in positions
    )


def names_of(graph: Graph) -> Mapping[RecordId, str]:
    """Each source by outlet and date, with its title if others share both."""
    alike = Counter((s.publisher.target, s.published.text) for s in graph.sources)
    names = {}
    for source in graph.sources:
        outlet = graph.base.outlet(source.id)
        name = f"{outlet}, {date_in_words(source.published)}"
        is_unique = alike[source.publisher.target, source.published.text] == 1
        names[source.id] = name if is_unique else f"{name}, {source.title}"
    return names


def questions_in_words(pair: Comparison) -> str:
    """How many questions are shared; empty if none."""
    return count_in_words(len(pair.questions), "question") if pair.questions else ""


def events_in_words(pair: Comparison) -> str:
    """How many events are shared; empty if none."""
    return count_in_words(len(pair.events), "event") if pair.events else ""


def likenesses_in_words(pair: Comparison) -> str:
    """The number of shared questions by likeness, such as "3 differ, 1 same"."""
    counted = ((pair.count(likeness), likeness.value) for likeness in Likeness)
    return ", ".join(f"{number} {word}" for number, word in counted if number)
