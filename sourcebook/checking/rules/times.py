"""Dates do not contradict one another."""

import re
from collections.abc import Iterator

from sourcebook.model.base import Base
from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import SpotId
from sourcebook.model.records import (
    Entity,
    Event,
    Record,
    Relation,
    Role,
    Source,
    Written,
)
from sourcebook.model.vocabulary import Schema
from sourcebook.problems import Problem, Severity, quoted

_DATED_ID = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)-(?=[0-9-]*[a-z])[a-z0-9-]+", re.ASCII
)


def ends_before_it_begins(record: Written, _: Base, __: Schema) -> Iterator[Problem]:
    """No span ends before it begins."""
    for text, first, last, spot in _spans(record):
        if first and last and last.latest < first.earliest:
            yield Problem(
                record.mark_of(spot),
                "ends-before-it-begins",
                f"{text} ends before it begins",
                "the earlier date first",
                "exchange the two, or mend the one that is wrong",
            )


def said_after_publication(record: Written, base: Base, _: Schema) -> Iterator[Problem]:
    """Nothing is said after the source that reports it was published."""
    for claim in record.claims if isinstance(record, Record) else ():
        if not claim.said or claim.said_spot is None:
            continue
        for citation in claim.cites:
            source = base.sources.get(citation.source)
            if source and claim.said.earliest > source.published.latest:
                yield Problem(
                    record.mark_of(claim.said_spot),
                    "said-after-publication",
                    f"said {claim.said.text}, but {quoted(source.id)} is of "
                    f"{source.published.text}",
                    "a day not later than the source's own",
                    "work the date out again from the day of publication",
                )


def event_id_without_date(record: Written, _: Base, __: Schema) -> Iterator[Problem]:
    """An event's id begins with its date, as far as it is known."""
    if not isinstance(record, Event) or not record.date or not record.date.start:
        return
    written = record.date.text.partition("/")[0].rstrip("~?%")
    match = _DATED_ID.fullmatch(record.id)
    if match is None or not written.startswith(match[1]):
        yield Problem(
            record.mark_of(record.spot),
            "event-id-without-date",
            f"the date is {record.date.text}, the id {quoted(record.id)}",
            f"an id that begins with {written}-",
            "rename the file before anybody links it; else correct the date",
            Severity.WARNING,
        )


RECORD_RULES = (ends_before_it_begins, said_after_publication, event_id_without_date)

_Span = tuple[str, PartialDate | None, PartialDate | None, SpotId]


def _spans(record: Written) -> Iterator[_Span]:
    """Every span of *record*: its text, its two ends, and its spot."""
    match record:
        case Entity():
            items: list[Role | Relation] = [*record.roles, *record.relations]
            for item in items:
                yield "it", item.start, item.end, item.end_spot
                yield from _date_span(item.start, item.start_spot)
                yield from _date_span(item.end, item.end_spot)
        case Event():
            yield from _date_span(record.date, record.date_spot)
        case Source():
            yield from _date_span(record.published, record.published_spot)
    for claim in record.claims if isinstance(record, Record) else ():
        if claim.said_spot is not None:
            yield from _date_span(claim.said, claim.said_spot)


def _date_span(date: PartialDate | None, spot: SpotId) -> Iterator[_Span]:
    if date is not None and date.is_span:  # other dates begin and end at once
        yield date.text, date, date, spot
