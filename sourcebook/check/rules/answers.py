"""Questions and claims fit together."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.base import Base
from sourcebook.problems import Problem, did_you_mean, quoted
from sourcebook.records import Claim, Figure
from sourcebook.schema import Schema, Vocabulary


def unknown_question(base: Base, _: Schema) -> Iterator[Problem]:
    """Every answer is to a question that exists."""
    for _record, claim in base.claims:
        for answer in claim.answers:
            record = base.records.get(answer.record)
            if record is None or record.id in base.partial:
                continue
            known = [question.id for question in record.questions]
            if answer.question not in known:
                yield Problem(
                    answer.question_mark,
                    "unknown-question",
                    f"{quoted(record.id)} has no question {quoted(answer.question)}",
                    "a question of this record, or record#question of another",
                    did_you_mean(answer.question, known, "add the question first"),
                )


def unknown_position(base: Base, _: Schema) -> Iterator[Problem]:
    """Every answer takes a position that its question has."""
    for _record, claim in base.claims:
        for answer in claim.answers:
            question = base.questions.get((answer.record, answer.question))
            if question is None or answer.record in base.partial:
                continue
            known = [position.id for position in question.positions]
            if answer.position not in known:
                yield Problem(
                    answer.mark,
                    "unknown-position",
                    f"{quoted(question.id)} has no position {quoted(answer.position)}",
                    "one of " + ", ".join(known),
                    did_you_mean(answer.position, known, "add the position first"),
                )


def denial_of_nothing(base: Base, schema: Schema) -> Iterator[Problem]:
    """A denial answers the question that what it denies answers."""
    for _record, claim in base.claims:
        if schema.term(Vocabulary.MODES, claim.mode).must_answer and not claim.answers:
            yield Problem(
                claim.mode_mark,
                "denial-of-nothing",
                f"{quoted(claim.id)} denies, but answers no question",
                "answers: { the question: the position that denies }",
                "tie it to the question of what it denies; add the question if needed",
            )


def undeclared_conflict(base: Base, _: Schema) -> Iterator[Problem]:
    """Where two figures for one thing differ, a question of both declares it."""
    for record in base.records.values():
        first: dict[str, tuple[Claim, Figure]] = {}
        for claim in record.claims:
            figure = claim.figure
            if figure is None:
                continue
            other, known = first.setdefault(figure.what, (claim, figure))
            if figure == known or _share_a_question(claim, other):
                continue
            yield Problem(
                figure.mark,
                "undeclared-conflict",
                f"{quoted(figure.what)} differs from the figure of {quoted(other.id)}",
                "a question that both claims answer",
                "add the question, or word 'what' so that each says what it counts",
            )


def question_without_answer(base: Base, _: Schema) -> Iterator[Problem]:
    """Every question is answered by a claim."""
    answered = {(a.record, a.question) for _record, c in base.claims for a in c.answers}
    for (record, id_), question in base.questions.items():
        if (record, id_) not in answered:
            yield Problem(
                question.mark,
                "question-without-answer",
                f"no claim answers {quoted(id_)}",
                f"a claim with answers: {{ {id_}: position }}",
                "tie the claims to it, or delete the question",
            )


def alleged_by_nobody(base: Base, schema: Schema) -> Iterator[Problem]:
    """Of every alleged event a claim says that it happened."""
    for event in base.events.values():
        if not schema.term(Vocabulary.STATUSES, event.status).needs_claim:
            continue
        modes = [schema.term(Vocabulary.MODES, claim.mode) for claim in event.claims]
        if not any(mode.affirms for mode in modes):
            yield Problem(
                event.status_mark,
                "alleged-by-nobody",
                f"{quoted(event.id)} is {event.status}, but no claim of it says so",
                "a claim in this record, by whoever says that it happened",
                "add the claim, or change the status",
            )


RULES = (unknown_question, unknown_position, denial_of_nothing, undeclared_conflict)
WHOLE_RULES = (question_without_answer, alleged_by_nobody)


def _share_a_question(one: Claim, other: Claim) -> bool:
    asked = {(answer.record, answer.question) for answer in one.answers}
    return any((answer.record, answer.question) in asked for answer in other.answers)
