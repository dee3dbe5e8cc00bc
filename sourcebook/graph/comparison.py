"""Two sources side by side: what both answer and tell, and what only one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement
from sourcebook.model.claims import Position
from sourcebook.model.mentions import Citation, RecordId
from sourcebook.model.records import Event, Source

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
class TakenPosition:
    """A position with the claims of one source that take it, in their order."""

    position: Position
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A question that claims of both sources answer."""

    question: QuestionStanding
    first: tuple[
        TakenPosition, ...
    ]  # only positions that are taken, in the record's order
    second: tuple[TakenPosition, ...]
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
    questions_of_first: tuple[
        QuestionStanding, ...
    ]  # that only claims of the first answer
    questions_of_second: tuple[QuestionStanding, ...]
    events_of_first: tuple[Event, ...]  # that cite only the first
    events_of_second: tuple[Event, ...]

    def count(self, likeness: Likeness) -> int:
        """How many of the shared questions compare so."""
        return sum(question.likeness is likeness for question in self.questions)


@dataclass(frozen=True, slots=True)
class _Coverage:
    """What one source answers and tells."""

    source: Source
    # By the question's reference, in the order of the graph's questions.
    answers: Mapping[str, tuple[QuestionStanding, tuple[TakenPosition, ...]]]
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
    coverages = _coverages(graph)
    shared = _shared_by_pairs(graph, few, each)
    pairs = set(shared)
    if len(coverages) > few:
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
        _comparison(coverages[first], coverages[second], graph)
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
        {s.id for said in question.statements for s in said.sources}
        for question in graph.questions
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


def _coverages(graph: Graph) -> tuple[_Coverage, ...]:
    """What each source answers and tells, in the order of the graph's sources."""
    answers: dict[
        RecordId, dict[str, tuple[QuestionStanding, tuple[TakenPosition, ...]]]
    ]
    answers = defaultdict(dict)
    cites: dict[RecordId, dict[RecordId, tuple[Citation, ...]]] = defaultdict(dict)
    for question in graph.questions:
        answering = {s.id: s for said in question.statements for s in said.sources}
        for id_, source in answering.items():
            answers[id_][question.reference] = question, _taken(question, source)
    for event in graph.timeline:
        for id_ in {cite.source: None for cite in event.citations}:
            cites[id_][event.id] = _cites(event, graph.base.sources[id_])
    return tuple(_Coverage(s, answers[s.id], cites[s.id]) for s in graph.sources)


def _taken(question: QuestionStanding, source: Source) -> tuple[TakenPosition, ...]:
    taken = (
        TakenPosition(p.position, tuple(s for s in p.statements if source in s.sources))
        for p in question.positions
    )
    return tuple(position for position in taken if position.statements)


def _cites(event: Event, source: Source) -> tuple[Citation, ...]:
    own = (cite for cite in event.citations if cite.source == source.id)
    return tuple(sorted(set(own), key=lambda cite: (cite.first, cite.last)))


def _comparison(first: _Coverage, second: _Coverage, graph: Graph) -> Comparison:
    questions = [
        SharedQuestion(question, one, other, _likeness(one, other))
        for name, (question, one) in first.answers.items()
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
        questions_of_first=_only_of(first, second),
        questions_of_second=_only_of(second, first),
        events_of_first=tuple(events[i] for i in first.cites if i not in second.cites),
        events_of_second=tuple(events[i] for i in second.cites if i not in first.cites),
    )


def _likeness(
    one: tuple[TakenPosition, ...], other: tuple[TakenPosition, ...]
) -> Likeness:
    first = {taken.position.id for taken in one}
    second = {taken.position.id for taken in other}
    if first == second:
        return Likeness.SAME
    return Likeness.PARTLY if first & second else Likeness.DIFFER


def _only_of(one: _Coverage, other: _Coverage) -> tuple[QuestionStanding, ...]:
    answers = one.answers.items()
    return tuple(
        question for name, (question, _) in answers if name not in other.answers
    )
