"""The pages of entities and events: what each shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.connections import RelationEnd
from sourcebook.dates import PartialDate
from sourcebook.graph import Graph
from sourcebook.pages.lens import LensView
from sourcebook.pages.record_lists import (
    claims_about,
    claims_of,
    events_of,
    lists_of,
    mentions_of,
)
from sourcebook.pages.relation_graph import RelationGraphView, relation_graph
from sourcebook.pages.show import Show
from sourcebook.pages.views import (
    AliasView,
    ClaimsView,
    DateView,
    EventsView,
    FigureTableView,
    LinkView,
    MentionsView,
    QuestionView,
    RelationView,
)
from sourcebook.pages.words import coordinates_in_words, date_in_words
from sourcebook.questions import Asked
from sourcebook.read import Kind
from sourcebook.records import Entity, Event, Record, RecordId, Source
from sourcebook.schema import Vocabulary
from sourcebook.statements import Statement

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


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page of an entity."""

    shared: RecordPage
    summary: Markup
    description: Markup
    aliases: tuple[AliasView, ...]
    roles: tuple[RelationView, ...]
    holders: tuple[RelationView, ...]
    relations: tuple[RelationView, ...]
    drawing: RelationGraphView | None  # of roles, relations and holders
    asked_elsewhere: tuple[QuestionView, ...]  # questions of other records that name it
    location: str
    identifiers: tuple[tuple[str, str], ...]
    said: ClaimsView
    said_within: ClaimsView
    said_about: ClaimsView
    took_part: EventsView
    happened_here: EventsView
    published: tuple[LinkView, ...]
    relayed_by: tuple[LinkView, ...]

    @property
    def contents(self) -> tuple[LinkView, ...]:
        """The sections of the page with their counts; none where they are few."""
        shared = self.shared
        return _contents(
            ("_questions", "Questions", len(shared.questions)),
            ("_asked", "Questions in other records", len(self.asked_elsewhere)),
            ("_roles", "Roles", len(self.roles)),
            ("_relations", "Relations", len(self.relations)),
            ("_holders", "Who holds a role here", len(self.holders)),
            ("_figures", "Figures", len(shared.figures)),
            ("_claims", "Claims kept here", shared.claims.count),
            ("_said", "Said", self.said.count),
            ("_within", "Said by unnamed speakers", self.said_within.count),
            ("_about", "Said about", self.said_about.count),
            ("_took-part", "Took part in", self.took_part.count),
            ("_here", "Happened here", self.happened_here.count),
            ("_mentions", "Mentioned in", shared.mentions.count),
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
        return _contents(
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


def _contents(*sections: tuple[str, str, int]) -> tuple[LinkView, ...]:
    kept = [
        LinkView(heading, f"#{anchor}", str(count))
        for anchor, heading, count in sections
        if count
    ]
    return tuple(kept) if len(kept) >= _MANY_SECTIONS else ()


def entity_page(entity: Entity, show: Show) -> EntityPage:
    """The page of *entity*."""
    graph, id_ = show.graph, entity.id
    lists = lists_of(entity, graph)
    return EntityPage(
        shared=_record_page(entity, _entity_type(entity, show), show),
        summary=show.prose.line(entity.summary.markdown, show.links),
        description=show.prose.block(entity.description, show.links),
        aliases=tuple(
            AliasView(a.name, a.language, a.note or "", show.citations(a.cites))
            for a in entity.aliases
        ),
        roles=tuple(
            RelationView(
                role.title,
                (show.record_link(role.at.target),) if role.at else (),
                _span(role.start, role.end),
                show.citations(role.cites),
            )
            for role in entity.roles
        ),
        holders=tuple(
            RelationView(
                holder.role.title,
                (show.record_link(holder.entity.id),),
                _span(holder.role.start, holder.role.end),
                show.citations(holder.role.cites),
            )
            for holder in graph.holders.get(id_, ())
        ),
        relations=tuple(_relations(graph.relations.get(id_, ()), show)),
        drawing=relation_graph(entity, show),
        asked_elsewhere=tuple(show.question(a) for a in _asked_elsewhere(id_, graph)),
        location=_location(entity, show),
        identifiers=tuple(
            (_register(key, show), value) for key, value in entity.identifiers.items()
        ),
        said=claims_of(lists["said"], show),
        said_within=claims_of(lists["said-within"], show),
        said_about=claims_of(lists["said-about"], show),
        took_part=events_of(lists["took-part"], show),
        happened_here=events_of(lists["happened-here"], show),
        published=show.records(s.id for s in graph.published.get(id_, ())),
        relayed_by=show.records(s.id for s in graph.relayed_by.get(id_, ())),
    )


def _asked_elsewhere(id_: RecordId, graph: Graph) -> tuple[Asked, ...]:
    """
    The questions of other records that are about an entity, as all are sorted.

    Their words link it, or at least half of the claims that answer them do.
    """
    naming = {(b.record.id, b.anchor) for b in graph.backlinks.get(id_, ()) if b.anchor}
    about = Counter(
        (answer.record, answer.question)
        for statement in graph.said_about.get(id_, ())
        for answer in statement.claim.answers
    )
    records = dict.fromkeys(record for record, _ in (*about, *sorted(naming)))
    found = [
        asked
        for record in records
        if record != id_
        for asked in graph.asked_in.get(record, ())
        if (record, asked.question.id) in naming
        or 2 * about[record, asked.question.id] >= max(1, len(asked.statements))
    ]
    return tuple(sorted(found, key=lambda asked: asked.rank))


def event_page(event: Event, show: Show) -> EventPage:
    """The page of *event*."""
    graph = show.graph
    lists, others = lists_of(event, graph), claims_about(event, graph)
    mentioning = (backlink.record for backlink in graph.backlinks.get(event.id, ()))
    relating = (graph.base.events[end.other] for end in graph.related.get(event.id, ()))
    parts = graph.parts.get(event.id, ())
    shown: tuple[Record, ...] = (event, *parts, *mentioning, *relating)
    status = graph.schema.term(Vocabulary.STATUSES, event.status)
    type_ = graph.schema.term(Vocabulary.EVENT_TYPES, event.type)
    roles = graph.schema.terms[Vocabulary.ROLES]
    return EventPage(
        shared=_record_page(event, type_.label, show),
        summary=show.prose.block(event.summary, show.links),
        notes=show.prose.block(event.notes, show.links),
        date=show.date(event.date),
        date_note=event.date_note or "",
        status_label=status.label,
        is_plain=graph.schema.is_plain(event.status),
        status_description=status.description,
        places=show.records(place.target for place in event.places),
        part_of=show.record(event.part_of.target) if event.part_of else None,
        parts=events_of(lists["parts"], show),
        participants=tuple(
            RelationView(
                roles[p.role].label,
                (show.record_link(p.entity.target),),
                "",
                show.citations(p.cites),
                show.lens.text(p.cites),
            )
            for p in event.participants
        ),
        related=tuple(
            RelationView(
                end.label,
                (show.record_link(end.other),),
                "",
                show.citations(end.cites),
                show.lens.text(end.cites),
            )
            for end in graph.related.get(event.id, ())
        ),
        elsewhere=claims_of(lists["elsewhere"], show),
        basis=show.lens.text(event.summary.citations),
        lens=show.lens.control(_sources(shown, others, show)),
        references=show.references(_sources([event], others, show)),
    )


def _sources(
    records: Iterable[Record], statements: Iterable[Statement], show: Show
) -> Collection[Source]:
    """The sources that *records* cite, and those of *statements*, each once."""
    sources = show.graph.base.sources
    cited = [sources[cite.source] for record in records for cite in record.citations]
    cited += [source for statement in statements for source in statement.sources]
    return {source.id: source for source in cited}.values()


def _record_page(record: Record, type_: str, show: Show) -> RecordPage:
    graph = show.graph
    return RecordPage(
        id=record.id,
        title=record.title,
        type=type_,
        questions=tuple(show.question(a) for a in graph.asked_in.get(record.id, ())),
        claims=show.own_claims(record),
        figures=show.figures(record.id),
        mentions=mentions_of(record, show),
    )


def _entity_type(entity: Entity, show: Show) -> str:
    return show.graph.schema.term(Vocabulary.ENTITY_TYPES, entity.type).label


def _location(entity: Entity, show: Show) -> str:
    """Where a place is, in degrees, and what the point stands for."""
    at = entity.location
    if at is None:
        return ""
    term = show.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return f"{coordinates_in_words(at)} ({term.label})"


def _register(key: str, show: Show) -> str:
    """The name of a register of identifiers, as the schema has it."""
    shape = show.graph.schema.property_at(Kind.ENTITY, ("identifiers", key))
    return str(shape.get("title", key))


def _relations(ends: Iterable[RelationEnd], show: Show) -> Iterator[RelationView]:
    """Relations of one kind together, in the order in which the kinds first occur."""
    ends = tuple(ends)
    labels = list(dict.fromkeys(end.label for end in ends))
    for end in sorted(ends, key=lambda end: labels.index(end.label)):
        time = _span(end.start, end.end)
        links = (show.record_link(end.other),)
        yield RelationView(end.label, links, time, show.citations(end.cites))


def _span(start: PartialDate | None, end: PartialDate | None) -> str:
    """From when to when, as far as it is known."""
    parts = [f"from {date_in_words(start)}"] if start else []
    if end:
        parts.append(f"until {date_in_words(end)}")
    return " ".join(parts)
