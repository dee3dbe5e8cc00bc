"""The lists of a record's page, and the pages of those that are too long for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from sourcebook.graph.connections import Backlink, Participation
from sourcebook.graph.graph import Graph
from sourcebook.graph.statements import Statement, VoiceKind
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Entity, Event, Record
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.lists.paging import Group, PagerView, paged, pager_from
from sourcebook.pages.lists.periods import period_of
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text.urls import page_of_list, to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import (
    ClaimsView,
    DateView,
    EventsView,
    EventView,
    LinkView,
    MentionsView,
    MentionView,
    PartView,
)

# What a record's page shows itself, at most: a list of more has pages of its own.
_MOST_CLAIMS = 60
_MOST_LINES = 100
# What one of those pages shows, at most: about 12 KB compressed.
_MOST_ON_A_PAGE = 100
# A record's page names the groups of a long list; of more groups, runs of pages.
_MOST_GROUPS = 150

Item = Statement | Participation | Event | Backlink

_KINDS = {
    Kind.ENTITY: "Actors, places and things",
    Kind.EVENT: "Events",
    Kind.SOURCE: "Sources",
}


@dataclass(frozen=True)
class RecordList:
    """A list of a record's page."""

    record: Record
    name: str  # of the files that it continues on
    anchor: str  # of its heading on the record's page
    heading: str
    noun: str  # what is listed
    items: tuple[Item, ...]

    @property
    def is_long(self) -> bool:
        """Whether it has pages of its own."""
        are_claims = isinstance(next(iter(self.items), None), Statement)
        return len(self.items) > (_MOST_CLAIMS if are_claims else _MOST_LINES)

    @cached_property
    def groups(self) -> tuple[Group[Item], ...]:
        """Its items by what they belong to, in the order in which that first occurs."""
        kept: dict[tuple[str, str], list[Item]] = {}
        for item in self.items:
            kept.setdefault(_group_of(item), []).append(item)
        return tuple(
            Group(anchor, label, tuple(items))
            for (anchor, label), items in kept.items()
        )

    @cached_property
    def pages(self) -> tuple[tuple[Group[Item], ...], ...]:
        """The groups of each of its own pages."""
        return paged(self.groups, _MOST_ON_A_PAGE)

    def path(self, number: int) -> str:
        """The file of one of its pages; they count from 1."""
        return page_of_list(self.record.kind, self.record.id, self.name, number)


@dataclass(frozen=True, slots=True)
class PartGroupView:
    """A group of a long list, on a page of its own: claims, events or sentences."""

    id: str
    link: LinkView
    date: DateView | None
    count: int
    is_continued: bool  # from the page before
    claims: tuple[Markup, ...]  # finished, a line each
    events: tuple[EventView, ...]
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page of a long list."""

    heading: str
    record: LinkView  # the list on the page of its record
    count: str
    ways: PagerView
    groups: tuple[PartGroupView, ...]


def lists_of(record: Record, graph: Graph) -> Mapping[str, RecordList]:
    """The lists of a record's page that may become long, by their names."""
    id_, title = record.id, record.title
    said = graph.by_voice.get((VoiceKind.NAMED, id_, ""), ())
    within, about = graph.said_within.get(id_, ()), claims_about(record, graph)
    took_part, here = graph.participations.get(id_, ()), graph.events_at.get(id_, ())
    rows: list[tuple[str, str, str, str, tuple[Item, ...]]] = []
    match record:
        case Entity():
            rows = [
                ("said", "_said", f"Said by {title}", "claim", said),
                ("said-within", "_within", "Said by unnamed speakers", "claim", within),
                ("said-about", "_about", f"Said about {title}", "claim", about),
                ("took-part", "_took-part", "Took part in", "event", took_part),
                ("happened-here", "_here", "Happened here", "event", here),
            ]
        case Event():
            parts = graph.parts.get(id_, ())
            elsewhere = "Claims in other records"
            rows = [
                ("elsewhere", "_elsewhere", elsewhere, "claim", about),
                ("parts", "_parts", "Parts of this event", "event", parts),
            ]
    lists = {row[0]: RecordList(record, *row) for row in rows}
    return {**lists, "mentions": _mentions(record, graph)}


def _mentions(record: Record, graph: Graph) -> RecordList:
    """The sentences of other records that link *record*."""
    items = graph.backlinks.get(record.id, ())
    name, anchor, heading = "mentions", "_mentions", "Mentioned in"
    return RecordList(record, name, anchor, heading, "sentence", items)


def claims_about(record: Record, graph: Graph) -> tuple[Statement, ...]:
    """The claims of other records about *record*, or on its questions, in order."""
    about = graph.said_about.get(record.id, ())
    others = [s for s in about if s.record.id != record.id]
    if record.kind is not Kind.EVENT:
        return tuple(others)
    found = {s.reference: s for s in others}
    for question in graph.questions_in.get(record.id, ()):
        for statement in question.statements:
            if statement.record.id != record.id:
                found.setdefault(statement.reference, statement)
    if len(found) == len(others):
        return tuple(others)
    return tuple(sorted(found.values(), key=lambda statement: statement.order))


def claims_of(listed: RecordList, presenter: Presenter) -> ClaimsView:
    """A list of claims on the page of its record."""
    if listed.is_long:
        return ClaimsView(len(listed.items), (), (), tuple(_named(listed, presenter)))
    return presenter.listed(_statements(listed.items))


