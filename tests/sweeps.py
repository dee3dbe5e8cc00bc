"""Checks of every page of every site: each sweep returns what is wrong."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

import html_rules
from foreign import foreign_texts
from rendered import HTML, files_of, graph_of, page, pages_of, parsed

from sourcebook.pages.text.urls import UNLISTED

Sweep = Callable[[Path], list[Any]]

FOLDERS = {"entity": "entities", "event": "events", "source": "sources"}
# The page for addresses that do not exist, and the pattern library for developers.
# Path prefixes of scripts that contain data from the base, and no code; a page only
# loads one when its reader searches, or hovers over a link.
DATA = ("search/records", "assets/previews/")
KILOBYTE = 1024


def _target(path: str, link: str) -> str:
    """The path of the file that *link* on the page at *path* leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


@cache
def _packed(kb: Path, path: str) -> int:
    """The size of a file as sent by a server (gzip)."""
    return len(gzip.compress(files_of(kb)[path], 9, mtime=0))


def links_that_lead_nowhere(kb: Path) -> list[Any]:
    """Every href and src names a file of the site; every fragment, an id in it."""
    ids = {path: {e.get("id") for e in page(kb, path).iter()} for path in pages_of(kb)}
    known, lost = {*files_of(kb), "data/manifest.json"}, []
    for path in pages_of(kb):
        for element in page(kb, path).iter():
            link = element.get("href") or element.get("src")
            if link is None or link.startswith("https://"):
                continue
            target, _, fragment = link.partition("#")
            where = _target(path, target) if target else path
            if where not in known or (fragment and unquote(fragment) not in ids[where]):
                lost.append((path, link))
    return lost


def pages_that_nothing_leads_to(kb: Path) -> list[Any]:
    """Every page can be reached by links from the home page."""
    pages = set(pages_of(kb))
    reached, new = set[str](), {"index.html"}
    while new:
        reached |= new
        links = (
            (path, link.get("href", "").partition("#")[0])
            for path in new
            for link in page(kb, path).iter(HTML + "a")
        )
        new = {_target(*link) for link in links if link[1]} & pages - reached
    return sorted((pages - reached) ^ UNLISTED)


def invalid_html(kb: Path) -> list[Any]:
    """A strict HTML parser finds no error on any page."""
    return [(path, error) for path in pages_of(kb) for error in parsed(kb, path)[1]]


def broken_rules_of_html(kb: Path) -> list[Any]:
    """Every page follows the rules that the strict parser does not check."""
    return [
        (path, rule.__name__, fault)
        for path in pages_of(kb)
        for rule in html_rules.RULES
        for fault in rule(page(kb, path))
    ]


def headings_out_of_order(kb: Path) -> list[Any]:
    """Every page has one h1, a title, and headings that skip no level."""
    wrong = []
    for path in pages_of(kb):
        elements = list(page(kb, path).iter())
        levels = [
            int(e.tag[-1]) for e in elements if re.fullmatch(HTML + "h[1-6]", e.tag)
        ]
        steps = [after - before for before, after in pairwise(levels)]
        titles = [e.text for e in elements if e.tag == HTML + "title"]
        if levels.count(1) != 1 or max(steps, default=0) > 1 or not all(titles):
            wrong.append((path, levels))
    return wrong


def repeated_ids(kb: Path) -> list[Any]:
    """Every id is unique on its page."""
    wrong = []
    for path in pages_of(kb):
        ids = [e.get("id") for e in page(kb, path).iter() if e.get("id")]
        if len(ids) != len(set(ids)):
            wrong.append((path, sorted({id_ for id_ in ids if ids.count(id_) > 1})))
    return wrong


def policies_that_come_late(kb: Path) -> list[Any]:
    """The CSP comes directly after the character set, before anything can load."""
    wrong = []
    for path in pages_of(kb):
        head = page(kb, path).find(HTML + "head")
        policy = head[1].get("http-equiv")
        if head[0].get("charset") != "utf-8" or policy != "Content-Security-Policy":
            wrong.append(path)
    return wrong


