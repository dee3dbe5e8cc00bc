"""What the pages of entities and events share."""

from dataclasses import dataclass

from sourcebook.model.records import Record
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.records.long_lists import mentions_of
from sourcebook.pages.views import (
    ClaimListView,
    FigureTableView,
    LinkView,
    MentionListView,
    QuestionView,
)

# A page with fewer sections needs no table of contents: they fit on two screens.
_MANY_SECTIONS = 4


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What the pages of entities and events share."""

    id: str
    title: str
    type: str
    questions: tuple[QuestionView, ...]
    claims: ClaimListView
    figures: tuple[FigureTableView, ...]
    mentions: MentionListView


def contents_of(*sections: tuple[str, str, int]) -> tuple[LinkView, ...]:
    """Links to the *sections* of a page (anchor, heading, count); none if few."""
    links = [
        LinkView(heading, f"#{anchor}", str(count))
        for anchor, heading, count in sections
        if count
    ]
    return tuple(links) if len(links) >= _MANY_SECTIONS else ()


def record_page(record: Record, type_: str, presenter: Presenter) -> RecordPage:
    """The shared part of the page of *record*, an entity or an event."""
    graph = presenter.graph
    return RecordPage(
        id=record.id,
        title=record.title,
        type=type_,
        questions=tuple(map(presenter.question, graph.questions_in.get(record.id, ()))),
        claims=presenter.own_claims(record),
        figures=presenter.figures(record.id),
        mentions=mentions_of(record, presenter),
    )
