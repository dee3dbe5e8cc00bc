"""The pages of the balance: claims by side, by source and by kind of speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sourcebook.graph.balance import Balance, Share, balance_of
from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.dates import PartialDate
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.paging import Group, Slice, joined, sliced
from sourcebook.pages.lists.periods import Period, periods_of, slices_of
from sourcebook.pages.lists.split_lists import (
    PartListView,
    PartOfView,
    part_of,
    parts_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import BALANCE
from sourcebook.pages.views import LinkView, PartView, QuestionView

_TITLE = "Balance"
_SOURCES, _QUESTIONS = ("source", "sources"), ("question", "questions")


@dataclass(frozen=True, slots=True)
class ShareView:
    """A row of counts."""

    link: LinkView
    counts: tuple[int, ...]  # claims, named, anonymous, own voice, then by genre


@dataclass(frozen=True, slots=True)
class SideView:
    """The questions that only one side answers, or links to their pages if many."""

    name: str
    count: int
    questions: tuple[QuestionView, ...]
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class BalancePage:
    """How the claims of the base are distributed among sides and sources."""

    has_sides: bool
    genres: tuple[str, ...]
    sides: tuple[ShareView, ...]
    sources: tuple[ShareView, ...]  # empty if there are periods
    periods: tuple[PartListView, ...]  # of publication
    answered_by_one: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class BalancePartPage:
    """A slice of the shares of sources, or of the questions only one side answers."""

    title: str
    sources: tuple[ShareView, ...]
    questions: tuple[QuestionView, ...]
    part: PartOfView


@dataclass(frozen=True, slots=True)
class _AnsweringSide:
    """The questions that only one side answers, with their slices if they are many."""

    name: str
    questions: tuple[QuestionStanding, ...]
    slices: tuple[Slice[QuestionStanding], ...]


def planned(graph: Graph, bounds: Bounds) -> Iterator[PageSpec]:
    """The page of the balance, then the pages of lists that are too long for it."""
    balance = balance_of(graph)
    periods: tuple[Period[Share], ...] = ()
    if len(balance.sources) > bounds.sources:
        periods = periods_of(BALANCE, balance.sources, _published, bounds.sources)
    sides = tuple(_sides(balance, bounds.questions))
    page = partial(_balance_page, balance, periods, sides)
    yield PageSpec(BALANCE, "balance", _TITLE, page)
    for slice_ in slices_of(periods):
        title = f"{_TITLE}, by source: {slice_.label}"
        show_sources = partial(_sources_page, slice_, title)
        yield PageSpec(slice_.path, "balance_part", title, show_sources)
    for part in (part for side in sides for part in side.slices):
        title = f"{_TITLE}: of the sides, only {part.label} is heard"
        show_questions = partial(_questions_page, part, title)
        yield PageSpec(part.path, "balance_part", title, show_questions)


def _published(share: Share) -> PartialDate | None:
    return share.source.published if share.source else None


def _sides(balance: Balance, most: int) -> Iterator[_AnsweringSide]:
    by_side: dict[str, list[QuestionStanding]] = {}
    for question, name in balance.answered_by_one:
        by_side.setdefault(name, []).append(question)
    for number, share in enumerate(balance.sides, 1):
        questions = tuple(by_side.get(share.name, ()))
        group = Group(f"_side-{number}", share.name, questions)
        slices = joined(sliced(BALANCE, [group], most)) if len(questions) > most else ()
        if questions:
            yield _AnsweringSide(share.name, questions, slices)


def _balance_page(
    balance: Balance,
    periods: tuple[Period[Share], ...],
    sides: tuple[_AnsweringSide, ...],
    presenter: Presenter,
) -> BalancePage:
    terms = presenter.graph.schema.terms[Vocabulary.GENRES]
    used = {source.genre for source in presenter.graph.base.sources.values()}
    genres = [genre for genre in terms if genre in used]
    return BalancePage(
        has_sides=bool(presenter.graph.base.description.sides),
        genres=tuple(terms[genre].label for genre in genres),
        sides=tuple(_rows(balance.sides, genres, presenter)),
        sources=() if periods else tuple(_rows(balance.sources, (), presenter)),
        periods=parts_of_periods(periods, _SOURCES),
        answered_by_one=tuple(_side_view(side, presenter) for side in sides),
    )


def _side_view(side: _AnsweringSide, presenter: Presenter) -> SideView:
    parts = parts_of(side.slices, _QUESTIONS)
    questions = () if parts else tuple(map(presenter.question, side.questions))
    return SideView(side.name, len(side.questions), questions, parts)


def _sources_page(
    slice_: Slice[Share], title: str, presenter: Presenter
) -> BalancePartPage:
    rows = tuple(_rows(slice_.group.items, (), presenter))
    part = part_of(slice_, BALANCE, _TITLE, _SOURCES)
    return BalancePartPage(title, rows, (), part)


def _questions_page(
    slice_: Slice[QuestionStanding], title: str, presenter: Presenter
) -> BalancePartPage:
    questions = tuple(presenter.question(question) for question in slice_.group.items)
    part = part_of(slice_, BALANCE, _TITLE, _QUESTIONS)
    return BalancePartPage(title, (), questions, part)


def _rows(
    shares: Iterable[Share], genres: Iterable[str], presenter: Presenter
) -> Iterator[ShareView]:
    columns = tuple(genres)
    for share in shares:
        link = LinkView(share.name)
        if share.source:
            link = presenter.record(share.source.id, presenter.genre(share.source))
        counts = (share.claims, share.named, share.anonymous, share.own_voice)
        yield ShareView(link, (*counts, *(share.by_genre.get(g, 0) for g in columns)))
