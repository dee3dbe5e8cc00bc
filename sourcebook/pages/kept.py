"""What is made once and shown on many pages: finished pieces, a bounded number."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sourcebook.notes import Notes

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")

# Of most kinds; a piece is a line of HTML, or a claim of a kilobyte or two.
_MOST = 20_000


class Kept(Generic[Key, Made]):
    """
    What was made for each key lately: at most twice *most* pieces, the unused leave.

    A page is the same whether a piece was kept or is made anew. So a piece is made of
    nothing but its key, of what the graph holds under the names in it, and of how deep
    the page lies; all of it is reached through the graph's mappings. What was noted
    while a piece was made holds of all that shows it.
    """

    def __init__(self, notes: Notes, most: int = _MOST) -> None:
        self._notes = notes
        self._most = most
        self._young: dict[Key, tuple[Made, tuple[str, ...]]] = {}
        self._old: dict[Key, tuple[Made, tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def kept(self, key: Key, make: Callable[[], Made]) -> Made:
        """What is kept under *key*; where there is nothing, what *make* makes."""
        found = self._young.get(key) or self._found(key, make)
        if found[1]:
            self._notes.take_all(found[1])
        return found[0]

    def _found(
        self, key: Key, make: Callable[[], Made]
    ) -> tuple[Made, tuple[str, ...]]:
        """What has not been used for a while, or is made anew."""
        found = self._old.pop(key, None)
        if found is None:
            # Not `with taken()`, which takes as long as most pieces do.
            before = self._notes.begin()
            try:
                made = make()
            finally:
                taken = self._notes.end(before)
            found = made, tuple(taken)
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = found
        return found
