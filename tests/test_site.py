"""The site of the real base as a whole: every page can be reached, none is heavy."""

from __future__ import annotations

import gzip
import posixpath
from statistics import median

from rendered import HTML, ROOT, files_of, page, pages_of

KB = ROOT / "kb"
# Shown for an address that leads nowhere; to be looked at by who changes the program.
REACHED_OTHERWISE = {"404.html", "parts.html"}
# Scripts that hold what the base says and not what a script does, by their beginnings:
# a page loads one only once its reader searches, or rests on a link.
DATA = ("search/records", "assets/previews/")
KILOBYTE = 1024


def _packed(paths: list[str]) -> list[int]:
    """The sizes of files as a server sends them."""
    return [len(gzip.compress(files_of(KB)[path], 9, mtime=0)) for path in paths]


def _ending(*ends: str) -> list[str]:
    return [path for path in files_of(KB) if path.endswith(ends)]


def _linked(path: str) -> set[str]:
    """The pages that a page links."""
    links = (link.get("href", "") for link in page(KB, path).iter(HTML + "a"))
    folder = posixpath.dirname(path)
    return {
        posixpath.normpath(posixpath.join(folder, link.partition("#")[0]))
        for link in links
        if not link.startswith(("https:", "#"))
    } & set(pages_of(KB))


def test_every_page_can_be_reached() -> None:
    """Links lead from the home page to every other page."""
    reached, new = set[str](), {"index.html"}
    while new:
        reached |= new
        new = {to for path in new for to in _linked(path)} - reached

    assert set(pages_of(KB)) - reached == REACHED_OTHERWISE


def test_pages_are_light() -> None:
    """Half of all pages have at most 15 KB as sent, and none has more than 40."""
    sizes = dict(zip(pages_of(KB), _packed(pages_of(KB)), strict=True))
    heavy = {path: size for path, size in sizes.items() if size > 40 * KILOBYTE}

    assert median(sizes.values()) <= 15 * KILOBYTE
    assert heavy == {}


def test_styles_are_light() -> None:
    """All style sheets together have at most 12 KB as sent."""
    assert sum(_packed(_ending(".css"))) <= 12 * KILOBYTE


def test_scripts_are_light() -> None:
    """Those that a page loads have at most 20 KB together as sent, but for data."""
    heavy = {}
    for path in pages_of(KB):
        loaded = [
            posixpath.normpath(posixpath.join(posixpath.dirname(path), script))
            for element in page(KB, path).iter(HTML + "script")
            if (script := element.get("src"))
        ]
        scripts = [script for script in loaded if not script.startswith(DATA)]
        if sum(_packed(scripts)) > 20 * KILOBYTE:
            heavy[path] = sum(_packed(scripts))

    assert heavy == {}


def test_there_are_no_pictures() -> None:
    """What is drawn stands in the page as lines and words."""
    kinds = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico")
    showing = [p for p in pages_of(KB) if next(page(KB, p).iter(HTML + "img"), None)]

    assert _ending(*kinds) == []
    assert showing == []
