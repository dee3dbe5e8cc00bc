"""The pages that list the questions, contested first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding, Standing
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.split_lists import PartOfView, PartsView, part_of, parts_of
from sourcebook.pages.page import LENS, PageSpec
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text.urls import QUESTIONS
from sourcebook.pages.views import QuestionView

_TITLE = "Questions"
_NOUNS = ("question", "questions")
# Those with the most speakers stand on the page that names the parts.
_FIRST = 12


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Questions, contested first: all of them, or those of a part."""

    title: str
    contested: tuple[QuestionView, ...]
    one_sided: tuple[QuestionView, ...]
    lens: LensView | None
    part: PartOfView | None = None  # None where it shows all


@dataclass(frozen=True, slots=True)
class PartedQuestionsPage:
    """The questions with the most speakers, and where all others stand."""

    first: tuple[QuestionView, ...]
    lens: LensView | None
    sections: tuple[PartsView, ...]


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The page of all questions, then its parts."""
    if len(graph.questions) <= bounds.questions:
        page = partial(_questions_page, graph.questions, None)
        yield PageSpec(QUESTIONS, "questions", _TITLE, page, scripts=LENS)
        return
    contested, others = _by_letter(graph.questions, bounds.questions)
    parted = partial(_parted_page, graph.questions[:_FIRST], contested, others)
    yield PageSpec(QUESTIONS, "questions_parted", _TITLE, parted, scripts=LENS)
    parts = [("contested", one) for one in contested]
    parts += [("one position only", one) for one in others]
    for standing, one in parts:
        title = f"{_TITLE}, {standing}: {one.label}"
        part = partial(_part_page, one, title)
        yield PageSpec(one.path, "questions", title, part, scripts=LENS)


def _by_letter(
    questions: Iterable[QuestionStanding], most: int
) -> tuple[tuple[Slice[QuestionStanding], ...], tuple[Slice[QuestionStanding], ...]]:
    """The pages of contested questions and of others, by what they are about."""
    ordered = sorted(questions, key=lambda a: (looked_up(a.record.title), a.record.id))
    contested = [a for a in ordered if a.standing is Standing.CONTESTED]
    others = [a for a in ordered if a.standing is not Standing.CONTESTED]
    return (
        letter_slices(QUESTIONS, contested, _about, most, "contested-"),
        letter_slices(QUESTIONS, others, _about, most, "one-sided-"),
    )


def _about(question: QuestionStanding) -> str:
    return question.record.title


def _parted_page(
    first: tuple[QuestionStanding, ...],
    contested: tuple[Slice[QuestionStanding], ...],
    others: tuple[Slice[QuestionStanding], ...],
    presenter: Presenter,
) -> PartedQuestionsPage:
    return PartedQuestionsPage(
        tuple(presenter.question(question) for question in first),
        _lens(first, presenter),
        tuple(
            PartsView(
                id_,
                heading,
                sum(len(one.group.items) for one in slices),
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
    one: Slice[QuestionStanding], title: str, presenter: Presenter
) -> QuestionsPage:
    page = _questions_page(one.group.items, title, presenter)
    return replace(page, part=part_of(one, QUESTIONS, _TITLE, _NOUNS))


def _questions_page(
    questions: tuple[QuestionStanding, ...], title: str | None, presenter: Presenter
) -> QuestionsPage:
    views = [(one, presenter.question(one)) for one in questions]
    contested = Standing.CONTESTED
    return QuestionsPage(
        title or _TITLE,
        tuple(view for one, view in views if one.standing is contested),
        tuple(view for one, view in views if one.standing is not contested),
        _lens(questions, presenter)
        if title
        else presenter.marks.control(presenter.graph.sources),
    )


def _lens(
    questions: Iterable[QuestionStanding], presenter: Presenter
) -> LensView | None:
    """What can be left out of a page: only the sources of what it shows."""
    statements = [said for one in questions for said in one.statements]
    return presenter.marks.control(
        {s.id: s for c in statements for s in c.sources}.values()
    )
