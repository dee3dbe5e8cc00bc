"""The page that leads to the comparisons of sources: a table, or lists of many."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sourcebook.graph.comparison import Comparison, by_source
from sourcebook.graph.graph import Graph
from sourcebook.model.dates import PartialDate
from sourcebook.model.mentions import RecordId
from sourcebook.model.records import Source
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.comparison import (
    compare_page,
    events_in_words,
    likenesses_in_words,
    names_of,
    questions_in_words,
)
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.periods import Period, periods_of, slices_of
from sourcebook.pages.lists.split_lists import (
    PartOfView,
    SplitListPage,
    part_of,
    parts_of_periods,
)
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import page_of_comparison, to
from sourcebook.pages.views import LinkView

_TITLE = "Compare two sources"
_INTRO = (
    "Two sources side by side: the questions that claims in both answer, how far they "
    "take the same positions, and the events that both tell. To differ is not to be "
    "wrong."
)
_RULE = (
    "Of this many sources, each is set beside the {} that share the most questions, "
    "then the most events, with it, and beside those for which it is one of them."
)


@dataclass(frozen=True, slots=True)
class CountsView:
    """How much two sources share, in words; all empty where they share nothing."""

    href: str = ""
    label: str = ""  # what the link leads to
    questions: str = ""
    likenesses: str = ""
    events: str = ""


@dataclass(frozen=True, slots=True)
class CompareIndexPage:
    """A table of all sources by all sources, by publication."""

    names: tuple[str, ...]
    rows: tuple[tuple[LinkView, str, tuple[CountsView | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A source with those that it is set beside."""

    source: Source
    name: str
    others: tuple[tuple[str, str, str], ...]  # name, path of the page, what is shared


@dataclass(frozen=True, slots=True)
class ListView:
    """A source with links to its comparisons."""

    id: str
    link: LinkView
    others: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CompareListsPage:
    """Of many sources, what some are set beside."""

    title: str
    lists: tuple[ListView, ...]
    part: PartOfView


def planned(
    compared: tuple[Comparison, ...], graph: Graph, bounds: Bounds
) -> Iterator[PageSpec]:
    """The table of all pairs, or lists, then a page for each two that are compared."""
    names = names_of(graph)
    if len(graph.sources) <= bounds.table:
        show_index = partial(_index_page, compared, names)
        yield PageSpec(places.COMPARE, "compare_index", "Compare sources", show_index)
    else:
        yield from _lists(compared, names, graph, bounds)
    for one in compared:
        own = (names[one.first.id], names[one.second.id])
        path = page_of_comparison(one.first.id, one.second.id)
        page = partial(compare_page, one, own, bounds.only)
        yield PageSpec(path, "compare", " / ".join(own), page)


def _lists(
    compared: tuple[Comparison, ...],
    names: Mapping[RecordId, str],
    graph: Graph,
    bounds: Bounds,
) -> Iterator[PageSpec]:
    beside = tuple(_beside(compared, names, graph))
    periods = periods_of(places.COMPARE, beside, _published, bounds.compared)
    parted = partial(_parted_page, periods, bounds.beside)
    yield PageSpec(places.COMPARE, "parted", "Compare sources", parted)
    for one in slices_of(periods):
        title = f"{_TITLE}: {one.label}"
        page = partial(_lists_page, one, title)
        yield PageSpec(one.path, "compare_lists", title, page)


def _published(beside: Beside) -> PartialDate:
    return beside.source.published


def _index_page(
    compared: Iterable[Comparison], names: Mapping[RecordId, str], presenter: Presenter
) -> CompareIndexPage:
    sources = presenter.graph.sources
    counts = {}
    for one in compared:
        counts[one.first.id, one.second.id] = view = _counts(one, names)
        counts[one.second.id, one.first.id] = view
    rows = (
        (
            presenter.record(row.id),
            names[row.id],
            tuple(
                None if row is column else counts.get((row.id, column.id), CountsView())
                for column in sources
            ),
        )
        for row in sources
    )
    return CompareIndexPage(tuple(names.values()), tuple(rows))


def _counts(one: Comparison, names: Mapping[RecordId, str]) -> CountsView:
    return CountsView(
        href=to(page_of_comparison(one.first.id, one.second.id)),
        label=f"Compare {names[one.first.id]} with {names[one.second.id]}",
        questions=questions_in_words(one),
        likenesses=likenesses_in_words(one),
        events=events_in_words(one),
    )


def _lists_page(
    one: Slice[Beside], title: str, presenter: Presenter
) -> CompareListsPage:
    """The lists of some sources: what each is set beside."""
    nouns = ("source", "sources")
    return CompareListsPage(
        title,
        tuple(
            ListView(
                f"_of-{beside.source.id}",
                presenter.record(beside.source.id, beside.name),
                tuple(
                    LinkView(name, to(path), shared)
                    for name, path, shared in beside.others
                ),
            )
            for beside in one.group.items
        ),
        part_of(one, places.COMPARE, _TITLE, nouns),
    )


def _parted_page(
    periods: tuple[Period[Beside], ...], most: int, _: Presenter
) -> SplitListPage:
    sections = parts_of_periods(periods, ("source", "sources"))
    return SplitListPage(_TITLE, f"{_INTRO} {_RULE.format(most)}", (), sections)


def _beside(
    compared: Iterable[Comparison], names: Mapping[RecordId, str], graph: Graph
) -> Iterator[Beside]:
    """What each source is set beside; those that are beside nothing are left out."""
    found = by_source(compared)
    for source in graph.sources:
        others = tuple(
            (
                names[(one.second if one.first is source else one.first).id],
                page_of_comparison(one.first.id, one.second.id),
                "; ".join(filter(None, (_shared_in_words(one), events_in_words(one)))),
            )
            for one in found.get(source.id, ())
        )
        if others:
            yield Beside(source, names[source.id], others)


def _shared_in_words(one: Comparison) -> str:
    return (
        f"{questions_in_words(one)}: {likenesses_in_words(one)}"
        if one.questions
        else ""
    )
