"""The base of this repository: it checks clean, and every link of its site leads on."""

from __future__ import annotations

import json
import posixpath
import re
from itertools import pairwise
from urllib.parse import unquote

from rendered import HTML, ROOT, files_of, graph_of, page, pages_of, parsed, text_of

KB = ROOT / "kb"


def test_it_checks_clean() -> None:
    """No record of the base has an error."""
    graph = graph_of(KB)

    assert graph.base.partial == frozenset()


def test_every_link_and_fragment_leads_somewhere() -> None:
    """Every href and src names a file of the site, every fragment an id on it."""
    files, lost = files_of(KB), []
    ids = {path: {e.get("id") for e in page(KB, path).iter()} for path in pages_of(KB)}
    known = {*files, "data/manifest.json"}
    for path in pages_of(KB):
        for element in page(KB, path).iter():
            link = element.get("href") or element.get("src")
            if link is None or link.startswith("https://"):
                continue
            target, _, fragment = link.partition("#")
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            where = where if target else path
            if where not in known or (fragment and unquote(fragment) not in ids[where]):
                lost.append((path, link))

    assert lost == []


def test_every_page_is_valid_html() -> None:
    """A strict reader finds no fault in any page."""
    faults = [(path, error) for path in pages_of(KB) for error in parsed(KB, path)[1]]

    assert faults == []


def test_every_page_has_one_title_and_one_first_heading() -> None:
    """Each page has one h1, a title, and headings that skip no level."""
    wrong = []
    for path in pages_of(KB):
        elements = list(page(KB, path).iter())
        levels = [
            int(e.tag[-1]) for e in elements if re.fullmatch(HTML + "h[1-6]", e.tag)
        ]
        steps = [after - before for before, after in pairwise(levels)]
        titles = [e.text for e in elements if e.tag == HTML + "title"]
        if levels.count(1) != 1 or max(steps, default=0) > 1 or not all(titles):
            wrong.append((path, levels))

    assert wrong == []


def test_no_id_stands_twice_on_a_page() -> None:
    """Every id of a page is its only one."""
    twice = {}
    for path in pages_of(KB):
        ids = [e.get("id") for e in page(KB, path).iter() if e.get("id")]
        if len(ids) != len(set(ids)):
            twice[path] = sorted({id_ for id_ in ids if ids.count(id_) > 1})

    assert twice == {}


def test_the_content_security_policy_comes_first() -> None:
    """The policy follows the character set at once, before anything could load."""
    wrong = []
    for path in pages_of(KB):
        head = page(KB, path).find(HTML + "head")
        first, second = head[0], head[1]
        if first.get("charset") != "utf-8" or second.get("http-equiv") != (
            "Content-Security-Policy"
        ):
            wrong.append(path)

    assert wrong == []


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    """No style or script in a page, no handler, no absolute or foreign address."""
    wrong = []
    for path in pages_of(KB):
        for element in page(KB, path).iter():
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

    assert wrong == []


def test_every_claim_stands_on_its_records_page() -> None:
    """The permalink of every claim leads to an article with its speaker and source."""
    missing = []
    for statement in graph_of(KB).statements:
        folder = {"entity": "entities", "event": "events", "source": "sources"}
        path = f"{folder[statement.record.kind]}/{statement.record.id}.html"
        found = [e for e in page(KB, path).iter() if e.get("id") == statement.claim.id]
        links = [e.get("href") for claim in found for e in claim.iter(HTML + "a")]
        paragraphs = {f"p{cite.first}" for cite in statement.claim.cites}
        cited = {link.partition("#")[2] for link in links if "sources/" in link}
        if not paragraphs <= cited:
            missing.append(statement.reference)

    assert missing == []


def test_every_paragraph_of_every_source_has_its_anchor() -> None:
    """A locator's anchor exists for every paragraph that a source counts."""
    wrong = []
    for source in graph_of(KB).base.sources.values():
        path = f"sources/{source.id}.html"
        ids = {e.get("id") for e in page(KB, path).iter()}
        wanted = {f"p{number}" for number in range(1, source.paragraphs + 1)}
        wrong += sorted(wanted - ids)

    assert wrong == []


def test_events_without_a_date_stand_at_the_end() -> None:
    """A date without a beginning is a date: its event stands first, not among them."""
    timeline = page(KB, "timeline/index.html")
    sections = timeline.iter(HTML + "section")
    headings = [text_of(section.find(HTML + "h2")) for section in sections]

    assert headings[0] == "Beginning not known"
    assert headings[-1] == "No date known"


def test_every_json_file_is_strict_json() -> None:
    """No NaN, no repeated key; every twin names its id, kind and url."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    wrong = []
    for path, content in files_of(KB).items():
        if path.endswith(".json"):
            twin = json.loads(content, parse_constant=refuse)
            url = path.removesuffix(".json") + ".html"
            if path != "data/kb.json" and twin["url"] != url:
                wrong.append(path)

    assert wrong == []
