"""The layout around every page: navigation, search, the base, the page's version."""

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
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.rendering.finishing import VERSION
from sourcebook.pages.rendering.piece_cache import PieceCache
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import index_of, to
from sourcebook.pages.views import CiteView, LinkView, Node

# Loaded by every page; each page is complete without them.
SCRIPTS = ("keys.js", "previews.js", "copy.js")

# The links of the masthead.
_NAVIGATION = (
    ("Questions", urls.QUESTIONS),
    ("Timeline", urls.TIMELINE),
    ("Events", index_of(Kind.EVENT)),
    ("Actors and places", index_of(Kind.ENTITY)),
    ("Speakers", urls.SPEAKERS),
    ("Sources", index_of(Kind.SOURCE)),
    ("A–Z", urls.SEARCH),
    ("About", urls.ABOUT),
)
_NAVIGATION_PATHS = frozenset(path for _, path in _NAVIGATION)


@dataclass(frozen=True, slots=True)
class Layout:
    """The view of a page's layout."""

    title: str  # of the page
    base_title: str
    language: str
    files: Markup  # tags of the style sheet and scripts, rendered
    masthead: Markup  # navigation and search, rendered
    navigation: tuple[LinkView, ...]
    twin: str  # the page's JSON file; empty if it has none
    version: str  # of the page
    licence: str
    about: str
    data: str
    description: str  # of the page, in plain text
    card: str  # the page's Open Graph type
    address: str  # URL of the page; empty if the base has no base_url
    feed: str  # URL of the feed; empty if there is none
    linked_data: Node  # the page as JSON-LD
    cite: CiteView | None  # None if the page is not citable
    previews: int  # the number of preview files


class LayoutMaker:
    """Makes the layout of each page; what pages share is made once."""

    def __init__(self, presenter: Presenter, dependencies: Dependencies) -> None:
        self._presenter = presenter
        description = presenter.graph.base.description
        self._title, self._licence = description.title, description.licence or ""
        self._navigation = tuple(LinkView(name, to(path)) for name, path in _NAVIGATION)
        self._about, self._data = to(urls.ABOUT), to(urls.DATA)
        self._feed = ""
        if presenter.urls.site and presenter.graph.sources:
            self._feed = presenter.urls.name(urls.FEED)
        self._previews = shards_of(presenter.graph)
        self._files: PieceCache[tuple[str, ...], Markup] = PieceCache(dependencies)
        self._mastheads: PieceCache[str, Markup] = PieceCache(dependencies)

    def of(self, spec: PageSpec) -> Layout:
        """The layout of the page that *spec* describes."""
        presenter, builder, path = self._presenter, self._presenter.urls, spec.path
        scripts, subject = spec.scripts, spec.subject
        description = description_of(spec, presenter)
        cite = None
        if path != urls.NOT_FOUND:
            cite = presenter.cites.page(spec.title, path)
        current = path if path in _NAVIGATION_PATHS else ""
        return Layout(
            title=spec.title,
            base_title=self._title,
            language="en",
            files=self._files.get_or_make(scripts, lambda: self._asset_tags(scripts)),
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
            address=builder.name(path) if builder.site else "",
            feed=self._feed,
            linked_data=linked_data(spec, description, presenter),
            cite=cite,
            previews=self._previews,
        )

    def _asset_tags(self, scripts: tuple[str, ...]) -> Markup:
        return self._presenter.templates.layout("files")(
            to(STYLE_SHEET),
            tuple(to(f"assets/{name}") for name in (*SCRIPTS, *scripts)),
        )

    def _masthead(self, current: str) -> Markup:
        """*current* is the path of a page that the navigation links to, or empty."""
        return self._presenter.templates.layout("masthead")(
            LinkView(self._title, to(urls.HOME)),
            self._navigation,
            to(current) if current else "",
            "" if current == urls.SEARCH else to(urls.SEARCH),
        )
