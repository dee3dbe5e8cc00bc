"""Comparison of two sources: what both answer and report, and what only one does."""

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

# A question or event with more sources than this counts as common.
_MANY = 60


class Likeness(StrEnum):
    """
    How the positions taken by the claims of two sources on a question compare.

    It compares what anybody says in them; the sources themselves hold no position.
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
    first: tuple[TakenPosition, ...]  # only those taken, in the record's order
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
    questions: tuple[SharedQuestion, ...]  # by likeness, then as in the graph
    events: tuple[SharedEvent, ...]  # by date, undated last
    questions_of_first: tuple[QuestionStanding, ...]  # answered only by the first
    questions_of_second: tuple[QuestionStanding, ...]
    events_of_first: tuple[Event, ...]  # cite only the first
    events_of_second: tuple[Event, ...]

    def count(self, likeness: Likeness) -> int:
        """The number of shared questions of this *likeness*."""
        return sum(question.likeness is likeness for question in self.questions)


@dataclass(frozen=True, slots=True)
class _Coverage:
    """The questions that one source answers, and the events that cite it."""

    source: Source
    # By the question's reference, in the order of the graph's questions.
    answers: Mapping[str, tuple[QuestionStanding, tuple[TakenPosition, ...]]]
    cites: Mapping[RecordId, tuple[Citation, ...]]  # by event, in the timeline's order


def comparisons_of(
    graph: Graph, few: int = 24, each: int = 8
) -> tuple[Comparison, ...]:
    """
    The comparisons of sources that share a question or an event, by publication.

    Among *few* sources or fewer, all pairs are compared. Among more, each source is
    compared with the *each* others that share the most with it: questions first, then
    events. So there are at most *each* comparisons per source, not one per pair.
    """
    coverages = _coverages(graph)
    shared = _shared_by_pairs(graph, few, each)
    pairs = set(shared)
    if len(coverages) > few:
        candidates: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        for (first, second), (questions, events) in shared.items():
            distance = second - first  # among equals, the nearest in publication
            candidates[first].append((-questions, -events, distance, second))
            candidates[second].append((-questions, -events, distance, first))
        pairs = {
            (min(source, other), max(source, other))
            for source, others in candidates.items()
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
    The numbers of questions and events that pairs of sources share, by publication.

    What more than _MANY sources share says little about two of them: among more than
    *few* sources, each is then paired only with the *each* published next. So pairs
    grow with the sources of a question, not with their square.
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
    """All pairs of *numbers* that are at most *reach* places apart."""
    for index, first in enumerate(numbers):
        for second in numbers[index + 1 : index + 1 + reach]:
            yield first, second


def by_source(
    comparisons: Iterable[Comparison],
) -> Mapping[RecordId, tuple[Comparison, ...]]:
    """The comparisons of each source, by its id, in their order."""
    comparisons_by_id: dict[RecordId, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        comparisons_by_id[comparison.first.id].append(comparison)
        comparisons_by_id[comparison.second.id].append(comparison)
    return {id_: tuple(group) for id_, group in comparisons_by_id.items()}


def _coverages(graph: Graph) -> tuple[_Coverage, ...]:
    """The coverage of each source, in the order of the graph's sources."""
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
    positions = (
        TakenPosition(p.position, tuple(s for s in p.statements if source in s.sources))
        for p in question.positions
    )
    return tuple(position for position in positions if position.statements)


def _cites(event: Event, source: Source) -> tuple[Citation, ...]:
    citations = (cite for cite in event.citations if cite.source == source.id)
    return tuple(sorted(set(citations), key=lambda cite: (cite.first, cite.last)))


def _comparison(first: _Coverage, second: _Coverage, graph: Graph) -> Comparison:
    questions = [
        SharedQuestion(question, left, right, _likeness(left, right))
        for name, (question, left) in first.answers.items()
        if name in second.answers
        for right in (second.answers[name][1],)
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
    left: tuple[TakenPosition, ...], right: tuple[TakenPosition, ...]
) -> Likeness:
    first = {taken.position.id for taken in left}
    second = {taken.position.id for taken in right}
    if first == second:
        return Likeness.SAME
    return Likeness.PARTLY if first & second else Likeness.DIFFER


def _only_of(coverage: _Coverage, other: _Coverage) -> tuple[QuestionStanding, ...]:
    answers = coverage.answers.items()
    return tuple(q for name, (q, _) in answers if name not in other.answers)
