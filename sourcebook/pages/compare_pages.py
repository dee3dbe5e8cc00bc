"""The pages that set two sources side by side, and the table that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from sourcebook.comparison import (
    Comparison,
    Likeness,
    SharedQuestion,
    Taken,
)
from sourcebook.graph import Graph
from sourcebook.pages import links as places
from sourcebook.pages.links import page_of_comparison
from sourcebook.pages.planned import Planned
from sourcebook.pages.show import Show
from sourcebook.pages.views import CitationView, EventView, LinkView
from sourcebook.pages.words import count_in_words, date_in_words
from sourcebook.questions import Asked
from sourcebook.records import Event, Source

# Said of the claims in two sources; neither is the right one.
_LIKENESSES = {
    Likeness.DIFFER: "Differ: claims in the two take different positions",
    Likeness.PARTLY: "Partly: some positions occur in both, some in one",
    Likeness.SAME: "Same: claims in the two take the same positions",
}


@dataclass(frozen=True, slots=True)
class ComparedView:
    """One of two sources, with what it is."""

    name: str  # its outlet and date
    link: LinkView
    genre: str
    outlet: LinkView
    date: str
    authors: str
    claims: str
    questions: tuple[LinkView, ...]  # that only its claims answer
    events: tuple[EventView, ...]  # that cite only it


@dataclass(frozen=True, slots=True)
class TakenView:
    """A position with the claims of one source that take it."""

    position: Markup
    claims: tuple[Markup, ...]  # finished, a line each


@dataclass(frozen=True, slots=True)
class SharedQuestionView:
    """A question with the positions taken in each of the two sources."""

    link: LinkView
    record: LinkView
    likeness: str  # in words
    sides: tuple[tuple[str, tuple[TakenView, ...]], ...]  # by the source's name


@dataclass(frozen=True, slots=True)
class SharedEventView:
    """An event with the paragraphs of each source that its record cites."""

    event: EventView
    cites: tuple[tuple[CitationView, ...], ...]  # by source


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two sources side by side, the earlier one first."""

    sources: tuple[ComparedView, ...]
    tally: str
    questions: tuple[SharedQuestionView, ...]
    events: tuple[SharedEventView, ...]


@dataclass(frozen=True, slots=True)
class CountsView:
    """How much two sources share, in words; all empty where they share nothing."""

    href: str = ""
    label: str = ""  # what the link leads to
    questions: str = ""
    likenesses: str = ""
    events: str = ""


@dataclass(frozen=True, slots=True)
class CompareIndexPage:
    """A table of all sources by all sources, by publication."""

    names: tuple[str, ...]
    rows: tuple[tuple[LinkView, str, tuple[CountsView | None, ...]], ...]


def compare_pages(compared: tuple[Comparison, ...], graph: Graph) -> Iterator[Planned]:
    """The table of all pairs, then a page for each pair that shares something."""
    show_index = partial(_index_page, compared)
    yield Planned(places.COMPARE, "compare_index", "Compare sources", show_index)
    for one in compared:
        title = f"{_name(one.first, graph)} / {_name(one.second, graph)}"
        path = page_of_comparison(one.first.id, one.second.id)
        yield Planned(path, "compare", title, partial(_compare_page, one))


def compared_with(
    source: Source, compared: Iterable[Comparison], show: Show
) -> tuple[LinkView, ...]:
    """Links to the comparisons of *source*, each by the other source's title."""
    made = []
    for one in compared:
        other = one.second if one.first.id == source.id else one.first
        href = show.links.to(page_of_comparison(one.first.id, one.second.id))
        shared = ", ".join(text for text in (_questions(one), _events(one)) if text)
        language = show.record(other.id).language
        made.append(LinkView(other.title, href, f"{shared} shared", language))
    return tuple(made)


