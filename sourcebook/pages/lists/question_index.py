"""The pages that list the questions, contested first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding, Standing
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.split_lists import (
    PartListView,
    PartOfView,
    part_of,
    parts_of,
)
from sourcebook.pages.page import LENS, PageSpec
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import QUESTIONS
from sourcebook.pages.views import QuestionView

_TITLE = "Questions"
_NOUNS = ("question", "questions")
# Questions shown on the page that links the parts: those with the most speakers.
_FIRST = 12


@dataclass(frozen=True, slots=True)
class QuestionListPage:
    """All questions or those of one part, contested first."""

    title: str
    contested: tuple[QuestionView, ...]
    one_sided: tuple[QuestionView, ...]
    lens: LensView | None
    part: PartOfView | None = None  # None if the page shows all


@dataclass(frozen=True, slots=True)
class SplitQuestionsPage:
    """The questions with the most speakers, and links to the pages of the others."""

    first: tuple[QuestionView, ...]
    lens: LensView | None
    sections: tuple[PartListView, ...]


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The page of all questions, then the pages of its parts."""
    if len(graph.questions) <= bounds.questions:
        page = partial(_questions_page, graph.questions, None)
        yield PageSpec(QUESTIONS, "questions", _TITLE, page, scripts=LENS)
        return
    contested, others = _by_letter(graph.questions, bounds.questions)
    split_page = partial(_split_page, graph.questions[:_FIRST], contested, others)
    yield PageSpec(QUESTIONS, "split_questions", _TITLE, split_page, scripts=LENS)
    parts = [("contested", slice_) for slice_ in contested]
    parts += [("one position only", slice_) for slice_ in others]
    for standing, slice_ in parts:
        title = f"{_TITLE}, {standing}: {slice_.label}"
        part = partial(_part_page, slice_, title)
        yield PageSpec(slice_.path, "questions", title, part, scripts=LENS)


def _by_letter(
    questions: Iterable[QuestionStanding], most: int
) -> tuple[tuple[Slice[QuestionStanding], ...], tuple[Slice[QuestionStanding], ...]]:
    """The pages of contested and of other questions, by the title of their record."""
    ordered = sorted(questions, key=lambda a: (looked_up(a.record.title), a.record.id))
    contested = [a for a in ordered if a.standing is Standing.CONTESTED]
    others = [a for a in ordered if a.standing is not Standing.CONTESTED]
    return (
        letter_slices(QUESTIONS, contested, _about, most, "contested-"),
        letter_slices(QUESTIONS, others, _about, most, "one-sided-"),
    )


def _about(question: QuestionStanding) -> str:
    return question.record.title


def _split_page(
    first: tuple[QuestionStanding, ...],
    contested: tuple[Slice[QuestionStanding], ...],
    others: tuple[Slice[QuestionStanding], ...],
    presenter: Presenter,
) -> SplitQuestionsPage:
    return SplitQuestionsPage(
        tuple(presenter.question(question) for question in first),
        _lens(first, presenter),
        tuple(
            PartListView(
                id_,
                heading,
                sum(len(slice_.group.items) for slice_ in slices),
                parts_of(slices, _NOUNS),
            )
            for id_, heading, slices in (
                ("_contested", "Contested", contested),
                ("_one-sided", "Answered with one position only", others),
            )
            if slices
        ),
    )


def _part_page(
    slice_: Slice[QuestionStanding], title: str, presenter: Presenter
) -> QuestionListPage:
    page = _questions_page(slice_.group.items, title, presenter)
    return replace(page, part=part_of(slice_, QUESTIONS, _TITLE, _NOUNS))


def _questions_page(
    questions: tuple[QuestionStanding, ...], title: str | None, presenter: Presenter
) -> QuestionListPage:
    views = [(question, presenter.question(question)) for question in questions]
    contested = Standing.CONTESTED
    return QuestionListPage(
        title or _TITLE,
        tuple(view for question, view in views if question.standing is contested),
        tuple(view for question, view in views if question.standing is not contested),
        _lens(questions, presenter)
        if title
        else presenter.basis.control(presenter.graph.sources),
    )


def _lens(
    questions: Iterable[QuestionStanding], presenter: Presenter
) -> LensView | None:
    """The lens of a page, limited to the sources of the questions that it shows."""
    statements = [s for question in questions for s in question.statements]
    return presenter.basis.control(
        {s.id: s for c in statements for s in c.sources}.values()
    )
