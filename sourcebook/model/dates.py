"""Dates with the precision of a year, a month, a day or a span, in EDTF."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# ISO 8601-2:2019, level 1, without seasons, times of day and unspecified digits.
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([~?%]?)", re.ASCII)
_OPEN = ".."

FORMS = "2023, 2023-10, 2023-10-07, 2023-10-07/2023-10-09, 2023-10~, 2023?, 2023-10/.."


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One end of a date: a year, with or without month and day."""

    year: int
    month: int | None
    day: int | None
    approximate: bool
    uncertain: bool

    @property
    def earliest(self) -> date:
        """The first day it can refer to."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can refer to."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class PartialDate:
    """
    A date as precise as known (EDTF): 2023-10, 2023-10-07/2023-10-09, 2023-10~, ...

    Partial dates have no natural order (is 2023-10 before 2023-10-07?), so there is no
    `<`. Sort by `earliest`, and say so where you sort. An open end is `None`.
    """

    text: str  # as written by the curator
    start: DatePoint | None
    end: DatePoint | None

    @property
    def earliest(self) -> date:
        """The first day it can refer to; `date.min` if the start is open."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """The last day it can refer to; `date.max` if the end is open."""
        return self.end.latest if self.end else date.max

    @property
    def is_span(self) -> bool:
        """Whether it was written with a start and an end."""
        return "/" in self.text

    @staticmethod
    def of(text: str) -> "PartialDate":
        """
        The date written as *text*.

        Raises:
            ValueError: if it has none of the `FORMS`, or names a day that does not
                exist; the message says which, in a curator's words.

        """
        return _date(text)


@lru_cache(maxsize=8192)  # parsed and validated once; many records share a day
def _date(text: str) -> PartialDate:
    ends = text.split("/")
    if len(ends) > 2 or ends == [_OPEN, _OPEN]:
        raise ValueError("a span has one beginning and one end")
    if ends == [_OPEN]:
        raise ValueError("'..' stands only in a span, for its open end")
    points = [None if end == _OPEN else _point(end) for end in ends]
    return PartialDate(text, points[0], points[-1])


def _point(text: str) -> DatePoint:
    match = _POINT.fullmatch(text)
    if match is None:
        message = f"{text!a:.60} is not a year, a month or a day"
        raise ValueError(message)
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if not year:
        raise ValueError("there is no year 0000")
    if month is not None and not 1 <= month <= 12:
        message = f"there is no month {month:02}"
        raise ValueError(message)
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        message = f"{year:04}-{month:02} has no day {day:02}"
        raise ValueError(message)
    qualifier = match[4]
    return DatePoint(year, month, day, qualifier in ("~", "%"), qualifier in ("?", "%"))
