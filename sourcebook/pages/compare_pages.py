"""The pages that set two sources side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.comparison import (
    Comparison,
    Likeness,
    SharedQuestion,
    Taken,
)
from sourcebook.graph import Graph
from sourcebook.pages.links import page_of_comparison
from sourcebook.pages.show import Show
from sourcebook.pages.views import CitationView, EventView, LinkView
from sourcebook.pages.words import count_in_words, date_in_words, listed
from sourcebook.questions import Asked
from sourcebook.records import Event, RecordId, Source

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
    more: str  # how much of these is left out because it is too much; or empty


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


def compared_with(
    source: Source, compared: Iterable[Comparison], show: Show
) -> tuple[LinkView, ...]:
    """Links to the comparisons of *source*, each by the other source's title."""
    made = []
    for one in compared:
        other = one.second if one.first.id == source.id else one.first
        href = show.links.to(page_of_comparison(one.first.id, one.second.id))
        shared = ", ".join(
            text for text in (questions_in_words(one), events_in_words(one)) if text
        )
        language = show.record(other.id).language
        made.append(LinkView(other.title, href, f"{shared} shared", language))
    return tuple(made)


def compare_page(
    one: Comparison, names: tuple[str, str], most: int, show: Show
) -> ComparePage:
    """Two sources by their *names*; of what only one has, *most* lines."""
    only = (
        (one.first, one.questions_of_first, one.events_of_first),
        (one.second, one.questions_of_second, one.events_of_second),
    )
    return ComparePage(
        sources=tuple(
            _compared(source, name, questions, events, most, show)
            for name, (source, questions, events) in zip(names, only, strict=True)
        ),
        tally=likenesses_in_words(one),
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
    source: Source,
    name: str,
    questions: Sequence[Asked],
    events: Sequence[Event],
    most: int,
    show: Show,
) -> ComparedView:
    claims = len(show.graph.by_source.get(source.id, ()))
    left_out = (
        (len(questions) - most, "question"),
        (len(events) - most, "event"),
    )
    return ComparedView(
        name=name,
        link=show.record(source.id),
        genre=show.genre(source),
        outlet=show.record(source.publisher.target),
        date=date_in_words(source.published),
        authors=", ".join(source.authors),
        claims=count_in_words(claims, "claim"),
        questions=tuple(_question(asked, show) for asked in questions[:most]),
        events=tuple(show.event(event) for event in events[:most]),
        more=listed(
            [count_in_words(n, f"more {noun}") for n, noun in left_out if n > 0]
        ),
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


def names_of(graph: Graph) -> Mapping[RecordId, str]:
    """Sources by outlet and date; by their title too where others share both."""
    alike = Counter((s.publisher.target, s.published.text) for s in graph.sources)
    names = {}
    for source in graph.sources:
        outlet = graph.base.outlet(source.id)
        name = f"{outlet}, {date_in_words(source.published)}"
        is_one = alike[source.publisher.target, source.published.text] == 1
        names[source.id] = name if is_one else f"{name}, {source.title}"
    return names


def questions_in_words(one: Comparison) -> str:
    """How many questions are shared; empty where none is."""
    return count_in_words(len(one.questions), "question") if one.questions else ""


def events_in_words(one: Comparison) -> str:
    """How many events are shared; empty where none is."""
    return count_in_words(len(one.events), "event") if one.events else ""


def likenesses_in_words(one: Comparison) -> str:
    """How many of the shared questions compare how, such as "3 differ, 1 same"."""
    counted = ((one.count(likeness), likeness.value) for likeness in Likeness)
    return ", ".join(f"{number} {word}" for number, word in counted if number)
