"""Checks of a whole base or after an edit, and records that test bases need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sourcebook import flow
from sourcebook.incremental.session import Session

SCHEMA = Path(__file__).parent.parent / "schema"

# Writes a base given as path -> text, and checks it: a fixture in conftest.py.
BaseOf = Callable[[Mapping[str, str | bytes]], flow.Checked]

# A source that records can cite, and its publisher.
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
    """Check the whole base; the results are cached if there is a cache folder."""
    with Session(folders) as session:
        return flow._check(session)


def check_after_edit(folders: flow.Folders) -> flow.Checked:
    """Check after an edit: only what the edit affects is checked again, if possible."""
    with Session(folders) as session:
        return flow._check(session, after_edit=True)
