"""A base rendered in memory, and its pages as parsed by html5lib."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
from checks import check_whole

from sourcebook import flow
from sourcebook.graph.graph import Graph

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests/bases/valid/tiny/kb"
TOWN = ROOT / "tests/bases/valid/town/kb"  # the same story in more detail
HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def graph_of(kb: Path) -> Graph:
    """The graph of the base in the folder *kb*, checked with the project's schema."""
    folders = flow.Folders(kb, ROOT / "schema", kb.parent / "site")
    checked = check_whole(folders)
    assert checked.base is not None, checked.problems
    assert checked.schema is not None

    return Graph.of(checked.base, checked.schema)


@cache
def files_of(kb: Path) -> dict[str, bytes]:
    """Every file of the site of *kb* by path, except the manifest."""
    graph = graph_of(kb)
    return {file.path: file.content for file in flow.plan_site(graph).files()}


@cache
def parsed(kb: Path, path: str) -> tuple[Any, list[Any]]:
    """The root element of a page and its parse errors, according to html5lib."""
    parser = html5lib.HTMLParser()
    root = parser.parse(files_of(kb)[path], transport_encoding="utf-8")
    return root, parser.errors


def page(kb: Path, path: str) -> Any:
    """The root element of a page."""
    return parsed(kb, path)[0]


def pages_of(kb: Path) -> list[str]:
    """The paths of all pages."""
    return [path for path in files_of(kb) if path.endswith(".html")]


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the *files* of a site to *folder*, and return it."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def text_of(element: Any) -> str:
    """The text of an element, with white space collapsed."""
    return " ".join("".join(element.itertext()).split())
