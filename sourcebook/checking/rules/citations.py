"""Every statement is cited, and every citation leads to a paragraph."""

from collections.abc import Iterator

from sourcebook.checking.rules.links import no_such_record
from sourcebook.model.base import Base
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import Citation, SpotId
from sourcebook.model.records import Entity, Event, Record, Source, Written
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem, quoted


def unknown_source(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Every citation names a source that exists."""
    for citation in record.citations:
        if base.kinds.get(citation.source) is not Kind.SOURCE:
            sources = (id_ for id_, kind in base.kinds.items() if kind is Kind.SOURCE)
            mark = record.mark_of(citation.spot)
            yield no_such_record(
                citation.source, "source", sources, mark, "unknown-source"
            )


def paragraph_not_in_source(
    record: Written, base: Base, _: Schema
) -> Iterator[Problem]:
    """Every citation names paragraphs that its source has."""
    for citation in record.citations:
        source = base.sources.get(citation.source)
        if source is None:
            continue
        message = None
        if not citation.first:
            message = "the citation names no paragraph"
        elif citation.last < citation.first:
            message = f"{citation.anchor} ends before it begins"
        elif citation.last > source.paragraphs:
            message = f"{quoted(source.id)} has no paragraph {citation.last}"
        if message:
            yield Problem(
                record.mark_of(citation.spot),
                "paragraph-not-in-source",
                message,
                f"p1 to p{source.paragraphs}, as {source.id}#p1",
                "count again in the edition that the source record names",
            )


def uncited_text(record: Written, _: Base, __: Schema) -> Iterator[Problem]:
    """Every event's summary and every description has a citation."""
    match record:
        case Event(summary=text):
            key = "summary"
        case Entity(description=text):
            key = "description"
        case _:
            return
    if text and text.markdown and not text.citations:
        yield Problem(
            record.mark_of(text.spot),
            "uncited-text",
            f"the {key} of {quoted(record.id)} cites nothing",
            "a citation after each statement: [@source-id#p5]",
            "add the paragraph that says it; what no source says is left out",
        )


def erratum_elsewhere(record: Written, _: Base, __: Schema) -> Iterator[Problem]:
    """Every erratum is in the record of the source that it corrects."""
    if not isinstance(record, Source):
        return
    for erratum in record.errata:
        if erratum.at.source != record.id:
            yield Problem(
                record.mark_of(erratum.at.spot),
                "erratum-elsewhere",
                f"this erratum is about {quoted(erratum.at.source)}",
                f"a paragraph of this source: {record.id}#p...",
                "move it to the record of that source",
            )


def retracted_source(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """A retracted source is cited only by claims whose notes mention the retraction."""
    if not isinstance(record, Record):
        return
    for citation in record.citations:
        source = base.sources.get(citation.source)
        if source is None or source.retracted is None or source.id == record.id:
            continue
        if citation.spot not in _noted_citations(record):
            yield _cites_retracted(record, citation)


RECORD_RULES = (
    unknown_source,
    paragraph_not_in_source,
    uncited_text,
    erratum_elsewhere,
    retracted_source,
)


def _noted_citations(record: Record) -> set[SpotId]:
    """The citations of claims that have a note."""
    noted = (claim for claim in record.claims if claim.note)
    return {citation.spot for claim in noted for citation in claim.cites}


def _cites_retracted(record: Record, citation: Citation) -> Problem:
    return Problem(
        record.mark_of(citation.spot),
        "retracted-source",
        f"{quoted(citation.source)} was retracted by its publisher",
        "a claim whose note tells of the retraction, or another source",
        f"add a note to the claim in {quoted(record.id)}, or cite another source",
    )
