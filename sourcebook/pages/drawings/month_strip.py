"""A histogram of the events that began in each month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.pages.text.words import MONTHS, count_in_words, month_in_words

# In pixels, which are also the units of the drawing, so that its text keeps its size.
_WIDE, _NARROW = 16, 8  # of a month; a wide one has room for a letter and a number
_MANY = 72  # months; more are drawn narrow
_TALLEST = 96
_TOP = 18  # room for the number above the tallest bar
_BASE = _TOP + _TALLEST
_LETTERS, _YEARS, _HEIGHT = _BASE + 14, _BASE + 30, _BASE + 37
_LABEL = 36  # room for the four digits of a year
_BREAK = 52  # room for "months"
_MARGIN = 4
_GAP = 2  # between two bars
# In months; longer periods without events are cut out.
_LONGEST_GAP = 12

Month = tuple[int, int]  # year and month


@dataclass(frozen=True, slots=True)
class MonthBarView:
    """The bar of a month, in a full-height column that links to the month."""

    href: str
    title: str
    column: int
    column_width: int
    x: int
    y: int
    width: int
    height: int
    middle: int
    number_at: int
    number: str  # empty if there is no room for it


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label at a place on the strip."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class CutView:
    """A long period without events that is cut out, with its length."""

    start: int
    end: int
    middle: int
    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class MonthStripView:
    """The strip: bars on a baseline, letters of months and years below, cuts."""

    width: int
    height: int
    base: int
    letters_at: int
    years_at: int
    bars: tuple[MonthBarView, ...]
    lines: tuple[tuple[int, int], ...]  # segments of the baseline
    letters: tuple[LabelView, ...]
    years: tuple[LabelView, ...]
    cuts: tuple[CutView, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Consecutive months, numbered from year 0, and where their columns start."""

    first: int
    last: int
    x: int
    column: int  # width of a column

    @property
    def end(self) -> int:
        """The right edge, with room for the label of the last year."""
        january = self.last - self.last % 12
        return max(self.at(self.last + 1), self.at(max(january, self.first)) + _LABEL)

    def at(self, number: int) -> int:
        """The left edge of a month's column."""
        return self.x + (number - self.first) * self.column

    def is_labelled(self, number: int) -> bool:
        """Whether a year is written below: at January and, with room, at the start."""
        january = number + (-number) % 12
        if number == january:
            return True
        room = (january - number) * self.column
        return number == self.first and (january > self.last or room >= _LABEL)


def strip_of(
    counts: Mapping[Month, int], pages: Mapping[Month, str] | None = None
) -> MonthStripView:
    """The strip of *counts*, at least one; *pages* links months on other pages."""
    stretches = tuple(_stretches(sorted(_number(month) for month in counts)))
    tallest = max(counts.values())
    bars, letters, years = [], [], []
    for stretch in stretches:
        for number in range(stretch.first, stretch.last + 1):
            x, month = stretch.at(number), _month(number)
            if month in counts:
                href = f"{pages[month] if pages else ''}#{anchor_of(month)}"
                height = max(round(_TALLEST * counts[month] / tallest), 1)
                bars.append(_bar(month, counts[month], height, x, stretch.column, href))
            if stretch.column == _WIDE:
                letters.append(LabelView(x + _WIDE // 2, MONTHS[month[1] - 1][0]))
            if stretch.is_labelled(number):
                years.append(LabelView(x + _GAP, str(month[0])))
    return MonthStripView(
        width=stretches[-1].end + _MARGIN,
        height=_HEIGHT,
        base=_BASE,
        letters_at=_LETTERS,
        years_at=_YEARS,
        bars=tuple(bars),
        lines=tuple((stretch.x, stretch.end) for stretch in stretches),
        letters=tuple(letters),
        years=tuple(years),
        cuts=tuple(_cut(*pair) for pair in pairwise(stretches)),
    )


def anchor_of(month: Month) -> str:
    """The anchor of a month's section on the timeline."""
    return f"_{month[0]}-{month[1]:02}"


def _stretches(numbers: Sequence[int]) -> Iterator[_Stretch]:
    """The months from the first to the last, without the long gaps."""
    spans = [[numbers[0], numbers[0]]]
    for before, after in pairwise(numbers):
        if after - before - 1 > _LONGEST_GAP:
            spans.append([after, after])
        spans[-1][1] = after
    column = _WIDE if sum(b - a + 1 for a, b in spans) <= _MANY else _NARROW
    x = _MARGIN
    for first, last in spans:
        stretch = _Stretch(first, last, x, column)
        yield stretch
        x = stretch.end + _BREAK


def _bar(
    month: Month, count: int, height: int, x: int, column: int, href: str
) -> MonthBarView:
    words = f"{month_in_words(*month)}: {count_in_words(count, 'event')}"
    return MonthBarView(
        href=href,
        title=words,
        column=x,
        column_width=column,
        x=x + _GAP // 2,
        y=_BASE - height,
        width=column - _GAP,
        height=height,
        middle=x + column // 2,
        number_at=_BASE - height - 4,
        number=str(count) if column == _WIDE and count < 100 else "",
    )


def _cut(before: _Stretch, after: _Stretch) -> CutView:
    months = after.first - before.last - 1
    number, unit = (months, "months") if months < 24 else (months // 12, "years")
    middle = (before.end + after.x) // 2
    return CutView(before.end, after.x, middle, str(number), unit)


def _number(month: Month) -> int:
    return month[0] * 12 + month[1] - 1


def _month(number: int) -> Month:
    return number // 12, number % 12 + 1
