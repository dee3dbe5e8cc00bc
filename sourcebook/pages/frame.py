"""What stands around every page: navigation, search, the base, the page's version."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.pages import links as places
from sourcebook.pages.descriptions import description_of
from sourcebook.pages.kept import Kept
from sourcebook.pages.linked_data import linked_data
from sourcebook.pages.links import index_of
from sourcebook.pages.planned import Planned
from sourcebook.pages.previews import shards_of
from sourcebook.pages.show import Show
from sourcebook.pages.versions import VERSION
from sourcebook.pages.views import CiteView, LinkView, Node
from sourcebook.read import Kind
from sourcebook.records import Record

_MORE = (
    *("charts.css", "cite.css", "compare.css", "glance.css", "keys.css", "lens.css"),
    *("parted.css", "previews.css", "search.css"),
)
# In the order of their layers.
STYLES = ("tokens.css", "base.css", "layout.css", "parts.css", "lists.css", *_MORE)
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


class Frames:
    """Makes the frames of pages at one depth; what these share is made once."""

    def __init__(self, show: Show) -> None:
        self._show = show
        to, description = show.links.to, show.graph.base.description
        self._title, self._licence = description.title, description.licence or ""
        self._navigation = tuple(LinkView(name, to(path)) for name, path in _NAVIGATION)
        self._about, self._data = to(places.ABOUT), to(places.DATA)
        self._feed = ""
        if show.links.site and show.graph.sources:
            self._feed = show.links.name(places.FEED)
        self._previews = shards_of(show.graph)
        self._files: Kept[tuple[str, ...], Markup] = Kept(show.graph.notes)
        self._mastheads: Kept[str, Markup] = Kept(show.graph.notes)

    def of(self, planned: Planned) -> Frame:
        """The frame of a page."""
        show, links, path = self._show, self._show.links, planned.path
        scripts, subject = planned.scripts, planned.subject
        description = description_of(planned, show)
        cite = None
        if path != places.NOT_FOUND:
            cite = show.cites.page(planned.title, path)
        current = path if path in _OWN_MASTHEADS else ""
        return Frame(
            title=planned.title,
            base_title=self._title,
            language="en",
            files=self._files.kept(scripts, lambda: self._linked(scripts)),
            masthead=self._mastheads.kept(current, lambda: self._masthead(current)),
            navigation=self._navigation,
            twin=f"{subject.id}.json" if isinstance(subject, Record) else "",
            version=VERSION,
            licence=self._licence,
            about=self._about,
            data=self._data,
            description=description,
            card="article" if subject else "website",
            address=links.name(path) if links.site else "",
            feed=self._feed,
            linked_data=linked_data(planned, description, show),
            cite=cite,
            previews=self._previews,
        )

    def _linked(self, scripts: tuple[str, ...]) -> Markup:
        """The links to the styles, and to the scripts of a page."""
        to = self._show.links.to
        return self._show.templates.frame("files")(
            tuple(to(f"assets/{name}") for name in STYLES),
            tuple(to(f"assets/{name}") for name in (*SCRIPTS, *scripts)),
        )

    def _masthead(self, current: str) -> Markup:
        """The masthead of the page *current*, or of any that it does not lead to."""
        to = self._show.links.to
        return self._show.templates.frame("masthead")(
            LinkView(self._title, to(places.HOME)),
            self._navigation,
            to(current) if current else "",
            "" if current == places.SEARCH else to(places.SEARCH),
        )