def inline_or_foreign_parts(kb: Path) -> list[Any]:
    """No page has inline styles or handlers, or absolute or foreign addresses."""
    wrong = []
    for path in pages_of(kb):
        for element in page(kb, path).iter():
            names = set(element.attrib)
            loads = element.tag in {HTML + "link", HTML + "img", HTML + "script"}
            address = element.get("href") or element.get("src") or ""
            if (
                element.tag in {HTML + "style", HTML + "iframe", HTML + "object"}
                or "style" in names
                or any(name.startswith("on") for name in names)
                or (loads and (":" in address or address.startswith("/")))
                or address.startswith("/")
            ):
                wrong.append((path, element.tag, address))
    return wrong


def claims_without_their_paragraphs(kb: Path) -> list[Any]:
    """The article of every claim links to the first paragraph of each citation."""
    missing = []
    for statement in graph_of(kb).statements:
        path = f"{FOLDERS[statement.record.kind]}/{statement.record.id}.html"
        found = [e for e in page(kb, path).iter() if e.get("id") == statement.claim.id]
        links = [e.get("href") for claim in found for e in claim.iter(HTML + "a")]
        paragraphs = {f"p{cite.first}" for cite in statement.claim.cites}
        cited = {link.partition("#")[2] for link in links if "sources/" in link}
        if not paragraphs <= cited:
            missing.append(statement.reference)
    return missing


def paragraphs_without_an_anchor(kb: Path) -> list[Any]:
    """Every paragraph of a source has an anchor for its locator."""
    wrong = []
    for source in graph_of(kb).base.sources.values():
        path = f"sources/{source.id}.html"
        ids = {e.get("id") for e in page(kb, path).iter()}
        wanted = {f"p{number}" for number in range(1, source.paragraphs + 1)}
        wrong += sorted(wanted - ids)
    return wrong


def loose_json(kb: Path) -> list[Any]:
    """JSON files contain no NaN, and the JSON twin of a page names that page."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    wrong = []
    for path, content in files_of(kb).items():
        if path.endswith(".json"):
            twin = json.loads(content, parse_constant=refuse)
            url = path.removesuffix(".json") + ".html"
            if path != "data/kb.json" and twin["url"] != url:
                wrong.append(path)
    return wrong


def foreign_texts_that_stand_wrong(kb: Path) -> list[Any]:
    """Text in another script has a language, and is isolated with a bdi."""
    return [
        (path, text)
        for path in pages_of(kb)
        for text, has_language, is_apart in foreign_texts(page(kb, path))
        if not has_language or not is_apart
    ]


def heavy_pages(kb: Path) -> list[Any]:
    """Half of all pages have at most 15 KB as sent, and no page more than 40 KB."""
    sizes = {path: _packed(kb, path) for path in pages_of(kb)}
    heavy = [path for path, size in sizes.items() if size > 40 * KILOBYTE]
    return heavy + ["half"] * (median(sizes.values()) > 15 * KILOBYTE)


def heavy_styles(kb: Path) -> list[Any]:
    """All style sheets together have at most 12 KB as sent."""
    sheets = [path for path in files_of(kb) if path.endswith(".css")]
    return sheets if sum(_packed(kb, path) for path in sheets) > 12 * KILOBYTE else []


def heavy_scripts(kb: Path) -> list[Any]:
    """The scripts of a page, except data, have at most 20 KB together as sent."""
    return [
        path
        for path in pages_of(kb)
        if sum(_packed(kb, script) for script in _scripts(kb, path)) > 20 * KILOBYTE
    ]


def _scripts(kb: Path, path: str) -> Iterator[str]:
    """The scripts that a page loads, except data."""
    for element in page(kb, path).iter(HTML + "script"):
        if source := element.get("src"):
            script = _target(path, source)
            if not script.startswith(DATA):
                yield script


def pictures(kb: Path) -> list[Any]:
    """The site has no image files or img elements: drawings are inline SVG."""
    kinds = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico")
    files = [path for path in files_of(kb) if path.endswith(kinds)]
    return files + [p for p in pages_of(kb) if next(page(kb, p).iter(HTML + "img"), 0)]


SWEEPS: tuple[Sweep, ...] = (
    links_that_lead_nowhere,
    pages_that_nothing_leads_to,
    invalid_html,
    broken_rules_of_html,
    headings_out_of_order,
    repeated_ids,
    policies_that_come_late,
    inline_or_foreign_parts,
    claims_without_their_paragraphs,
    paragraphs_without_an_anchor,
    loose_json,
    foreign_texts_that_stand_wrong,
    heavy_pages,
    heavy_styles,
    heavy_scripts,
    pictures,
)
