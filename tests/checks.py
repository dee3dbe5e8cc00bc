"""A check of a whole base, whatever earlier runs left of it, and what bases need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sourcebook import flow
from sourcebook.incremental.session import Session

SCHEMA = Path(__file__).parent.parent / "schema"

# Writes a base of path -> text, and checks it: a fixture of conftest.py.
BaseOf = Callable[[Mapping[str, str | bytes]], flow.Checked]

# What a record may cite: a source, and who published it.
OUTLET = "name: The Gazette\ntype: media_outlet\nsummary: Newspaper.\n"
SOURCE = """title: Monday
genre: news
publisher: gazette
published: "2021-05-03"
language: en
edition: Text as printed
paragraphs: 2
"""
FRAME = {"entities/gazette.yaml": OUTLET, "sources/monday.yaml": SOURCE}


def check_whole(folders: flow.Folders) -> flow.Checked:
    """What a check of everything finds, and leaves to later runs where it may."""
    with Session(folders) as session:
        return flow._check(session)


def check_after_edit(folders: flow.Folders) -> flow.Checked:
    """What a check finds that judges again only what was edited, where it can."""
    with Session(folders) as session:
        return flow._check(session, after_edit=True)
