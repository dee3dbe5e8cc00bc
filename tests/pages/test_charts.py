"""Charts place claims and figures on a scale, as precisely as they are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import HTML, TOWN, graph_of, page, text_of

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement
from sourcebook.model.claims import Figure
from sourcebook.model.locators import NOWHERE
from sourcebook.pages.drawings.charts import BarView, Scale, figure_bars, time_chart

SVG = "{http://www.w3.org/2000/svg}"

EVENT = """\
title: A flood
type: incident
date: "2021-05"
status: occurred
summary: The river rose. [@src#p1]
questions:
  when:
    ask: When did it rise?
    positions: { first: On the first, later: Later, never: Never }
claims:
"""
CLAIM = """\
  {id}:
    text: It rose on {id}.
    by: [{speaker}]
    mode: asserts
    said: "{said}"
    cite: [src#p1]
    answers: {{ when: {position} }}
"""
REST = {
    "entities/mill.yaml": "name: Mill\ntype: place\nsummary: A mill.\n",
    "sources/src.yaml": (
        "title: Source\ngenre: news\npublisher: mill\n"
        'published: "2022-03-01"\nlanguage: en\nedition: E\nparagraphs: 1\n'
    ),
}


def _asked(folder: Path, *claims: tuple[str, str, str]) -> QuestionStanding:
    """A question with one claim for each given position, speaker and date said."""
    text = EVENT + "".join(
        CLAIM.format(id=f"c{number}", position=position, speaker=speaker, said=said)
        for number, (position, speaker, said) in enumerate(claims)
    )
    for path, content in {**REST, "events/2021-05-flood.yaml": text}.items():
        file = folder / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    (question,) = graph_of(folder / "kb").questions
    return question


def _unmarked(_: Statement) -> str:
    return ""


def test_each_position_has_a_strip(tmp_path: Path) -> None:
    """A day is a point, a month a bar; anonymity is marked; no claims, no bars."""
    chart = time_chart(
        _asked(
            tmp_path,
            ("first", "mill", "2021-05-01"),
            ("first", "{ anonymous: a miller }", "2021-05-01"),
            ("later", "{ author: true }", "2021-06"),
        ),
        _unmarked,
    )

    assert chart is not None
    assert [strip.bars for strip in chart.strips] == [
        (BarView(3.0, 3.0, 8, "named"), BarView(3.0, 3.0, 24, "anonymous")),
        (BarView(51.6, 97.0, 8, "author"),),
        (),
    ]
    assert [strip.height for strip in chart.strips] == [32, 16, 16]
    assert [strip.label for strip in chart.strips] == [
        "1 May 2021, named; 1 May 2021, anonymous",
        "June 2021, the source itself",
        "no claim",
    ]
    assert [(tick.at, tick.label) for tick in chart.ticks] == [
        (3.0, "May 2021"),
        (51.6, "Jun"),
    ]


@pytest.mark.parametrize(
    ("dates", "ticks"),
    [
        (("2021-05-04", "2021-05-06"), ["4 May 2021", "6 May"]),
        (("2020-11-30", "2021-01-30"), ["30 Nov 2020", "Jan 2021"]),
        (("2019-02", "2021-12"), ["Feb 2019", "2020", "2021"]),
        (("2020-05", "2021-06"), ["May 2020", "Oct", "Jan 2021"]),
    ],
)
def test_the_axis_has_room_for_its_labels(
    tmp_path: Path, dates: tuple[str, str], ticks: list[str]
) -> None:
    """The first day is labelled, then months, quarters or years, without crowding."""
    first, second = dates
    chart = time_chart(
        _asked(tmp_path, ("first", "mill", first), ("later", "mill", second)), _unmarked
    )

    assert chart is not None
    assert [tick.label for tick in chart.ticks] == ticks


@pytest.mark.parametrize(
    "dates",
    [
        ("2021-05-04", "2021-05-04"),
        ("2021-05-04", "2021-05-04~"),
        ("2021-05-04", "2021-05-05/.."),
    ],
)
def test_no_chart_where_it_would_show_nothing(
    tmp_path: Path, dates: tuple[str, str]
) -> None:
    """There is no scale if all dates are one day, or if a date has no end."""
    question = _asked(
        tmp_path, ("first", "mill", dates[0]), ("later", "mill", dates[1])
    )

    assert time_chart(question, _unmarked) is None


def test_figures_share_one_scale_from_zero() -> None:
    """Exact figures are points, ranges are bars, open ends reach the edge."""
    figures = [
        Figure("killed", low, high, None, NOWHERE)
        for low, high in ((50, 50), (20, 100), (70, None), (None, 10))
    ]

    assert figure_bars(figures) == (
        BarView(50.0, 50.0, 8, "exact"),
        BarView(21.8, 97.0, 8, "range"),
        BarView(68.8, 100.0, 8, "range"),
        BarView(0.0, 12.4, 8, "range"),
    )


def test_figures_that_agree_need_no_chart() -> None:
    """Two equal figures are not drawn."""
    figure = Figure("killed", 12, 12, None, NOWHERE)

    assert figure_bars([figure, figure]) is None


def test_a_scale_keeps_its_margins() -> None:
    """Both ends of the scale stay within the chart."""
    scale = Scale(10, 20)

    assert (scale.at(10), scale.at(15), scale.at(20)) == (3.0, 50.0, 97.0)


def test_every_strip_is_labelled() -> None:
    """Each drawing of dates has a label, and all its marks lie within it."""
    graph, wrong = graph_of(TOWN), []
    for question in graph.questions:
        path = f"questions/{question.record.id}/{question.id}.html"
        for svg in page(TOWN, path).iter(SVG + "svg"):
            places = [
                float(line.get(name).rstrip("%"))
                for line in svg.iter(SVG + "line")
                for name in ("x1", "x2")
            ]
            named = svg.get("aria-label") or svg.get("aria-hidden")
            parent = svg.get("role") == "img" or svg.get("aria-hidden") == "true"
            if not all(0 <= place <= 100 for place in places):
                wrong.append(path)
            if not (named or parent) and svg.find(SVG + "text") is None:
                wrong.append(path)

    assert wrong == []
    assert any(time_chart(question, _unmarked) for question in graph.questions)


def test_figures_that_differ_are_drawn_beside_their_text(tmp_path: Path) -> None:
    """Two different figures for one question make a table with a drawn scale."""
    text = EVENT + "".join(
        CLAIM.format(id=f"c{n}", position=position, speaker="mill", said="2021-05-01")
        + f"    figure: {{ what: its height, value: {n}, unit: metres }}\n"
        for n, position in ((1, "first"), (4, "later"))
    )
    for path, content in {**REST, "events/2021-05-flood.yaml": text}.items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    for path in ("events/2021-05-flood.html", "questions/2021-05-flood/when.html"):
        table = next(
            table
            for table in page(tmp_path / "kb", path).iter(HTML + "table")
            if text_of(table.find(HTML + "caption")) == "its height"
        )
        rows = [
            (text_of(row[0]), [line.get("x1") for line in row.iter(SVG + "line")])
            for row in table.iter(HTML + "tr")
        ]

        assert rows == [
            ("Figure", []),
            ("1 metres", ["26.5%"]),
            ("4 metres", ["97.0%"]),
        ]
