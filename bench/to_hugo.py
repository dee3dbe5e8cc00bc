#!/usr/bin/env python3
"""
Convert a base to a Hugo site with layouts of our own, to compare build times.

    python bench/to_hugo.py DIR/kb DIR/hugo
    hugo --source DIR/hugo --destination DIR/hugo/public

Each record gets a page with its fields, claims, text and backlinks, each question one
with its claims from all records; also lists and a timeline. Links and citations are
resolved here, titles and backlinks by Hugo. Nothing is validated.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from hugo_pages import Page, Pages, Record
from yaml import CSafeLoader, load

SITE = Path(__file__).parent / "hugo"
_KINDS = ("entities", "events", "sources")
_LISTS = {
    "questions": "Questions",
    "timeline": "Timeline",
    "events": "Events",
    "entities": "Actors and places",
    "sources": "Sources",
}


def convert(kb: Path, out: Path) -> None:
    """Write the Hugo site of the base at *kb* into *out*, a new folder."""
    shutil.copytree(SITE, out)
    for page in pages(kb):
        file = out / "content" / f"{page.path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps(page.head, ensure_ascii=False, indent=1)
        file.write_text(f"{head}\n\n{page.body}\n", "utf-8")


def pages(kb: Path) -> Iterator[Page]:
    """Every page of the base at *kb*, except those that Hugo generates."""
    base = _read(kb / "base.yaml")
    # Records are read twice: in memory, each would take some kilobytes.
    made = Pages.of((kind, id_, record) for kind, id_, record in _records(kb))
    yield Page("_index", {"title": base["title"]}, made.markdown(base["summary"]))
    for path, title in _LISTS.items():
        yield Page(f"{path}/_index", {"title": title}, "")
    for kind, id_, record in _records(kb):
        yield made.record(kind, id_, record)
        yield from made.questions(id_, record)


def _records(kb: Path) -> Iterator[tuple[str, str, Record]]:
    for kind in _KINDS:
        for file in sorted((kb / kind).rglob("*.yaml")):
            yield kind, file.stem, _read(file)


def _read(file: Path) -> Record:
    record: Record = load(file.read_bytes(), CSafeLoader)
    return record


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Write a base as a Hugo site.")
    parser.add_argument("kb", type=Path, help="the folder of the records")
    parser.add_argument(
        "out", type=Path, help="the folder of the Hugo site, to be made"
    )
    options = parser.parse_args()
    if options.out.exists():
        parser.error(f"{options.out} is there already")
    convert(options.kb, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