def _compare_page(one: Comparison, show: Show) -> ComparePage:
    names = (_name(one.first, show.graph), _name(one.second, show.graph))
    return ComparePage(
        sources=(
            _compared(one.first, one.questions_of_first, one.events_of_first, show),
            _compared(one.second, one.questions_of_second, one.events_of_second, show),
        ),
        tally=_likenesses(one),
        questions=tuple(_shared(question, names, show) for question in one.questions),
        events=tuple(
            SharedEventView(
                show.event(shared.event),
                (show.citations(shared.first), show.citations(shared.second)),
            )
            for shared in one.events
        ),
    )


def _compared(
    source: Source, questions: Iterable[Asked], events: Iterable[Event], show: Show
) -> ComparedView:
    claims = len(show.graph.by_source.get(source.id, ()))
    return ComparedView(
        name=_name(source, show.graph),
        link=show.record(source.id),
        genre=show.genre(source),
        outlet=show.record(source.publisher.target),
        date=date_in_words(source.published),
        authors=", ".join(source.authors),
        claims=count_in_words(claims, "claim"),
        questions=tuple(_question(asked, show) for asked in questions),
        events=tuple(show.event(event) for event in events),
    )


def _shared(
    question: SharedQuestion, names: tuple[str, str], show: Show
) -> SharedQuestionView:
    asked = question.asked
    sides = (_taken(question.first, show), _taken(question.second, show))
    return SharedQuestionView(
        link=_question(asked, show),
        record=show.record(asked.record.id),
        likeness=_LIKENESSES[question.likeness],
        sides=tuple(zip(names, sides, strict=True)),
    )


def _question(asked: Asked, show: Show) -> LinkView:
    href = show.links.question(asked.record.id, asked.question.id)
    return LinkView(show.prose.plain(asked.question.ask.markdown), href)


def _taken(taken: Iterable[Taken], show: Show) -> tuple[TakenView, ...]:
    return tuple(
        TakenView(
            show.prose.line(one.position.text.markdown, show.links),
            show.claim_lines(one.statements),
        )
        for one in taken
    )


def _name(source: Source, graph: Graph) -> str:
    """A source by its outlet and date; by its title too where others share both."""
    outlet = graph.base.records[source.publisher.target].title
    name = f"{outlet}, {date_in_words(source.published)}"
    alike = [
        other
        for other in graph.published[source.publisher.target]
        if other.published.text == source.published.text
    ]
    return name if len(alike) == 1 else f"{name}, {source.title}"


def _index_page(compared: Iterable[Comparison], show: Show) -> CompareIndexPage:
    sources = show.graph.sources
    counts = {}
    for one in compared:
        counts[one.first.id, one.second.id] = view = _counts(one, show)
        counts[one.second.id, one.first.id] = view
    rows = (
        (
            show.record(row.id),
            _name(row, show.graph),
            tuple(
                None if row is column else counts.get((row.id, column.id), CountsView())
                for column in sources
            ),
        )
        for row in sources
    )
    names = tuple(_name(source, show.graph) for source in sources)
    return CompareIndexPage(names, tuple(rows))


def _counts(one: Comparison, show: Show) -> CountsView:
    names = (_name(one.first, show.graph), _name(one.second, show.graph))
    return CountsView(
        href=show.links.to(page_of_comparison(one.first.id, one.second.id)),
        label=f"Compare {names[0]} with {names[1]}",
        questions=_questions(one),
        likenesses=_likenesses(one),
        events=_events(one),
    )


def _questions(one: Comparison) -> str:
    return count_in_words(len(one.questions), "question") if one.questions else ""


def _events(one: Comparison) -> str:
    return count_in_words(len(one.events), "event") if one.events else ""


def _likenesses(one: Comparison) -> str:
    """How many of the shared questions compare how, such as "3 differ, 1 same"."""
    counted = ((one.count(likeness), likeness.value) for likeness in Likeness)
    return ", ".join(f"{number} {word}" for number, word in counted if number)
