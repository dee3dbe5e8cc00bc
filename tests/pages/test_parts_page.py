"""The page of template parts shows every part, and no page links it."""

from __future__ import annotations

import posixpath

from rendered import HTML, ROOT, TOWN, files_of, page, pages_of, text_of

PARTS = ROOT / "sourcebook/pages/templates/parts"


def test_every_part_is_shown() -> None:
    """The page has a heading for each file in templates/parts/, and no other."""
    headings = page(TOWN, "parts.html").iter(HTML + "h2")
    files = {
        text_of(e) for h in headings for e in h.iter() if e.get("class") == "quiet"
    }

    assert sorted(files) == sorted(
        f"parts/{path.name}" for path in PARTS.glob("*.html")
    )


def test_every_part_shows_something() -> None:
    """No part is empty in all its states."""
    sections = page(TOWN, "parts.html").findall(f".//{HTML}main/{HTML}section")
    empty = [
        text_of(section[0])
        for section in sections
        if not any(text_of(e) for e in section[1:] if e.get("class") != "label")
    ]

    assert len(sections) >= len(list(PARTS.iterdir()))
    assert empty == []


def test_no_page_links_it() -> None:
    """The page exists, but it is not part of the record."""
    links = [
        (path, link.get("href"))
        for path in pages_of(TOWN)
        for link in page(TOWN, path).iter(HTML + "a")
        if posixpath.basename(link.get("href", "").partition("#")[0]) == "parts.html"
    ]

    assert links == []
    assert "parts.html" in files_of(TOWN)
