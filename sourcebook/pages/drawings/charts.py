"""
Charts of positions over time and of figures: where each claim lies on a scale.

Coordinates are in percent of the width, so that a chart fits any page and its text
keeps its size.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, VoiceKind
from sourcebook.model.claims import Figure
from sourcebook.model.dates import PartialDate
from sourcebook.pages.text.words import MONTHS, date_in_words


@dataclass(frozen=True, slots=True)
class BarView:
    """A mark from *start* to *end*; a point if they are equal."""

    start: float
    end: float
    middle: int  # pixels from the top
    kind: str  # of the speakers, or of the figure; also the CSS class
    basis: str = ""  # the marks of the claim


@dataclass(frozen=True, slots=True)
class StripView:
    """A row of a chart."""

    bars: tuple[BarView, ...]
    height: int  # in pixels
    label: str  # the same in words, for screen readers


@dataclass(frozen=True, slots=True)
class TickView:
    """A label on the axis, which starts at *at*, or ends there if it is the last."""

    at: float
    label: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class TimeChartView:
    """When each position was taken: one strip each, in the question's order."""

    strips: tuple[StripView, ...]
    ticks: tuple[TickView, ...]


# The margin at both ends, in percent: half a mark at 320 pixels.
_MARGIN = 3.0
# Pixels between the middles of two lanes; marks closer than _NEAR percent share none.
_LANE = 16
_NEAR = 3.0
_KINDS = {
    VoiceKind.NAMED: "named",
    VoiceKind.ANONYMOUS: "anonymous",
    VoiceKind.AUTHOR: "the source itself",
}
# The approximate width of a tick's label at 320 pixels, in percent.
_ROOM = 20.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from *low* to *high*, drawn between the margins."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """The position of *value* in percent of the width, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 1)


def time_chart(
    question: QuestionStanding, basis: Callable[[Statement], str]
) -> TimeChartView | None:
    """When each position was taken; None if all dates are equal or one is open."""
    dates = [_date_of(statement) for statement in question.statements]
    if len({when.text for when in dates}) < 2:
        return None
    first = min(when.earliest for when in dates)
    last = max(when.latest for when in dates)
    if first == last or any(None in (when.start, when.end) for when in dates):
        return None
    scale = Scale(first.toordinal(), last.toordinal())
    return TimeChartView(
        tuple(_strip(p.statements, scale, basis) for p in question.positions),
        tuple(_ticks(first, last, scale)),
    )


def _date_of(statement: Statement) -> PartialDate:
    """When a claim was said or, if that is unknown, first published."""
    return statement.claim.said or min(
        (source.published for source in statement.sources), key=lambda d: d.earliest
    )


def _strip(
    statements: Sequence[Statement], scale: Scale, basis: Callable[[Statement], str]
) -> StripView:
    ends: list[float] = []  # of the last mark in each lane
    bars = []
    for statement in statements:
        when = _date_of(statement)
        start = scale.at(when.earliest.toordinal())
        end = scale.at(when.latest.toordinal())
        free = (lane for lane, lane_end in enumerate(ends) if lane_end + _NEAR <= start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [end]
        middle, kind = _LANE * lane + _LANE // 2, statement.kind.value
        bars.append(BarView(start, end, middle, kind, basis(statement)))
    dates = dict.fromkeys(
        f"{date_in_words(_date_of(s))}, {_KINDS[s.kind]}" for s in statements
    )
    label = "; ".join(dates) or "no claim"
    return StripView(tuple(bars), _LANE * max(len(ends), 1), label)


def _ticks(first: date, last: date, scale: Scale) -> Iterable[TickView]:
    """The first day, then each month, quarter or year with room for its label."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if months <= 6 else 3 if months <= 18 else 12
    days = [first]
    for number in range(months):
        year, month = divmod(first.year * 12 + first.month + number, 12)
        if month % step == 0:
            days.append(date(year, month + 1, 1))
    if months == 0:
        days.append(last)
    previous = -_ROOM
    for day in days:
        place = scale.at(day.toordinal())
        if place - previous >= _ROOM:
            previous = place
            words = _tick_in_words(day, is_first=day == first, step=step)
            yield TickView(place, words, place > 100 - _ROOM)


def _tick_in_words(day: date, *, is_first: bool, step: int) -> str:
    month = MONTHS[day.month - 1][:3]
    if day.day > 1:
        month = f"{day.day} {month}"
    elif step == 12 and not is_first:
        return f"{day.year}"
    return f"{month} {day.year}" if is_first or day.month == 1 else month


def figure_bars(figures: Sequence[Figure]) -> tuple[BarView, ...] | None:
    """The place of each figure among the others; None if all are equal."""
    if len({(figure.minimum, figure.maximum) for figure in figures}) < 2:
        return None
    ends = [e for f in figures for e in (f.minimum, f.maximum) if e is not None]
    scale = Scale(min(0, *ends), max(*ends, 1))
    bars = []
    for figure in figures:
        start = 0.0 if figure.minimum is None else scale.at(figure.minimum)
        end = 100.0 if figure.maximum is None else scale.at(figure.maximum)
        kind = "exact" if figure.minimum == figure.maximum else "range"
        bars.append(BarView(start, end, _LANE // 2, kind))
    return tuple(bars)
