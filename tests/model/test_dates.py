"""Partial dates in EDTF notation."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model.dates import DatePoint, PartialDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-10-07", date(2023, 10, 7), date(2023, 10, 7)),
        ("2023-10-07/2023-10-09", date(2023, 10, 7), date(2023, 10, 9)),
        ("2023/2024-02", date(2023, 1, 1), date(2024, 2, 29)),
        ("2023-10/..", date(2023, 10, 1), date.max),
        ("../2023-10", date.min, date(2023, 10, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_bounds(text: str, earliest: date, latest: date) -> None:
    """A date covers every day from its earliest to its latest."""
    parsed = PartialDate.of(text)

    assert (text, earliest, latest) == (parsed.text, parsed.earliest, parsed.latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2023-10", False, False),
        ("2023-10~", True, False),
        ("2023-10?", False, True),
        ("2023-10%", True, True),
    ],
)
def test_marks(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    """~ means approximate, ? means uncertain, % means both."""
    expected = DatePoint(2023, 10, None, approximate, uncertain)

    assert expected == PartialDate.of(text).start


@pytest.mark.parametrize(
    ("text", "is_span"), [("2023", False), ("2023/2024", True), ("2023/..", True)]
)
def test_spans(text: str, is_span: bool) -> None:  # noqa: FBT001
    """A date with a slash is a span."""
    assert is_span == PartialDate.of(text).is_span


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "'' is not a year, a month or a day"),
        ("3 May 2021", "'3 May 2021' is not a year, a month or a day"),
        ("2021-5-3", "'2021-5-3' is not a year, a month or a day"),
        ("21", "'21' is not a year, a month or a day"),
        ("2021-05-03T10:00", "'2021-05-03T10:00' is not a year, a month or a day"),
        ("2021-05-03\n", "'2021-05-03\\n' is not a year, a month or a day"),
        ("٢٠٢١", r"'\u0662\u0660\u0662\u0661' is not a year, a month or a day"),
        ("2021/", "'' is not a year, a month or a day"),
        ("0000", "there is no year 0000"),
        ("2021-13", "there is no month 13"),
        ("2021-00", "there is no month 00"),
        ("2021-00-10", "there is no month 00"),
        ("2021-04-31", "2021-04 has no day 31"),
        ("2021-04-00", "2021-04 has no day 00"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("2021/2022/2023", "a span has one beginning and one end"),
        ("../..", "a span has one beginning and one end"),
        ("..", "'..' stands only in a span, for its open end"),
    ],
)
def test_refusals(text: str, reason: str) -> None:
    """Text that is not a date is refused with a message that a curator understands."""
    with pytest.raises(ValueError, match=re.escape(reason)):
        PartialDate.of(text)


POINTS = (
    st.dates()
    .flatmap(
        lambda day: st.sampled_from([f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"])
    )
    .map(lambda text: text.rjust(4, "0"))
)


@given(POINTS, st.sampled_from(["", "~", "?", "%"]))
def test_every_point_is_ordered(point: str, mark: str) -> None:
    """The earliest day of a point is never after its latest."""
    text = "-".join(
        part.rjust(n, "0") for part, n in zip(point.split("-"), (4, 2, 2), strict=False)
    )
    parsed = PartialDate.of(text + mark)

    assert parsed.earliest <= parsed.latest


@given(st.text(max_size=30))
def test_every_text_is_a_date_or_refused(text: str) -> None:
    """Any text is refused with a ValueError or becomes a date that keeps its text."""
    try:
        parsed = PartialDate.of(text)
    except ValueError:
        return

    assert text == parsed.text
