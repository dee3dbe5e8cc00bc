"""What stands around every page: navigation, search, the base, the page's version."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.pages import links as places
from sourcebook.pages.cited import cite_page
from sourcebook.pages.descriptions import description_of
from sourcebook.pages.linked_data import Node, linked_data
from sourcebook.pages.links import index_of
from sourcebook.pages.planned import Planned
from sourcebook.pages.previews import shards_of
from sourcebook.pages.show import Show
from sourcebook.pages.versions import VERSION
from sourcebook.pages.views import CiteView, LinkView
from sourcebook.read import Kind
from sourcebook.records import Record

_MORE = (
    *("charts.css", "cite.css", "compare.css", "glance.css", "keys.css", "lens.css"),
    *("parted.css", "previews.css", "search.css"),
)
# In the order of their layers.
STYLES = ("tokens.css", "base.css", "layout.css", "parts.css", "lists.css", *_MORE)
# On every page, and those of single pages; a page is whole without any of them.
SCRIPTS = ("keys.js", "previews.js", "copy.js")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page."""

    title: str  # of the page
    base_title: str
    language: str
    home: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    navigation: tuple[LinkView, ...]
    search: str  # where the form of the masthead leads; empty on that page itself
    current: str  # the href in `navigation` that leads here; empty on other pages
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


def frame_of(planned: Planned, show: Show) -> Frame:
    """The frame of a page."""
    links, description = show.links, show.graph.base.description
    navigation = [
        ("Questions", places.QUESTIONS),
        ("Timeline", places.TIMELINE),
        ("Events", index_of(Kind.EVENT)),
        ("Actors and places", index_of(Kind.ENTITY)),
        ("Speakers", places.SPEAKERS),
        ("Sources", index_of(Kind.SOURCE)),
        ("A–Z", places.SEARCH),
        ("About", places.ABOUT),
    ]
    is_record = isinstance(planned.subject, Record)
    scripts = (*SCRIPTS, *planned.scripts)
    cite = cite_page(planned.title, planned.path, show.graph)
    return Frame(
        title=planned.title,
        base_title=description.title,
        language="en",
        home=links.to(places.HOME),
        styles=tuple(links.to(f"assets/{name}") for name in STYLES),
        scripts=tuple(links.to(f"assets/{name}") for name in scripts),
        navigation=tuple(LinkView(label, links.to(to)) for label, to in navigation),
        search="" if planned.path == places.SEARCH else links.to(places.SEARCH),
        current=links.to(planned.path),
        twin=f"{planned.subject.id}.json" if is_record else "",  # type: ignore[union-attr]
        version=VERSION,
        licence=description.licence or "",
        about=links.to(places.ABOUT),
        data=links.to(places.DATA),
        description=description_of(planned, show),
        card="article" if planned.subject else "website",
        address=links.name(planned.path) if links.site else "",
        feed=links.name(places.FEED) if links.site and show.graph.sources else "",
        linked_data=linked_data(planned, show),
        cite=None if planned.path == places.NOT_FOUND else cite,
        previews=shards_of(show.graph),
    )