def events_of(listed: RecordList, presenter: Presenter) -> EventsView:
    """A list of events on the page of its record."""
    if listed.is_long:
        return EventsView(len(listed.items), (), tuple(_named(listed, presenter)))
    return EventsView(len(listed.items), tuple(_events(listed.items, presenter)))


def mentions_of(record: Record, presenter: Presenter) -> MentionsView:
    """Every sentence of another record that links *record*, on its page."""
    listed = _mentions(record, presenter.graph)
    if listed.is_long:
        return MentionsView(len(listed.items), (), tuple(_named(listed, presenter)))
    found = presenter.mentions(_backlinks(listed.items))
    return MentionsView(len(listed.items), found)


def part_page(listed: RecordList, number: int, presenter: Presenter) -> PartPage:
    """One of the pages of a long list; they count from 1."""
    pages = listed.pages
    paths = [listed.path(n) for n in range(1, len(pages) + 1)]
    here = sum(len(group.items) for group in pages[number - 1])
    whole = count_in_words(len(listed.items), listed.noun)
    return PartPage(
        heading=title_of(listed, number),
        record=presenter.record(listed.record.id, anchor=listed.anchor),
        count=whole if len(pages) == 1 else f"{here} of {whole}",
        ways=pager_from(number, paths),
        groups=tuple(_group_view(group, presenter) for group in pages[number - 1]),
    )


def title_of(listed: RecordList, number: int) -> str:
    """The first heading of one of the pages of a long list."""
    title = listed.record.title
    heading = listed.heading
    if not heading.endswith(title):
        heading = f"{title}: {heading[0].lower()}{heading[1:]}"
    return heading if number == 1 else f"{heading}, page {number}"


def _group_of(item: Item) -> tuple[str, str]:
    """The anchor and the words of the heading that an item stands under."""
    match item:
        case Statement():
            return f"_{item.record.id}", item.record.title
        case Backlink():
            return f"_{item.record.kind}", _KINDS[item.record.kind]
        case Participation():
            return period_of(item.event.date)
        case _:
            return period_of(item.date)


def _named(listed: RecordList, presenter: Presenter) -> Iterator[PartView]:
    """Links to the groups of a long list; to runs of them where they are many."""
    groups, pages = listed.groups, listed.pages
    if len(groups) > _MOST_GROUPS:
        step = -(-len(pages) // _MOST_GROUPS)
        for first in range(0, len(pages), step):
            run = [group for page in pages[first : first + step] for group in page]
            label = f"{run[0].label} – {run[-1].label}"
            link = LinkView(label, to(listed.path(first + 1)))
            size = sum(len(group.items) for group in run)
            yield PartView(link, None, count_in_words(size, listed.noun))
        return
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for group in page:
            numbers.setdefault(group.anchor, number)
    for group in groups:
        href = to(listed.path(numbers[group.anchor]), group.anchor)
        link = LinkView(group.label, href)
        count = count_in_words(len(group.items), listed.noun)
        yield PartView(link, _date(group, presenter), count)


def _group_view(group: Group[Item], presenter: Presenter) -> PartGroupView:
    first = group.items[0]
    link = LinkView(group.label)
    if isinstance(first, Statement):
        link = presenter.record(first.record.id)
    return PartGroupView(
        id=group.anchor,
        link=link,
        date=_date(group, presenter),
        count=len(group.items),
        is_continued=group.is_continued,
        claims=presenter.claim_lines(_statements(group.items)),
        events=tuple(_events(group.items, presenter)),
        mentions=presenter.mentions(_backlinks(group.items)),
    )


def _date(group: Group[Item], presenter: Presenter) -> DateView | None:
    """When the event happened that the claims of a group are kept with."""
    first = group.items[0]
    if isinstance(first, Statement) and isinstance(first.record, Event):
        return presenter.date(first.record.date)
    return None


def _statements(items: Iterable[Item]) -> tuple[Statement, ...]:
    return tuple(item for item in items if isinstance(item, Statement))


def _backlinks(items: Iterable[Item]) -> tuple[Backlink, ...]:
    return tuple(item for item in items if isinstance(item, Backlink))


def _events(items: Iterable[Item], presenter: Presenter) -> Iterator[EventView]:
    roles = presenter.graph.schema.terms[Vocabulary.ROLES]
    for item in items:
        match item:
            case Participation(event, role, cites):
                yield presenter.event(event, roles[role].label, cites)
            case Event():
                yield presenter.event(item, with_basis=True)


def long_lists(record: Record, graph: Graph) -> tuple[RecordList, ...]:
    """The lists of *record* that have pages of their own."""
    if not _may_be_long(record, graph):
        return ()
    return tuple(one for one in lists_of(record, graph).values() if one.is_long)


def _may_be_long(record: Record, graph: Graph) -> bool:
    """Whether any list of *record* can be long; most records are told by counting."""
    id_ = record.id
    questions = graph.questions_in.get(id_, ())
    about = len(graph.said_about.get(id_, ())) + sum(
        len(q.statements) for q in questions
    )
    lists = (
        graph.by_voice.get((VoiceKind.NAMED, id_, ""), ()),
        graph.said_within.get(id_, ()),
        graph.participations.get(id_, ()),
        graph.events_at.get(id_, ()),
        graph.parts.get(id_, ()),
        graph.backlinks.get(id_, ()),
    )
    return max(about, *map(len, lists)) > min(_MOST_CLAIMS, _MOST_LINES)
