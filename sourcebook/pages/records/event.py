"""The page of an event."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.statements import Statement
from sourcebook.model.records import Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.records.long_lists import (
    claims_about,
    claims_of,
    events_of,
    lists_of,
)
from sourcebook.pages.records.shared import RecordPage, contents_of, record_page
from sourcebook.pages.views import (
    ClaimListView,
    DateView,
    EventListView,
    LinkView,
    RelationView,
)


@dataclass(frozen=True, slots=True)
class EventPage:
    """The page of an event."""

    shared: RecordPage
    summary: Markup
    notes: Markup
    date: DateView | None
    date_note: str
    status_label: str
    is_plain: bool  # whether the status needs no mark
    status_description: str
    places: tuple[LinkView, ...]
    part_of: LinkView | None
    parts: EventListView
    participants: tuple[RelationView, ...]
    related: tuple[RelationView, ...]
    elsewhere: ClaimListView  # of other records, about it or on its questions
    basis: str  # of the summary, see BasisMaker
    lens: LensView | None
    references: tuple[Markup, ...]  # rendered

    @property
    def contents(self) -> tuple[LinkView, ...]:
        """Links to the sections of the page, with counts; none if there are few."""
        shared = self.shared
        return contents_of(
            ("_questions", "Questions", len(shared.questions)),
            ("_figures", "Figures", len(shared.figures)),
            ("_claims", "Claims kept here", shared.claims.count),
            ("_elsewhere", "Claims in other records", self.elsewhere.count),
            ("_participants", "Who or what was involved", len(self.participants)),
            ("_related", "Related events", len(self.related)),
            ("_parts", "Parts of this event", self.parts.count),
            ("_references", "Sources", len(self.references)),
            ("_mentions", "Mentioned in", shared.mentions.count),
        )


def event_page(event: Event, presenter: Presenter) -> EventPage:
    """The view of the page of *event*."""
    graph = presenter.graph
    lists, others = lists_of(event, graph), claims_about(event, graph)
    mentioning = (backlink.record for backlink in graph.backlinks.get(event.id, ()))
    relating = (graph.base.events[end.other] for end in graph.related.get(event.id, ()))
    parts = graph.parts.get(event.id, ())
    shown: tuple[Record, ...] = (event, *parts, *mentioning, *relating)
    status = graph.schema.term(Vocabulary.STATUSES, event.status)
    type_ = graph.schema.term(Vocabulary.EVENT_TYPES, event.type)
    roles = graph.schema.terms[Vocabulary.ROLES]
    return EventPage(
        shared=record_page(event, type_.label, presenter),
        summary=presenter.prose.block(event.summary),
        notes=presenter.prose.block(event.notes),
        date=presenter.date(event.date),
        date_note=event.date_note or "",
        status_label=status.label,
        is_plain=graph.schema.is_plain(event.status),
        status_description=status.description,
        places=presenter.records(place.target for place in event.places),
        part_of=presenter.record(event.part_of.target) if event.part_of else None,
        parts=events_of(lists["parts"], presenter),
        participants=tuple(
            RelationView(
                roles[p.role].label,
                (presenter.record_html(p.entity.target),),
                "",
                presenter.prose.citations(p.cites),
                presenter.basis.text(p.cites),
            )
            for p in event.participants
        ),
        related=tuple(
            RelationView(
                end.label,
                (presenter.record_html(end.other),),
                "",
                presenter.prose.citations(end.cites),
                presenter.basis.text(end.cites),
            )
            for end in graph.related.get(event.id, ())
        ),
        elsewhere=claims_of(lists["elsewhere"], presenter),
        basis=presenter.basis.text(event.summary.citations),
        lens=presenter.basis.control(_sources(shown, others, presenter)),
        references=presenter.references_html(_sources([event], others, presenter)),
    )


def _sources(
    records: Iterable[Record], statements: Iterable[Statement], presenter: Presenter
) -> Collection[Source]:
    """The sources of *records* and of *statements*, without duplicates."""
    sources = presenter.graph.base.sources
    cited = [sources[cite.source] for record in records for cite in record.citations]
    cited += [source for statement in statements for source in statement.sources]
    return {source.id: source for source in cited}.values()
