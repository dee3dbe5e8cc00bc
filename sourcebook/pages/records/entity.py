"""The page of an entity."""

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
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.records.long_lists import claims_of, events_of, lists_of
from sourcebook.pages.records.relation_graph import RelationGraphView, relation_graph
from sourcebook.pages.records.shared import RecordPage, contents_of, record_page
from sourcebook.pages.text.words import coordinates_in_words, date_in_words
from sourcebook.pages.views import (
    AliasView,
    ClaimListView,
    EventListView,
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
    asked_elsewhere: tuple[QuestionView, ...]  # questions of other records about it
    location: str
    identifiers: tuple[tuple[str, str], ...]
    said: ClaimListView
    said_within: ClaimListView
    said_about: ClaimListView
    took_part: EventListView
    happened_here: EventListView
    published: tuple[LinkView, ...]
    relayed_by: tuple[LinkView, ...]

    @property
    def contents(self) -> tuple[LinkView, ...]:
        """Links to the sections of the page, with counts; none if there are few."""
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
    """The view of the page of *entity*."""
    graph, id_ = presenter.graph, entity.id
    lists = lists_of(entity, graph)
    type_ = graph.schema.term(Vocabulary.ENTITY_TYPES, entity.type)
    return EntityPage(
        shared=record_page(entity, type_.label, presenter),
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
                (presenter.record_html(role.at.target),) if role.at else (),
                _span(role.start, role.end),
                presenter.prose.citations(role.cites),
            )
            for role in entity.roles
        ),
        holders=tuple(
            RelationView(
                holder.role.title,
                (presenter.record_html(holder.entity.id),),
                _span(holder.role.start, holder.role.end),
                presenter.prose.citations(holder.role.cites),
            )
            for holder in graph.holders.get(id_, ())
        ),
        relations=tuple(_relations(graph.relations.get(id_, ()), presenter)),
        drawing=relation_graph(entity, presenter),
        asked_elsewhere=tuple(map(presenter.question, _questions_about(id_, graph))),
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


def _questions_about(id_: RecordId, graph: Graph) -> tuple[QuestionStanding, ...]:
    """
    The questions of other records about an entity, sorted by rank.

    Their text links it, or at least half of the claims that answer them are about it.
    """
    linked = {(b.record.id, b.anchor) for b in graph.backlinks.get(id_, ()) if b.anchor}
    about = Counter(
        (answer.record, answer.question)
        for statement in graph.said_about.get(id_, ())
        for answer in statement.claim.answers
    )
    records = dict.fromkeys(record for record, _ in (*about, *sorted(linked)))
    questions = [
        question
        for record in records
        if record != id_
        for question in graph.questions_in.get(record, ())
        if (record, question.id) in linked
        or 2 * about[record, question.id] >= max(1, len(question.statements))
    ]
    return tuple(sorted(questions, key=lambda question: question.rank))


def _location(entity: Entity, presenter: Presenter) -> str:
    """The coordinates of a place in degrees, and what the point represents."""
    location = entity.location
    if location is None:
        return ""
    term = presenter.graph.schema.term(Vocabulary.PRECISIONS, location.precision)
    return f"{coordinates_in_words(location)} ({term.label})"


def _register(key: str, presenter: Presenter) -> str:
    """The title of a register of identifiers in the schema."""
    shape = presenter.graph.schema.property_at(Kind.ENTITY, ("identifiers", key))
    return str(shape.get("title", key))


def _relations(
    ends: Iterable[RelationEnd], presenter: Presenter
) -> Iterator[RelationView]:
    """Relations grouped by kind, in order of first occurrence."""
    ends = tuple(ends)
    labels = list(dict.fromkeys(end.label for end in ends))
    for end in sorted(ends, key=lambda end: labels.index(end.label)):
        time = _span(end.start, end.end)
        links = (presenter.record_html(end.other),)
        yield RelationView(end.label, links, time, presenter.prose.citations(end.cites))


def _span(start: PartialDate | None, end: PartialDate | None) -> str:
    """The span from *start* to *end* in words; unknown ends are left out."""
    parts = [f"from {date_in_words(start)}"] if start else []
    if end:
        parts.append(f"until {date_in_words(end)}")
    return " ".join(parts)
