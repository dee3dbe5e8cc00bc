"""Events whose dates begin before a month and reach into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.model.records import Event
from sourcebook.pages.drawings.month_strip import Month


@dataclass(frozen=True, slots=True)
class Reaching:
    """The events that reach into a month: the latest of them, and how many more."""

    events: tuple[Event, ...] = ()  # in the order of the timeline
    further: int = 0  # begun before these


def reaching_of(timeline: Iterable[Event], most: int) -> Mapping[Month, Reaching]:
    """
    What reaches into each month in which an event began.

    A date may mean that an event lasted so long, or that it fell on some day of the
    span: the record does not tell these apart, so neither does the page.
    """
    months: dict[Month, None] = {}
    spans: dict[Month, list[tuple[int, Month, Event]]] = {}
    for number, event in enumerate(timeline):
        date = event.date
        if date is None or date.start is None:
            continue
        if date.start.month:
            months[date.start.year, date.start.month] = None
        if date.is_span:
            begun = date.start.latest
            ended = (date.latest.year, date.latest.month)
            row = (number, ended, event)
            spans.setdefault((begun.year, begun.month), []).append(row)
    found, active, begins = {}, list[tuple[int, Month, Event]](), sorted(spans)
    at = 0
    for month in sorted(months):
        while at < len(begins) and begins[at] < month:
            active += spans[begins[at]]
            at += 1
        # There are as many months as history has, however many records.
        active = [row for row in active if row[1] >= month]
        latest = sorted(active[-most:], key=lambda row: row[0])
        events = tuple(event for _, _, event in latest)
        found[month] = Reaching(events, len(active) - len(events))
    return found
