"""The lists on the page of a record, and the pages of those too long for it."""

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
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text.urls import page_of_list, to
from sourcebook.pages.text.words import count_in_words
from sourcebook.pages.views import (
    ClaimListView,
    DateView,
    EventListView,
    EventView,
    LinkView,
    MentionListView,
    MentionView,
    PartView,
)

# The longest lists that the page of a record shows; longer ones get separate pages.
_MOST_CLAIMS = 60
_MOST_LINES = 100
# Items on one of those pages, at most: about 12 KB compressed.
_MOST_ON_A_PAGE = 100
# Groups linked from the page of a record, at most; of more, runs of pages are linked.
_MOST_GROUPS = 150

Item = Statement | Participation | Event | Backlink

_KINDS = {
    Kind.ENTITY: "Actors, places and things",
    Kind.EVENT: "Events",
    Kind.SOURCE: "Sources",
}


@dataclass(frozen=True)
class RecordList:
    """A list on the page of a record."""

    record: Record
    name: str  # of the files of its pages
    anchor: str  # of its heading on the page of the record
    heading: str
    noun: str  # for the items
    items: tuple[Item, ...]

    @property
    def is_long(self) -> bool:
        """Whether it has separate pages."""
        are_claims = isinstance(next(iter(self.items), None), Statement)
        return len(self.items) > (_MOST_CLAIMS if are_claims else _MOST_LINES)

    @cached_property
    def groups(self) -> tuple[Group[Item], ...]:
        """The items by what they belong to, in order of first occurrence."""
        items_by_group: dict[tuple[str, str], list[Item]] = {}
        for item in self.items:
            items_by_group.setdefault(_group_of(item), []).append(item)
        return tuple(
            Group(anchor, label, tuple(items))
            for (anchor, label), items in items_by_group.items()
        )

    @cached_property
    def pages(self) -> tuple[tuple[Group[Item], ...], ...]:
        """The groups on each of its pages."""
        return paged(self.groups, _MOST_ON_A_PAGE)

    def path(self, number: int) -> str:
        """The path of page *number*, counted from 1."""
        return page_of_list(self.record.kind, self.record.id, self.name, number)


@dataclass(frozen=True, slots=True)
class PartGroupView:
    """A group of a long list on its page: claims, events or sentences."""

    id: str
    link: LinkView
    date: DateView | None
    count: int
    is_continued: bool  # from the previous page
    claims: tuple[Markup, ...]  # rendered, one line each
    events: tuple[EventView, ...]
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class LongListPage:
    """One page of a long list."""

    heading: str
    record: LinkView  # to the list on the page of its record
    count: str
    ways: PagerView
    groups: tuple[PartGroupView, ...]


def lists_of(record: Record, graph: Graph) -> Mapping[str, RecordList]:
    """The lists on the page of *record* that may become long, by name."""
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
    """The claims of other records about *record* or on its questions, in order."""
    about = graph.said_about.get(record.id, ())
    others = [s for s in about if s.record.id != record.id]
    if record.kind is not Kind.EVENT:
        return tuple(others)
    claims = {s.reference: s for s in others}
    for question in graph.questions_in.get(record.id, ()):
        for statement in question.statements:
            if statement.record.id != record.id:
                claims.setdefault(statement.reference, statement)
    if len(claims) == len(others):
        return tuple(others)
    return tuple(sorted(claims.values(), key=lambda statement: statement.order))


def claims_of(list_: RecordList, presenter: Presenter) -> ClaimListView:
    """A list of claims on the page of its record."""
    if list_.is_long:
        return ClaimListView(len(list_.items), (), (), tuple(_parts(list_, presenter)))
    return presenter.listed(_statements(list_.items))


def events_of(list_: RecordList, presenter: Presenter) -> EventListView:
    """A list of events on the page of its record."""
    if list_.is_long:
        return EventListView(len(list_.items), (), tuple(_parts(list_, presenter)))
    return EventListView(len(list_.items), tuple(_events(list_.items, presenter)))


