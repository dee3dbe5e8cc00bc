"""The pages of questions: who holds which position, where, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.dates import PartialDate
from sourcebook.pages.charts import TimeChartView, time_chart
from sourcebook.pages.lens import LensView
from sourcebook.pages.show import Show
from sourcebook.pages.views import (
    CellView,
    CitationView,
    DateView,
    FigureTableView,
    KnownView,
    LinkView,
    QuestionView,
    RowView,
)
from sourcebook.pages.words import date_in_words
from sourcebook.questions import Asked
from sourcebook.records import Citation, Source
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement, voices_of


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The page of a question: who holds which position, where, and since when."""

    title: str
    question: QuestionView
    rows: tuple[RowView, ...]
    known: tuple[KnownView, ...]
    figures: tuple[FigureTableView, ...]
    chart: TimeChartView | None
    lens: LensView | None
    references: tuple[Markup, ...]  # finished
    others: tuple[QuestionView, ...]  # the other questions of its record


def question_page(asked: Asked, show: Show) -> QuestionPage:
    """The page of a question."""
    others = show.graph.asked_in[asked.record.id]
    references = {statement.reference for statement in asked.statements}
    return QuestionPage(
        title=show.prose.plain(asked.question.ask.markdown),
        question=show.question(asked, with_claims=True),
        rows=tuple(_rows(asked, show)),
        known=tuple(_known(asked, show)),
        figures=show.figures(asked.record.id, references),
        chart=time_chart(asked, show.lens.claim),
        lens=show.lens.control(_sources(others)),
        references=show.references(_sources([asked])),
        others=tuple(show.question(other) for other in others if other != asked),
    )


def _sources(asked: Iterable[Asked]) -> Collection[Source]:
    """The sources of all that answers some questions."""
    said = [statement for one in asked for statement in one.statements]
    return {source.id: source for one in said for source in one.sources}.values()


def _rows(asked: Asked, show: Show) -> Iterator[RowView]:
    """A row for each speaker, in the order in which they speak."""
    for key, voice in voices_of(asked.statements).items():
        cells, row = [], []
        for held in asked.held:
            spoken = [s for s in held.statements if any(v.key == key for v in s.voices)]
            cells.append(CellView(tuple(_cell(s, show) for s in spoken)))
            row += spoken
        yield RowView(show.voice(voice), tuple(cells), show.lens.claims(row))


def _cell(
    statement: Statement, show: Show
) -> tuple[LinkView, CitationView, DateView | None, str]:
    mode = show.graph.schema.term(Vocabulary.MODES, statement.claim.mode)
    href = show.links.record(statement.record.id, statement.claim.id)
    cite: Citation = statement.claim.cites[0]
    said = show.date(statement.claim.said)
    basis = show.lens.claim(statement)
    return LinkView(mode.label, href), show.citation(cite), said, basis


def _known(asked: Asked, show: Show) -> Iterator[KnownView]:
    """How the question stood after each day on which a source appeared."""
    sources = {s.id: s for statement in asked.statements for s in statement.sources}
    by_day: dict[PartialDate, list[Source]] = {}
    for source in sorted(sources.values(), key=lambda s: (s.published.latest, s.id)):
        by_day.setdefault(source.published, []).append(source)
    for published, appeared in by_day.items():
        then = asked.known_by(published.latest)
        yield KnownView(
            DateView(date_in_words(published), None),
            show.records(source.id for source in appeared),
            then.standing.value,
            tuple(len(held.statements) for held in then.held),
        )
