"""Two sources side by side: what both answer and tell, and what only one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest

from sourcebook.graph import Graph
from sourcebook.questions import Asked
from sourcebook.records import Citation, Event, Position, RecordId, Source
from sourcebook.statements import Statement

# Sources that a question or an event may have before it counts as common to most.
_MANY = 60


class Likeness(StrEnum):
    """
    How the positions compare that the claims of two sources take on a question.

    It compares what is said in them, by whomever; neither source holds a position.
    """

    DIFFER = "differ"  # no position occurs in both
    PARTLY = "partly"  # some do
    SAME = "same"  # all do


@dataclass(frozen=True, slots=True)
class Taken:
    """A position with the claims of one source that take it, in their order."""

    position: Position
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A question that claims of both sources answer."""

    asked: Asked
    first: tuple[Taken, ...]  # only positions that are taken, in the record's order
    second: tuple[Taken, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event whose record cites both sources."""

    event: Event
    first: tuple[Citation, ...]  # by paragraph, each once
    second: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sources, the earlier one first."""

    first: Source
    second: Source
    questions: tuple[SharedQuestion, ...]  # those that differ, partly, not; as asked
    events: tuple[SharedEvent, ...]  # by date, undated last
    questions_of_first: tuple[Asked, ...]  # that only claims of the first answer
    questions_of_second: tuple[Asked, ...]
    events_of_first: tuple[Event, ...]  # that cite only the first
    events_of_second: tuple[Event, ...]

    def count(self, likeness: Likeness) -> int:
        """How many of the shared questions compare so."""
        return sum(question.likeness is likeness for question in self.questions)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one source answers and tells."""

    source: Source
    # By the question's reference, in the order of the graph's questions.
    answers: Mapping[str, tuple[Asked, tuple[Taken, ...]]]
    cites: Mapping[RecordId, tuple[Citation, ...]]  # by event, in the timeline's order


def comparisons_of(
    graph: Graph, few: int = 24, each: int = 8
) -> tuple[Comparison, ...]:
    """
    Two sources that share a question or an event, by publication.

    Of *few* sources or fewer, every two. Of more, each source is compared with the
    *each* others that share the most with it: questions first, then events. So there
    are at most *each* comparisons a source, not as many as pairs.
    """
    tellings = _tellings(graph)
    shared = _shared_by_pairs(graph, few, each)
    pairs = set(shared)
    if len(tellings) > few:
        by_one: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        for (first, second), (questions, events) in shared.items():
            apart = second - first  # among equals, the nearest in publication
            by_one[first].append((-questions, -events, apart, second))
            by_one[second].append((-questions, -events, apart, first))
        pairs = {
            (min(one, other), max(one, other))
            for one, others in by_one.items()
            for *_, other in nsmallest(each, others)
        }
    return tuple(
        _comparison(tellings[first], tellings[second], graph)
        for first, second in sorted(pairs)
    )


def _shared_by_pairs(
    graph: Graph, few: int, each: int
) -> Mapping[tuple[int, int], tuple[int, int]]:
    """
    How many questions and events each two sources share, by publication.

    What more than _MANY sources share tells two of them little from the others: of
    many sources, only the *each* published next are counted for it. So the pairs
    grow with the sources of each question, not with their square.
    """
    order = {source.id: number for number, source in enumerate(graph.sources)}
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    answering = (
        {s.id for said in asked.statements for s in said.sources}
        for asked in graph.asked
    )
    cited = ({cite.source for cite in event.citations} for event in graph.timeline)
    for kind, groups in enumerate((answering, cited)):
        for ids in groups:
            numbers = sorted(order[id_] for id_ in ids)
            is_common = len(order) > few and len(numbers) > _MANY
            for pair in _neighbours(numbers, each if is_common else len(numbers)):
                counts[pair][kind] += 1
    return {pair: (questions, events) for pair, (questions, events) in counts.items()}


def _neighbours(numbers: list[int], reach: int) -> Iterator[tuple[int, int]]:
    """Every two of *numbers* that stand no more than *reach* places apart."""
    for at, first in enumerate(numbers):
        for second in numbers[at + 1 : at + 1 + reach]:
            yield first, second


def by_source(
    comparisons: Iterable[Comparison],
) -> Mapping[RecordId, tuple[Comparison, ...]]:
    """The comparisons that each source is one of, in their order."""
    found: dict[RecordId, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        found[comparison.first.id].append(comparison)
        found[comparison.second.id].append(comparison)
    return {id_: tuple(own) for id_, own in found.items()}


def _tellings(graph: Graph) -> tuple[_Telling, ...]:
    """What each source answers and tells, in the order of the graph's sources."""
    answers: dict[RecordId, dict[str, tuple[Asked, tuple[Taken, ...]]]]
    answers = defaultdict(dict)
    cites: dict[RecordId, dict[RecordId, tuple[Citation, ...]]] = defaultdict(dict)
    for asked in graph.asked:
        answering = {s.id: s for said in asked.statements for s in said.sources}
        for id_, source in answering.items():
            answers[id_][asked.reference] = asked, _taken(asked, source)
    for event in graph.timeline:
        for id_ in {cite.source: None for cite in event.citations}:
            cites[id_][event.id] = _cites(event, graph.base.sources[id_])
    return tuple(_Telling(s, answers[s.id], cites[s.id]) for s in graph.sources)


def _taken(asked: Asked, source: Source) -> tuple[Taken, ...]:
    held = (
        Taken(h.position, tuple(s for s in h.statements if source in s.sources))
        for h in asked.held
    )
    return tuple(taken for taken in held if taken.statements)


def _cites(event: Event, source: Source) -> tuple[Citation, ...]:
    own = (cite for cite in event.citations if cite.source == source.id)
    return tuple(sorted(set(own), key=lambda cite: (cite.first, cite.last)))


def _comparison(first: _Telling, second: _Telling, graph: Graph) -> Comparison:
    questions = [
        SharedQuestion(asked, one, other, _likeness(one, other))
        for name, (asked, one) in first.answers.items()
        if name in second.answers
        for other in (second.answers[name][1],)
    ]
    order, events = list(Likeness), graph.base.events
    return Comparison(
        first.source,
        second.source,
        questions=tuple(sorted(questions, key=lambda q: order.index(q.likeness))),
        events=tuple(
            SharedEvent(events[id_], cited, second.cites[id_])
            for id_, cited in first.cites.items()
            if id_ in second.cites
        ),
        questions_of_first=_asked_only(first, second),
        questions_of_second=_asked_only(second, first),
        events_of_first=tuple(events[i] for i in first.cites if i not in second.cites),
        events_of_second=tuple(events[i] for i in second.cites if i not in first.cites),
    )


def _likeness(one: tuple[Taken, ...], other: tuple[Taken, ...]) -> Likeness:
    first = {taken.position.id for taken in one}
    second = {taken.position.id for taken in other}
    if first == second:
        return Likeness.SAME
    return Likeness.PARTLY if first & second else Likeness.DIFFER


def _asked_only(one: _Telling, other: _Telling) -> tuple[Asked, ...]:
    answers = one.answers.items()
    return tuple(asked for name, (asked, _) in answers if name not in other.answers)
