"""
Dependency recording: what a file was made of, recorded while it is made.

A dependency is a word: `record:ID`, all that a record says; `link:ID`, what others show
of it (its title, type and status; of a source all but its claims, questions, errata and
summary); `kind:ID`, that a record exists and of which kind; `about:ID`, what records
say that name this one, gathered in an index of the graph; `all`, anything that goes
through every record.
"""

import contextlib
from collections.abc import Iterable, Iterator

ALL = "all"


class Dependencies:
    """Records dependencies while something is made; recordings nest."""

    def __init__(self) -> None:
        self._current: set[str] = set()

    def add(self, dependency: str) -> None:
        """What is being made depends on *dependency*."""
        self._current.add(dependency)

    def update(self, dependencies: Iterable[str]) -> None:
        """What is being made depends on all of *dependencies*."""
        self._current.update(dependencies)

    @contextlib.contextmanager
    def recording(self) -> Iterator[set[str]]:
        """The set that fills with the dependencies of what is made inside."""
        outer = self.push()
        try:
            yield self._current
        finally:
            self.pop(outer)

    def push(self) -> set[str]:
        """Begin a recording; the outer one, to be given back to `pop`."""
        outer, self._current = self._current, set()
        return outer

    def pop(self, outer: set[str]) -> set[str]:
        """End a recording: what it recorded. Recording goes on in *outer*."""
        recorded, self._current = self._current, outer
        return recorded
