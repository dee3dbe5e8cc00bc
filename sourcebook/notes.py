"""
Notes of what a file was made of, taken while it is made.

A note is a word: `record:ID`, all that a record says; `face:ID`, what others show of it
(its title, type and status; of a source all but its claims, questions, errata and
summary); `kind:ID`, that a record is there and of which kind; `about:ID`, what records
say that name this one, gathered in an index of the graph; `all`, anything that goes
through every record.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

ALL = "all"


class Notes:
    """Takes notes while something is made; they nest."""

    def __init__(self) -> None:
        self._now: set[str] = set()

    def take(self, note: str) -> None:
        """*note* holds of what is being made."""
        self._now.add(note)

    def take_all(self, notes: Iterable[str]) -> None:
        """All *notes* hold of what is being made."""
        self._now.update(notes)

    @contextlib.contextmanager
    def taken(self) -> Iterator[set[str]]:
        """The set that fills with the notes of what is made inside, and no others."""
        before = self.begin()
        try:
            yield self._now
        finally:
            self.end(before)

    def begin(self) -> set[str]:
        """What has been noted so far, which is put aside until it is given to `end`."""
        before, self._now = self._now, set()
        return before

    def end(self, before: set[str]) -> set[str]:
        """What has been noted since *before* was put aside."""
        taken, self._now = self._now, before
        return taken
