"""How claims are distributed among the sides: counted, never weighed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, Voice, VoiceKind
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Source
from sourcebook.model.vocabulary import Vocabulary

OTHERS = "Others"
SOURCES = "Sources in their own voice"


@dataclass(frozen=True, slots=True)
class Share:
    """The number of claims of one side or one source, by who makes them."""

    name: str
    source: Source | None  # if it is the share of a source
    claims: int
    named: int
    anonymous: int
    own_voice: int
    by_genre: Mapping[str, int]  # by the schema's term


@dataclass(frozen=True, slots=True)
class Balance:
    """The shares of all sides and sources, and questions that only one side answers."""

    sides: tuple[Share, ...]  # as base.yaml lists them, then others, then sources
    sources: tuple[Share, ...]  # by date of publication
    answered_by_one: tuple[tuple[QuestionStanding, str], ...]


def balance_of(graph: Graph) -> Balance:
    """The balance of the base; a claim by two sides counts for both."""
    side_of = sides_of_entities(graph)
    by_side: dict[str, list[Statement]] = {
        name: []
        for name in (*(s.name for s in graph.base.description.sides), OTHERS, SOURCES)
    }
    for statement in graph.statements:
        for name in _sides_of(statement, side_of):
            by_side[name].append(statement)
    return Balance(
        tuple(_share(name, None, statements) for name, statements in by_side.items()),
        tuple(_share(s.title, s, graph.by_source.get(s.id, ())) for s in graph.sources),
        tuple(_answered_by_one(graph, side_of)),
    )


def _share(name: str, source: Source | None, statements: Sequence[Statement]) -> Share:
    kinds = Counter(statement.kind for statement in statements)
    genres = Counter(statement.sources[0].genre for statement in statements)
    return Share(
        name,
        source,
        len(statements),
        kinds[VoiceKind.NAMED],
        kinds[VoiceKind.ANONYMOUS],
        kinds[VoiceKind.AUTHOR],
        genres,
    )


def _sides_of(statement: Statement, side_of: Mapping[RecordId, str]) -> tuple[str, ...]:
    """The sides of the speakers of a claim, each once."""
    names = [
        name for voice in statement.voices for name in sides_of_voice(voice, side_of)
    ]
    return tuple(dict.fromkeys(names))


def sides_of_voice(voice: Voice, side_of: Mapping[RecordId, str]) -> list[str]:
    """The sides of *voice*; for an anonymous one, as its source states them."""
    if voice.kind is VoiceKind.AUTHOR:
        return [SOURCES]
    ids = [voice.entity] if voice.entity else voice.of
    return [side_of.get(id_, OTHERS) for id_ in ids] or [OTHERS]


def sides_of_entities(graph: Graph) -> Mapping[RecordId, str]:
    """
    The side of every entity that has one.

    First the entities that represent a side, then, step by step, those with a role in
    one of them or belonging to it. Between two sides, the fewest steps decide, then the
    order of base.yaml.
    """
    side_of = {
        entity.target: side.name
        for side in reversed(graph.base.description.sides)
        for entity in side.of
    }
    terms = graph.schema.terms[Vocabulary.RELATION_TYPES]
    belongs = {
        entity.id: [
            *(role.at.target for role in entity.roles if role.at),
            *(r.to.target for r in entity.relations if terms[r.type].belongs),
        ]
        for entity in graph.base.entities.values()
    }
    names = [side.name for side in graph.base.description.sides]
    while True:
        reached = {
            id_: min((side_of[to] for to in tos if to in side_of), key=names.index)
            for id_, tos in belongs.items()
            if id_ not in side_of and any(to in side_of for to in tos)
        }
        if not reached:
            return side_of
        side_of |= reached


def _answered_by_one(
    graph: Graph, side_of: Mapping[RecordId, str]
) -> list[tuple[QuestionStanding, str]]:
    """Questions that only one side answers, and the side; own voices do not count."""
    answered = []
    for question in graph.questions:
        sides = {
            name
            for statement in question.statements
            for name in _sides_of(statement, side_of)
            if name != SOURCES
        }
        if len(sides) == 1 and sides != {OTHERS}:
            answered.append((question, sides.pop()))
    return answered
