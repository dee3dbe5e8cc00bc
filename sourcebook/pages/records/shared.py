"""What the pages of entities and events share."""

from dataclasses import dataclass

from sourcebook.model.records import Record
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.records.long_lists import mentions_of
from sourcebook.pages.views import (
    ClaimsView,
    FigureTableView,
    LinkView,
    MentionsView,
    QuestionView,
)

# Of fewer sections a page needs no list: they fit on two screens.
_MANY_SECTIONS = 4


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What the pages of entities and events share."""

    id: str
    title: str
    type: str
    questions: tuple[QuestionView, ...]
    claims: ClaimsView
    figures: tuple[FigureTableView, ...]
    mentions: MentionsView


def contents_of(*sections: tuple[str, str, int]) -> tuple[LinkView, ...]:
    """Links to the *sections* (anchor, heading, count) of a page; none if few."""
    kept = [
        LinkView(heading, f"#{anchor}", str(count))
        for anchor, heading, count in sections
        if count
    ]
    return tuple(kept) if len(kept) >= _MANY_SECTIONS else ()


def record_page(record: Record, type_: str, presenter: Presenter) -> RecordPage:
    """What the page of *record* shows, whichever of the two kinds it is."""
    graph = presenter.graph
    return RecordPage(
        id=record.id,
        title=record.title,
        type=type_,
        questions=tuple(
            presenter.question(a) for a in graph.questions_in.get(record.id, ())
        ),
        claims=presenter.own_claims(record),
        figures=presenter.figures(record.id),
        mentions=mentions_of(record, presenter),
    )
