"""
Dependency recording: what a file depends on, recorded while it is made.

A dependency is a string: `record:ID`, all that a record says; `link:ID`, what others
show of it (its title, type and status; of a source, all but its claims, questions,
errata and summary); `kind:ID`, that a record exists, and its kind; `about:ID`, what an
index of the graph holds from records that name this one; `all`, every record.
"""

import contextlib
from collections.abc import Iterable, Iterator

ALL = "all"


class Dependencies:
    """Records dependencies while something is made; recordings nest."""

    def __init__(self) -> None:
        self._current: set[str] = set()

    def add(self, dependency: str) -> None:
        """Add *dependency* to the current recording."""
        self._current.add(dependency)

    def update(self, dependencies: Iterable[str]) -> None:
        """Add all *dependencies* to the current recording."""
        self._current.update(dependencies)

    @contextlib.contextmanager
    def recording(self) -> Iterator[set[str]]:
        """A set that collects the dependencies added inside the block."""
        outer = self.push()
        try:
            yield self._current
        finally:
            self.pop(outer)

    def push(self) -> set[str]:
        """Begin a recording and return the outer one, to be passed to `pop`."""
        outer, self._current = self._current, set()
        return outer

    def pop(self, outer: set[str]) -> set[str]:
        """End the current recording, return it, and resume *outer*."""
        recorded, self._current = self._current, outer
        return recorded
