"""Every statement is cited, and every citation leads to a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.base import Base
from sourcebook.check.rules.links import no_such_record
from sourcebook.problems import Mark, Problem, quoted
from sourcebook.read import Kind
from sourcebook.records import Citation, Record
from sourcebook.schema import Schema


def unknown_source(base: Base, _: Schema) -> Iterator[Problem]:
    """Every citation names a source that exists."""
    sources = [id_ for id_, kind in base.known.items() if kind is Kind.SOURCE]
    for citation in base.citations:
        if base.known.get(citation.source) is not Kind.SOURCE:
            yield no_such_record(
                citation.source, "source", sources, citation.mark, "unknown-source"
            )


def paragraph_not_in_source(base: Base, _: Schema) -> Iterator[Problem]:
    """Every citation names paragraphs that its source has."""
    for citation in base.citations:
        source = base.sources.get(citation.source)
        if source is None:
            continue
        problem = None
        if not citation.first:
            problem = "the citation names no paragraph"
        elif citation.last < citation.first:
            problem = f"{citation.anchor} ends before it begins"
        elif citation.last > source.paragraphs:
            problem = f"{quoted(source.id)} has no paragraph {citation.last}"
        if problem:
            yield Problem(
                citation.mark,
                "paragraph-not-in-source",
                problem,
                f"p1 to p{source.paragraphs}, as {source.id}#p1",
                "count again in the edition that the source record names",
            )


def uncited_text(base: Base, _: Schema) -> Iterator[Problem]:
    """Every event's summary and every description carries a citation."""
    texts = [(event, "summary", event.summary) for event in base.events.values()]
    described = [(e, "description", e.description) for e in base.entities.values()]
    for record, key, text in (*texts, *described):
        if text and text.markdown and not text.citations:
            yield Problem(
                text.mark,
                "uncited-text",
                f"the {key} of {quoted(record.id)} cites nothing",
                "a citation after each statement: [@source-id#p5]",
                "add the paragraph that says it; what no source says is left out",
            )


def erratum_elsewhere(base: Base, _: Schema) -> Iterator[Problem]:
    """Every erratum stands in the source that it corrects."""
    for source in base.sources.values():
        for erratum in source.errata:
            if erratum.at.source != source.id:
                yield Problem(
                    erratum.at.mark,
                    "erratum-elsewhere",
                    f"this erratum is about {quoted(erratum.at.source)}",
                    f"a paragraph of this source: {source.id}#p...",
                    "move it to the record of that source",
                )


def retracted_source(base: Base, _: Schema) -> Iterator[Problem]:
    """A retracted source is cited by claims only, whose notes tell of it."""
    excused = {
        citation.mark
        for _record, claim in base.claims
        if claim.note
        for citation in claim.cites
    }
    for record in base.records.values():
        for citation in record.citations:
            source = base.sources.get(citation.source)
            if source is None or source.retracted is None or source.id == record.id:
                continue
            if citation.mark not in excused:
                yield _cites_retracted(record, citation.mark, citation)


RULES = (
    unknown_source,
    paragraph_not_in_source,
    uncited_text,
    erratum_elsewhere,
    retracted_source,
)


def _cites_retracted(record: Record, mark: Mark, citation: Citation) -> Problem:
    return Problem(
        mark,
        "retracted-source",
        f"{quoted(citation.source)} was retracted by its publisher",
        "a claim whose note tells of the retraction, or another source",
        f"add a note to the claim in {quoted(record.id)}, or cite another source",
    )
