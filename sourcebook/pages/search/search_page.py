"""The search page: without scripts, all names from A to Z."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sourcebook.graph.graph import Graph
from sourcebook.model.vocabulary import Vocabulary
from sourcebook.pages.bounds import Bounds
from sourcebook.pages.lists.letters import letter_slices, looked_up, section_of
from sourcebook.pages.lists.paging import Slice
from sourcebook.pages.lists.split_lists import PartOfView, part_of, parts_of
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.search.index import GROUPS
from sourcebook.pages.search.shards import is_far
from sourcebook.pages.text import urls
from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import page_of, page_of_question, to
from sourcebook.pages.text.words import date_in_words
from sourcebook.pages.views import LinkView, PartView

_SCRIPTS = ("search_words.js", "search_items.js", "search_lines.js", "search.js")
_FAR = ("search_far.js", *_SCRIPTS)  # if the search index is sharded
_TITLE = "All names from A to Z"
_NOUNS = ("name", "names")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name that a reader may look up, with the path of its page."""

    label: str
    path: str
    note: str  # what it is; of an alias, the title of the record
    language: str | None = None
    others: tuple[LinkView, ...] = ()  # other names, in their languages


@dataclass(frozen=True, slots=True)
class NameView:
    """A link to a name that a reader may look up."""

    link: LinkView  # with the note of the name
    others: tuple[LinkView, ...] = ()  # other names, in their languages


@dataclass(frozen=True, slots=True)
class LetterView:
    """The names that begin with a letter, or that are in another script."""

    id: str
    heading: str
    names: tuple[NameView, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """All names, and the settings of the search."""

    records: str  # the script with the search index
    groups: tuple[tuple[str, str], ...]  # kind of result, heading
    genres: tuple[tuple[str, str], ...]  # word, plural; only those in use
    letters: tuple[LetterView, ...]
    parts: tuple[PartView, ...]  # links to the names if they are too many for the page


@dataclass(frozen=True, slots=True)
class NamesPage:
    """The names under one letter, or a slice of them."""

    title: str
    names: tuple[NameView, ...]
    part: PartOfView


def planned(graph: Graph, prose: Prose, bounds: Bounds) -> Iterator[PageSpec]:
    """The search page, then the pages of names if they are too many for it."""
    path = urls.SEARCH
    names = sorted(_names(graph, prose), key=lambda n: (looked_up(n.label), n.path))
    is_long = len(names) > bounds.names
    most = bounds.lines if is_long else len(names)
    slices = letter_slices(path, names, lambda name: name.label, most)
    page = partial(_split_page if is_long else _search_page, slices)
    scripts = _FAR if is_far(graph, bounds) else _SCRIPTS
    yield PageSpec(path, "search", "Search", page, scripts=scripts)
    for slice_ in slices if is_long else ():
        title = f"Names: {slice_.label}"
        yield PageSpec(slice_.path, "names", title, partial(_names_page, slice_, title))


def _search_page(
    slices: Iterable[Slice[NameEntry]], presenter: Presenter
) -> SearchPage:
    return _page(presenter, letters=tuple(_letter(slice_) for slice_ in slices))


def _split_page(slices: Iterable[Slice[NameEntry]], presenter: Presenter) -> SearchPage:
    return _page(presenter, parts=parts_of(slices, _NOUNS))


def _page(
    presenter: Presenter,
    letters: tuple[LetterView, ...] = (),
    parts: tuple[PartView, ...] = (),
) -> SearchPage:
    used = {source.genre for source in presenter.graph.sources}
    genres = presenter.graph.schema.terms[Vocabulary.GENRES]
    return SearchPage(
        records=to(urls.SEARCH_RECORDS),
        groups=tuple(GROUPS.items()),
        genres=tuple((g, term.plural) for g, term in genres.items() if g in used),
        letters=letters,
        parts=parts,
    )


def _names_page(slice_: Slice[NameEntry], title: str, _: Presenter) -> NamesPage:
    names = tuple(_view(name) for name in slice_.group.items)
    return NamesPage(title, names, part_of(slice_, urls.SEARCH, _TITLE, _NOUNS))


def _letter(slice_: Slice[NameEntry]) -> LetterView:
    heading = slice_.group.label
    id_ = "_letter-" + heading.lower().replace(" ", "-")
    return LetterView(id_, heading, tuple(_view(n) for n in slice_.group.items))


def _view(name: NameEntry) -> NameView:
    href = to(name.path)
    return NameView(LinkView(name.label, href, name.note, name.language), name.others)


def _names(graph: Graph, prose: Prose) -> Iterator[NameEntry]:
    """Every record and question by name, and aliases that sort into other sections."""
    base, schema = graph.base, graph.schema
    for entity in base.entities.values():
        path, title = page_of(entity.kind, entity.id), entity.title
        others = tuple(LinkView(a.name, None, "", a.language) for a in entity.aliases)
        label = schema.term(Vocabulary.ENTITY_TYPES, entity.type).label
        yield NameEntry(title, path, label, None, others)
        for other in others:
            if section_of(other.label) != section_of(title):
                yield NameEntry(other.label, path, title, other.language)
    for event in base.events.values():
        words = date_in_words(event.date) if event.date else "event"
        yield NameEntry(event.title, page_of(event.kind, event.id), words)
    for source in base.sources.values():
        path, genre = page_of(source.kind, source.id), source.genre
        language = source.language if source.language != "en" else None
        label = schema.term(Vocabulary.GENRES, genre).label
        yield NameEntry(source.title, path, label, language)
    for question in graph.questions:
        ask = prose.plain(question.ask.markdown)
        yield NameEntry(
            ask, page_of_question(question.record.id, question.id), "question"
        )
