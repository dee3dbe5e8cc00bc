"""What stands around every page: navigation, search, the base, the page's version."""

from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.cache.dependencies import Dependencies
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Record
from sourcebook.pages.assets import STYLE_SHEET
from sourcebook.pages.metadata.descriptions import description_of
from sourcebook.pages.metadata.json_ld import linked_data
from sourcebook.pages.metadata.previews import shards_of
from sourcebook.pages.page import PageSpec
from sourcebook.pages.presenting.claims import Presenter
from sourcebook.pages.rendering.finishing import VERSION
from sourcebook.pages.rendering.piece_cache import PieceCache
from sourcebook.pages.text import urls as places
from sourcebook.pages.text.urls import index_of, to
from sourcebook.pages.views import CiteView, LinkView, Node

# On every page; a page is whole without any of them.
SCRIPTS = ("keys.js", "previews.js", "copy.js")

# Where the masthead leads.
_NAVIGATION = (
    ("Questions", places.QUESTIONS),
    ("Timeline", places.TIMELINE),
    ("Events", index_of(Kind.EVENT)),
    ("Actors and places", index_of(Kind.ENTITY)),
    ("Speakers", places.SPEAKERS),
    ("Sources", index_of(Kind.SOURCE)),
    ("A–Z", places.SEARCH),
    ("About", places.ABOUT),
)
_OWN_MASTHEADS = frozenset(path for _, path in _NAVIGATION)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page."""

    title: str  # of the page
    base_title: str
    language: str
    files: Markup  # styles and scripts, finished
    masthead: Markup  # finished: navigation and search
    navigation: tuple[LinkView, ...]
    twin: str  # the page's JSON; empty where it has none
    version: str  # of the page
    licence: str
    about: str
    data: str
    description: str  # of the page, in plain words
    card: str  # what Open Graph calls such a page
    address: str  # of the page; empty where the base does not say where it is published
    feed: str  # its address; empty as well
    linked_data: Node  # the page in JSON-LD
    cite: CiteView | None  # None where a page is nothing to cite
    previews: int  # the number of files that hold them


class LayoutMaker:
    """Makes the frames of pages; what these share is made once."""

    def __init__(self, presenter: Presenter, dependencies: Dependencies) -> None:
        self._presenter = presenter
        description = presenter.graph.base.description
        self._title, self._licence = description.title, description.licence or ""
        self._navigation = tuple(LinkView(name, to(path)) for name, path in _NAVIGATION)
        self._about, self._data = to(places.ABOUT), to(places.DATA)
        self._feed = ""
        if presenter.urls.site and presenter.graph.sources:
            self._feed = presenter.urls.name(places.FEED)
        self._previews = shards_of(presenter.graph)
        self._files: PieceCache[tuple[str, ...], Markup] = PieceCache(dependencies)
        self._mastheads: PieceCache[str, Markup] = PieceCache(dependencies)

    def of(self, spec: PageSpec) -> Frame:
        """The frame of a page."""
        presenter, urls, path = self._presenter, self._presenter.urls, spec.path
        scripts, subject = spec.scripts, spec.subject
        description = description_of(spec, presenter)
        cite = None
        if path != places.NOT_FOUND:
            cite = presenter.cites.page(spec.title, path)
        current = path if path in _OWN_MASTHEADS else ""
        return Frame(
            title=spec.title,
            base_title=self._title,
            language="en",
            files=self._files.get_or_make(scripts, lambda: self._linked(scripts)),
            masthead=self._mastheads.get_or_make(
                current, lambda: self._masthead(current)
            ),
            navigation=self._navigation,
            twin=f"{subject.id}.json" if isinstance(subject, Record) else "",
            version=VERSION,
            licence=self._licence,
            about=self._about,
            data=self._data,
            description=description,
            card="article" if subject else "website",
            address=urls.name(path) if urls.site else "",
            feed=self._feed,
            linked_data=linked_data(spec, description, presenter),
            cite=cite,
            previews=self._previews,
        )

    def _linked(self, scripts: tuple[str, ...]) -> Markup:
        """The links to the style sheet, and to the scripts of a page."""
        return self._presenter.templates.frame("files")(
            to(STYLE_SHEET),
            tuple(to(f"assets/{name}") for name in (*SCRIPTS, *scripts)),
        )

    def _masthead(self, current: str) -> Markup:
        """The masthead of the page *current*, or of any that it does not lead to."""
        return self._presenter.templates.frame("masthead")(
            LinkView(self._title, to(places.HOME)),
            self._navigation,
            to(current) if current else "",
            "" if current == places.SEARCH else to(places.SEARCH),
        )
