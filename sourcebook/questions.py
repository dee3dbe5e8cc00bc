"""Questions with the claims that answer them, and how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sourcebook.base import Base
from sourcebook.records import LocalId, Position, Question, Record, RecordId
from sourcebook.statements import Statement, VoiceKind, voices_of


class Standing(StrEnum):
    """How many of a question's positions anybody holds: two or more, one, none."""

    CONTESTED = "contested"
    ONE_SIDED = "one-sided"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Held:
    """A position with the claims that take it, in their order."""

    position: Position
    statements: tuple[Statement, ...]
    speakers: int
    named_speakers: int  # people and bodies; a source in its own voice is none
    anonymous_speakers: int
    own_voices: int  # sources that say it themselves
    outlets: int  # independent ones: ten re-reports of one outlet count once


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all its positions, in the order of the record."""

    record: Record
    question: Question
    held: tuple[Held, ...]
    standing: Standing
    statements: tuple[Statement, ...]  # every claim that answers it, in their order

    @property
    def reference(self) -> str:
        """Its name in the whole base, such as some-event#some-question."""
        return f"{self.record.id}#{self.question.id}"

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """What questions are sorted by: contested first, then by how many speak."""
        speakers = sum(held.speakers for held in self.held)
        contested = self.standing is Standing.CONTESTED
        return (not contested, -speakers, self.record.id, self.question.id)

    def known_by(self, day: date) -> Asked:
        """The question as it stood on *day*, from the sources published by then."""
        held = tuple(
            _held(h.position, [s for s in h.statements if s.first_published <= day])
            for h in self.held
        )
        known = tuple(s for s in self.statements if s.first_published <= day)
        return Asked(self.record, self.question, held, _standing(held), known)


def questions_of(base: Base, statements: Iterable[Statement]) -> tuple[Asked, ...]:
    """Every question of *base*: contested first, then by how many speak."""
    answering: dict[tuple[RecordId, LocalId, LocalId], list[Statement]]
    answering = defaultdict(list)
    found: dict[tuple[RecordId, LocalId], dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        for answer in statement.claim.answers:
            answering[answer.record, answer.question, answer.position].append(statement)
            found[answer.record, answer.question][statement.reference] = statement
    made = []
    for (record, id_), question in base.questions.items():
        held = tuple(
            _held(position, answering[record, id_, position.id])
            for position in question.positions
        )
        said = tuple(found[record, id_].values())
        made.append(Asked(base.records[record], question, held, _standing(held), said))
    return tuple(sorted(made, key=lambda asked: asked.rank))


def _held(position: Position, statements: Iterable[Statement]) -> Held:
    kept = tuple(statements)
    voices = voices_of(kept).values()
    kinds = [voice.kind for voice in voices]
    return Held(
        position,
        kept,
        speakers=len(voices),
        named_speakers=kinds.count(VoiceKind.NAMED),
        anonymous_speakers=kinds.count(VoiceKind.ANONYMOUS),
        own_voices=kinds.count(VoiceKind.AUTHOR),
        outlets=len({outlet for s in kept for outlet in s.outlets}),
    )


def _standing(held: Iterable[Held]) -> Standing:
    taken = sum(bool(h.statements) for h in held)
    if taken >= 2:
        return Standing.CONTESTED
    return Standing.ONE_SIDED if taken else Standing.OPEN


def as_written(asked: Iterable[Asked]) -> list[Asked]:
    """Sorted as the questions stand in their records."""
    return sorted(asked, key=lambda a: (a.record.id, a.question.spot))
