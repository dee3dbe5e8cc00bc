"""What a curator should review; it does not stop the build."""

from collections import defaultdict
from collections.abc import Iterator

from sourcebook.model.base import Base
from sourcebook.model.claims import Anonymous
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Source, names_in
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem, Severity, quoted


def one_sided_question(base: Base, _: Schema) -> Iterator[Problem]:
    """Every question has claims for two or more of its positions."""
    claims = base.claims_by_position
    for (record, id_), question in base.questions.items():
        positions = [p.id for p in question.positions if (record, id_, p.id) in claims]
        if len(positions) == 1:
            yield Problem(
                base.records[record].mark_of(question.spot),
                "one-sided-question",
                f"only {quoted(positions[0])} is held by anyone",
                "claims for two or more positions",
                "look for the other side in the sources; if it is silent, leave it so",
                Severity.WARNING,
            )


def anonymous_position(base: Base, _: Schema) -> Iterator[Problem]:
    """Every position is held by somebody who is not anonymous."""
    claims = base.claims_by_position
    for (record, id_), question in base.questions.items():
        for position in question.positions:
            position_claims = claims.get((record, id_, position.id), ())
            speakers = [s for claim in position_claims for s in claim.speakers]
            if speakers and all(isinstance(s, Anonymous) for s in speakers):
                yield Problem(
                    base.records[record].mark_of(position.spot),
                    "anonymous-position",
                    f"{quoted(position.id)} is held by anonymous speakers only",
                    "a named speaker or a source in its own voice",
                    "look for one in the sources; if there is none, leave it so",
                    Severity.WARNING,
                )


def unlinked_record(base: Base, _: Schema) -> Iterator[Problem]:
    """Every record is named by another one."""
    named: set[RecordId] = set()
    for record in base.records.values():
        named.update(name for name in names_in(record) if name != record.id)
    for record in base.records.values():
        if record.id not in named:
            yield Problem(
                record.mark_of(record.spot),
                "unlinked-record",
                f"nothing links to {quoted(record.id)}",
                "another record that names it",
                "link it where it belongs, or delete it",
                Severity.WARNING,
            )


def uncited_paragraphs(base: Base, _: Schema) -> Iterator[Problem]:
    """Every paragraph of a source is cited."""
    cited: dict[RecordId, set[int]] = defaultdict(set)
    for record in base.records.values():
        for citation in record.citations:
            source = base.sources.get(citation.source)
            if source:
                last = min(citation.last, source.paragraphs)
                cited[source.id].update(range(citation.first, last + 1))
    for source in base.sources.values():
        yield from _gaps(source, cited[source.id])


WHOLE_BASE_RULES = (
    one_sided_question,
    anonymous_position,
    unlinked_record,
    uncited_paragraphs,
)


def _gaps(source: Source, cited: set[int]) -> Iterator[Problem]:
    missing = [n for n in range(1, source.paragraphs + 1) if n not in cited]
    if not missing:
        return
    runs: list[list[int]] = []
    for number in missing:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    names = [f"p{a}" if a == b else f"p{a}-{b}" for a, b in runs]
    yield Problem(
        source.mark_of(source.spot),
        "uncited-paragraphs",
        f"nothing cites {', '.join(names)}",
        "a claim for every paragraph that asserts something",
        "read them again; a paragraph that asserts nothing stays uncited",
        Severity.WARNING,
    )