def mentions_of(record: Record, presenter: Presenter) -> MentionListView:
    """Every sentence of another record that links *record*, on its page."""
    list_ = _mentions(record, presenter.graph)
    if list_.is_long:
        return MentionListView(len(list_.items), (), tuple(_parts(list_, presenter)))
    mentions = presenter.mentions(_backlinks(list_.items))
    return MentionListView(len(list_.items), mentions)


def part_page(list_: RecordList, number: int, presenter: Presenter) -> LongListPage:
    """Page *number* of a long list, counted from 1."""
    pages = list_.pages
    paths = [list_.path(n) for n in range(1, len(pages) + 1)]
    here = sum(len(group.items) for group in pages[number - 1])
    whole = count_in_words(len(list_.items), list_.noun)
    return LongListPage(
        heading=title_of(list_, number),
        record=presenter.record(list_.record.id, anchor=list_.anchor),
        count=whole if len(pages) == 1 else f"{here} of {whole}",
        ways=pager_from(number, paths),
        groups=tuple(_group_view(group, presenter) for group in pages[number - 1]),
    )


def title_of(list_: RecordList, number: int) -> str:
    """The main heading of page *number* of a long list."""
    title = list_.record.title
    heading = list_.heading
    if not heading.endswith(title):
        heading = f"{title}: {heading[0].lower()}{heading[1:]}"
    return heading if number == 1 else f"{heading}, page {number}"


def _group_of(item: Item) -> tuple[str, str]:
    """The anchor and the heading of the group of *item*."""
    match item:
        case Statement():
            return f"_{item.record.id}", item.record.title
        case Backlink():
            return f"_{item.record.kind}", _KINDS[item.record.kind]
        case Participation():
            return period_of(item.event.date)
        case _:
            return period_of(item.date)


def _parts(list_: RecordList, presenter: Presenter) -> Iterator[PartView]:
    """Links to the groups of a long list, or to runs of pages if they are many."""
    groups, pages = list_.groups, list_.pages
    if len(groups) > _MOST_GROUPS:
        step = -(-len(pages) // _MOST_GROUPS)
        for first in range(0, len(pages), step):
            run = [group for page in pages[first : first + step] for group in page]
            label = f"{run[0].label} – {run[-1].label}"
            link = LinkView(label, to(list_.path(first + 1)))
            size = sum(len(group.items) for group in run)
            yield PartView(link, None, count_in_words(size, list_.noun))
        return
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for group in page:
            numbers.setdefault(group.anchor, number)
    for group in groups:
        href = to(list_.path(numbers[group.anchor]), group.anchor)
        link = LinkView(group.label, href)
        count = count_in_words(len(group.items), list_.noun)
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
        claims=presenter.claim_lines_html(_statements(group.items)),
        events=tuple(_events(group.items, presenter)),
        mentions=presenter.mentions(_backlinks(group.items)),
    )


def _date(group: Group[Item], presenter: Presenter) -> DateView | None:
    """The date of the event whose record contains the claims of *group*."""
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
    """The lists of *record* that have separate pages."""
    if not _may_be_long(record, graph):
        return ()
    return tuple(list_ for list_ in lists_of(record, graph).values() if list_.is_long)


def _may_be_long(record: Record, graph: Graph) -> bool:
    """Whether a list of *record* may be long; counting alone rules out most records."""
    id_ = record.id
    about = len(graph.said_about.get(id_, ()))
    about += sum(len(q.statements) for q in graph.questions_in.get(id_, ()))
    lists = (
        graph.by_voice.get((VoiceKind.NAMED, id_, ""), ()),
        graph.said_within.get(id_, ()),
        graph.participations.get(id_, ()),
        graph.events_at.get(id_, ()),
        graph.parts.get(id_, ()),
        graph.backlinks.get(id_, ()),
    )
    return max(about, *map(len, lists)) > min(_MOST_CLAIMS, _MOST_LINES)
