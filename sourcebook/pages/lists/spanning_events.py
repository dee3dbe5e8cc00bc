"""Events whose dates begin before a month and extend into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.model.records import Event
from sourcebook.pages.drawings.month_strip import Month


@dataclass(frozen=True, slots=True)
class SpanningEvents:
    """The events that extend into a month: the latest ones and how many more."""

    events: tuple[Event, ...] = ()  # in the order of the timeline
    further: int = 0  # that began earlier


def reaching_of(timeline: Iterable[Event], most: int) -> Mapping[Month, SpanningEvents]:
    """
    What extends into each month in which an event began, *most* events at most.

    A span may be the duration of an event, or the days on one of which it happened:
    the record does not distinguish these, so neither does the page.
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
    reaching, active, starts = {}, list[tuple[int, Month, Event]](), sorted(spans)
    index = 0
    for month in sorted(months):
        while index < len(starts) and starts[index] < month:
            active += spans[starts[index]]
            index += 1
        # The number of months is limited by history, not by the number of records.
        active = [row for row in active if row[1] >= month]
        latest = sorted(active[-most:], key=lambda row: row[0])
        events = tuple(event for _, _, event in latest)
        reaching[month] = SpanningEvents(events, len(active) - len(events))
    return reaching
