"""The page of an event: what it shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.statements import Statement
from sourcebook.model.records import Event, Record, Source
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.basis import LensView
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.records.long_lists import (
    claims_about,
    claims_of,
    events_of,
    lists_of,
)
from sourcebook.pages.records.shared import RecordPage, contents_of, record_page
from sourcebook.pages.views import (
    ClaimsView,
    DateView,
    EventsView,
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
    is_plain: bool  # the status needs no mark
    status_description: str
    places: tuple[LinkView, ...]
    part_of: LinkView | None
    parts: EventsView
    participants: tuple[RelationView, ...]
    related: tuple[RelationView, ...]
    elsewhere: ClaimsView  # about it, or on its questions, in other records
    basis: str  # of the summary, as lens.py marks it
    lens: LensView | None
    references: tuple[Markup, ...]  # finished

    @property
    def contents(self) -> tuple[LinkView, ...]:
        """The sections of the page with their counts; none where they are few."""
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
    """The page of *event*."""
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
                (presenter.record_link(p.entity.target),),
                "",
                presenter.prose.citations(p.cites),
                presenter.marks.text(p.cites),
            )
            for p in event.participants
        ),
        related=tuple(
            RelationView(
                end.label,
                (presenter.record_link(end.other),),
                "",
                presenter.prose.citations(end.cites),
                presenter.marks.text(end.cites),
            )
            for end in graph.related.get(event.id, ())
        ),
        elsewhere=claims_of(lists["elsewhere"], presenter),
        basis=presenter.marks.text(event.summary.citations),
        lens=presenter.marks.control(_sources(shown, others, presenter)),
        references=presenter.references(_sources([event], others, presenter)),
    )


def _sources(
    records: Iterable[Record], statements: Iterable[Statement], presenter: Presenter
) -> Collection[Source]:
    """The sources that *records* cite, and those of *statements*, each once."""
    sources = presenter.graph.base.sources
    cited = [sources[cite.source] for record in records for cite in record.citations]
    cited += [source for statement in statements for source in statement.sources]
    return {source.id: source for source in cited}.values()
