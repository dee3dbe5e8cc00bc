"""Fragment cache: pieces of pages that are made once and shown on many pages."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sourcebook.cache.dependencies import Dependencies

Key = TypeVar("Key", bound=Hashable)
Piece = TypeVar("Piece")

# The default; a piece is a line of HTML, or a claim of one or two kilobytes.
_MOST = 20_000


class PieceCache(Generic[Key, Piece]):
    """
    A bounded cache: up to 2 x *most* pieces; those unused for a generation are dropped.

    A page must be the same whether a piece was cached or not. So a piece is made only
    of its key and of what the graph's mappings hold under the names in it. Everything
    that shows a piece gets its dependencies.
    """

    def __init__(self, dependencies: Dependencies, most: int = _MOST) -> None:
        self._dependencies = dependencies
        self._most = most
        self._young: dict[Key, tuple[Piece, tuple[str, ...]]] = {}
        self._old: dict[Key, tuple[Piece, tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get_or_make(self, key: Key, make: Callable[[], Piece]) -> Piece:
        """The cached piece of *key*; if there is none, the result of *make*."""
        piece, dependencies = self._young.get(key) or self._young_entry(key, make)
        if dependencies:
            self._dependencies.update(dependencies)
        return piece

    def _young_entry(
        self, key: Key, make: Callable[[], Piece]
    ) -> tuple[Piece, tuple[str, ...]]:
        """The entry of *key*, old or newly made, moved to the young generation."""
        entry = self._old.pop(key, None)
        if entry is None:
            # Not `with recording()`, which takes as long as most pieces do.
            outer = self._dependencies.push()
            try:
                piece = make()
            finally:
                recorded = self._dependencies.pop(outer)
            entry = piece, tuple(recorded)
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = entry
        return entry
