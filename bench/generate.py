#!/usr/bin/env python3
"""
Generate a base of any size, reproducible from a seed, to measure builds with.

    python bench/generate.py N DIR [--seed S]

writes N records to DIR/kb: 60 % events, 35 % entities, 5 % sources, 1.6 kB each on
average, some far longer. A tenth of the records name a few of them. The base passes all
checks. All names are fictitious.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from draw import Draw
from story import FEWEST, MOST, Story
from written import Writer


def generate(size: int, folder: Path, seed: int) -> None:
    """Write a base of *size* records into *folder*, which is new or empty."""
    for name in ("entities", "events", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in files(size, seed):
        with (folder / name).open("wb") as file:
            file.write(text.encode())


def files(size: int, seed: int) -> Iterator[tuple[str, str]]:
    """The path and text of every file of a base of *size* records."""
    draw = Draw(seed)
    story = Story.of(size, draw)
    writer = Writer(story, draw)
    yield "base.yaml", writer.base()
    for entity in story.entities:
        yield f"entities/{entity.id}.yaml", writer.entity(entity)
    for event in story.events:
        yield f"events/{event.id}.yaml", writer.event(event)
    for source in story.sources:
        yield f"sources/{source.id}.yaml", writer.source(source)


def main() -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Write a made-up base of N records.")
    parser.add_argument("size", type=int, metavar="N", help=f"{FEWEST} to {MOST}")
    parser.add_argument("folder", type=Path, metavar="DIR", help="gets a folder kb")
    parser.add_argument("--seed", type=int, default=1, help="another base (default: 1)")
    options = parser.parse_args()
    if not FEWEST <= options.size <= MOST:
        parser.error(f"N is a number from {FEWEST} to {MOST}")
    folder: Path = options.folder / "kb"
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    generate(options.size, folder, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
