"""The page of a question: who holds which position, where, and since when."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.questions import QuestionStanding
from sourcebook.graph.statements import Statement, voices_of
from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import Citation
from sourcebook.model.records import Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.drawings.charts import TimeChartView, time_chart
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.words import date_in_words
from sourcebook.pages.views import (
    CellView,
    DateView,
    FigureTableView,
    KnownView,
    LinkView,
    QuestionView,
    RowView,
)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The page of a question."""

    title: str
    question: QuestionView
    rows: tuple[RowView, ...]
    known: tuple[KnownView, ...]
    figures: tuple[FigureTableView, ...]
    chart: TimeChartView | None
    lens: LensView | None
    references: tuple[Markup, ...]  # rendered
    others: tuple[QuestionView, ...]  # the other questions of its record


def question_page(question: QuestionStanding, presenter: Presenter) -> QuestionPage:
    """The page of *question*."""
    others = presenter.graph.questions_in[question.record.id]
    references = {statement.reference for statement in question.statements}
    return QuestionPage(
        title=presenter.prose.plain(question.ask.markdown),
        question=presenter.question(question, with_claims=True),
        rows=tuple(_rows(question, presenter)),
        known=tuple(_standings(question, presenter)),
        figures=presenter.figures(question.record.id, references),
        chart=time_chart(question, presenter.basis.claim),
        lens=presenter.basis.control(_sources(others)),
        references=presenter.references_html(_sources([question])),
        others=tuple(
            presenter.question(other) for other in others if other != question
        ),
    )


def _sources(questions: Iterable[QuestionStanding]) -> Collection[Source]:
    """The sources of all claims that answer *questions*, without duplicates."""
    statements = [s for question in questions for s in question.statements]
    return {source.id: source for s in statements for source in s.sources}.values()


def _rows(question: QuestionStanding, presenter: Presenter) -> Iterator[RowView]:
    """A row for each speaker, in order of their first claim."""
    for key, voice in voices_of(question.statements).items():
        cells, row = [], []
        for position in question.positions:
            spoken = [
                s for s in position.statements if any(v.key == key for v in s.voices)
            ]
            cells.append(CellView(tuple(_cell(s, presenter) for s in spoken)))
            row += spoken
        yield RowView(presenter.voice(voice), tuple(cells), presenter.basis.claims(row))


def _cell(
    statement: Statement, presenter: Presenter
) -> tuple[LinkView, Markup, DateView | None, str]:
    mode = presenter.graph.schema.term(Vocabulary.MODES, statement.claim.mode)
    href = presenter.urls.record(statement.record.id, statement.claim.id)
    cite: Citation = statement.claim.cites[0]
    said = presenter.date(statement.claim.said)
    basis = presenter.basis.claim(statement)
    return LinkView(mode.label, href), presenter.prose.citation(cite), said, basis


def _standings(question: QuestionStanding, presenter: Presenter) -> Iterator[KnownView]:
    """The standing of *question* after each day on which a source was published."""
    sources = {s.id: s for statement in question.statements for s in statement.sources}
    by_day: dict[PartialDate, list[Source]] = {}
    for source in sorted(sources.values(), key=lambda s: (s.published.latest, s.id)):
        by_day.setdefault(source.published, []).append(source)
    for published, appeared in by_day.items():
        then = question.known_by(published.latest)
        yield KnownView(
            DateView(date_in_words(published), None),
            presenter.records(source.id for source in appeared),
            then.standing.value,
            tuple(len(position.statements) for position in then.positions),
        )
