"""The page of an entity: what it shows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.graph.connections import RelationEnd
from sourcebook.graph.graph import Graph
from sourcebook.graph.questions import QuestionStanding
from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Entity
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.records.long_lists import claims_of, events_of, lists_of
from sourcebook.pages.records.relation_graph import RelationGraphView, relation_graph
from sourcebook.pages.records.shared import RecordPage, contents_of, record_page
from sourcebook.pages.text.words import coordinates_in_words, date_in_words
from sourcebook.pages.views import (
    AliasView,
    ClaimsView,
    EventsView,
    LinkView,
    QuestionView,
    RelationView,
)


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
        return contents_of(
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


def entity_page(entity: Entity, presenter: Presenter) -> EntityPage:
    """The page of *entity*."""
    graph, id_ = presenter.graph, entity.id
    lists = lists_of(entity, graph)
    return EntityPage(
        shared=record_page(entity, _entity_type(entity, presenter), presenter),
        summary=presenter.prose.line(entity.summary.markdown),
        description=presenter.prose.block(entity.description),
        aliases=tuple(
            AliasView(
                a.name, a.language, a.note or "", presenter.prose.citations(a.cites)
            )
            for a in entity.aliases
        ),
        roles=tuple(
            RelationView(
                role.title,
                (presenter.record_link(role.at.target),) if role.at else (),
                _span(role.start, role.end),
                presenter.prose.citations(role.cites),
            )
            for role in entity.roles
        ),
        holders=tuple(
            RelationView(
                holder.role.title,
                (presenter.record_link(holder.entity.id),),
                _span(holder.role.start, holder.role.end),
                presenter.prose.citations(holder.role.cites),
            )
            for holder in graph.holders.get(id_, ())
        ),
        relations=tuple(_relations(graph.relations.get(id_, ()), presenter)),
        drawing=relation_graph(entity, presenter),
        asked_elsewhere=tuple(
            presenter.question(a) for a in _asked_elsewhere(id_, graph)
        ),
        location=_location(entity, presenter),
        identifiers=tuple(
            (_register(key, presenter), value)
            for key, value in entity.identifiers.items()
        ),
        said=claims_of(lists["said"], presenter),
        said_within=claims_of(lists["said-within"], presenter),
        said_about=claims_of(lists["said-about"], presenter),
        took_part=events_of(lists["took-part"], presenter),
        happened_here=events_of(lists["happened-here"], presenter),
        published=presenter.records(s.id for s in graph.published.get(id_, ())),
        relayed_by=presenter.records(s.id for s in graph.relayed_by.get(id_, ())),
    )


def _asked_elsewhere(id_: RecordId, graph: Graph) -> tuple[QuestionStanding, ...]:
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
        question
        for record in records
        if record != id_
        for question in graph.questions_in.get(record, ())
        if (record, question.id) in naming
        or 2 * about[record, question.id] >= max(1, len(question.statements))
    ]
    return tuple(sorted(found, key=lambda question: question.rank))


def _entity_type(entity: Entity, presenter: Presenter) -> str:
    return presenter.graph.schema.term(Vocabulary.ENTITY_TYPES, entity.type).label


def _location(entity: Entity, presenter: Presenter) -> str:
    """Where a place is, in degrees, and what the point stands for."""
    at = entity.location
    if at is None:
        return ""
    term = presenter.graph.schema.term(Vocabulary.PRECISIONS, at.precision)
    return f"{coordinates_in_words(at)} ({term.label})"


def _register(key: str, presenter: Presenter) -> str:
    """The name of a register of identifiers, as the schema has it."""
    shape = presenter.graph.schema.property_at(Kind.ENTITY, ("identifiers", key))
    return str(shape.get("title", key))


def _relations(
    ends: Iterable[RelationEnd], presenter: Presenter
) -> Iterator[RelationView]:
    """Relations of one kind together, in the order in which the kinds first occur."""
    ends = tuple(ends)
    labels = list(dict.fromkeys(end.label for end in ends))
    for end in sorted(ends, key=lambda end: labels.index(end.label)):
        time = _span(end.start, end.end)
        links = (presenter.record_link(end.other),)
        yield RelationView(end.label, links, time, presenter.prose.citations(end.cites))


def _span(start: PartialDate | None, end: PartialDate | None) -> str:
    """From when to when, as far as it is known."""
    parts = [f"from {date_in_words(start)}"] if start else []
    if end:
        parts.append(f"until {date_in_words(end)}")
    return " ".join(parts)
