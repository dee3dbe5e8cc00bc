"""The pages that list the questions, contested first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sourcebook.graph import Graph
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lens import LensView
from sourcebook.pages.letters import letter_slices, looked_up
from sourcebook.pages.links import QUESTIONS
from sourcebook.pages.paging import Slice
from sourcebook.pages.parted_pages import PartOfView, PartsView, part_of, parts_of
from sourcebook.pages.planned import LENS, Planned
from sourcebook.pages.show import Show
from sourcebook.pages.views import QuestionView
from sourcebook.questions import Asked, Standing

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


def planned(graph: Graph, bounds: Bounds) -> Iterator[Planned]:
    """The page of all questions, then its parts."""
    if len(graph.asked) <= bounds.questions:
        page = partial(_questions_page, graph.asked, None)
        yield Planned(QUESTIONS, "questions", _TITLE, page, scripts=LENS)
        return
    contested, others = _by_letter(graph.asked, bounds.questions)
    parted = partial(_parted_page, graph.asked[:_FIRST], contested, others)
    yield Planned(QUESTIONS, "questions_parted", _TITLE, parted, scripts=LENS)
    parts = [("contested", one) for one in contested]
    parts += [("one position only", one) for one in others]
    for standing, one in parts:
        title = f"{_TITLE}, {standing}: {one.label}"
        part = partial(_part_page, one, title)
        yield Planned(one.path, "questions", title, part, scripts=LENS)


def _by_letter(
    asked: Iterable[Asked], most: int
) -> tuple[tuple[Slice[Asked], ...], tuple[Slice[Asked], ...]]:
    """The pages of contested questions and of others, by what they are about."""
    ordered = sorted(asked, key=lambda a: (looked_up(a.record.title), a.record.id))
    contested = [a for a in ordered if a.standing is Standing.CONTESTED]
    others = [a for a in ordered if a.standing is not Standing.CONTESTED]
    return (
        letter_slices(QUESTIONS, contested, _about, most, "contested-"),
        letter_slices(QUESTIONS, others, _about, most, "one-sided-"),
    )


def _about(asked: Asked) -> str:
    return asked.record.title


def _parted_page(
    first: tuple[Asked, ...],
    contested: tuple[Slice[Asked], ...],
    others: tuple[Slice[Asked], ...],
    show: Show,
) -> PartedQuestionsPage:
    return PartedQuestionsPage(
        tuple(show.question(asked) for asked in first),
        _lens(first, show),
        tuple(
            PartsView(
                id_,
                heading,
                sum(len(one.group.items) for one in slices),
                parts_of(slices, _NOUNS, show),
            )
            for id_, heading, slices in (
                ("_contested", "Contested", contested),
                ("_one-sided", "Answered with one position only", others),
            )
            if slices
        ),
    )


def _part_page(one: Slice[Asked], title: str, show: Show) -> QuestionsPage:
    page = _questions_page(one.group.items, title, show)
    return replace(page, part=part_of(one, QUESTIONS, _TITLE, _NOUNS, show))


def _questions_page(
    asked: tuple[Asked, ...], title: str | None, show: Show
) -> QuestionsPage:
    views = [(one, show.question(one)) for one in asked]
    contested = Standing.CONTESTED
    return QuestionsPage(
        title or _TITLE,
        tuple(view for one, view in views if one.standing is contested),
        tuple(view for one, view in views if one.standing is not contested),
        _lens(asked, show) if title else show.lens.control(show.graph.sources),
    )


def _lens(asked: Iterable[Asked], show: Show) -> LensView | None:
    """What can be left out of a page: only the sources of what it shows."""
    statements = [said for one in asked for said in one.statements]
    return show.lens.control({s.id: s for c in statements for s in c.sources}.values())
