"""What leads machines to the pages, where the base says where it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sourcebook.dates import PartialDate
from sourcebook.files import Task
from sourcebook.pages import links as places
from sourcebook.pages.bounds import BOUNDS, Bounds
from sourcebook.pages.links import page_of, page_of_sitemap
from sourcebook.pages.show import Show
from sourcebook.read import Kind
from sourcebook.records import Source

# Pages that nobody looks for: what a server shows where there is no page.
_UNLISTED = frozenset({places.NOT_FOUND, places.PARTS})

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tasks(show: Show, pages: Sequence[str], bounds: Bounds = BOUNDS) -> Iterator[Task]:
    """
    The sitemap, the feed and robots.txt; none where the site has no address.

    A sitemap of more addresses than one file may have is an index of several.
    """
    site, most = show.links.site, bounds.addresses
    if not site:
        return
    listed = tuple(page for page in pages if page not in _UNLISTED)
    if len(listed) <= most:
        yield Task(places.SITEMAP, partial(_sitemap, listed, show), listed)
    else:
        paths: list[str] = []
        for first in range(0, len(listed), most):
            paths.append(page_of_sitemap(len(paths) + 1))
            part = listed[first : first + most]
            yield Task(paths[-1], partial(_sitemap, part, show), part)
        yield Task(places.SITEMAP, partial(_index, tuple(paths), show), tuple(paths))
    if show.graph.sources:
        yield Task(places.FEED, partial(_feed, show, bounds.entries))
    # Robots look for it at the root of a host, and nowhere else.
    if urlsplit(site).path == "/":
        yield Task(places.ROBOTS, partial(_robots, show))


def last_day(published: PartialDate) -> date:
    """The last day on which a source may have appeared; of an open end, its start's."""
    point = published.end or published.start
    return point.latest if point else date.min


def _sitemap(pages: Iterable[str], show: Show) -> bytes:
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for page in pages:
        _add(_add(root, "url"), "loc", show.links.name(page))
    return _bytes(root)


def _index(paths: Iterable[str], show: Show) -> bytes:
    root = ET.Element("sitemapindex", xmlns=_SITEMAP)
    for path in paths:
        _add(_add(root, "sitemap"), "loc", show.links.name(path))
    return _bytes(root)


def _robots(show: Show) -> bytes:
    sitemap = show.links.name(places.SITEMAP)
    return f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode()


def _feed(show: Show, most: int) -> bytes:
    """The latest sources in the order of their publication; no clock is asked."""
    graph, description = show.graph, show.graph.base.description
    root = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: "en"})
    _add(root, "id", show.links.site)
    _add(root, "title", description.title)
    if description.summary:
        _add(root, "subtitle", show.prose.plain(description.summary.markdown))
    _add(root, "updated", _moment(max(last_day(s.published) for s in graph.sources)))
    # The entries are ours, as their summaries are; the articles are others'.
    _add(_add(root, "author"), "name", description.title)
    _add(root, "link", rel="self", href=show.links.name(places.FEED))
    _add(root, "link", rel="alternate", href=show.links.name(places.HOME))
    if description.licence:
        _add(root, "rights", description.licence)
    for source in graph.sources[-most:]:
        _entry(root, source, show)
    return _bytes(root)


def _entry(root: ET.Element, source: Source, show: Show) -> None:
    """The page of *source* is added to the feed."""
    entry = _add(root, "entry")
    address = show.links.name(page_of(Kind.SOURCE, source.id))
    outlet = show.graph.base.outlet(source.id)
    _add(entry, "id", address)
    _add(entry, "title", f"{outlet}: {source.title}")
    _add(entry, "updated", _moment(last_day(source.published)))
    _add(entry, "link", rel="alternate", href=address)
    if source.url:
        _add(entry, "link", rel="related", href=source.url)
    _add(entry, "category", term=source.genre, label=show.genre(source))
    summary = source.summary
    words = show.prose.plain(summary.markdown) if summary else show.genre(source)
    _add(entry, "summary", words)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _moment(day: date) -> str:
    """The beginning of a *day*, as Atom writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
