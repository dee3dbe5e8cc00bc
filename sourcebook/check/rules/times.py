"""Dates do not contradict one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.base import Base
from sourcebook.dates import PartialDate
from sourcebook.problems import Mark, Problem, Severity, quoted
from sourcebook.records import Relation, Role
from sourcebook.schema import Schema

_DATED_ID = re.compile(
    r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)-(?=[0-9-]*[a-z])[a-z0-9-]+", re.ASCII
)


def ends_before_it_begins(base: Base, _: Schema) -> Iterator[Problem]:
    """No span ends before it begins."""
    for text, first, last, mark in _spans(base):
        if first and last and last.latest < first.earliest:
            yield Problem(
                mark,
                "ends-before-it-begins",
                f"{text} ends before it begins",
                "the earlier date first",
                "exchange the two, or mend the one that is wrong",
            )


def said_after_publication(base: Base, _: Schema) -> Iterator[Problem]:
    """Nothing is said later than the source that reports it appeared."""
    for _record, claim in base.claims:
        for citation in claim.cites:
            source = base.sources.get(citation.source)
            if not source or not claim.said or not claim.said_mark:
                continue
            if claim.said.earliest > source.published.latest:
                yield Problem(
                    claim.said_mark,
                    "said-after-publication",
                    f"said {claim.said.text}, but {quoted(source.id)} is of "
                    f"{source.published.text}",
                    "a day not later than the source's own",
                    "work the date out again from the day of publication",
                )


def event_id_without_date(base: Base, _: Schema) -> Iterator[Problem]:
    """An event's id begins with its date, as far as it is known."""
    for event in base.events.values():
        if event.date is None or event.date.start is None:
            continue
        written = event.date.text.partition("/")[0].rstrip("~?%")
        match = _DATED_ID.fullmatch(event.id)
        if match is None or not written.startswith(match[1]):
            yield Problem(
                event.mark,
                "event-id-without-date",
                f"the date is {event.date.text}, the id {quoted(event.id)}",
                f"an id that begins with {written}-",
                "rename the file before anybody links it; else correct the date",
                Severity.WARNING,
            )


RULES = (ends_before_it_begins, said_after_publication, event_id_without_date)

_Span = tuple[str, PartialDate | None, PartialDate | None, Mark]


def _spans(base: Base) -> Iterator[_Span]:
    """Every span of the base: its wording, its two ends, where it stands."""
    for entity in base.entities.values():
        items: list[Role | Relation] = [*entity.roles, *entity.relations]
        for item in items:
            yield "it", item.start, item.end, item.end_mark
            yield from _written(item.start, item.start_mark)
            yield from _written(item.end, item.end_mark)
    for event in base.events.values():
        yield from _written(event.date, event.date_mark)
    for source in base.sources.values():
        yield from _written(source.published, source.published_mark)
    for _record, claim in base.claims:
        yield from _written(claim.said, claim.said_mark or claim.mark)


def _written(date: PartialDate | None, mark: Mark) -> Iterator[_Span]:
    if date is not None:
        yield date.text, date, date, mark
