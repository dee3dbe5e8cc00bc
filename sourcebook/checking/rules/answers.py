"""Questions and claims fit together."""

from collections.abc import Iterator

from sourcebook.model.base import Base
from sourcebook.model.claims import Answer, Claim, Figure
from sourcebook.model.records import Event, Record, Written
from sourcebook.model.vocabulary import Schema, Vocabulary
from sourcebook.problems import Problem, did_you_mean, quoted


def unknown_question(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every answer is to a question that exists."""
    for answer in _answers(record):
        target = base.records.get(answer.record)
        if target is None or target.id in base.partial:
            continue
        if (answer.record, answer.question) not in base.questions:
            question_ids = [question.id for question in target.questions]
            yield Problem(
                record.mark_of(answer.question_spot),
                "unknown-question",
                f"{quoted(target.id)} has no question {quoted(answer.question)}",
                "a question of this record, or record#question of another",
                did_you_mean(answer.question, question_ids, "add the question first"),
            )


def unknown_position(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every answer takes a position that its question has."""
    for answer in _answers(record):
        question = base.questions.get((answer.record, answer.question))
        if question is None or answer.record in base.partial:
            continue
        position_ids = [position.id for position in question.positions]
        if answer.position not in position_ids:
            yield Problem(
                record.mark_of(answer.spot),
                "unknown-position",
                f"{quoted(question.id)} has no position {quoted(answer.position)}",
                "one of " + ", ".join(position_ids),
                did_you_mean(answer.position, position_ids, "add the position first"),
            )


def denial_of_nothing(record: Written, _: Base, schema: Schema) -> Iterator[Problem]:
    """A denial answers the question that the denied claim answers."""
    for claim in _claims(record):
        if schema.term(Vocabulary.MODES, claim.mode).must_answer and not claim.answers:
            yield Problem(
                record.mark_of(claim.mode_spot),
                "denial-of-nothing",
                f"{quoted(claim.id)} denies, but answers no question",
                "answers: { the question: the position that denies }",
                "tie it to the question of what it denies; add the question if needed",
            )


def undeclared_conflict(record: Written, _: Base, __: Schema) -> Iterator[Problem]:
    """Claims whose figures for one thing differ answer a common question."""
    first_by_subject: dict[str, tuple[Claim, Figure]] = {}
    for claim in _claims(record):
        figure = claim.figure
        if figure is None:
            continue
        other, other_figure = first_by_subject.setdefault(figure.what, (claim, figure))
        if figure == other_figure or _share_a_question(claim, other):
            continue
        yield Problem(
            record.mark_of(figure.spot),
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
                base.records[record].mark_of(question.spot),
                "question-without-answer",
                f"no claim answers {quoted(id_)}",
                f"a claim with answers: {{ {id_}: position }}",
                "tie the claims to it, or delete the question",
            )


def alleged_by_nobody(record: Written, _: Base, schema: Schema) -> Iterator[Problem]:
    """Every alleged event has a claim that says it happened."""
    if not isinstance(record, Event):
        return
    if not schema.term(Vocabulary.STATUSES, record.status).needs_claim:
        return
    modes = [schema.term(Vocabulary.MODES, claim.mode) for claim in record.claims]
    if not any(mode.affirms for mode in modes):
        yield Problem(
            record.mark_of(record.status_spot),
            "alleged-by-nobody",
            f"{quoted(record.id)} is {record.status}, but no claim of it says so",
            "a claim in this record, by whoever says that it happened",
            "add the claim, or change the status",
        )


RECORD_RULES = (
    unknown_question,
    unknown_position,
    denial_of_nothing,
    undeclared_conflict,
)
WHOLE_BASE_RULES = (question_without_answer,)
WHOLE_RECORD_RULES = (alleged_by_nobody,)


def _claims(record: Written) -> tuple[Claim, ...]:
    return record.claims if isinstance(record, Record) else ()


def _answers(record: Written) -> Iterator[Answer]:
    return (answer for claim in _claims(record) for answer in claim.answers)


def _share_a_question(claim: Claim, other: Claim) -> bool:
    questions = {(a.record, a.question) for a in claim.answers}
    return any((a.record, a.question) in questions for a in other.answers)
