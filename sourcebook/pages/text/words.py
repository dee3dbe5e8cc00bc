"""Dates, counts, coordinates and paragraphs in words."""

from collections.abc import Sequence

from sourcebook.model.dates import DatePoint, PartialDate
from sourcebook.model.mentions import Citation
from sourcebook.model.records import Location

# Not from `calendar` or `strftime`: those follow the machine's locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_in_words(date: PartialDate) -> str:
    """*date* in prose, such as "13–14 April 2024" or "about May 2024"."""
    start, end = date.start, date.end
    if start is None:
        return f"until {_point(end)}" if end else ""
    if end is None:
        return f"since {_point(start)}"
    return _span(start, end) if date.is_span else _point(start)


def _span(start: DatePoint, end: DatePoint) -> str:
    if _is_plain_month(start) and _is_plain_day(end):
        if (start.year, start.month) == (end.year, end.month):
            return f"between 1 and {_point(end)}"
    elif _is_plain_day(start) and _is_plain_day(end):
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{_point(end)}"
        if start.year == end.year:
            return f"{start.day} {MONTHS[(start.month or 1) - 1]} – {_point(end)}"
    return f"{_point(start)} – {_point(end)}"


def month_in_words(year: int, month: int) -> str:
    """A heading for a month, such as "April 2024"."""
    return f"{MONTHS[month - 1]} {year}"


def count_in_words(number: int, singular: str, plural: str = "") -> str:
    """*number* with its noun, such as "1 claim", "3 claims"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def listed(words: Sequence[str]) -> str:
    """*words* joined as in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def number_in_words(number: float) -> str:
    """*number* with thousands separators, such as "6,000,000,000" or "2.5"."""
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,}"


def range_in_words(low: float | None, high: float | None, unit: str | None) -> str:
    """A figure as claims give it: "700", "at least 700", "12–14 people"."""
    if low is not None and high is not None:
        text = number_in_words(low)
        if low != high:
            text += f"–{number_in_words(high)}"
    elif low is not None:
        text = f"at least {number_in_words(low)}"
    else:
        text = f"at most {number_in_words(high or 0)}"
    return f"{text} {unit}" if unit else text


def coordinates_in_words(place: Location) -> str:
    """Coordinates as recorded, such as "33.89° N, 35.5° E"."""
    north = f"{abs(place.latitude)}° {'N' if place.latitude >= 0 else 'S'}"
    return f"{north}, {abs(place.longitude)}° {'E' if place.longitude >= 0 else 'W'}"


def _is_plain_month(point: DatePoint) -> bool:
    return bool(point.month) and not (point.day or point.approximate or point.uncertain)


def _is_plain_day(point: DatePoint) -> bool:
    return point.day is not None and not point.approximate and not point.uncertain


def _point(point: DatePoint) -> str:
    text = f"{point.year}"
    if point.month:
        text = month_in_words(point.year, point.month)
    if point.day:
        text = f"{point.day} {text}"
    if point.approximate:
        text = f"about {text}"
    return f"{text} (uncertain)" if point.uncertain else text


def paragraphs(citation: Citation) -> str:
    """The cited paragraphs in short, such as "¶5" or "¶5–7"."""
    if citation.first == citation.last:
        return f"¶{citation.first}"
    return f"¶{citation.first}–{citation.last}"


def paragraphs_in_words(citation: Citation) -> str:
    """The cited paragraphs in words, such as "paragraph 5" or "paragraphs 5 to 7"."""
    if citation.first == citation.last:
        return f"paragraph {citation.first}"
    return f"paragraphs {citation.first} to {citation.last}"
