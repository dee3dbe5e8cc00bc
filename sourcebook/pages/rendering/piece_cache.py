"""Fragment cache: pieces of pages that are made once and shown on many pages."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sourcebook.cache.dependencies import Dependencies

Key = TypeVar("Key", bound=Hashable)
Piece = TypeVar("Piece")

# Of most kinds; a piece is a line of HTML, or a claim of a kilobyte or two.
_MOST = 20_000


class PieceCache(Generic[Key, Piece]):
    """
    A bounded cache: up to 2 x *most* pieces; those unused for a generation are dropped.

    A page is the same whether a piece was cached or not. So a piece is made of nothing
    but its key and of what the graph holds under the names in it, reached through the
    graph's mappings. The dependencies of a piece are those of all that shows it.
    """

    def __init__(self, dependencies: Dependencies, most: int = _MOST) -> None:
        self._dependencies = dependencies
        self._most = most
        self._young: dict[Key, tuple[Piece, tuple[str, ...]]] = {}
        self._old: dict[Key, tuple[Piece, tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get_or_make(self, key: Key, make: Callable[[], Piece]) -> Piece:
        """The piece of *key*; where there is none, what *make* makes."""
        piece, dependencies = self._young.get(key) or self._renewed(key, make)
        if dependencies:
            self._dependencies.update(dependencies)
        return piece

    def _renewed(
        self, key: Key, make: Callable[[], Piece]
    ) -> tuple[Piece, tuple[str, ...]]:
        """The entry of *key*, from the old generation or made now; now a young one."""
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
