"""How the record is shared among the sides, counted and never weighed."""

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
    """What one side, or one source, has of the record: claims, by who makes them."""

    name: str
    source: Source | None  # where it is a source's share
    claims: int
    named: int
    anonymous: int
    own_voice: int
    by_genre: Mapping[str, int]  # by the schema's word


@dataclass(frozen=True, slots=True)
class Balance:
    """The shares of all sides and sources, and the questions that one side answers."""

    sides: tuple[Share, ...]  # as base.yaml lists them, then others, then sources
    sources: tuple[Share, ...]  # by date of publication
    answered_by_one: tuple[tuple[QuestionStanding, str], ...]


def balance_of(graph: Graph) -> Balance:
    """The balance of a graph's base; a claim of two sides counts for both."""
    side_of = sides_of_entities(graph)
    by_side: dict[str, list[Statement]] = {
        name: []
        for name in (*(s.name for s in graph.base.description.sides), OTHERS, SOURCES)
    }
    for statement in graph.statements:
        for name in _sides_of(statement, side_of):
            by_side[name].append(statement)
    return Balance(
        tuple(_share(name, None, said) for name, said in by_side.items()),
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
    """The sides on which those speak who make a claim, each once."""
    names = [
        name for voice in statement.voices for name in sides_of_voice(voice, side_of)
    ]
    return tuple(dict.fromkeys(names))


def sides_of_voice(voice: Voice, side_of: Mapping[RecordId, str]) -> list[str]:
    """The sides on which *voice* speaks; an anonymous one, as its source says."""
    if voice.kind is VoiceKind.AUTHOR:
        return [SOURCES]
    ids = [voice.entity] if voice.entity else voice.of
    return [side_of.get(id_, OTHERS) for id_ in ids] or [OTHERS]


def sides_of_entities(graph: Graph) -> Mapping[RecordId, str]:
    """
    The side of every entity that has one.

    First those that stand for a side, then, a step at a time, those that hold a role
    in one of them or belong to it; who could be of two is of the first that base.yaml
    lists, at the fewest steps.
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
        found = {
            id_: min((side_of[to] for to in tos if to in side_of), key=names.index)
            for id_, tos in belongs.items()
            if id_ not in side_of and any(to in side_of for to in tos)
        }
        if not found:
            return side_of
        side_of |= found


def _answered_by_one(
    graph: Graph, side_of: Mapping[RecordId, str]
) -> list[tuple[QuestionStanding, str]]:
    """The questions that speakers of one side alone answer, sources left aside."""
    found = []
    for question in graph.questions:
        spoken = {
            name
            for statement in question.statements
            for name in _sides_of(statement, side_of)
            if name != SOURCES
        }
        if len(spoken) == 1 and spoken != {OTHERS}:
            found.append((question, spoken.pop()))
    return found
