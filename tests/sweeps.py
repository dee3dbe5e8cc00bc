"""What must hold of every page of every site: each sweep returns what is wrong."""

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

Sweep = Callable[[Path], list[Any]]

FOLDERS = {"entity": "entities", "event": "events", "source": "sources"}
# Shown for an address that leads nowhere; to be looked at by who changes the program.
REACHED_OTHERWISE = {"404.html", "parts.html"}
# Scripts that hold what the base says and not what a script does, by their beginnings:
# a page loads one only once its reader searches, or rests on a link.
DATA = ("search/records", "assets/previews/")
KILOBYTE = 1024


def _target(path: str, link: str) -> str:
    """The file that a *link* on the page at *path* leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


@cache
def _packed(kb: Path, path: str) -> int:
    """The size of a file as a server sends it."""
    return len(gzip.compress(files_of(kb)[path], 9, mtime=0))


def links_that_lead_nowhere(kb: Path) -> list[Any]:
    """Every href and src names a file of the site, every fragment an id on it."""
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
    """Links lead from the home page to every other page."""
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
    return sorted((pages - reached) ^ REACHED_OTHERWISE)


def invalid_html(kb: Path) -> list[Any]:
    """A strict reader finds no fault in any page."""
    return [(path, error) for path in pages_of(kb) for error in parsed(kb, path)[1]]


def broken_rules_of_html(kb: Path) -> list[Any]:
    """Every page keeps the rules to which the strict reader is blind."""
    return [
        (path, rule.__name__, fault)
        for path in pages_of(kb)
        for rule in html_rules.RULES
        for fault in rule(page(kb, path))
    ]


def headings_out_of_order(kb: Path) -> list[Any]:
    """Each page has one h1, a title, and headings that skip no level."""
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
    """Every id of a page is its only one."""
    wrong = []
    for path in pages_of(kb):
        ids = [e.get("id") for e in page(kb, path).iter() if e.get("id")]
        if len(ids) != len(set(ids)):
            wrong.append((path, sorted({id_ for id_ in ids if ids.count(id_) > 1})))
    return wrong


def policies_that_come_late(kb: Path) -> list[Any]:
    """The policy follows the character set at once, before anything could load."""
    wrong = []
    for path in pages_of(kb):
        head = page(kb, path).find(HTML + "head")
        policy = head[1].get("http-equiv")
        if head[0].get("charset") != "utf-8" or policy != "Content-Security-Policy":
            wrong.append(path)
    return wrong


def inline_or_foreign_parts(kb: Path) -> list[Any]:
    """No style or script in a page, no handler, no absolute or foreign address."""
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
    """The permalink of every claim leads to an article with its speaker and source."""
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
    """A locator's anchor exists for every paragraph that a source counts."""
    wrong = []
    for source in graph_of(kb).base.sources.values():
        path = f"sources/{source.id}.html"
        ids = {e.get("id") for e in page(kb, path).iter()}
        wanted = {f"p{number}" for number in range(1, source.paragraphs + 1)}
        wrong += sorted(wanted - ids)
    return wrong


def loose_json(kb: Path) -> list[Any]:
    """No NaN, no repeated key; every twin names its own page."""

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
    """A text in another script says its language, and turns no signs around it."""
    return [
        (path, text)
        for path in pages_of(kb)
        for text, has_language, is_apart in foreign_texts(page(kb, path))
        if not has_language or not is_apart
    ]


def heavy_pages(kb: Path) -> list[Any]:
    """Half of all pages have at most 15 KB as sent, and none has more than 40."""
    sizes = {path: _packed(kb, path) for path in pages_of(kb)}
    heavy = [path for path, size in sizes.items() if size > 40 * KILOBYTE]
    return heavy + ["half"] * (median(sizes.values()) > 15 * KILOBYTE)


def heavy_styles(kb: Path) -> list[Any]:
    """All style sheets together have at most 12 KB as sent."""
    sheets = [path for path in files_of(kb) if path.endswith(".css")]
    return sheets if sum(_packed(kb, path) for path in sheets) > 12 * KILOBYTE else []


def heavy_scripts(kb: Path) -> list[Any]:
    """Those that a page loads have at most 20 KB together as sent, but for data."""
    return [
        path
        for path in pages_of(kb)
        if sum(_packed(kb, script) for script in _scripts(kb, path)) > 20 * KILOBYTE
    ]


def _scripts(kb: Path, path: str) -> Iterator[str]:
    """The scripts that a page loads, without data."""
    for element in page(kb, path).iter(HTML + "script"):
        if source := element.get("src"):
            script = _target(path, source)
            if not script.startswith(DATA):
                yield script


def pictures(kb: Path) -> list[Any]:
    """What is drawn stands in the page as lines and words."""
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
