"""The index of comparisons of sources: a table, or lists if the sources are many."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from sourcebook.graph.comparison import Comparison, by_source
from sourcebook.graph.graph import Graph
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
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
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
    """How much two sources share, in words; all empty if they share nothing."""

    href: str = ""
    label: str = ""  # of the link
    questions: str = ""
    likenesses: str = ""
    events: str = ""


@dataclass(frozen=True, slots=True)
class CompareIndexPage:
    """A table of all sources by all sources, in order of publication."""

    names: tuple[str, ...]
    rows: tuple[tuple[LinkView, str, tuple[CountsView | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """A source with the sources that it is compared with."""

    source: Source
    name: str
    others: tuple[tuple[str, str, str], ...]  # name, path of the page, what they share


@dataclass(frozen=True, slots=True)
class ListView:
    """A source with links to its comparisons."""

    id: str
    link: LinkView
    others: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CompareListsPage:
    """Sources with their comparisons, if a table of all would be too large."""

    title: str
    lists: tuple[ListView, ...]
    part: PartOfView


def planned(
    compared: tuple[Comparison, ...], graph: Graph, bounds: Bounds
) -> Iterator[PageSpec]:
    """The table of all pairs or the lists, then a page for each comparison."""
    names = names_of(graph)
    if len(graph.sources) <= bounds.table:
        show_index = partial(_index_page, compared, names)
        yield PageSpec(urls.COMPARE, "compare_index", "Compare sources", show_index)
    else:
        yield from _lists(compared, names, graph, bounds)
    for pair in compared:
        pair_names = (names[pair.first.id], names[pair.second.id])
        path = page_of_comparison(pair.first.id, pair.second.id)
        page = partial(compare_page, pair, pair_names, bounds.only)
        yield PageSpec(path, "compare", " / ".join(pair_names), page)


def _lists(
    compared: tuple[Comparison, ...],
    names: Mapping[RecordId, str],
    graph: Graph,
    bounds: Bounds,
) -> Iterator[PageSpec]:
    beside = tuple(_beside(compared, names, graph))
    most = bounds.compared
    periods = periods_of(urls.COMPARE, beside, lambda b: b.source.published, most)
    split_page = partial(_split_page, periods, bounds.beside)
    yield PageSpec(urls.COMPARE, "split_list", "Compare sources", split_page)
    for slice_ in slices_of(periods):
        title = f"{_TITLE}: {slice_.label}"
        page = partial(_lists_page, slice_, title)
        yield PageSpec(slice_.path, "compare_lists", title, page)


def _index_page(
    compared: Iterable[Comparison], names: Mapping[RecordId, str], presenter: Presenter
) -> CompareIndexPage:
    sources = presenter.graph.sources
    counts = {}
    for pair in compared:
        counts[pair.first.id, pair.second.id] = view = _counts(pair, names)
        counts[pair.second.id, pair.first.id] = view
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


def _counts(pair: Comparison, names: Mapping[RecordId, str]) -> CountsView:
    return CountsView(
        href=to(page_of_comparison(pair.first.id, pair.second.id)),
        label=f"Compare {names[pair.first.id]} with {names[pair.second.id]}",
        questions=questions_in_words(pair),
        likenesses=likenesses_in_words(pair),
        events=events_in_words(pair),
    )


def _lists_page(
    slice_: Slice[ComparedSource], title: str, presenter: Presenter
) -> CompareListsPage:
    """The lists of a slice of the sources: what each is compared with."""
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
            for beside in slice_.group.items
        ),
        part_of(slice_, urls.COMPARE, _TITLE, nouns),
    )


def _split_page(
    periods: tuple[Period[ComparedSource], ...], most: int, _: Presenter
) -> SplitListPage:
    sections = parts_of_periods(periods, ("source", "sources"))
    return SplitListPage(_TITLE, f"{_INTRO} {_RULE.format(most)}", (), sections)


def _beside(
    compared: Iterable[Comparison], names: Mapping[RecordId, str], graph: Graph
) -> Iterator[ComparedSource]:
    """What each source is compared with; sources without comparisons are left out."""
    pairs_by_source = by_source(compared)
    for source in graph.sources:
        others = tuple(
            (
                names[(c.second if c.first is source else c.first).id],
                page_of_comparison(c.first.id, c.second.id),
                "; ".join(filter(None, (_shared_in_words(c), events_in_words(c)))),
            )
            for c in pairs_by_source.get(source.id, ())
        )
        if others:
            yield ComparedSource(source, names[source.id], others)


def _shared_in_words(pair: Comparison) -> str:
    if not pair.questions:
        return ""
    return f"{questions_in_words(pair)}: {likenesses_in_words(pair)}"
