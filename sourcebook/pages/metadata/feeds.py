"""Sitemap, Atom feed and robots.txt; written only if base.yaml sets base_url."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sourcebook.model.dates import PartialDate
from sourcebook.model.kinds import Kind
from sourcebook.model.records import Source
from sourcebook.pages.bounds import BOUNDS, Bounds
from sourcebook.pages.presenting.presenter import Presenter
from sourcebook.pages.text import urls
from sourcebook.pages.text.urls import page_of, page_of_sitemap
from sourcebook.publishing.tasks import Task

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tasks(
    presenter: Presenter, pages: Sequence[str], bounds: Bounds = BOUNDS
) -> Iterator[Task]:
    """Tasks for the sitemap (an index, if too long for one file), feed, robots.txt."""
    site, most = presenter.urls.site, bounds.addresses
    if not site:
        return
    addresses = tuple(page for page in pages if page not in urls.UNLISTED)
    if len(addresses) <= most:
        yield Task(urls.SITEMAP, partial(_sitemap, addresses, presenter), addresses)
    else:
        paths: list[str] = []
        for first in range(0, len(addresses), most):
            paths.append(page_of_sitemap(len(paths) + 1))
            part = addresses[first : first + most]
            yield Task(paths[-1], partial(_sitemap, part, presenter), part)
        yield Task(urls.SITEMAP, partial(_index, tuple(paths), presenter), tuple(paths))
    if presenter.graph.sources:
        yield Task(urls.FEED, partial(_feed, presenter, bounds.entries))
    # Crawlers look for it only at the root of a host.
    if urlsplit(site).path == "/":
        yield Task(urls.ROBOTS, partial(_robots, presenter))


def last_day(published: PartialDate) -> date:
    """The latest possible day of publication; for an open end, that of its start."""
    point = published.end or published.start
    return point.latest if point else date.min


def _sitemap(pages: Iterable[str], presenter: Presenter) -> bytes:
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for page in pages:
        _add(_add(root, "url"), "loc", presenter.urls.name(page))
    return _bytes(root)


def _index(paths: Iterable[str], presenter: Presenter) -> bytes:
    root = ET.Element("sitemapindex", xmlns=_SITEMAP)
    for path in paths:
        _add(_add(root, "sitemap"), "loc", presenter.urls.name(path))
    return _bytes(root)


def _robots(presenter: Presenter) -> bytes:
    sitemap = presenter.urls.name(urls.SITEMAP)
    return f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode()


def _feed(presenter: Presenter, most: int) -> bytes:
    """The latest sources in the order of publication; the clock is never read."""
    graph, description = presenter.graph, presenter.graph.base.description
    root = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: "en"})
    _add(root, "id", presenter.urls.site)
    _add(root, "title", description.title)
    if description.summary:
        _add(root, "subtitle", presenter.prose.plain(description.summary.markdown))
    _add(root, "updated", _moment(max(last_day(s.published) for s in graph.sources)))
    # The entries and their summaries are ours; the articles are not.
    _add(_add(root, "author"), "name", description.title)
    _add(root, "link", rel="self", href=presenter.urls.name(urls.FEED))
    _add(root, "link", rel="alternate", href=presenter.urls.name(urls.HOME))
    if description.licence:
        _add(root, "rights", description.licence)
    for source in graph.sources[-most:]:
        _add_entry(root, source, presenter)
    return _bytes(root)


def _add_entry(root: ET.Element, source: Source, presenter: Presenter) -> None:
    entry = _add(root, "entry")
    address = presenter.urls.name(page_of(Kind.SOURCE, source.id))
    outlet = presenter.graph.base.outlet(source.id)
    _add(entry, "id", address)
    _add(entry, "title", f"{outlet}: {source.title}")
    _add(entry, "updated", _moment(last_day(source.published)))
    _add(entry, "link", rel="alternate", href=address)
    if source.url:
        _add(entry, "link", rel="related", href=source.url)
    _add(entry, "category", term=source.genre, label=presenter.genre(source))
    summary = source.summary
    words = (
        presenter.prose.plain(summary.markdown) if summary else presenter.genre(source)
    )
    _add(entry, "summary", words)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"
