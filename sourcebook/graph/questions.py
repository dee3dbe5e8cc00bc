"""Questions with the claims that answer them, and their standing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sourcebook.graph.statements import Statement, VoiceKind, voices_of
from sourcebook.model.base import Base
from sourcebook.model.claims import Position, Question
from sourcebook.model.mentions import LocalId, RecordId, Text
from sourcebook.model.records import Record


class Standing(StrEnum):
    """How many of a question's positions anybody holds: two or more, one, none."""

    CONTESTED = "contested"
    ONE_SIDED = "one-sided"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PositionStanding:
    """A position with the claims that take it, in their order."""

    position: Position
    statements: tuple[Statement, ...]
    speakers: int
    named_speakers: int  # people and bodies; a source in its own voice is not one
    anonymous_speakers: int
    own_voices: int  # sources that say it themselves
    outlets: int  # independent ones: ten re-reports of one outlet count once

    @property
    def id(self) -> LocalId:
        """The id of the position."""
        return self.position.id

    @property
    def text(self) -> Text:
        """The text of the position."""
        return self.position.text


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """A question with the standing of all its positions, in the order of the record."""

    record: Record
    question: Question
    positions: tuple[PositionStanding, ...]
    standing: Standing
    statements: tuple[Statement, ...]  # every claim that answers it, in their order

    @property
    def id(self) -> LocalId:
        """The id of the question, within its record."""
        return self.question.id

    @property
    def ask(self) -> Text:
        """The text of the question."""
        return self.question.ask

    @property
    def note(self) -> Text | None:
        """The editors' note on the question."""
        return self.question.note

    @property
    def reference(self) -> str:
        """Its name in the whole base, such as some-event#some-question."""
        return f"{self.record.id}#{self.question.id}"

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """The sort key of questions: contested first, then by number of speakers."""
        speakers = sum(position.speakers for position in self.positions)
        contested = self.standing is Standing.CONTESTED
        return (not contested, -speakers, self.record.id, self.question.id)

    def known_by(self, day: date) -> "QuestionStanding":
        """The question as it stood on *day*, from the sources published by then."""
        positions = tuple(
            _position(p.position, [s for s in p.statements if s.first_published <= day])
            for p in self.positions
        )
        said = tuple(s for s in self.statements if s.first_published <= day)
        standing = _standing(positions)
        return QuestionStanding(self.record, self.question, positions, standing, said)


def questions_of(
    base: Base, statements: Iterable[Statement]
) -> tuple[QuestionStanding, ...]:
    """Every question of *base*: contested first, then by number of speakers."""
    answering: dict[tuple[RecordId, LocalId, LocalId], list[Statement]]
    answering = defaultdict(list)
    answers: dict[tuple[RecordId, LocalId], dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        for answer in statement.claim.answers:
            answering[answer.record, answer.question, answer.position].append(statement)
            answers[answer.record, answer.question][statement.reference] = statement
    questions = []
    for (record_id, id_), question in base.questions.items():
        record = base.records[record_id]
        positions = tuple(
            _position(position, answering[record_id, id_, position.id])
            for position in question.positions
        )
        said = tuple(answers[record_id, id_].values())
        standing = _standing(positions)
        questions.append(QuestionStanding(record, question, positions, standing, said))
    return tuple(sorted(questions, key=lambda question: question.rank))


def _position(position: Position, statements: Sequence[Statement]) -> PositionStanding:
    voices = voices_of(statements).values()
    kinds = [voice.kind for voice in voices]
    return PositionStanding(
        position,
        tuple(statements),
        speakers=len(voices),
        named_speakers=kinds.count(VoiceKind.NAMED),
        anonymous_speakers=kinds.count(VoiceKind.ANONYMOUS),
        own_voices=kinds.count(VoiceKind.AUTHOR),
        outlets=len({outlet for s in statements for outlet in s.outlets}),
    )


def _standing(positions: Iterable[PositionStanding]) -> Standing:
    count = sum(bool(position.statements) for position in positions)
    if count >= 2:
        return Standing.CONTESTED
    return Standing.ONE_SIDED if count else Standing.OPEN


def as_written(questions: Iterable[QuestionStanding]) -> list[QuestionStanding]:
    """*questions* sorted by record, then in the order of the record."""
    return sorted(questions, key=lambda q: (q.record.id, q.question.spot))
