"""A check of a whole base, whatever earlier runs left of it."""

from __future__ import annotations

from sourcebook import flow
from sourcebook.incremental.session import Session


def check_whole(folders: flow.Folders) -> flow.Checked:
    """What a check of everything finds, and leaves to later runs where it may."""
    with Session(folders) as session:
        return flow._check(session)


def check_after_edit(folders: flow.Folders) -> flow.Checked:
    """What a check finds that judges again only what was edited, where it can."""
    with Session(folders) as session:
        return flow._check(session, after_edit=True)
